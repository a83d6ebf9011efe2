// Checks the list of `npm pack --json`: the package holds what it needs to run, and nothing else.
import { readFileSync } from "node:fs";

const [{ files, size }] = JSON.parse(readFileSync(0, "utf8"));
const paths = files.map(({ path }) => path);
const needed = [
  "LICENSE",
  "README.md",
  "package.json",
  "build/engine.wasm",
  "build/examiner.wasm",
  "circuits/li-llzo-li.circuit",
  "circuits/li-llzo-li.simulated.csv",
  "docs/example/llzo_25C.csv",
  "dist/cjs/package.json",
  "dist/cjs/src/index.d.ts",
  "dist/cjs/src/index.js",
  "dist/cjs/src/lean/index.js",
  "dist/cjs/src/pool/index.js",
  "dist/eisfit.global.js",
  "dist/src/circuits/index.js",
  "dist/src/cli/batch/threads/thread.js",
  "dist/src/cli/main.js",
  "dist/src/core/index.js",
  "dist/src/index.d.ts",
  "dist/src/index.js",
  "dist/src/lean/index.js",
  "dist/src/pool/index.js",
  "dist/src/pool/worker.js",
  "dist/src/reference/index.js",
  "dist/src/report/index.js",
];
const missing = needed.filter((path) => !paths.includes(path));
const allowed =
  /^(?:LICENSE|[A-Z]+\.md|package\.json|build\/(?:engine|examiner)\.wasm|circuits\/[\w-]+\.(?:circuit|simulated\.csv)|docs\/example\/[\w-]+\.csv|dist\/eisfit\.global\.js|dist\/cjs\/package\.json|dist\/(?:cjs\/)?assembly\/(?:program|agreed\/\w+|math\/elementary)\.d\.ts|dist\/(?:cjs\/)?src\/.+\.(?:js|d\.ts))$/;
const foreign = paths.filter((path) => !allowed.test(path) || /^dist\/(?:cjs\/)?src\/build\//.test(path));
console.log(`package: ${paths.length} files, ${(size / 1000).toFixed(0)} kB packed`);
if (missing.length > 0) console.log(`missing from the package: ${missing.join(", ")}`);
if (foreign.length > 0) console.log(`does not belong into the package: ${foreign.join(", ")}`);
process.exitCode = missing.length + foreign.length === 0 ? 0 : 1;
