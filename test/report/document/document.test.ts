import { describe, expect, it } from "vitest";
import { fit, parseCircuit } from "../../../src/index.ts";
import type { Block, Words } from "../../../src/report/document/document.ts";
import { plain } from "../../../src/report/document/words.ts";
import { reportDocument } from "../../../src/report/index.ts";
import { cellSpectrum, CIRCUIT, fullInput } from "./input.ts";

const input = fullInput();
const report = reportDocument(input);
const blocks = report.sections.flatMap((section) => section.blocks);

function tableOf(caption: RegExp): Extract<Block, { kind: "table" }> {
  const found = blocks.find((block) => block.kind === "table" && caption.test(plain(block.caption)));
  if (found?.kind !== "table") throw new Error(`no table ${String(caption)}`);
  return found;
}

function entry(id: string, label: string): string | undefined {
  const own = report.sections.find((section) => section.id === id)?.blocks ?? [];
  const entries = own.flatMap((block) => (block.kind === "definitions" ? block.entries : []));
  const found = entries.find(([name]) => plain(name) === label)?.[1];
  return found === undefined ? undefined : plain(found);
}

const rowOf = (rows: readonly (readonly Words[])[], name: string): string[] =>
  (rows.find((cells) => plain(cells[0] ?? "") === name) ?? []).map(plain);

