/**
 * Writes the program of a pool's threads: `dist/src/pool/worker.js`, one file that runs as a module and as a classic script, and the
 * same as text for hosts where no file is at hand. Run by `npm run build:library`.
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withoutModules } from "./withoutModules.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ["src/pool/worker.ts"],
  bundle: true,
  format: "iife",
  platform: "neutral",
  target: "es2022",
  minify: true,
  legalComments: "none",
  write: false,
  plugins: [withoutModules],
});
const text = outputFiles[0]?.text ?? "";

function write(path: string, contents: string): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.partial`, contents);
  renameSync(`${target}.partial`, target);
}

write("dist/src/pool/worker.js", text);
write(
  "src/pool/workerText.generated.ts",
  `// Generated from worker.ts by src/build/embedWorker.ts; do not edit.\nexport const workerText: string = ${JSON.stringify(text)};\n`,
);
