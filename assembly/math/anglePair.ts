/**
 * The angle of a complex pair x + jy with |y| <= x, without branches: atan t with t = y/x up to tan(pi/8), beyond it
 * pi/4 + atan((|y| - x)/(|y| + x)). atan t = t - t^3 A(t^2), A by Chebyshev interpolation, relative error of atan below
 * 1e-17 (test/fixtures/elements/coefficients.py).
 */
import { add, div, entry, mul, sub } from "./lanes";

const TAN_EIGHTH_PI: f64 = 0.41421356237309503;
const QUARTER_PI: f64 = 0.7853981633974483;

const CUBIC: usize = memory.data<f64>(
  [
    0.3333333333333333, -0.1999999999999552, 0.14285714284666542, -0.11111111015256361, 0.09090904578123903,
    -0.07692183190826087, 0.06664511447381948, -0.0585814891280221, 0.0508544973794026, -0.03923165829558719,
    0.01917688711906226,
  ],
  16,
);

/** c_i + z c_(i+1). */
@inline
function twoTerms(i: usize, z: v128): v128 {
  return add(entry(CUBIC, i), mul(z, entry(CUBIC, i + 1)));
}

/** Angle of x + jy for |y| <= x, x > 0, within 3 units in the last place. */
export function anglePair(y: v128, x: v128): v128 {
  const sign = f64x2.splat(-0.0);
  const height = f64x2.abs(y);
  const steep = f64x2.gt(height, mul(f64x2.splat(TAN_EIGHTH_PI), x));
  const t = div(v128.bitselect(sub(height, x), height, steep), v128.bitselect(add(height, x), x, steep));
  const z = mul(t, t);
  const z2 = mul(z, z);
  const z4 = mul(z2, z2);
  const low = add(twoTerms(0, z), mul(z2, twoTerms(2, z)));
  const middle = add(twoTerms(4, z), mul(z2, twoTerms(6, z)));
  const high = add(twoTerms(8, z), mul(z2, entry(CUBIC, 10)));
  const cubic = add(low, mul(z4, add(middle, mul(z4, high))));
  const arc = sub(t, mul(mul(t, z), cubic));
  const angle = add(arc, v128.and(f64x2.splat(QUARTER_PI), steep));
  return v128.or(angle, v128.and(y, sign));
}
