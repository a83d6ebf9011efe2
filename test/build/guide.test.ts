import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exampleFiles } from "../../src/build/example/files.ts";
import { readGuide, withOutputs } from "../../src/build/guide.ts";

const folder = join(import.meta.dirname, "../../docs/example");

describe("docs/electrolyte.md (npm run docs rewrites it)", () => {
  it.each([...exampleFiles()])("rests on %s as the simulation writes it", (name, text) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(text);
  });

  it("shows what its commands print", async () => {
    const guide = readGuide();
    expect(await withOutputs(guide)).toBe(guide);
    // The numbers that the text speaks of.
    for (const text of ["0.35980(19)", "0.646593", "278.28(19)", "54.04(7)", "0.25(4)"]) expect(guide).toContain(text);
  }, 60_000);
});
