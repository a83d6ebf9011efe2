/** Rewrites what is generated of the README and docs. Run by `npm run docs`; a test fails while they are stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { formatsMarkdown } from "./formatsMarkdown.ts";
import { withElementTable } from "./readmeTable.ts";

const readme = new URL("../../README.md", import.meta.url);
writeFileSync(readme, withElementTable(readFileSync(readme, "utf8")));
writeFileSync(new URL("../../docs/formats.md", import.meta.url), formatsMarkdown());
