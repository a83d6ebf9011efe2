/**
 * Residuals of the objectives besides the plain one of the impedance. Each kernel fills, for every pair of points,
 *
 *   residual   [e1 | e2]   the two parts before their weights
 *   root       F'          the complex factor that turns dZ into the derivative of the parts, as far as it is one number
 *   row        [m1 | m2]   what the parts of F' dZ are multiplied by after it
 *
 * `weightRows` then multiplies residual and rows by the triangular root of the weights, [l11 0; l21 l22].
 */
import { logarithmPair, turnPair } from "./logarithm";

const HALF: usize = 16;

/** Z - Z_data; F' = 1. */
export function impedanceResidual(
  residual: usize, root: usize, row: usize, model: usize, data: usize, length: usize,
): void {
  const end = model + length;
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  do {
    v128.store(residual, f64x2.sub(v128.load(model), v128.load(data)));
    v128.store(residual, f64x2.sub(v128.load(model, 16), v128.load(data, 16)), 16);
    v128.store(root, one);
    v128.store(root, zero, 16);
    v128.store(row, one);
    v128.store(row, one, 16);
    model += 32;
    data += 32;
    residual += 32;
    root += 32;
    row += 32;
  } while (model < end);
}

/** Y - Y_data as (Z_data - Z)/(Z Z_data), which does not cancel; F' = -1/Z^2. */
export function admittanceResidual(
  residual: usize, root: usize, row: usize, model: usize, data: usize, length: usize,
): void {
  const end = model + length;
  const one = f64x2.splat(1);
  do {
    const a = v128.load(model);
    const b = v128.load(model, 16);
    const c = v128.load(data);
    const d = v128.load(data, 16);
    const inverse = f64x2.div(one, f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b)));
    const inverseData = f64x2.div(one, f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d)));
    // Y, and (Z_data - Z) Y_data.
    const g = f64x2.mul(a, inverse);
    const h = f64x2.neg(f64x2.mul(b, inverse));
    const x = f64x2.sub(c, a);
    const y = f64x2.sub(d, b);
    const u = f64x2.mul(f64x2.add(f64x2.mul(x, c), f64x2.mul(y, d)), inverseData);
    const v = f64x2.mul(f64x2.sub(f64x2.mul(y, c), f64x2.mul(x, d)), inverseData);
    v128.store(residual, f64x2.sub(f64x2.mul(u, g), f64x2.mul(v, h)));
    v128.store(residual, f64x2.add(f64x2.mul(u, h), f64x2.mul(v, g)), 16);
    v128.store(root, f64x2.sub(f64x2.mul(h, h), f64x2.mul(g, g)));
    v128.store(root, f64x2.neg(f64x2.add(f64x2.mul(g, h), f64x2.mul(g, h))), 16);
    v128.store(row, one);
    v128.store(row, one, 16);
    model += 32;
    data += 32;
    residual += 32;
    root += 32;
    row += 32;
  } while (model < end);
}

/**
 * With `relative` ln|Z/Z_data| and arg(Z/Z_data), else |Z| - |Z_data| and |Z_data| arg(Z/Z_data), the phase between -pi and
 * pi; F' = 1/Z, of which the parts are multiplied by |Z| and |Z_data| in the second case.
 */
export function polarResidual(
  residual: usize, root: usize, row: usize, model: usize, data: usize, length: usize, relative: bool,
): void {
  const end = model + length;
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1);
  do {
    const a = v128.load(model);
    const b = v128.load(model, 16);
    const c = v128.load(data);
    const d = v128.load(data, 16);
    const norm = f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b));
    const inverse = f64x2.div(one, norm);
    v128.store(root, f64x2.mul(a, inverse));
    v128.store(root, f64x2.neg(f64x2.mul(b, inverse)), 16);
    const turn = turnPair(a, b, c, d);
    if (relative) {
      v128.store(residual, f64x2.mul(half, logarithmPair(a, b, c, d)));
      v128.store(residual, turn, 16);
      v128.store(row, one);
      v128.store(row, one, 16);
    } else {
      const modulus = f64x2.sqrt(norm);
      const modulusData = f64x2.sqrt(f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d)));
      // |Z|^2 - |Z_data|^2 in factors, which does not cancel.
      const difference = f64x2.add(
        f64x2.mul(f64x2.sub(a, c), f64x2.add(a, c)), f64x2.mul(f64x2.sub(b, d), f64x2.add(b, d)),
      );
      v128.store(residual, f64x2.div(difference, f64x2.add(modulus, modulusData)));
      v128.store(residual, f64x2.mul(modulusData, turn), 16);
      v128.store(row, modulus);
      v128.store(row, modulusData, 16);
    }
    model += 32;
    data += 32;
    residual += 32;
    root += 32;
    row += 32;
  } while (model < end);
}

/**
 * Weights the residual and the rows: (e1, e2) becomes (l11 e1, l21 e1 + l22 e2). `coupling`, half a column, gets what the
 * first part of a derivative adds to its second. Returns the sum of squares.
 */
export function weightRows(
  residual: usize, row: usize, coupling: usize, weight: usize, correlation: usize, length: usize,
): f64 {
  const end = residual + length;
  let sum = f64x2.splat(0);
  do {
    const l11 = v128.load(weight);
    const l21 = v128.load(correlation);
    const l22 = v128.load(weight, 16);
    const e1 = v128.load(residual);
    const first = f64x2.mul(l11, e1);
    const second = f64x2.add(f64x2.mul(l21, e1), f64x2.mul(l22, v128.load(residual, 16)));
    v128.store(residual, first);
    v128.store(residual, second, 16);
    sum = f64x2.add(sum, f64x2.add(f64x2.mul(first, first), f64x2.mul(second, second)));
    const m1 = v128.load(row);
    v128.store(row, f64x2.mul(l11, m1));
    v128.store(coupling, f64x2.mul(l21, m1));
    v128.store(row, f64x2.mul(l22, v128.load(row, 16)), 16);
    residual += 32;
    row += 32;
    weight += 32;
    coupling += HALF;
    correlation += HALF;
  } while (residual < end);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Multiplies a column of F' dZ by the rows: (x, y) becomes (m1 x, coupling x + m2 y). */
export function multiplyRows(column: usize, row: usize, coupling: usize, length: usize): void {
  const end = column + length;
  do {
    const x = v128.load(column);
    const y = f64x2.add(f64x2.mul(v128.load(coupling), x), f64x2.mul(v128.load(row, 16), v128.load(column, 16)));
    v128.store(column, f64x2.mul(v128.load(row), x));
    v128.store(column, y, 16);
    column += 32;
    row += 32;
    coupling += HALF;
  } while (column < end);
}
