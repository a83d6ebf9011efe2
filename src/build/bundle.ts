/**
 * Bundles the library's entries into few files beside their declarations, with shared parts kept in one copy. Run by
 * `npm run build:library`. Loading a hundred small modules takes five times as long as loading these.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileWithModule } from "./compileWithModule.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist");
const entries = [
  "src/index.ts",
  "src/reference/index.ts",
  "src/report/index.ts",
  "src/circuit/dialects/index.ts",
  "src/circuits/index.ts",
  "src/cli/main.ts",
  "src/cli/batch/threads/thread.ts",
  "src/cli/demo.ts",
];

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: entries,
  outbase: root,
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: "src/shared/[name]-[hash]",
  format: "esm",
  platform: "neutral",
  packages: "external",
  external: ["node:*"],
  target: "es2022",
  legalComments: "none",
  write: false,
});
// Names of shared parts change with their contents.
rmSync(join(outdir, "src/shared"), { recursive: true, force: true });
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, compileWithModule(text));
}
console.log(`dist: ${String(outputFiles.length)} modules`);
