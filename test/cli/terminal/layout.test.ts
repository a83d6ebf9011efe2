import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run } from "../../../src/cli/program.ts";
import { layout } from "../../../src/cli/terminal/layout.ts";
import { displaySlice, displayWidth, padDisplay, textTable } from "../../../src/report/index.ts";
import type { Alignment } from "../../../src/report/textTable.ts";

describe("width of characters", () => {
  it.each([
    ["100 Ω, 22 µF, ± 0.5 %, |Z|²", 27],
    ["電池.csv", 8],
    ["ｃｅｌｌ", 8],
    // e and a combining acute accent.
    ["cell\u0301", 4],
    ["🔋 cell", 7],
    ["한글", 4],
  ])("%s: %d", (text, width) => expect(displayWidth(text)).toBe(width));

  it("parts of a text have the columns asked for", () => {
    expect(displaySlice("電池 R0", 5)).toBe("R0");
    expect(displaySlice("電池 R0", 0, 4)).toBe("電池");
    expect(padDisplay("電池", 6)).toBe("電池  ");
    expect(padDisplay("Ω", 3, "start")).toBe("  Ω");
  });
});

describe("layout", () => {
  it("leaves what fits, and everything in a file", () => {
    const long = `${"word ".repeat(60)}\n`;
    expect(layout(long, Infinity)).toBe(long);
    expect(layout("a  b\n-  -\n1  2\n", 40)).toBe("a  b\n-  -\n1  2\n");
  });

  it("breaks a labelled sentence under its text", () => {
    const text = "warning  CPE1.n = 1 lies on its limit; the best value is there or beyond it.\n";
    expect(layout(text, 50)).toBe(
      "warning  CPE1.n = 1 lies on its limit; the best\n         value is there or beyond it.\n",
    );
  });

  it("joins sentences that were broken for a wider page before it breaks them anew", () => {
    const text =
      "The distribution has 1 peak, the fitted circuit 2 arcs; 0 are common to both. Where they agree, \ntrust both; where not, neither.\n".replace(
        " \n",
        "\n",
      );
    const set = layout(text, 60);
    expect(set.replaceAll("\n", " ").trim()).toBe(text.replaceAll("\n", " ").trim());
    for (const line of set.trim().split("\n").slice(0, -1)) expect(line.length).toBeGreaterThan(45);
  });

  it("breaks a wide table into several with the same first column", () => {
    const header = ["file", "first", "second", "third"];
    const rows = [
      ["電池.csv", "1.0 ± 0.1 µF", "20.0 ± 0.3 ohm", "0.9 ± 0.01"],
      ["cell.csv", "2.0 ± 0.1 µF", "21.0 ± 0.3 ohm", "0.8 ± 0.01"],
    ];
    const set = layout(`${textTable(header, rows, ["left", "right", "left", "left"])}\n`, 40);
    expect(set).toBe(
      [
        "file             first  second",
        "--------  ------------  --------------",
        "電池.csv  1.0 ± 0.1 µF  20.0 ± 0.3 ohm",
        "cell.csv  2.0 ± 0.1 µF  21.0 ± 0.3 ohm",
        "",
        "file      third",
        "--------  ----------",
        "電池.csv  0.9 ± 0.01",
        "cell.csv  0.8 ± 0.01",
        "",
      ].join("\n"),
    );
  });

  it("keeps each cell of any table, in lines no wider than the terminal where words allow", () => {
    const cell = fc.stringMatching(/^[a-zµΩ電0-9.]{1,14}$/u);
    const table = fc.integer({ min: 2, max: 9 }).chain((columns) =>
      fc.record({
        header: fc.array(cell, { minLength: columns, maxLength: columns }),
        rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 5 }),
        alignments: fc.array(fc.constantFrom<Alignment>("left", "right"), { minLength: columns, maxLength: columns }),
        width: fc.integer({ min: 60, max: 120 }),
      }),
    );
    fc.assert(
      fc.property(table, ({ header, rows, alignments, width }) => {
        const set = layout(textTable(header, rows, alignments), width);
        const found = set.split(/\s+/);
        for (const word of rows.flat()) expect(found).toContain(word);
        // Two cells of 14 wide characters and a gap have 58 columns.
        for (const line of set.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it.each([60, 80, 100])("reports keep to %d columns", async (columns) => {
    const screen = { isTerminal: true, columns };
    const terminal = { out: screen, error: screen, environment: { NO_COLOR: "1" } };
    const files = ["-40C", "-30C", "-20C", "-10C", "25C"].map((name) => `docs/example/llzo_${name}.csv`);
    for (const words of [
      ["series", ...files, "-c", "au-llzo-au", "--thickness", "1.00(1) mm", "--area", "0.785cm2"],
      ["fit", "circuits/li-llzo-li.simulated.csv", "-c", "li-llzo-li"],
      ["drt", "docs/example/llzo_25C.csv"],
      ["check", "docs/example/llzo_25C.csv"],
      ["inspect", "circuits/li-llzo-li.simulated.csv"],
      ["formats"],
      ["elements"],
    ]) {
      let out = "";
      expect(await run(words, { out: (text) => void (out += text), note: () => undefined, terminal })).toBe(0);
      for (const line of out.split("\n")) {
        // A word that is longer than a line stays whole: it may be a path or a formula to copy.
        const longest = Math.max(...line.trim().split(" ").map(displayWidth));
        if (longest < columns / 2)
          expect(displayWidth(line), `${words[0] ?? ""}: ${line}`).toBeLessThanOrEqual(columns);
      }
    }
  });
});
