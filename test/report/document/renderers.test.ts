import { describe, expect, it } from "vitest";
import { parseSpectra } from "../../../src/io/read.ts";
import { checkSpectrum, elementRecords, fit, intervals, parseCircuit, toLatex } from "../../../src/index.ts";
import { mathmlOf } from "../../../src/report/document/render/mathml.ts";
import { htmlReport, latexReport, markdownReport, openReport } from "../../../src/report/index.ts";
import { cellSpectrum, CIRCUIT, fullInput, MODEL } from "./input.ts";
import { faultsOf } from "./markup.ts";

const input = fullInput();
const html = htmlReport(input);
const bytes = new TextEncoder().encode(html);

/** What nobody should be called. */
const HOSTILE = `</script><script>alert(1)</script><!-- & "x" 'y' \` | $x$ \\input{/etc/passwd} %\u0000\u202e ![a](http://b.example/c.png) \u4e2d`;

function hostileInput(): ReturnType<typeof fullInput> {
  const spectrum = cellSpectrum(61, { metadata: { title: HOSTILE, [HOSTILE]: HOSTILE } });
  return { ...fullInput(spectrum), file: HOSTILE, commandLine: HOSTILE, verification: HOSTILE };
}

/** 5000 points, of which many are left out, without what takes time and no room. */
function largeInput(): ReturnType<typeof fullInput> {
  const spectrum = cellSpectrum(5000);
  const result = fit(spectrum, parseCircuit(CIRCUIT), { minimumHz: 100, exclude: [7, 9, 11] });
  const { comparison, ...others } = input;
  void comparison;
  return { ...others, result, intervals: intervals(result), check: checkSpectrum(spectrum) };
}

describe("a report as HTML", () => {
  it("is well formed, with no two places of one name and no link to nowhere", () => {
    expect(faultsOf(html)).toEqual([]);
    expect(faultsOf(html.replace("</h2>", "</h3>"))).not.toEqual([]);
  });

  it("needs nothing from anywhere", () => {
    expect(html).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b|@import|url\(/i);
    expect(html).not.toMatch(/ src=/);
    const scripts = html.match(/<script[^>]*>/g);
    expect(scripts).toEqual(['<script type="application/json" id="eisfit-record">']);
    expect(
      [...html.matchAll(/href="(?!#)([^"]*)"/g)].every(([, address]) => address?.startsWith("https://doi.org/10.")),
    ).toBe(true);
  });

  it("has headings, captions and words for each picture", () => {
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<table>/g)?.length).toBe(html.match(/<caption>/g)?.length);
    const pictures = html.match(/<svg[^>]*role="img"[^>]*>\s*<title>[^<]{30,}<\/title>/g);
    expect(pictures).toHaveLength(6);
    expect(html.match(/<svg/g)).toHaveLength(6);
    expect(html).toContain('<html lang="en">');
  });

  it("is the same each time", () => {
    expect(htmlReport(input)).toBe(html);
  });

  it("stays what it is whatever the file and its sample are called", () => {
    const hostile = htmlReport(hostileInput());
    expect(faultsOf(hostile)).toEqual([]);
    expect(hostile.match(/<script/g)).toHaveLength(1);
    expect(hostile).not.toContain("alert(1)</script>");
    expect(hostile).not.toContain("\u0000");
    const [spectrum] = parseSpectra(new TextEncoder().encode(hostile), "hostile.html");
    expect(Object.values(spectrum?.metadata ?? {})[0]).toContain("</script><script>alert(1)</script><!-- &");
  });

  it("stays below a megabyte with 5000 points, of which most are left out", () => {
    const large = htmlReport(largeInput());
    expect(new TextEncoder().encode(large).length).toBeLessThan(1e6);
    expect(large).toContain("300 of the 5000 points are shown.");
    const [spectrum] = parseSpectra(new TextEncoder().encode(large), "large.html");
    expect(spectrum?.re).toEqual(cellSpectrum(5000).re);
  });
});

