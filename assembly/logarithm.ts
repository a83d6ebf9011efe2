/**
 * The residual ln(Z_model/Z_data). It is far more forgiving of bad starts than Z_model - Z_data, since an impedance
 * too large by a factor and one too small by it are equally wrong.
 */
import { atan2 } from "./math/atan";
import { log, logPair } from "./math/log";

/**
 * residual = [ln|Z/Z_data|, arg(Z/Z_data)], padded points silenced by their zero weight; root = 1/Z, the adjoint that turns dZ into
 * d ln Z. Returns the sum of squares.
 */
export function logarithmicResidual(
  residual: usize, root: usize, model: usize, data: usize, weight: usize, stride: usize,
): f64 {
  const end = model + stride;
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
    const norm = f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b));
    const dataNorm = f64x2.add(f64x2.mul(c, c), f64x2.mul(d, d));
    const re = v128.and(used, f64x2.mul(half, logPair(f64x2.div(norm, dataNorm))));
    const x = f64x2.add(f64x2.mul(a, c), f64x2.mul(b, d));
    const y = f64x2.sub(f64x2.mul(b, c), f64x2.mul(a, d));
    let angle = f64x2.splat(atan2(f64x2.extract_lane(y, 0), f64x2.extract_lane(x, 0)));
    angle = f64x2.replace_lane(angle, 1, atan2(f64x2.extract_lane(y, 1), f64x2.extract_lane(x, 1)));
    const im = v128.and(used, angle);
    v128.store(residual, re);
    v128.store(residual, im, 16);
    const inverse = v128.and(used, f64x2.div(one, norm));
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
export function logarithmicSpread(model: usize, data: usize, weight: usize, stride: usize): f64 {
  const end = model + stride;
  let count: f64 = 0;
  let sum: f64 = 0;
  let squares: f64 = 0;
  do {
    for (let lane: usize = 0; lane < 16; lane += 8) {
      if (!(load<f64>(weight + lane) > 0)) continue;
      const a = load<f64>(model + lane);
      const b = load<f64>(model + lane, 16);
      const c = load<f64>(data + lane);
      const d = load<f64>(data + lane, 16);
      const re = 0.5 * log((a * a + b * b) / (c * c + d * d));
      const im = atan2(b * c - a * d, a * c + b * d);
      sum += re;
      squares += re * re + im * im;
      count += 1;
    }
    model += 32;
    data += 32;
    weight += 32;
  } while (model < end);
  logarithmicMean = sum / count;
  return squares - sum * logarithmicMean;
}
