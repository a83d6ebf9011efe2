import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exampleFiles } from "../../src/build/example/files.ts";
import { guides, readGuide, withOutputs } from "../../src/build/guide.ts";

const folder = join(import.meta.dirname, "../../docs/example");

describe("docs/electrolyte.md (npm run docs rewrites it)", () => {
  it.each([...exampleFiles()])("rests on %s as the simulation writes it", (name, text) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(text);
  });

  it("speaks of numbers that its commands print", () => {
    const guide = readGuide("electrolyte.md");
    for (const text of ["0.35980(19)", "0.646593", "278.28(19)", "54.04(7)", "0.25(4)"]) expect(guide).toContain(text);
  });
});

describe("guides (npm run docs rewrites them)", () => {
  it.each(guides)("%s shows what its commands print", async (name) => {
    const guide = readGuide(name);
    expect(await withOutputs(guide)).toBe(guide);
  }, 60_000);
});
