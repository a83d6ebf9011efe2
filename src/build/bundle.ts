/**
 * Bundles the library's entries into few files beside their declarations, with shared parts kept in one copy. Run by
 * `npm run build:library`. Loading a hundred small modules takes five times as long as loading these.
 *
 * - dist/src: ECMAScript modules
 * - dist/cjs: the same files for `require`, where Node cannot require modules, with the declarations once more, as
 *   TypeScript tells by the folder how a declaration is to be imported
 * - dist/eisfit.global.js: one classic script for pages without modules
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform, type BuildOptions } from "esbuild";
import { corePlugins } from "./corePlugins.ts";
import { compileWithModule } from "./compileWithModule.ts";
import { requiredCore, shrinkCore } from "./core/shrink.ts";
import { pureInitializers } from "./pureInitializers.ts";
import { withoutModules } from "./withoutModules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist");
const programs = ["src/cli/main.ts", "src/cli/batch/threads/thread.ts", "src/cli/demo.ts"];
const entries = [
  "src/index.ts",
  "src/reference/index.ts",
  "src/report/index.ts",
  "src/circuit/dialects/index.ts",
  "src/circuits/index.ts",
  "src/pool/index.ts",
];
const lean = ["src/lean/index.ts"];
const core = ["src/core/index.ts"];

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "neutral",
  target: "es2022",
  legalComments: "none",
  write: false,
} as const satisfies BuildOptions;

const modules = {
  ...common,
  outbase: root,
  outdir,
  splitting: true,
  chunkNames: "src/shared/[name]-[hash]",
  format: "esm",
  packages: "external",
  external: ["node:*"],
} as const satisfies BuildOptions;

// Names of shared parts change with their contents.
rmSync(join(outdir, "src/shared"), { recursive: true, force: true });
rmSync(join(outdir, "cjs"), { recursive: true, force: true });

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const esm = await Promise.all([
  build({ ...modules, entryPoints: [...entries, ...programs] }),
  build({ ...modules, entryPoints: lean, plugins: [withoutModules] }),
  // Its size counts for more than the milliseconds that compiling with the module saves.
  build({ ...modules, entryPoints: core, plugins: corePlugins, minifySyntax: true, define: { "Number.NaN": "NaN" } }),
]);
const coreFile = join(outdir, "src/core/index.js");
const files = esm.flatMap(({ outputFiles }) => outputFiles);
for (const { path, text } of files) {
  write(path, path === coreFile ? await shrinkCore(text, root) : compileWithModule(pureInitializers(text)));
}
write(join(outdir, "cjs/src/core/index.js"), requiredCore(readFileSync(coreFile, "utf8")));

// With the packages of the second opinion inside: one of them is a module, which older versions of Node do not require.
const required = {
  ...modules,
  packages: "bundle",
  mainFields: ["module", "main"],
  legalComments: "eof",
  outdir: join(outdir, "cjs"),
} as const satisfies BuildOptions;
const cjs = await Promise.all([
  build({ ...required, entryPoints: entries }),
  build({ ...required, entryPoints: lean, plugins: [withoutModules] }),
]);
for (const { path, text } of cjs.flatMap(({ outputFiles }) => outputFiles)) {
  // The address of a module is asked for where a browser's worker is made from its file; Node's is made from text.
  const { code } = await transform(text, {
    format: "cjs",
    target: "es2022",
    // Named exports of a file for require are not always found by import().
    supported: { "dynamic-import": false },
    logOverride: { "empty-import-meta": "silent" },
  });
  write(path, `"use strict";\n${compileWithModule(code)}`);
}
for (const folder of ["src", "assembly"]) {
  cpSync(join(outdir, folder), join(outdir, "cjs", folder), {
    recursive: true,
    filter: (path) => !path.endsWith(".js") && !/[\\/](?:build|cli)$/.test(path),
  });
}
write(join(outdir, "cjs/package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);

const [global] = (
  await build({ ...common, entryPoints: ["src/global.ts"], format: "iife", globalName: "eisfit", minify: true })
).outputFiles;
if (global === undefined) throw new Error("The bundle for pages without modules is missing.");
write(join(outdir, "eisfit.global.js"), global.text);
console.log(`dist: ${String(files.length)} modules, the same for require, and eisfit.global.js`);
