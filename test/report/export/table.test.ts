import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { elementRecords, parseCircuit } from "../../../src/index.ts";
import {
  latexFormula,
  parameterTable,
  valuedByFit,
  valuedByText,
  type ValuedCircuit,
} from "../../../src/report/index.ts";
import { exampleResult } from "../example.ts";

const text = "R_b{20}-(R_gb{100}|CPE_gb{Q = 1.5n, n = 0.9})-W{30}";
const plain = valuedByText(parseCircuit(text));
const fitted: ValuedCircuit = {
  ...plain,
  parameters: plain.parameters.map((parameter, index) => {
    if (index === 3) return { ...parameter, status: "fixed" };
    const { value } = parameter;
    return { ...parameter, status: "free", stderr: value / 40, interval: [0.95 * value, 1.0513 * value] };
  }),
};

describe("parameterTable", () => {
  it("has no errors where no fit was made", () => {
    expect(parameterTable(plain, "markdown")).toBe(
      [
        "| Parameter | Value | Unit |",
        "| --- | ---: | --- |",
        "| R\\_b | 20 | \u03a9 |",
        "| R\\_gb | 100 | \u03a9 |",
        "| CPE\\_gb.Q | 1.5 \u00d7 10\u207b\u2079 | F s<sup>n\u22121</sup> |",
        "| CPE\\_gb.n | 0.9 |  |",
        "| W | 30 | \u03a9 s<sup>\u22121/2</sup> |",
        "",
      ].join("\n"),
    );
  });

  it("has errors in brackets, intervals with the digits of the value, and what was not free", () => {
    expect(parameterTable(fitted, "markdown").split("\n").slice(2, 6)).toEqual([
      "| R\\_b | 20.0(5) | \u03a9 | 19.0 to 21.0 |  |",
      "| R\\_gb | 100.0(25) | \u03a9 | 95.0 to 105.1 |  |",
      "| CPE\\_gb.Q | 1.50(4) \u00d7 10\u207b\u2079 | F s<sup>n\u22121</sup> | 1.43 \u00d7 10\u207b\u2079 to 1.58 \u00d7 10\u207b\u2079 |  |",
      "| CPE\\_gb.n | 0.9 |  | \u2013 | fixed |",
    ]);
    expect(parameterTable(fitted, "siunitx")).toContain(
      "  $Q_{\\mathrm{gb}}$ & \\num{1.50(4)e-9} & \\unit{F.s^{n-1}} & \\numrange{1.43e-9}{1.58e-9} &  \\\\\n",
    );
    expect(parameterTable(fitted, "latex")).toContain("$\\sigma$ & $30.0(8)$ & $\\Omega\\,\\mathrm{s}^{-1/2}$ &");
  });

  it("never rounds the low end of a wide interval to 0", () => {
    const [first] = plain.parameters;
    if (first === undefined) throw new Error("no parameter");
    const open = { ...plain, parameters: [{ ...first, value: 20, stderr: 30, interval: [11, Infinity] as const }] };
    expect(parameterTable(open, "markdown")).toContain("| 11 to \u221e |");
    expect(parameterTable(open, "latex")).toContain("$11$ to $\\infty$");
    expect(parameterTable(open, "siunitx")).toContain("\\num{11} to $\\infty$");
    const wide = { ...plain, parameters: [{ ...first, value: 20, stderr: 30, interval: [0.0123, 3e7] as const }] };
    expect(parameterTable(wide, "markdown")).toContain("| 20(30) | \u03a9 | 0.0123 to 30000000 |");
  });

  it("takes any fit, with what is at a limit or undetermined", () => {
    const table = parameterTable(valuedByFit(exampleResult()), "markdown");
    expect(table).toContain("at its limit");
    expect(table).not.toMatch(/NaN|undefined/);
  });
});

describe("latexFormula", () => {
  it("has symbols, and with values their errors and units", () => {
    expect(latexFormula(fitted)).toBe(
      [
        "% needs \\usepackage{amsmath}",
        "\\begin{align*}",
        "  Z(\\omega) &= R_{\\mathrm{b}} \\\\",
        "  &\\quad + \\left(\\frac{1}{R_{\\mathrm{gb}}} + Q_{\\mathrm{gb}} s^{n_{\\mathrm{gb}}}\\right)^{-1} \\\\",
        "  &\\quad + \\frac{\\sigma \\sqrt{2}}{\\sqrt{s}} \\\\",
        "  s &= \\mathrm{j}\\omega",
        "\\end{align*}",
        "",
      ].join("\n"),
    );
    expect(latexFormula(fitted, { values: true })).toContain(
      "  Q_{\\mathrm{gb}} &= 1.50(4)\\times10^{-9}\\,\\mathrm{F}\\,\\mathrm{s}^{n-1} \\\\\n  n_{\\mathrm{gb}} &= 0.9 \\\\\n",
    );
  });

  it("gives every parameter of every element a symbol of its own", () => {
    const circuit = parseCircuit(elementRecords.map(({ symbol }) => `${symbol}_x`).join("-"));
    const lines = latexFormula(valuedByText(circuit), { values: true }).split("\n");
    const symbols = lines.slice(-circuit.parameters.length - 2, -2).map((line) => line.split(" &= ")[0]);
    expect(symbols).toHaveLength(circuit.parameters.length);
    expect(new Set(symbols).size).toBe(symbols.length);
  });

  const hasLatex = spawnSync("pdflatex", ["--version"]).status === 0;
  const has = (file: string): boolean => spawnSync("kpsewhich", [file]).status === 0;
  it.runIf(hasLatex && has("amsmath.sty") && has("siunitx.sty") && has("booktabs.sty"))(
    "is set by LaTeX without complaint, as the tables are",
    () => {
      const all = valuedByText(parseCircuit(elementRecords.map(({ symbol }) => `${symbol}_x`).join("-")));
      const folder = mkdtempSync(join(tmpdir(), "eisfit-latex-"));
      try {
        const body = [fitted, all].flatMap((valued) => [
          latexFormula(valued),
          latexFormula(valued, { values: true }),
          parameterTable(valued, "latex"),
          "",
          parameterTable(valued, "siunitx"),
          "\\clearpage",
        ]);
        writeFileSync(
          join(folder, "all.tex"),
          [
            "\\documentclass{article}",
            "\\usepackage{amsmath,booktabs,siunitx}",
            "\\allowdisplaybreaks",
            "\\begin{document}",
            ...body,
            "\\end{document}",
          ].join("\n"),
        );
        const { status, stdout } = spawnSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "all.tex"], {
          cwd: folder,
          encoding: "utf8",
        });
        expect(status, stdout.slice(-2000)).toBe(0);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    60_000,
  );
  if (!hasLatex) console.log("LaTeX is not run: pdflatex is not installed here.");
});
