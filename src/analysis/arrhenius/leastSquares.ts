import { combine, type Uncertain } from "../uncertain.ts";

/** A symmetric matrix as rows. */
export type Matrix = readonly (readonly number[])[];

/** A linear fit of data with a covariance. */
export interface LinearFit {
  readonly coefficients: readonly number[];
  /** (X^T C^-1 X)^-1, for errors as they were given. */
  readonly covariance: Matrix;
  /** coefficient = sum over the data of weight times datum: one row a coefficient. */
  readonly weights: Matrix;
  /** r^T C^-1 r. */
  readonly chi2: number;
}

/** Below this part of a variance, what is left of it after the points before is rounding. */
const DEPENDENT = 1e-12;

/** The lower triangle L with L L^T = C, and whether points depend on each other so that C had to be lifted for it. */
export interface Root {
  readonly rows: Matrix;
  readonly dependent: boolean;
}

/** The Cholesky factor of a covariance with a positive diagonal; one without full rank is lifted by a part that changes no digit of its errors. */
export function rootOf(covariance: Matrix): Root {
  const plain = cholesky(covariance);
  if (plain !== undefined) return { rows: plain, dependent: false };
  const lifted = covariance.map((row, i) => row.map((entry, j) => (i === j ? entry * (1 + 1e3 * DEPENDENT) : entry)));
  const rows = cholesky(lifted);
  if (rows === undefined) throw new RangeError("The covariance of the points is not positive.");
  return { rows, dependent: true };
}

function cholesky(covariance: Matrix): number[][] | undefined {
  const rows: number[][] = [];
  for (const [i, given] of covariance.entries()) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let rest = given[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (row[k] ?? 0) * ((j === i ? row[k] : rows[j]?.[k]) ?? 0);
      if (j === i) {
        if (!(rest > DEPENDENT * (given[i] ?? 0))) return undefined;
        row.push(Math.sqrt(rest));
      } else row.push(rest / (rows[j]?.[j] ?? 1));
    }
    rows.push(row);
  }
  return rows;
}

/** L^-1 v. */
function whiten({ rows }: Root, vector: readonly number[]): number[] {
  const white: number[] = [];
  for (const [i, row] of rows.entries()) {
    let rest = vector[i] ?? 0;
    for (let k = 0; k < i; k++) rest -= (row[k] ?? 0) * (white[k] ?? 0);
    white.push(rest / (row[i] ?? 1));
  }
  return white;
}

/** L^-T v. */
function whitenBack({ rows }: Root, vector: readonly number[]): number[] {
  const back = [...vector];
  for (let i = rows.length - 1; i >= 0; i--) {
    let rest = back[i] ?? 0;
    for (let k = i + 1; k < rows.length; k++) rest -= (rows[k]?.[i] ?? 0) * (back[k] ?? 0);
    back[i] = rest / (rows[i]?.[i] ?? 1);
  }
  return back;
}

function dot(first: readonly number[], second: readonly number[]): number {
  return first.reduce((sum, entry, k) => sum + entry * (second[k] ?? 0), 0);
}

/**
 * Generalised least squares by orthogonalisation of the whitened columns (modified Gram-Schmidt, twice; Bjorck, Numerical Methods
 * for Least Squares Problems, 1996, section 2.4).
 *
 * @param columns of the design, one a coefficient; undefined is given back where they depend on each other.
 */
export function leastSquares(
  columns: readonly (readonly number[])[],
  data: readonly number[],
  root: Root,
): LinearFit | undefined {
  const directions: number[][] = [];
  const triangle: number[][] = columns.map(() => columns.map(() => 0));
  for (const [k, column] of columns.entries()) {
    let rest = whiten(root, column);
    const length = Math.sqrt(dot(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      for (const [m, direction] of directions.entries()) {
        const along = dot(direction, rest);
        (triangle[m] ?? [])[k] = (triangle[m]?.[k] ?? 0) + along;
        rest = rest.map((entry, i) => entry - along * (direction[i] ?? 0));
      }
    }
    const left = Math.sqrt(dot(rest, rest));
    if (!(left > 1e-10 * length)) return undefined;
    (triangle[k] ?? [])[k] = left;
    directions.push(rest.map((entry) => entry / left));
  }
  const inverse = invertTriangle(triangle);
  const white = whiten(root, data);
  const along = directions.map((direction) => dot(direction, white));
  const residual = directions.reduce(
    (rest, direction, k) => rest.map((entry, i) => entry - (along[k] ?? 0) * (direction[i] ?? 0)),
    white,
  );
  const backs = directions.map((direction) => whitenBack(root, direction));
  return {
    coefficients: inverse.map((row) => dot(row, along)),
    covariance: inverse.map((row) => inverse.map((other) => dot(row, other))),
    weights: inverse.map((row) =>
      data.map((_datum, i) => row.reduce((sum, entry, m) => sum + entry * (backs[m]?.[i] ?? 0), 0)),
    ),
    chi2: dot(residual, residual),
  };
}

function invertTriangle(triangle: Matrix): number[][] {
  const size = triangle.length;
  const inverse = triangle.map(() => triangle.map(() => 0));
  for (let column = 0; column < size; column++) {
    for (let i = column; i >= 0; i--) {
      let rest = i === column ? 1 : 0;
      for (let k = i + 1; k <= column; k++) rest -= (triangle[i]?.[k] ?? 0) * (inverse[k]?.[column] ?? 0);
      (inverse[i] ?? [])[column] = rest / (triangle[i]?.[i] ?? 1);
    }
  }
  return inverse;
}

/** A coefficient with the errors that the data bring along. */
export function carried(fit: LinearFit, coefficient: number, data: readonly Uncertain[]): Uncertain {
  const weights = fit.weights[coefficient] ?? [];
  return combine(
    fit.coefficients[coefficient] ?? Number.NaN,
    data.map((datum, i) => [datum, weights[i] ?? 0] as const),
  );
}
