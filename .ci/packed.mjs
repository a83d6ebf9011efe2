// Checks the list of `npm pack --json`: the package holds what it needs to run, and nothing else.
import { readFileSync } from "node:fs";

const [{ files, size }] = JSON.parse(readFileSync(0, "utf8"));
const paths = files.map(({ path }) => path);
const needed = [
  "LICENSE",
  "README.md",
  "package.json",
  "build/engine.wasm",
  "circuits/li-llzo-li.circuit",
  "circuits/li-llzo-li.simulated.csv",
  "dist/src/circuits/index.js",
  "dist/src/cli/batch/threads/thread.js",
  "dist/src/cli/main.js",
  "dist/src/index.d.ts",
  "dist/src/index.js",
  "dist/src/reference/index.js",
  "dist/src/report/index.js",
];
const missing = needed.filter((path) => !paths.includes(path));
const allowed =
  /^(?:LICENSE|[A-Z]+\.md|package\.json|build\/engine\.wasm|circuits\/[\w-]+\.(?:circuit|simulated\.csv)|dist\/assembly\/(?:program|math\/elementary)\.d\.ts|dist\/src\/.+\.(?:js|d\.ts))$/;
const foreign = paths.filter((path) => !allowed.test(path) || path.startsWith("dist/src/build/"));
console.log(`package: ${paths.length} files, ${(size / 1000).toFixed(0)} kB packed`);
if (missing.length > 0) console.log(`missing from the package: ${missing.join(", ")}`);
if (foreign.length > 0) console.log(`does not belong into the package: ${foreign.join(", ")}`);
process.exitCode = missing.length + foreign.length === 0 ? 0 : 1;
