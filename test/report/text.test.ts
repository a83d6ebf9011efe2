import { describe, expect, it } from "vitest";
import { printPercent, printQuantity } from "../../src/report/quantity.ts";
import { circuitOutline } from "../../src/report/outline.ts";
import { residualFigures, residualSummary } from "../../src/report/residualSummary.ts";
import { resultTable } from "../../src/report/resultTable.ts";
import { statisticsText } from "../../src/report/statistics.ts";
import { exampleResult } from "./example.ts";

describe("printQuantity", () => {
  const cases: [number, number | null, string, [string, string, string]][] = [
    [200.134, 0.1234, "ohm", ["200.13", "0.12", "ohm"]],
    [1234.5, 67.8, "ohm", ["1.234", "0.068", "kohm"]],
    [1.23456e-8, 2.1e-10, "F s^(n-1)", ["12.35", "0.21", "nF s^(n-1)"]],
    [4.7e-6, 3e-7, "H", ["4.70", "0.30", "\u00b5H"]],
    [0.9123, 0.00987, "-", ["0.9123", "0.0099", ""]],
    [0.9123, 0.00997, "-", ["0.912", "0.010", ""]],
    [999.96, 0.12, "ohm", ["999.96", "0.12", "ohm"]],
    [5, 1234, "ohm", ["5", "1234", "ohm"]],
    [1e-20, 1e-21, "F", ["1.000e-20", "1.0e-21", "F"]],
    [1.5e4, 20, "ohm^2", ["15000", "20", "ohm^2"]],
    [0.0031, 0.0002, "S/cm", ["3.10", "0.20", "mS/cm"]],
    [0.0031, 0.0002, "%", ["0.00310", "0.00020", "%"]],
    [2.5e7, 1e5, "", ["2.500e+7", "1.0e+5", ""]],
    [3e18, null, "ohm", ["3.000e+18", "", "ohm"]],
    [1 / 3, null, "ohm", ["333.333", "", "mohm"]],
    [0, null, "F", ["0", "", "F"]],
    [Infinity, null, "ohm", ["infinity", "", "ohm"]],
    [-0.25, 0.01, "-", ["-0.250", "0.010", ""]],
    [100, 1e-16, "ohm", ["100", "1e-16", "ohm"]],
    [123.456789012, 1e-12, "ohm", ["123.456789", "1e-12", "ohm"]],
  ];
  it.each(cases)("%d +- %d %s", (value, stderr, unit, [printed, error, printedUnit]) => {
    expect(printQuantity(value, stderr, unit)).toEqual({ value: printed, stderr: error, unit: printedUnit });
  });

  it("prints shares", () => {
    expect([0, 0.01234, 1.25, 45.6, 999, 1e4, Number.NaN].map(printPercent)).toEqual([
      "0 %",
      "0.012 %",
      "1.3 %",
      "46 %",
      "1000 %",
      ">1000 %",
      ">1000 %",
    ]);
  });
});

