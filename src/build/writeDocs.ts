/** Rewrites what is generated of the README, docs and circuits. Run by `npm run docs`; a test fails while they are stale. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { circuitsMarkdown } from "./circuitsMarkdown.ts";
import { circuitsModule } from "./circuitsModule.ts";
import { exampleFiles } from "./example/files.ts";
import { formatsMarkdown } from "./formatsMarkdown.ts";
import { guideFile, guides, readGuide, withOutputs } from "./guide.ts";
import { pictures } from "./pictures.ts";
import { withElementTable } from "./readmeTable.ts";
import { reportFiles } from "./reportPage.ts";

const readme = new URL("../../README.md", import.meta.url);
writeFileSync(readme, withElementTable(readFileSync(readme, "utf8")));
writeFileSync(new URL("../../docs/formats.md", import.meta.url), formatsMarkdown());
writeFileSync(new URL("../../docs/circuits.md", import.meta.url), circuitsMarkdown());
writeFileSync(new URL("../circuits/circuits.generated.ts", import.meta.url), circuitsModule());

const folder = new URL("../../docs/pictures/", import.meta.url);
mkdirSync(new URL("circuits/", folder), { recursive: true });
for (const [name, picture] of pictures()) writeFileSync(new URL(name, folder), picture);

const example = new URL("../../docs/example/", import.meta.url);
mkdirSync(example, { recursive: true });
for (const [name, text] of exampleFiles()) writeFileSync(new URL(name, example), text);

for (const name of guides) writeFileSync(guideFile(name), await withOutputs(readGuide(name)));

const docs = new URL("../../docs/", import.meta.url);
mkdirSync(new URL("report/", docs), { recursive: true });
for (const [name, text] of await reportFiles()) writeFileSync(new URL(name, docs), text);
