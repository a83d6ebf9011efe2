import { describe, expect, it } from "vitest";
import {
  fit,
  lackOfFit,
  makeSpectrum,
  parseCircuit,
  residualTests,
  type FitError,
  type FitResult,
} from "../../src/index.ts";
import { fitErrorOf, simulated } from "../fit/support.ts";

const TWO_ARCS = "R0{20}-(R1{100}|C1{1u})-(R2{60}|C2{20u})";

describe("what a circuit leaves out", () => {
  const spectrum = simulated(TWO_ARCS);
  const right = fit(spectrum, parseCircuit("R0-(R1|C1)-(R2|C2)"));
  const wrong = fit(spectrum, parseCircuit("R0-(R1|C1)"));

  it("is seen against the Kramers-Kronig baseline", () => {
    const lack = lackOfFit(wrong);
    expect(lack.kind).toBe("kramers-kronig");
    expect(lack.pValue).toBeLessThan(1e-9);
    expect(lack.ratio).toBeGreaterThan(10);
    expect(lack.objective).toBe(wrong.objective);
    expect(lack.numerator).toBe(lack.degreesOfFreedom - lack.denominator);
    const expected = (wrong.objective - lack.reference) / lack.numerator / (lack.reference / lack.denominator);
    expect(Math.abs((lack.statistic ?? 0) / expected - 1)).toBeLessThan(1e-12);
    expect(lack.text).toMatch(
      /^The circuit leaves out something that the data hold: S is \d+(\.\d+)? times that of the best Kramers-Kronig-consistent impedance \(F = \d+(\.\d+)?, p < 1e-9\), most of all near \d+(\.\d+)? Hz\.$/,
    );
    expect(lackOfFit(right).pValue).toBeGreaterThan(0.05);
    expect(lackOfFit(right).text).toMatch(/^The circuit describes the data as well as any Kramers-Kronig-consistent/);
  });

  it("is seen in the order of the residuals", () => {
    const tests = residualTests(wrong);
    expect(tests.independent).toBe(false);
    expect(tests.verdict).toMatch(
      /^The residuals follow a pattern along frequency \((real|imaginary) part, p < 1e-9\)/,
    );
    expect(tests.tests.map(({ kind, part }) => `${kind} ${part}`)).toEqual([
      "runs real",
      "durbin-watson real",
      "normality real",
      "runs imaginary",
      "durbin-watson imaginary",
      "normality imaginary",
    ]);
    expect(residualTests(right).verdict).toBe("The residuals look like independent normal noise.");
  });

  it("is seen against replicates, F being that of the mean", () => {
    const replicates = [1, 2, 3].map((seed) => simulated(TWO_ARCS, { seed }));
    const lack = lackOfFit(wrong, { replicates });
    expect(lack.kind).toBe("replicates");
    expect(lack.denominator).toBe(2 * 2 * 43);
    expect(lack.pValue).toBeLessThan(1e-9);
    expect(lack.text).toContain("scatter of 3 replicates");
    // By hand: the scatter about the mean with weights 1/|mean|^2.
    let error = 0;
    replicates[0]?.re.forEach((_re, k) => {
      const re = replicates.map((one) => one.re[k] ?? Number.NaN);
      const im = replicates.map((one) => one.im[k] ?? Number.NaN);
      const mean = [re, im].map((values) => values.reduce((sum, x) => sum + x, 0) / 3);
      const [x = 0, y = 0] = mean;
      for (let r = 0; r < 3; r++) error += (((re[r] ?? 0) - x) ** 2 + ((im[r] ?? 0) - y) ** 2) / (x * x + y * y);
    });
    expect(Math.abs(lack.reference / error - 1)).toBeLessThan(1e-12);
    expect(lackOfFit(right, { replicates }).pValue).toBeGreaterThan(0.01);
  });

  it("is seen against given standard deviations, S being a chi-square", () => {
    const lack = lackOfFit(fit(spectrum, parseCircuit("R0-(R1|C1)"), { weight: "sigma" }));
    expect(lack.kind).toBe("sigma");
    expect(lack.pValue).toBeLessThan(1e-9);
    expect(lack.text).toContain("standard deviations are too small");
  });

  it("shows an outlier as residuals that are not normal", () => {
    const re = spectrum.re.slice();
    re[20] = 1.05 * (re[20] ?? 0);
    const tests = residualTests(fit(makeSpectrum({ ...spectrum, re }), parseCircuit("R0-(R1|C1)-(R2|C2)")));
    expect(tests.normal).toBe(false);
    expect(tests.verdict).toContain("not normal");
    expect(Math.abs(tests.studentizedRe[20] ?? 0)).toBeGreaterThan(4);
  });
});

