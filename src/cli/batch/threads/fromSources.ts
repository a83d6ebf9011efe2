import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as Esbuild from "esbuild";

let bundled: string | undefined;

/**
 * The thread's code as one file, made anew for each process that runs from the sources: Node 20 reads no TypeScript, and to load
 * hundreds of files by a loader takes each thread seconds.
 */
export function bundledThread(): string {
  if (bundled !== undefined) return bundled;
  const { buildSync } = createRequire(import.meta.url)("esbuild") as typeof Esbuild;
  const folder = mkdtempSync(join(tmpdir(), "eisfit-thread-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "thread.mjs");
  buildSync({
    entryPoints: [fileURLToPath(new URL("./thread.ts", import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    // Packages of the older kind ask for modules by require.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "silent",
  });
  return (bundled = outfile);
}
