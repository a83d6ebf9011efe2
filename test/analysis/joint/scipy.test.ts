import { describe, expect, it } from "vitest";
import { covarianceOf } from "../../../src/analysis/uncertain.ts";
import { fitJointly, fit, parseCircuit, type SharedParameter } from "../../../src/index.ts";
import { deviation } from "../../fit/support.ts";
import fixture from "../../fixtures/joint/scipy.json" with { type: "json" };
import { hasPellet, parameterAt, pellet } from "./support.ts";

/**
 * Both stop where steps are rounding: scipy's parameters are known to some 1e-11 of their errors, which are up to a tenth of the values.
 */
const SAME_VALUE = 1e-9;
const SAME_ERROR = 1e-8;

describe.skipIf(!hasPellet)("joint fits of the pellet beside scipy", () => {
  const circuit = parseCircuit(fixture.circuit);
  for (const one of fixture.cases) {
    it(one.name, () => {
      const spectra = one.celsius.map(pellet);
      const shared = one.shared.map(
        ([parameter = "", law, form]) =>
          ({ parameter, law, ...(form === null ? {} : { form }) }) as unknown as SharedParameter,
      );
      const joint = fitJointly(spectra, circuit, {
        shared,
        weight: one.weight as "modulus" | "unit",
        temperatures: one.celsius.map((celsius) => `${String(celsius)} C`),
      });
      expect(joint.termination.outcome).toBe("converged");
      expect(deviation(joint.objective, one.objective)).toBeLessThan(1e-11);
      expect(joint.degreesOfFreedom).toBe(one.degreesOfFreedom);
      one.spectra.forEach(({ values, stderr, objective }, index) => {
        expect(deviation(joint.spectra[index]?.objective ?? 0, objective)).toBeLessThan(1e-8);
        fixture.parameters.forEach((name, k) => {
          const found = parameterAt(joint, index, name);
          expect(deviation(found.value, values[k] ?? 0), name).toBeLessThan(SAME_VALUE);
          expect(deviation(found.stderr, stderr[k] ?? 0), name).toBeLessThan(SAME_ERROR);
        });
      });
      for (const { parameter, slope, stderr } of one.laws) {
        const law = joint.shared.find((found) => found.parameter === parameter);
        const number = law?.activationEnergy ?? law?.slope;
        expect(deviation(number?.value ?? 0, slope), parameter).toBeLessThan(SAME_VALUE);
        expect(deviation(number?.stderr ?? 0, stderr), parameter).toBeLessThan(SAME_ERROR);
      }
      const [low, high] = [joint.numbers(0), joint.numbers(spectra.length - 1)];
      fixture.parameters.forEach((first, row) => {
        fixture.parameters.forEach((second, column) => {
          const a = low.get(first);
          const b = high.get(second);
          if (a === undefined || b === undefined) throw new Error("a number is missing");
          // The fixture's is of the coordinates: ln p, or an exponent itself.
          const unit = (name: string, value: number): number => (name.endsWith(".n") ? 1 : value);
          const covariance = covarianceOf(a, b) / (unit(first, a.value) * unit(second, b.value));
          const expected = one.covariance[row]?.[column] ?? Number.NaN;
          const errors = (stderr: number, name: string, value: number): number => stderr / unit(name, value);
          const scale =
            errors(parameterAt(joint, 0, first).stderr, first, a.value) *
            errors(parameterAt(joint, spectra.length - 1, second).stderr, second, b.value);
          expect(Math.abs(covariance - expected) / scale, `${first}, ${second}`).toBeLessThan(SAME_ERROR);
        });
      });
    });
  }

  // EISFitpython, Example 3: Q1 and n1 shared over all seven temperatures; four of them are at hand. With seven S is 2.332765e-2 for
  // 44 parameters; R1 at the ends is known better than alone, the total as well as before.
  it("behaves as the published fit of all seven temperatures with Q1 and n1 shared", () => {
    const celsius = [140, 160, 180, 200];
    const spectra = celsius.map(pellet);
    const joint = fitJointly(spectra, circuit, { shared: [{ parameter: "CPE1.Q" }, { parameter: "CPE1.n" }] });
    expect(joint.parameterCount).toBe(4 * 6 + 2);
    expect(joint.separateObjective).toBeCloseTo(
      spectra.reduce((sum, spectrum) => sum + fit(spectrum, circuit).objective, 0),
      14,
    );
    const rise = joint.objective / joint.separateObjective - 1;
    expect(rise).toBeGreaterThan(0);
    expect(rise).toBeLessThan(0.2);
    for (const index of [0, 3]) {
      const spectrum = spectra[index];
      if (spectrum === undefined) throw new Error("no spectrum");
      const alone = fit(spectrum, circuit).parameters.find(({ name }) => name === "R1")?.stderr ?? 0;
      expect(parameterAt(joint, index, "R1").stderr).toBeLessThan(0.5 * alone);
    }
    const sharing = joint.sharing;
    expect(sharing?.parametersSpared).toBe(6);
    expect(joint.warnings.some((warning) => warning.startsWith("Sharing raises S by 13.2 %"))).toBe(true);
  });
});