describe("a report that is opened again", () => {
  const opened = openReport(bytes, "report.html");
  const [spectrum] = parseSpectra(bytes, "report.html");

  it("gives data and fit with the same bits", () => {
    if (opened === undefined || spectrum === undefined) throw new Error("nothing was read");
    const again = fit(spectrum, parseCircuit(opened.circuit), opened.options);
    expect(again.parameters).toEqual(input.result.parameters);
    expect(again.objective).toBe(input.result.objective);
    expect(again.correlation).toEqual(input.result.correlation);
    expect(again.derived).toEqual(input.result.derived);
    expect(again.residuals).toEqual(input.result.residuals);
  });

  it("knows sample, intervals, title and rivals", () => {
    expect(opened?.sample).toEqual(input.sample);
    expect(opened?.intervals).toEqual({ method: "auto", level: 0.95 });
    expect(opened?.compared).toHaveLength(2);
    expect(opened?.title).toBeUndefined();
  });

  it.each([
    [
      "mask, limits and fixed values",
      {
        minimumHz: 3,
        excludeSigns: ["Z''>0"],
        bounds: { "CPE.n": [0.5, 1], R_b: [1, Infinity] },
        fixed: { "CPE_int.n": 0.85 },
      },
    ],
    [
      "ties, orders and starting values",
      { ties: { "CPE_int.n": "CPE_gb.n" }, order: "tau(R_gb, CPE_gb) < tau(R_int, CPE_int)", initial: { R_b: 190 } },
    ],
    [
      "another objective, weight and loss",
      {
        objective: "modulus-phase",
        weight: "structure",
        errorTerms: ["constant", "modulus"],
        loss: "squares",
        seed: 9,
      },
    ],
    [
      "no search",
      {
        search: false,
        sortArcs: false,
        initial: {
          R_b: 190,
          R_gb: 90,
          "CPE_gb.Q": 1e-8,
          "CPE_gb.n": 0.9,
          R_int: 70,
          "CPE_int.Q": 1e-6,
          "CPE_int.n": 0.9,
        },
      },
    ],
  ] as const)("makes the same fit with %s", (_, options) => {
    const result = fit(cellSpectrum(), parseCircuit(MODEL), options);
    const content = new TextEncoder().encode(htmlReport({ result, file: "cell.csv", sha256: "" }));
    const reopened = openReport(content, "report.html");
    const [data] = parseSpectra(content, "report.html");
    if (reopened === undefined || data === undefined) throw new Error("nothing was read");
    const again = fit(data, parseCircuit(reopened.circuit), reopened.options);
    expect(again.parameters).toEqual(result.parameters);
    expect(again.objective).toBe(result.objective);
    expect(again.excluded).toEqual(result.excluded);
    expect(again.residuals).toEqual(result.residuals);
  });
});

describe("formulas as MathML", () => {
  it.each(elementRecords.map(({ symbol }) => symbol))("%s", (symbol) => {
    const circuit = parseCircuit(`R0-(${symbol}1|C_dl)`);
    const formulas = mathmlOf(toLatex(circuit));
    expect(formulas.length).toBeGreaterThanOrEqual(2);
    for (const terms of formulas) for (const term of terms) expect(faultsOf(term)).toEqual([]);
    expect(formulas.flat().join("")).not.toMatch(/\\|[{}]/);
  });
});

describe("a report as Markdown", () => {
  const { text, figures } = markdownReport(input, "cell.report");

  it("has the figures beside it", () => {
    expect(figures.map(({ name }) => name)).toContain("cell.report.nyquist.svg");
    for (const { name, content } of figures) {
      expect(text).toContain(`](${name})`);
      expect(faultsOf(content)).toEqual([]);
    }
  });

  it("has tables of as many fields as columns", () => {
    const tables = text.match(/(?:^\|.*\|\n)+/gm) ?? [];
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables) {
      const counts = table
        .trim()
        .split("\n")
        .map((line) => line.replace(/\\\|/g, "").split("|").length);
      expect(new Set(counts).size).toBe(1);
    }
  });

  it("lets nothing of a file become markup", () => {
    const hostile = markdownReport(hostileInput(), "a").text;
    // Outside of code.
    const prose = hostile.replace(/^```[^]*?^```$/gm, "").replace(/(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
    expect(prose).not.toMatch(/(?<!\\)<script|(?<!\\)!\[a\]|(?<!\\)\$x/);
  });
});

describe("a report as LaTeX", () => {
  it("has its braces and environments in pairs", () => {
    for (const text of [latexReport(input), latexReport(hostileInput())]) {
      const bare = text.replace(/\\[\\{}%]/g, "").replace(/%.*$/gm, "");
      let depth = 0;
      for (const sign of bare) {
        if (sign === "{") depth++;
        if (sign === "}") depth--;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
      const open: string[] = [];
      for (const [, command, name] of bare.matchAll(/\\(begin|end)\{([^}]*)\}/g)) {
        if (command === "begin") open.push(name ?? "");
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
    }
  });

  it("runs no command of a file", () => {
    expect(latexReport(hostileInput())).not.toContain("\\input{");
  });
});
