import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markdownTable, paragraph, size } from "../../bench/evidence/markdown.ts";
import { FORMAT, parseFigures, sections, writePage } from "../../bench/evidence/page.ts";
import { version } from "../../src/index.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const file = parseFigures(read("docs/reliability.json"));

describe("docs/reliability.md", () => {
  it("is what the generator writes from its figures (npm run docs:reliability -- --words rewrites it)", () => {
    expect(read("docs/reliability.md")).toBe(writePage(file));
  });

  it("holds figures of every section, measured with this version", () => {
    expect(Object.keys(file.sections).sort()).toEqual(sections.map(({ key }) => key).sort());
    for (const { eisfit } of Object.values(file.sections)) expect(eisfit).toBe(version);
  });

  it("gives commands that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const { command } of sections) {
      const script = /^npm run (\S+)/.exec(command)?.[1];
      if (script === undefined) expect(command).toMatch(/^npx vitest run test\//);
      else expect(scripts).toHaveProperty([script]);
    }
  });

  it("prints no number that is none", () => {
    expect(writePage(file)).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("the generator", () => {
  it("says of a section without figures that it was not measured, and how to", () => {
    const page = writePage({ format: FORMAT, sections: {} });
    for (const { title, command, key } of sections) {
      expect(page).toContain(
        `## ${title}\n\nNot measured: what it needs was absent. \`${command}\` makes it (section \`${key}\`).`,
      );
    }
  });

  it("refuses figures of another format", () => {
    expect(() => parseFigures(JSON.stringify({ format: FORMAT + 1, sections: {} }))).toThrow(
      `docs/reliability.json has format ${String(FORMAT + 1)}, this build writes ${String(FORMAT)}: run npm run docs:reliability.`,
    );
  });

  it("writes tables whose cells may hold bars, and numbers at the right", () => {
    expect(markdownTable(["circuit", "S"], [["R0-(R1|C1)", "1.5"]])).toBe(
      "| circuit | S |\n| --- | ---: |\n| R0-(R1\\|C1) | 1.5 |",
    );
  });

  it("breaks paragraphs at 118 characters", () => {
    const lines = paragraph("word ".repeat(60).trim()).split("\n");
    expect(lines.map(({ length }) => length)).toEqual([114, 114, 69]);
  });

  it("writes sizes with two digits", () => {
    expect([size(0), size(1.26e-13)]).toEqual(["0", "1.3e-13"]);
  });
});
