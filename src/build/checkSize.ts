/**
 * Measures what of the built library a page has to load, and fails where a part has outgrown its limit; with `--write` it writes the table in
 * docs/embedding.md. Run by `npm run check:size`.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = join(root, "docs/embedding.md");
const BEGIN = "<!-- sizes: written by `npm run check:size -- --write` -->";
const END = "<!-- end of sizes -->";

const CORE = "init, makeSpectrum, parseCircuit, fit, simulate, intervals, profile, bootstrap";
const KILOBYTE = 1000;

interface Part {
  readonly what: string;
  /** A program to bundle, or a file of the package as it is. */
  readonly program?: string;
  readonly file?: string;
  /** Most kB, gzipped. */
  readonly limit: number;
}

// Limits leave some percent for what a release may add; to raise one is a decision.
const parts: readonly Part[] = [
  { what: "`eisfit/core`: circuits, fits, simulation, uncertainty, engine inside", file: "dist/src/core/index.js", limit: 60 },
  { what: "the same for `require`", file: "dist/cjs/src/core/index.js", limit: 60 },
  { what: `\`import { ${CORE} } from "eisfit"\``, program: `export { ${CORE} } from "./dist/src/index.js";`, limit: 133 },
  { what: `the same from \`eisfit/lean\`, without engine`, program: `export { ${CORE} } from "./dist/src/lean/index.js";`, limit: 59 },
  { what: "`engine.wasm`", file: "build/engine.wasm", limit: 26 },
  { what: "`examiner.wasm`", file: "build/examiner.wasm", limit: 48 },
  { what: "`import * as eisfit from \"eisfit\"`, all of it", program: 'export * from "./dist/src/index.js";', limit: 265 },
  { what: "`eisfit/pool/worker`, what each thread loads", file: "dist/src/pool/worker.js", limit: 50 },
  { what: "`eisfit.global.js`, with reports, circuits and dialects", file: "dist/eisfit.global.js", limit: 365 },
];

async function bytesOf({ program, file }: Part): Promise<Uint8Array> {
  if (file !== undefined) return readFileSync(join(root, file));
  const { outputFiles } = await build({
    stdin: { contents: program ?? "", resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

const rows = await Promise.all(
  parts.map(async (part) => {
    const bytes = await bytesOf(part);
    return { ...part, plain: bytes.length / KILOBYTE, packed: gzipSync(bytes, { level: 9 }).length / KILOBYTE };
  }),
);
for (const { what, plain, packed, limit } of rows) {
  const verdict = packed > limit ? "TOO LARGE" : "within";
  console.log(`${packed.toFixed(1).padStart(6)} kB gzipped, ${verdict} ${String(limit)} kB (${plain.toFixed(0)} kB plain): ${what}`);
}
if (rows.some(({ packed, limit }) => packed > limit)) process.exitCode = 1;

if (process.argv.includes("--write")) {
  const text = readFileSync(page, "utf8");
  const table = [
    "| What a page loads | kB gzipped | kB |",
    "| --- | --- | --- |",
    ...rows.map(({ what, plain, packed }) => `| ${what} | ${packed.toFixed(1)} | ${plain.toFixed(0)} |`),
  ].join("\n");
  const [head, rest] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (head < 0 || rest < head) throw new Error(`${page} lacks the marks of the table.`);
  writeFileSync(`${page}.partial`, `${text.slice(0, head)}${BEGIN}\n\n${table}\n\n${text.slice(rest)}`);
  renameSync(`${page}.partial`, page);
}
