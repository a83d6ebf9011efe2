/**
 * The residual ln(Z_model/Z_data). It is far more forgiving of bad starts than Z_model - Z_data, since an impedance
 * too large by a factor and one too small by it are equally wrong.
 */
import { anglePair } from "./math/anglePair";
import { logPair } from "./math/log";

const HALF_PI: f64 = 1.5707963267948966;
const PI: f64 = 3.141592653589793;

/** ln of |Z/Z_data|^2, the same as twice the real part of ln(Z/Z_data). */
@inline
export function logarithmPair(a: v128, b: v128, c: v128, d: v128): v128 {
  const norm = f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b));
  return logPair(f64x2.div(norm, f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d))));
}

/** Angle of (a + jb)/(c + jd), -pi to pi. */
@inline
export function turnPair(a: v128, b: v128, c: v128, d: v128): v128 {
  const x = f64x2.add(f64x2.mul(a, c), f64x2.mul(b, d));
  const y = f64x2.sub(f64x2.mul(b, c), f64x2.mul(a, d));
  const width = f64x2.abs(x);
  const height = f64x2.abs(y);
  const steep = f64x2.gt(height, width);
  const acute = anglePair(f64x2.pmin(height, width), f64x2.pmax(height, width));
  const upright = v128.bitselect(f64x2.sub(f64x2.splat(HALF_PI), acute), acute, steep);
  const behind = f64x2.lt(x, f64x2.splat(0));
  const angle = v128.bitselect(f64x2.sub(f64x2.splat(PI), upright), upright, behind);
  return v128.or(angle, v128.and(y, f64x2.splat(-0.0)));
}

/**
 * residual = [ln|Z/Z_data|, arg(Z/Z_data)], padded points silenced by their zero weight; root = 1/Z, the adjoint that
 * turns dZ into d ln Z. Returns the sum of squares.
 */
export function logarithmicResidual(
  residual: usize, root: usize, model: usize, data: usize, weight: usize, length: usize,
): f64 {
  const end = model + length;
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1);
  let sum = zero;
  do {
    const a = v128.load(model);
    const b = v128.load(model, 16);
    const c = v128.load(data);
    const d = v128.load(data, 16);
    const used = f64x2.gt(v128.load(weight), zero);
    const re = v128.and(used, f64x2.mul(half, logarithmPair(a, b, c, d)));
    const im = v128.and(used, turnPair(a, b, c, d));
    v128.store(residual, re);
    v128.store(residual, im, 16);
    const inverse = v128.and(used, f64x2.div(one, f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b))));
    v128.store(root, f64x2.mul(a, inverse));
    v128.store(root, f64x2.neg(f64x2.mul(b, inverse)), 16);
    sum = f64x2.add(sum, f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im)));
    model += 32;
    data += 32;
    weight += 32;
    residual += 32;
    root += 32;
  } while (model < end);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Mean of ln|Z/Z_data| over the points in use, as `logarithmicSpread` found it last. */
export let logarithmicMean: f64 = 0;

/** Sum of |ln(Z/Z_data) - mean of its real part|^2: how badly the model fits when its overall scale is free. */
export function logarithmicSpread(model: usize, data: usize, weight: usize, length: usize): f64 {
  const end = model + length;
  const zero = f64x2.splat(0);
  const half = f64x2.splat(0.5);
  const one = f64x2.splat(1);
  let count = zero;
  let sum = zero;
  let squares = zero;
  do {
    const a = v128.load(model);
    const b = v128.load(model, 16);
    const c = v128.load(data);
    const d = v128.load(data, 16);
    const used = f64x2.gt(v128.load(weight), zero);
    const re = v128.and(used, f64x2.mul(half, logarithmPair(a, b, c, d)));
    const im = v128.and(used, turnPair(a, b, c, d));
    sum = f64x2.add(sum, re);
    squares = f64x2.add(squares, f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im)));
    count = f64x2.add(count, v128.and(used, one));
    model += 32;
    data += 32;
    weight += 32;
  } while (model < end);
  const total = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  logarithmicMean = total / (f64x2.extract_lane(count, 0) + f64x2.extract_lane(count, 1));
  return f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1) - total * logarithmicMean;
}