describe("where nothing can be tested", () => {
  it("data without noise", () => {
    const result = fit(simulated(TWO_ARCS, { noise: 0 }), parseCircuit("R0-(R1|C1)-(R2|C2)"));
    expect(residualTests(result)).toMatchObject({ tests: [], independent: null, normal: null });
    expect(residualTests(result).verdict).toContain("nothing but rounding");
    expect(lackOfFit(result)).toMatchObject({ pValue: null, statistic: null });
    expect(lackOfFit(result).text).toContain("to rounding");
  });

  it("few points", () => {
    const frequencyHz = [1000, 100, 10];
    const result = fit(simulated(TWO_ARCS, { frequencyHz }), parseCircuit("R0-(R1|C1)"));
    expect(residualTests(result).verdict).toContain("too few points");
    expect(lackOfFit(result).text).toContain("too few points");
    expect(lackOfFit(result).pValue).toBeNull();
  });

  it("a parameter at its limit takes no part in the leverages", () => {
    const result = fit(simulated("R0{20}-(R1{100}|C1{1u})", { seed: 3 }), parseCircuit("R0-(R1|CPE1)"));
    const tests = residualTests(result);
    const leverage = [...tests.leverageRe, ...tests.leverageIm].reduce((sum, h) => sum + h, 0);
    // The leverages add up to the rank: p - 1 if n lies on its limit of 1, p otherwise.
    expect(leverage).toBeCloseTo(2 * 43 - result.degreesOfFreedom, 8);
  });

  it("replicates that do not belong together", () => {
    const result = fit(simulated(TWO_ARCS), parseCircuit("R0-(R1|C1)"));
    const other = simulated(TWO_ARCS, { frequencyHz: [100, 10, 1, 0.1] });
    const same = simulated(TWO_ARCS, { noise: 0 });
    const error = (replicates: Parameters<typeof lackOfFit>[1]): FitError =>
      fitErrorOf(() => lackOfFit(result, replicates));
    expect(error({ replicates: [] }).message).toBe(
      "Replicates must be at least two spectra: one has no scatter to go by.",
    );
    expect(error({ replicates: [simulated(TWO_ARCS), other] }).message).toContain(
      "Replicate number 1 has other frequencies",
    );
    expect(error({ replicates: [same, same] }).message).toContain("all the same");
    expect(() => lackOfFit({ ...result })).toThrow("the very object");
    expect(() => residualTests({ ...result })).toThrow("the very object");
  });
});

describe("fits of another objective, loss or weight", () => {
  const spectrum = simulated(TWO_ARCS);
  const [right, wrong] = ["R0-(R1|C1)-(R2|C2)", "R0-(R1|C1)"].map((text) => parseCircuit(text));
  if (right === undefined || wrong === undefined) throw new Error("no circuit");
  const plain = lackOfFit(fit(spectrum, wrong));

  it.each([{ objective: "log-modulus" }, { objective: "admittance" }, { loss: "huber" }, { loss: "cauchy" }] as const)(
    "are judged by the squares of the impedance: %j",
    (options) => {
      const lack = lackOfFit(fit(spectrum, wrong, options));
      // The same minimum, reached from elsewhere: the polish leaves 1e-12 or so of S.
      expect(Math.abs(lack.objective / plain.objective - 1)).toBeLessThan(1e-9);
      expect(Math.abs(lack.ratio / plain.ratio - 1)).toBeLessThan(1e-6);
      expect(lackOfFit(fit(spectrum, right, options)).pValue).toBeGreaterThan(0.01);
      expect(residualTests(fit(spectrum, wrong, options)).independent).toBe(false);
    },
  );

  it("are judged with the weights of their error structure", () => {
    const replicates = [1, 2, 3].map((seed) => simulated(TWO_ARCS, { seed }));
    for (const lack of [lackOfFit, (result: FitResult) => lackOfFit(result, { replicates })]) {
      expect(lack(fit(spectrum, right, { weight: "structure" })).pValue).toBeGreaterThan(0.01);
      expect(lack(fit(spectrum, wrong, { weight: "structure" })).pValue).toBeLessThan(1e-6);
    }
  });
});