describe("the tree of a report", () => {
  it("has all sections in the order of a paper", () => {
    expect(report.sections.map(({ id }) => id)).toEqual([
      "measurement",
      "data-quality",
      "comparison",
      "circuit",
      "fit",
      "parameters",
      "derived-quantities",
      "drt",
      "method",
      "reproduction",
      "references",
    ]);
  });

  it("leaves out what was not computed", () => {
    const { result, file, sha256 } = input;
    const least = reportDocument({ result, file, sha256 });
    expect(least.sections.map(({ id }) => id)).toEqual([
      "measurement",
      "circuit",
      "fit",
      "parameters",
      "method",
      "reproduction",
      "references",
    ]);
  });

  it("tells where the data come from", () => {
    expect(entry("measurement", "File")).toBe("cell.csv");
    expect(entry("measurement", "SHA-256 of the file")).toBe(input.sha256);
    expect(entry("measurement", "Frequencies")).toBe("1\u00a0MHz to 1\u00a0Hz");
    expect(entry("measurement", "Thickness")).toBe("1.00(2) mm");
    expect(entry("reproduction", "Program")).toMatch(/^eisfit \d/);
  });

  it("gives each parameter with error, interval and verdict", () => {
    const { rows } = tableOf(/^Fitted parameters/);
    expect(rows).toHaveLength(7);
    const [name, value, error, unit, relative, interval, method, verdict] = rowOf(rows, "Rb");
    const fitted = input.result.parameters[0];
    expect(name).toBe("Rb");
    expect(Number(value)).toBeCloseTo(fitted?.value ?? Number.NaN, 1);
    expect(Number(error)).toBeCloseTo(fitted?.stderr ?? Number.NaN, 2);
    expect(unit).toBe("\u03a9");
    expect(relative).toMatch(/^0\.\d+\u00a0%$/);
    const [low, high] = fitted?.interval ?? [0, 0];
    expect(interval).toMatch(/^[\d.]+ to [\d.]+$/);
    expect(Number(interval?.split(" to ")[0])).toBeCloseTo(low, 1);
    expect(Number(interval?.split(" to ")[1])).toBeCloseTo(high, 1);
    expect(method).toBe("Wald");
    expect(verdict).toBe("determined");
    expect(rowOf(rows, "CPEgb\u2009Q")[3]).toBe("nF\u2009sn\u22121");
  });

  it("gives what is derived, with its formula", () => {
    expect(rowOf(tableOf(/^Values that the circuit derives/).rows, "Rtotal").at(-1)).toBe("Rb + Rgb");
    const formulas = tableOf(/^Quantities of the sample/).rows.map((cells) => plain(cells.at(-1) ?? ""));
    expect(formulas).toContain("\u03c3b = L/(A Rb)");
    // The exponents are those of the element named before.
    expect(formulas).toContain("C = CPEgb\u2009Q1/n Rgb1/n\u22121 (Hsu-Mansfeld)");
  });

  it("compares, the best circuit first", () => {
    const { rows } = tableOf(/^Circuits compared/);
    expect(rows.map((cells) => plain(cells[1] ?? ""))).toEqual(["R_b-(R_gb|CPE_gb)-(R_int|CPE_int)", "R0-(R1|CPE1)"]);
  });

  it("cites each work that it lists, and lists each that it cites", () => {
    const cited = blocks
      .flatMap((block) => (block.kind === "paragraph" && typeof block.words !== "string" ? block.words : []))
      .flatMap((run) => (run.cites === undefined ? [] : ([[run.cites, run.text]] as const)));
    const listed = blocks.flatMap((block) => (block.kind === "references" ? block.references : []));
    expect(new Set(cited.map(([key]) => key))).toEqual(new Set(listed.map(({ key }) => key)));
    for (const [key, mark] of cited) expect(listed[Number(mark) - 1]?.key).toBe(key);
    for (const { doi } of listed) expect(doi ?? "10.1/none").toMatch(/^10\.\d+\/\S+$/);
  });

  it("says in the method what was done", () => {
    const words = (options: Parameters<typeof fit>[2]): string => {
      const result = fit(cellSpectrum(), parseCircuit(CIRCUIT), options);
      const { sections } = reportDocument({ result, file: "cell.csv", sha256: "" });
      const method = sections.find(({ id }) => id === "method")?.blocks ?? [];
      return method.map((block) => (block.kind === "paragraph" ? plain(block.words) : "")).join("\n");
    };
    expect(words({})).toContain("modulus weights w = 1/|Z|2 of the measured value");
    expect(words({})).toMatch(/drawn from the spectrum itself \(seed 1\); \d+ of \d+\u00a0starts led/);
    expect(words({ weight: "unit", objective: "admittance", loss: "huber" })).toMatch(
      /both parts of the residual e of the admittance, was minimised with unit weights w = 1; large residuals count for less by the loss of Huber/,
    );
    expect(words({ weight: "measured" })).toContain("the roots of the diagonal of (JTJ)\u22121;");
    expect(words({ search: false })).toContain("One local fit was made from the values given.");
    expect(words({ minimumHz: 10, exclude: [0] })).toContain(
      "50\u00a0points between 794.3\u00a0kHz and 10\u00a0Hz (11\u00a0points left out as listed)",
    );
  });

  it("lists the points left out by their reasons", () => {
    const exclude = [
      { index: 3, reason: "cable touched" },
      { index: 4, reason: "cable touched" },
    ];
    const result = fit(cellSpectrum(), parseCircuit(CIRCUIT), { minimumHz: 10, exclude });
    const { sections } = reportDocument({ result, file: "cell.csv", sha256: "" });
    const table = sections[0]?.blocks.find((block) => block.kind === "table");
    expect(table?.kind === "table" && table.rows.map((cells) => cells.map(plain))).toEqual([
      ["3 to 4", "501.2\u00a0kHz to 398.1\u00a0kHz", "2", "cable touched"],
      ["51 to 60", "7.943\u00a0Hz to 1\u00a0Hz", "10", "below 10 Hz"],
    ]);
  });

  it("has words for each figure", () => {
    const figures = blocks.filter((block) => block.kind === "figure");
    expect(figures.map(({ name }) => name)).toEqual([
      "kramers-kronig",
      "circuit",
      "nyquist",
      "bode",
      "residuals",
      "drt",
    ]);
    for (const { alternative, caption } of figures) {
      expect(alternative.length).toBeGreaterThan(30);
      expect(plain(caption).length).toBeGreaterThan(30);
    }
  });
});
