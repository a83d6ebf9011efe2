import { combine, measured, type Uncertain } from "./uncertain.ts";

/** A polynomial through points by least squares. */
export interface Polynomial {
  /** Value at an argument, with its error; values of one polynomial have their errors in common. */
  at(x: number): Uncertain;
  slopeAt(x: number): Uncertain;
  /** The highest coefficient by the limit that noise exceeds once in 370 times: above 1 the points need it. */
  readonly significance: number;
  /** So many standard errors does noise exceed once in 370 times, as a normal distribution does 3. */
  readonly limit: number;
  /** Standard deviation of the residuals. */
  readonly spread: number;
  readonly points: number;
}

/**
 * Two-sided limits of Student's t at 99.73 % for 1, 2, ... degrees of freedom (Guide to the expression of uncertainty in
 * measurement, JCGM 100:2008, table G.2); above ten 3 + 9.6/freedom is 2 % larger than they are.
 */
const STUDENT_LIMITS = [235.8, 19.21, 9.22, 6.62, 5.51, 4.9, 4.53, 4.28, 4.09, 3.96];

/** What neighbours have in common is not counted as more than so much. */
const MOST_CORRELATION = 0.95;

/**
 * Least squares through equally weighted points in orthogonal polynomials (Forsythe, J. SIAM 5 (1957) 74), whose coefficients
 * are uncorrelated. Errors come from the scatter, enlarged by the correlation of residuals that follow each other.
 *
 * @param x in rising order; at least degree + 2 of them must differ.
 */
export function fitPolynomial(x: ArrayLike<number>, y: ArrayLike<number>, degree: 0 | 1 | 2): Polynomial {
  const points = x.length;
  const recursion: { readonly shift: number; readonly norm: number }[] = [];
  const coefficients: number[] = [];
  const norms: number[] = [];
  let residuals = Float64Array.from(y);
  let previous = new Float64Array(points);
  let current = new Float64Array(points).fill(1);
  for (let k = 0; k <= degree; k++) {
    let norm = 0;
    let product = 0;
    let moment = 0;
    for (let i = 0; i < points; i++) {
      const p = current[i] ?? 0;
      norm += p * p;
      product += p * (residuals[i] ?? 0);
      moment += p * p * (x[i] ?? 0);
    }
    const coefficient = norm > 0 ? product / norm : 0;
    coefficients.push(coefficient);
    residuals = residuals.map((residual, i) => residual - coefficient * (current[i] ?? 0));
    const shift = norm > 0 ? moment / norm : 0;
    const ratio = k === 0 ? 0 : norm / (norms[k - 1] ?? 1);
    recursion.push({ shift, norm: ratio });
    norms.push(norm);
    const next = current.map((p, i) => ((x[i] ?? 0) - shift) * p - ratio * (previous[i] ?? 0));
    previous = current;
    current = next;
  }
  const variance = varianceOf(residuals, degree + 1);
  const numbers = coefficients.map((coefficient, k) =>
    measured(coefficient, (norms[k] ?? 0) > 0 ? Math.sqrt(variance / (norms[k] ?? 1)) : 0, Symbol("polynomial")),
  );
  const basisAt = (at: number): { values: number[]; slopes: number[] } => {
    const [values, slopes] = [[1], [0]];
    for (let k = 0; k < degree; k++) {
      const { shift = 0, norm = 0 } = recursion[k] ?? {};
      values.push((at - shift) * (values[k] ?? 0) - norm * (values[k - 1] ?? 0));
      slopes.push((values[k] ?? 0) + (at - shift) * (slopes[k] ?? 0) - norm * (slopes[k - 1] ?? 0));
    }
    return { values, slopes };
  };
  const sum = (factors: readonly number[]): Uncertain =>
    combine(
      coefficients.reduce((total, coefficient, k) => total + coefficient * (factors[k] ?? 0), 0),
      numbers.map((number, k) => [number, factors[k] ?? 0]),
    );
  const highest = Math.abs(coefficients[degree] ?? 0);
  const freedom = points - degree - 1;
  const limit = STUDENT_LIMITS[freedom - 1] ?? 3 + 9.6 / freedom;
  return {
    at: (place) => sum(basisAt(place).values),
    slopeAt: (place) => sum(basisAt(place).slopes),
    significance: highest === 0 ? 0 : highest / Math.sqrt(variance / (norms[degree] ?? 1)) / limit,
    limit,
    spread: Math.sqrt(variance),
    points,
  };
}

function varianceOf(residuals: Float64Array, parameters: number): number {
  let squares = 0;
  let neighbours = 0;
  for (let i = 0; i < residuals.length; i++) {
    const residual = residuals[i] ?? 0;
    squares += residual * residual;
    if (i > 0) neighbours += residual * (residuals[i - 1] ?? 0);
  }
  if (squares === 0 || residuals.length <= parameters) return 0;
  const correlation = Math.min(MOST_CORRELATION, Math.max(0, neighbours / squares));
  // The mean of n numbers of a first-order autoregression has the error of n (1 - r)/(1 + r) independent ones.
  return ((squares / (residuals.length - parameters)) * (1 + correlation)) / (1 - correlation);
}
