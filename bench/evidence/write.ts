/**
 * `npm run docs:reliability`: measures what docs/reliability.md tells and writes the page with its figures. `-- --only KEY`
 * measures one section and keeps the others; `-- --words` measures nothing and writes the page from the figures there are.
 * Not run by CI, because figures with times belong to a machine.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { version } from "../../src/index.ts";
import { present, textOption } from "../options.ts";
import { FORMAT, parseFigures, sections, writePage, type Measured } from "./page.ts";

const docs = new URL("../../docs/", import.meta.url);
const figuresFile = new URL("reliability.json", docs);
const pageFile = new URL("reliability.md", docs);

const only = textOption("only");
if (only !== undefined && !sections.some(({ key }) => key === only)) {
  throw new RangeError(`--only ${only}: the sections are ${sections.map(({ key }) => key).join(", ")}.`);
}
const keep = only !== undefined || present("words");
const measured: Record<string, Measured> =
  keep && existsSync(figuresFile) ? { ...parseFigures(readFileSync(figuresFile, "utf8")).sections } : {};

const chosen = present("words") ? [] : sections.filter(({ key }) => only === undefined || key === only);
for (const section of chosen) {
  const figures = await section.measure(console.log);
  if (figures === undefined) continue;
  const processor = cpus()[0]?.model ?? "an unknown processor";
  measured[section.key] = { eisfit: version, node: process.versions.node, processor, figures };
}

const file = { format: FORMAT, sections: measured };
mkdirSync(docs, { recursive: true });
writeFileSync(figuresFile, `${JSON.stringify(file, undefined, 1)}\n`);
writeFileSync(pageFile, writePage(file));
