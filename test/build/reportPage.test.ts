import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { reportFiles } from "../../src/build/reportPage.ts";

const docs = join(import.meta.dirname, "../../docs");

it("docs/report.md and docs/report are what eisfit report writes (npm run docs rewrites them)", async () => {
  const files = await reportFiles();
  for (const [name, text] of files) expect(readFileSync(join(docs, name), "utf8"), name).toBe(text);
  const names = [...files.keys()].filter((name) => name.startsWith("report/"));
  expect(readdirSync(join(docs, "report")).map((name) => `report/${name}`)).toEqual(names.sort());
  // Every picture of the page is there.
  const page = files.get("report.md") ?? "";
  const pictures = [...page.matchAll(/\]\((report\/[^)]*\.svg)\)/g)].map(([, name]) => name);
  expect(pictures).toHaveLength(6);
  for (const picture of pictures) expect(names).toContain(picture);
});
