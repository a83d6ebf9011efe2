import { describe, expect, it } from "vitest";
import { tableOf, type TableColumn, type TableRow } from "../../src/report/publication/tableOf.ts";
import { valueWithError } from "../../src/report/publication/valueWithError.ts";

describe("values with errors in brackets", () => {
  it.each([
    [0.6466, 0.0512, 0, "0.65(5)"],
    [0.246, 0.042, 0, "0.25(4)"],
    [2.857, 0.018, 0, "2.857(18)"],
    [2.857, 0.0294, 0, "2.857(29)"],
    [2.857, 0.0296, 0, "2.86(3)"],
    [278, 12.3, 0, "278(12)"],
    [54.2, 3.1, 0, "54(3)"],
    [2784, 123, 0, "2780(120)"],
    [2784, 351, 0, "2800(400)"],
    [-1.2345, 0.00995, 0, "-1.235(10)"],
    [0.0004, 0.002, 0, "0.0004(20)"],
    [9.9999, 0.02, 0, "10.000(20)"],
    [5.868e-1, 1.63e-2, 0, "0.587(16)"],
    [1.936e-7, 3e-10, -7, "1.936(3)"],
    [412.3456, null, 0, "412.3"],
    [186.19, null, 0, "186.2"],
    [0.01, null, 0, "0.01"],
    [25, null, 0, "25"],
    [0, null, 0, "0"],
    [1.5, 1e-12, 0, "1.5"],
    [0.5, 0.96, 0, "0.5(10)"],
  ])("%s with %s", (value, stderr, exponent, text) => {
    expect(valueWithError(value, stderr, exponent).text).toBe(text);
  });
});

/** The two rows of Table S1 with their results, and 1 % on each current and resistance. */
const rows: readonly TableRow[] = [
  {
    sample: "3DLLZO-PCE",
    i0: { value: 11.4e-6, stderr: 0.114e-6 },
    r0: { value: 691, stderr: 6.91 },
    t: { value: 0.646593, stderr: 0.0509, flags: ["cancellation: dV - I R"] },
    sigma: { value: 2.857e-6, stderr: 1.8e-8 },
  },
  {
    sample: "LLZO_PCE & 50 %",
    i0: { value: 11.3e-6, stderr: 0.113e-6 },
    r0: { value: 810, stderr: 8.1 },
    t: { value: 0.245982, stderr: 0.042, flags: ["cancellation: dV - I R", "ohmic check | fails"] },
    sigma: { value: 1.936e-2, stderr: 3e-5 },
  },
  { sample: "none", r0: { missing: "the arc is cut off" } },
];
const columns: readonly TableColumn[] = [
  { key: "sample", title: "sample" },
  { key: "i0", title: "I_0", isSymbol: true, unit: "A" },
  { key: "r0", title: "R_0", isSymbol: true, unit: "ohm" },
  { key: "t", title: "t+", isSymbol: true, unit: "-" },
  { key: "sigma", title: "sigma_total", isSymbol: true, unit: "S/cm" },
];

describe("publication tables", () => {
  it("in Markdown, with marks for doubts", () => {
    expect(tableOf(rows, columns, "markdown")).toBe(
      [
        "| sample | I<sub>0</sub> / 10⁻⁵ A | R<sub>0</sub> / Ω | t₊ | σ<sub>total</sub> / S cm⁻¹ |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| 3DLLZO-PCE | 1.140(11) | 691(7) | 0.65(5)<sup>a</sup> | 2.857(18) × 10⁻⁶ |",
        "| LLZO\\_PCE & 50 % | 1.130(11) | 810(8) | 0.25(4)<sup>a,b</sup> | 1.936(3) × 10⁻² |",
        "| none | – | –<sup>c</sup> | – | – |",
        "",
        "<sup>a</sup> cancellation: dV - I R",
        "",
        "<sup>b</sup> ohmic check \\| fails",
        "",
        "<sup>c</sup> the arc is cut off",
        "",
      ].join("\n"),
    );
  });

  it("in LaTeX without packages, and with siunitx", () => {
    const plain = tableOf(rows, columns, "latex");
    expect(plain).toContain(
      "\\begin{tabular}{lrrrr}\n  \\hline\n  sample & $I_\\mathrm{0}$ / $10^{-5}\\,\\mathrm{A}$ & $R_\\mathrm{0}$ / $\\Omega$ & $t_+$ & $\\sigma_\\mathrm{total}$ / $\\mathrm{S}\\,\\mathrm{cm}^{-1}$ \\\\",
    );
    expect(plain).toContain(
      "  LLZO\\_PCE \\& 50 \\% & $1.130(11)$ & $810(8)$ & $0.25(4)$$^\\mathrm{a,b}$ & $1.936(3)\\times10^{-2}$ \\\\",
    );
    const units = tableOf(rows, columns, "siunitx");
    expect(units).toContain("\\num{e-5}\\,\\unit{A}");
    expect(units).toContain("\\unit{S.cm^{-1}}");
    expect(units).toContain("\\num{2.857(18)e-6}");
    expect(units).toMatch(/^% needs .*booktabs.*\n\\begin\{tabular\}.*\n {2}\\toprule\n/);
    expect(units).not.toContain("\\hline");
    expect(plain).not.toMatch(/\\(top|mid|bottom)rule/);
    // Braces and dollars in pairs, or no LaTeX would take it.
    for (const text of [plain, units]) {
      expect(text.split("{").length).toBe(text.split("}").length);
      expect(text.replaceAll("\\$", "").split("$").length % 2).toBe(1);
    }
  });

  it("in CSV, in full", () => {
    expect(tableOf(rows, columns, "csv").split("\n").slice(0, 2)).toEqual([
      "sample,I_0 (A),stderr of I_0 (A),R_0 (ohm),stderr of R_0 (ohm),t+,stderr of t+,sigma_total (S/cm),stderr of sigma_total (S/cm)",
      "3DLLZO-PCE,0.0000114,1.14e-7,691,6.91,0.646593,0.0509,0.000002857,1.8e-8",
    ]);
  });

  it("writes compound units", () => {
    const areal: readonly TableColumn[] = [
      { key: "x", title: "ASR", isSymbol: true, unit: "ohm cm2" },
      { key: "d", title: "D", isSymbol: true, unit: "cm2/s" },
      { key: "temperature", title: "T", isSymbol: true, unit: "°C" },
    ];
    const row = {
      x: { value: 278, stderr: null },
      d: { value: 2e-10, stderr: 1e-11 },
      temperature: { value: 25, stderr: null },
    };
    expect(tableOf([row], areal, "markdown").split("\n").slice(0, 3)).toEqual([
      "| ASR / Ω cm² | D / 10⁻¹⁰ cm² s⁻¹ | T / °C |",
      "| ---: | ---: | ---: |",
      "| 278 | 2.00(10) | 25 |",
    ]);
    expect(tableOf([row], areal, "latex")).toContain("$\\Omega\\,\\mathrm{cm}^{2}$");
    expect(tableOf([row], areal, "siunitx")).toContain("\\unit{\\degreeCelsius}");
  });
});
