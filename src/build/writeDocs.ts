/** Rewrites the generated parts of the README. Run by `npm run docs`; a test fails while they are stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { withElementTable } from "./readmeTable.ts";

const path = new URL("../../README.md", import.meta.url);
writeFileSync(path, withElementTable(readFileSync(path, "utf8")));
