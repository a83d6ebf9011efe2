import { describe, expect, it } from "vitest";
import { REPORT_T_QUANTILE } from "../../assembly/program.ts";
import { fit, makeSpectrum, parseCircuit } from "../../src/index.ts";
import { theKernel } from "../../src/kernel/load.ts";

/** Degrees of freedom and the 0.975 quantile of Student's t, the root of mpmath's regularized betainc at 40 digits. */
const QUANTILES: readonly (readonly [number, number])[] = [
  [1, 12.706204736174705],
  [3, 3.1824463052837095],
  [5, 2.5705818356363155],
  [9, 2.2621571627982053],
  [31, 2.0395134463964086],
  [99, 1.9842169515864174],
  [1999, 1.961151420170562],
  [19999, 1.9600826110898155],
];

/** A resistor measured at n frequencies has 2n - 1 degrees of freedom. */
function fitResistor(points: number): ReturnType<typeof fit> {
  const frequencyHz = Float64Array.from({ length: points }, (_, index) => 1000 / (index + 1));
  const re = frequencyHz.map((_, index) => 100 + (index % 3));
  const im = frequencyHz.map((_, index) => 0.5 - (index % 2));
  return fit(makeSpectrum({ frequencyHz, re, im }), parseCircuit("R1{100}"), { search: false });
}

describe("intervals", () => {
  it.each(QUANTILES)("use Student's t: %i degrees of freedom", (freedom, quantile) => {
    const result = fitResistor((freedom + 1) / 2);
    expect(result.degreesOfFreedom).toBe(freedom);
    // The tail is exp(freedom/2 ln x): rounding of the logarithm counts 10^4 times for 19999 degrees of freedom.
    expect(Math.abs(theKernel().reported(REPORT_T_QUANTILE) / quantile - 1)).toBeLessThan(2e-12);
  });

  it("are symmetric in the logarithm of a positive parameter", () => {
    const [parameter] = fitResistor(16).parameters;
    const { value = 0, stderr = 0, interval } = parameter ?? {};
    const [low, high] = interval ?? [0, 0];
    expect(low * high).toBeCloseTo(value * value, 8);
    expect(Math.log(high / value)).toBeCloseTo(2.0395134463964077 * ((stderr ?? 0) / value), 12);
  });
});
