/**
 * Builds the page into `build/web`: a folder to be served, and `build/web/eisfit.html`, which is the whole page in one file. Run by
 * `npm run web:build`; `npm run web` also serves it, to this machine only (`-- --port N` for another port than 5173).
 */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { EXPORTS, folderOf, pageParts, singleFile } from "./page.ts";
import { serveFiles } from "./server.ts";

const outdir = fileURLToPath(new URL("../../../build/web", import.meta.url));
const { values } = parseArgs({
  options: { serve: { type: "boolean", default: false }, port: { type: "string", default: "5173" } },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError(`There is no port ${values.port}.`);

const parts = await pageParts();
const folder = folderOf(parts);
mkdirSync(join(outdir, "site"), { recursive: true });
const write = (path: string, text: string): void => {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
};
for (const [name, text] of folder) write(join(outdir, "site", name), text);
write(join(outdir, "eisfit.html"), singleFile(parts));
const kilobytes = (names: readonly string[]): string => {
  const bytes = names.reduce((sum, name) => sum + gzipSync(folder.get(name) ?? "", { level: 9 }).length, 0);
  return `${(bytes / 1000).toFixed(1)} kB`;
};
const [first, later] = [[...folder.keys()].filter((name) => name !== EXPORTS), [EXPORTS]];
console.log(`build/web/site: ${kilobytes(first)} gzipped, and ${kilobytes(later)} with the first file that is saved`);
console.log("build/web/eisfit.html: all of it in one file");

if (values.serve) {
  const server = serveFiles(folder);
  server.listen(port, "127.0.0.1", () => {
    const address = server.address();
    const own = typeof address === "object" && address !== null ? address.port : port;
    console.log(`http://localhost:${String(own)}/`);
  });
}
