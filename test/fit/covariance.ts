/**
 * Standard errors and correlations by means that share nothing with the engine: the Jacobian by differences of the
 * independent evaluation, its covariance by a Gram-Schmidt factorisation.
 */
import { parseCircuit } from "../../src/circuit/parse.ts";
import type { Spectrum } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";

export interface Covariance {
  /** S/(2N - p). */
  readonly variance: number;
  /** Standard errors by name, for relative weights; in ln p where the parameter is a quantity, in p for exponents. */
  readonly stderr: ReadonlyMap<string, number>;
  /** Row-major, in the order of the names. */
  readonly correlation: readonly (readonly number[])[];
}

/** Central difference of eighth order; with this step its truncation and its rounding error are both near 1e-13. */
const STEP = 2 ** -8;
const COEFFICIENTS = [4 / 5, -1 / 5, 4 / 105, -1 / 280];

/**
 * @param values of all parameters at the minimum
 * @param free names of the free parameters; those that end in .n, .g or .p are exponents
 * @param rootWeights square roots of the weights, of the real and of the imaginary part of each point
 */
export function covarianceOf(
  spectrum: Spectrum,
  text: string,
  values: Readonly<Record<string, number>>,
  free: readonly string[],
  rootWeights: (k: number) => readonly [re: number, im: number],
): Covariance {
  const circuit = parseCircuit(text);
  const weighted = (at: Readonly<Record<string, number>>): number[] => {
    const { re, im } = evaluate(circuit, spectrum.frequencyHz, at);
    return Array.from(re).flatMap((x, k) => {
      const [rootRe, rootIm] = rootWeights(k);
      return [rootRe * x, rootIm * (im[k] ?? Number.NaN)];
    });
  };
  const columns = free.map((name) => {
    const value = values[name] ?? Number.NaN;
    const moved = (shift: number): number[] =>
      weighted({ ...values, [name]: isExponent(name) ? value + shift : value * Math.exp(shift) });
    const sum = new Array<number>(2 * spectrum.frequencyHz.length).fill(0);
    for (const [i, coefficient] of COEFFICIENTS.entries()) {
      const [up, down] = [moved((i + 1) * STEP), moved(-(i + 1) * STEP)];
      for (const row of sum.keys()) {
        sum[row] = (sum[row] ?? 0) + (coefficient / STEP) * ((up[row] ?? Number.NaN) - (down[row] ?? Number.NaN));
      }
    }
    return sum;
  });
  const measured = Array.from(spectrum.re).flatMap((x, k) => {
    const [rootRe, rootIm] = rootWeights(k);
    return [rootRe * x, rootIm * (spectrum.im[k] ?? Number.NaN)];
  });
  const model = weighted(values);
  const objective = measured.reduce((sum, y, row) => sum + (y - (model[row] ?? Number.NaN)) ** 2, 0);
  const variance = objective / (measured.length - free.length);

  const inverse = inverseNormal(columns);
  const own = (i: number): number => inverse[i]?.[i] ?? Number.NaN;
  return {
    variance,
    stderr: new Map(free.map((name, i) => [name, Math.sqrt(variance * own(i))])),
    correlation: inverse.map((row, i) => row.map((x, j) => x / Math.sqrt(own(i) * own(j)))),
  };
}

export function isExponent(name: string): boolean {
  return /\.[ngp]$/.test(name);
}

/** (J^T J)^-1 = R^-1 R^-T of J = Q R, with columns scaled to length 1 on the way; Gram-Schmidt, every column twice. */
function inverseNormal(columns: readonly (readonly number[])[]): number[][] {
  const p = columns.length;
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  const r = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  const q: number[][] = [];
  for (const [j, column] of columns.entries()) {
    let rest = column.map((x) => x / (lengths[j] ?? Number.NaN));
    for (let pass = 0; pass < 2; pass++) {
      for (const [i, unit] of q.entries()) {
        const along = dot(unit, rest);
        add(r, i, j, along);
        rest = rest.map((x, row) => x - along * (unit[row] ?? 0));
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    add(r, j, j, length);
    q.push(rest.map((x) => x / length));
  }
  // Rows of R^-1, upper triangular.
  const inverse = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  for (let j = 0; j < p; j++) {
    for (let i = j; i >= 0; i--) {
      let sum = i === j ? 1 : 0;
      for (let k = i + 1; k <= j; k++) sum -= at(r, i, k) * at(inverse, k, j);
      add(inverse, i, j, sum / at(r, i, i));
    }
  }
  return inverse.map((row, i) =>
    inverse.map((other, j) => dot(row, other) / ((lengths[i] ?? Number.NaN) * (lengths[j] ?? Number.NaN))),
  );
}

function at(matrix: readonly (readonly number[])[], i: number, j: number): number {
  return matrix[i]?.[j] ?? Number.NaN;
}

function add(matrix: number[][], i: number, j: number, value: number): void {
  const row = matrix[i];
  if (row !== undefined) row[j] = (row[j] ?? 0) + value;
}