describe("texts of a result", () => {
  it("the outline of a circuit", () => {
    expect(circuitOutline("R0-(R1|CPE1)")).toBe("R0-(R1|CPE1)");
    expect(circuitOutline('R0{20 in 1..}-(R1|CPE1{Q = 1e-6, n = 0.9 in 0.5..1}); cell symmetric; cite "a {b}"')).toBe(
      "R0-(R1|CPE1)",
    );
  });

  it("the table of derived values", () => {
    const base = { interval: null, scale: "logarithmic", stderr: null, status: "derived" } as const;
    const derived = [
      {
        ...base,
        name: "R_b + R_gb",
        expression: "R_b + R_gb",
        value: 220,
        unit: "ohm",
        status: "unidentified",
      } as const,
      {
        ...base,
        name: "sigma",
        expression: "0.1/(R_b + R_gb)",
        value: 4.5e-4,
        stderr: 2e-6,
        interval: [4.46e-4, 4.54e-4],
        unit: "S/cm",
      } as const,
    ];
    const table = resultTable({ ...exampleResult(), derived });
    expect(table.slice(table.indexOf("\n\n") + 2)).toBe(
      `derived     value  std. error  unit   rel. error  95 % interval   formula
----------  -----  ----------  -----  ----------  --------------  ----------------
R_b + R_gb    220              ohm                                unidentified
sigma       450.0         2.0  \u00b5S/cm      0.44 %  446.0 .. 454.0  0.1/(R_b + R_gb)
`,
    );
  });

  it("the table", () => {
    expect(resultTable(exampleResult())).toBe(
      `parameter   value  std. error  unit        rel. error  95 % interval     status
---------  ------  ----------  ----------  ----------  ----------------  ---------------
R_b        20.012       0.031  ohm             0.16 %  19.950 .. 20.080  free
R_gb       12.346       0.079  kohm            0.64 %  12.188 .. 12.505  free
CPE_gb.Q    12.35        0.21  nF s^(n-1)       1.7 %  11.90 .. 12.80    free
CPE_gb.n   0.9123      0.0021                  0.23 %  0.9080 .. 0.9170  free
CPE_el.n        1                                                        at its limit, 1
C_geo           0              F                                         at its limit, 0
L_lead        300              nH                                        fixed
R_a        40.025       0.062  ohm             0.16 %  39.900 .. 40.150  tied
Wo1.tau        13          31  s                250 %  0.1 .. 1600       free
Wo1.R           5              Mohm                                      unidentified
`,
    );
  });

  it("the statistics", () => {
    expect(statisticsText(exampleResult())).toBe(
      `circuit       R_b-(R_gb|CPE_gb)
objective S   1.234568e-3 (weight modulus)
chi2 reduced  2.057613e-5 = S / 60 degrees of freedom
AICc, BIC     659.25, 671.75
condition     42.1 of the scaled Jacobian
correlation   -0.9870 between R_gb and CPE_gb.Q is the strongest
outcome       converged
              Converged: one more step would lower S by 3e-17 of itself (threshold 1e-13).
effort        17 evaluations; 1 of 1 start led to this minimum
`,
    );
  });

  it("the statistics where nothing is left to judge by", () => {
    expect(statisticsText({ ...exampleResult(), chi2Reduced: null, degreesOfFreedom: 0 })).toContain(
      "\nchi2 reduced  none: as many free parameters as data\n",
    );
  });

  it("the summary of residuals", () => {
    expect(residualSummary(exampleResult().residuals)).toBe(
      `residual, rms  0.409 % of |Z| over 33 points
largest        0.500 % at 1 kHz
signs, Z'      +1.5 standard deviations from random order
signs, Z''     -5.5 standard deviations from random order: systematic, the circuit misses something
`,
    );
  });

  it("limits that were met, and intervals of every size", () => {
    const result = exampleResult();
    const [first] = result.parameters;
    if (first === undefined) throw new Error("the example has no parameters");
    const status = (part: object): string =>
      resultTable({ ...result, parameters: [{ ...first, stderr: null, interval: null, status: "at-bound", ...part }] });
    expect(status({ value: 1e28 })).toMatch(/at its limit, infinity$/m);
    expect(status({ value: 8e-25 })).toMatch(/at its limit, 0$/m);
    expect(status({ value: 5, lower: 5 })).toMatch(/at its limit, 5$/m);
    expect(status({ value: 1e6 * (1 - 1e-15), lower: 1, upper: 1e6 })).toMatch(/at its limit, 1000000$/m);
    expect(status({ value: 0.9999999999999999, upper: 1, unit: "-" })).toMatch(/at its limit, 1$/m);
    const interval = (value: number, stderr: number, ends: [number, number]): string =>
      resultTable({ ...result, parameters: [{ ...first, value, stderr, interval: ends }] }).split("\n")[2] ?? "";
    expect(interval(1e20, 8e46, [0, Infinity])).toContain("0 .. infinity");
    expect(interval(20, 1e-14, [19.99999999999999, 20.00000000000001])).toContain(" 20 .. 20 ");
    expect(interval(20, 5, [0.003, 31])).toContain(" 0.003 .. 31.0 ");
  });

  it("the runs test on a sequence worked out by hand", () => {
    // Six positive and six negative signs in four runs: expected 7, variance 72 * 60 / (144 * 11) = 30/11.
    const signs = Float64Array.from([1, 1, 1, -1, -1, -1, 1, 1, 1, -1, -1, -1]);
    const residuals = {
      ...exampleResult().residuals,
      frequencyHz: signs,
      rePercent: signs,
      imPercent: signs.map(Math.abs),
    };
    const figures = residualFigures(residuals);
    expect(figures.signScoreRe).toBeCloseTo(-3 / Math.sqrt(30 / 11), 14);
    expect(figures.signScoreIm).toBe(-Math.sqrt(12));
    expect(figures.rootMeanSquarePercent).toBeCloseTo(Math.SQRT2, 14);
  });
});
