import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit, type FitResult } from "../../src/index.ts";
import { readReferenceCases, spectraAbsent, spectraPresent } from "../spectra/referenceFits.ts";
import { errorOf, valueOf } from "./support.ts";

if (!spectraPresent) console.log(spectraAbsent);

/** Correlation of two free parameters. */
function correlationOf(result: FitResult, first: string, second: string): number {
  const place = (name: string): number => result.freeParameters.indexOf(name);
  return result.correlation[place(first)]?.[place(second)] ?? Number.NaN;
}

/** The standard error of sum_i slope_i p_i from errors and correlations. */
function combinedError(result: FitResult, slopes: Readonly<Record<string, number>>): number {
  const names = Object.keys(slopes);
  let variance = 0;
  for (const a of names) {
    for (const b of names) {
      const covariance = correlationOf(result, a, b) * errorOf(result, a) * errorOf(result, b);
      variance += (slopes[a] ?? 0) * (slopes[b] ?? 0) * covariance;
    }
  }
  return Math.sqrt(variance);
}

/**
 * A ceramic electrolyte between blocking electrodes at 140 C, fitted by another program (EISFitpython, Example 2) with
 * weights 1/|Z|^2 and arc 1 the faster one. All figures are compared in the digits that were printed.
 */
describe.runIf(spectraPresent)("published fit of a ceramic electrolyte at 140 C", () => {
  const fitted = (): FitResult => {
    const one = readReferenceCases().find(({ id }) => id === "se-s04147-140c#1");
    if (one === undefined) throw new Error("there is no case se-s04147-140c#1");
    const start = "p(R1{150k},CPE1{Q = 60p, n = 0.85})-p(R2{2M},CPE2{Q = 150p, n = 0.8})-CPE3{Q = 1.4u, n = 0.5}";
    return fit(one.spectrum, parseCircuit(start), { search: false });
  };

  it("has the printed parameters and S", () => {
    const result = fitted();
    const printed = {
      R1: "1.462e+5",
      "CPE1.Q": "6.515e-11",
      "CPE1.n": "8.382e-1",
      R2: "2.012e+6",
      "CPE2.Q": "1.546e-10",
      "CPE2.n": "7.872e-1",
      "CPE3.Q": "1.382e-6",
      "CPE3.n": "5.442e-1",
    };
    const found = Object.fromEntries(
      Object.keys(printed).map((name) => [name, valueOf(result, name).toExponential(3)]),
    );
    expect(found).toEqual(printed);
    expect(result.objective.toExponential(6)).toBe("7.332255e-3");
  });

  it("has the correlation of Q1 and n1, and with it the error of the capacitance", () => {
    const result = fitted();
    expect(correlationOf(result, "CPE1.Q", "CPE1.n").toFixed(3)).toBe("-0.987");
    // C = Q^(1/n) R^(1/n - 1), Hsu and Mansfeld.
    const [R, Q, n] = [valueOf(result, "R1"), valueOf(result, "CPE1.Q"), valueOf(result, "CPE1.n")];
    expect((Q ** (1 / n) * R ** (1 / n - 1)).toExponential(3)).toBe("6.996e-12");
    const slopes = { R1: (1 / n - 1) / R, "CPE1.Q": 1 / (n * Q), "CPE1.n": -Math.log(R * Q) / (n * n) };
    expect((100 * combinedError(result, slopes)).toFixed(1)).toBe("2.9");
    const independent = Object.entries(slopes).map(([name, slope]) => slope * errorOf(result, name));
    expect(Math.hypot(...independent)).toBeGreaterThan(9 * combinedError(result, slopes));
  });

  it("has the error of the total resistance", () => {
    const result = fitted();
    const total = valueOf(result, "R1") + valueOf(result, "R2");
    expect(((100 * combinedError(result, { R1: 1, R2: 1 })) / total).toFixed(2)).toBe("0.32");
    expect(((100 * Math.hypot(errorOf(result, "R1"), errorOf(result, "R2"))) / total).toFixed(2)).toBe("0.96");
  });
});
