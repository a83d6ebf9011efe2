import type { FitResult } from "../fit/result.ts";
import type { Points } from "../linear/linearTest.ts";

/** A part of the impedance at each point with the variance that the errors of the parameters give it, ohm and ohm^2. */
export interface Prediction {
  readonly predicted: Float64Array;
  readonly variance: Float64Array;
}

/**
 * The part that a fit of Voigt elements was not made to, with the covariance of its parameters to first order. A fit to imaginary parts
 * knows no R0; that of the weighted mean is added, and its own variance.
 */
export function predictOther(
  result: FitResult,
  fitted: "imaginary" | "real",
  { frequencyHz, re }: Points,
  sigma: Float64Array,
): Prediction {
  const rows = Array.from(frequencyHz, (frequency) =>
    derivatives(result, fitted === "imaginary", 2 * Math.PI * frequency),
  );
  const covariance = covarianceOf(result);
  let offset = 0;
  let mean = result.freeParameters.map(() => 0);
  let own = 0;
  if (fitted === "imaginary") {
    const weights = sigma.map((value) => 1 / (value * value));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    rows.forEach(({ value, slope }, k) => {
      const share = (weights[k] ?? Number.NaN) / total;
      offset += share * ((re[k] ?? Number.NaN) - value);
      mean = mean.map((sum, j) => sum + share * (slope[j] ?? Number.NaN));
    });
    own = 1 / total;
  }
  return {
    predicted: Float64Array.from(rows, ({ value }) => value + offset),
    variance: Float64Array.from(
      rows,
      ({ slope }) =>
        own +
        form(
          covariance,
          slope.map((each, j) => each - (mean[j] ?? 0)),
        ),
    ),
  };
}

/** The predicted part and its derivatives by the free parameters, in their order. */
function derivatives(result: FitResult, real: boolean, omega: number): { value: number; slope: number[] } {
  const byName = new Map<string, number>();
  const values = new Map(result.parameters.map(({ name, value }) => [name, value]));
  let value = 0;
  for (const [name, resistance] of values) {
    if (!name.endsWith(".R")) continue;
    const element = name.slice(0, -2);
    const tau = values.get(`${element}.tau`) ?? Number.NaN;
    const x = omega * tau;
    const share = 1 / (1 + x * x);
    value += resistance * share * (real ? 1 : -x);
    byName.set(name, share * (real ? 1 : -x));
    byName.set(`${element}.tau`, resistance * omega * share * share * (real ? -2 * x : x * x - 1));
  }
  return { value, slope: result.freeParameters.map((name) => byName.get(name) ?? 0) };
}

function covarianceOf({ parameters, freeParameters, correlation }: FitResult): number[][] {
  const errors = freeParameters.map((name) => parameters.find((parameter) => parameter.name === name)?.stderr ?? 0);
  return correlation.map((row, i) => row.map((each, j) => each * (errors[i] ?? 0) * (errors[j] ?? 0)));
}

/** a^T C a, not below 0 by rounding. */
function form(matrix: readonly (readonly number[])[], a: readonly number[]): number {
  const sum = matrix.reduce(
    (total, row, i) => total + (a[i] ?? 0) * row.reduce((part, each, j) => part + each * (a[j] ?? 0), 0),
    0,
  );
  return Math.max(0, sum);
}
