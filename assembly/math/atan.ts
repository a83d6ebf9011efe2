/**
 * atan and atan2.
 *
 * |x| is compared with c = 0, 1/2, 1, 3/2 and infinity, and atan|x| = atan c + atan t with t = (|x| - c)/(1 + c |x|),
 * |t| <= 7/16 (fdlibm's s_atan.c, Sun Microsystems 1993); atan t = t - t^3 A(t^2) with a minimax polynomial of our own
 * (test/fixtures/math/minimax.py, relative error 2^-57.7).
 */

const PI: f64 = 3.141592653589793;
const PI_LOW: f64 = 1.2246467991473532e-16;
const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_LOW: f64 = 6.123233995736766e-17;
const QUARTER_PI: f64 = 0.7853981633974483;
/** From here on the angle rounds to pi/2 on either side of it. */
const STEEP: f64 = 18014398509481984.0;

/** (t - atan t)/t^3 for |t| <= 7/16, with z = t^2. */
@inline
function cubicRemainder(z: f64): f64 {
  const z2 = z * z;
  const z4 = z2 * z2;
  const a0 = 0.3333333333333292 + z * -0.19999999999873752 + z2 * (0.14285714272267078 + z * -0.11111110395265257);
  const a4 = 0.09090886879902531 + z * -0.07691872299480619 + z2 * (0.06661034631107904 + z * -0.05833326708804499);
  const a8 = 0.04975923395819573 + z * -0.036510427800334075 + z2 * 0.016265598157233194;
  return a0 + z4 * (a4 + z4 * a8);
}

/** Inverse tangent in -pi/2..pi/2. Error at most 0.9 units in the last place (0.86 measured) for every x. */
export function atan(x: f64): f64 {
  const size = abs<f64>(x);
  let t = size;
  let high = 0.0;
  let low = 0.0;
  if (size >= 2.4375) {
    t = -1.0 / size;
    high = HALF_PI;
    low = HALF_PI_LOW;
  } else if (size >= 1.1875) {
    t = (size - 1.5) / (1.0 + 1.5 * size);
    high = 0.982793723247329;
    low = 1.3903311031230998e-17;
  } else if (size >= 0.6875) {
    t = (size - 1.0) / (1.0 + size);
    high = QUARTER_PI;
    low = 3.061616997868383e-17;
  } else if (size >= 0.4375) {
    t = (2.0 * size - 1.0) / (2.0 + size);
    high = 0.4636476090008061;
    low = 2.2698777452961687e-17;
  }
  const z = t * t;
  return copysign<f64>(high - (t * z * cubicRemainder(z) - low - t), x);
}

/**
 * Angle of the point (x, y) in -pi..pi, with the signs of zeros and the infinities as in IEEE 754.
 * Error at most 1.6 units in the last place (1.5 measured): that of the quotient comes on top of atan's.
 */
export function atan2(y: f64, x: f64): f64 {
  const tall = abs<f64>(y);
  const wide = abs<f64>(x);
  const left = reinterpret<i64>(x) < 0;
  const quotient = tall / wide;
  let angle: f64;
  if (tall == wide && (tall == 0.0 || tall == Infinity)) {
    angle = tall == 0.0 ? 0.0 : QUARTER_PI;
  } else if (quotient > STEEP) {
    return copysign<f64>(HALF_PI, y);
  } else {
    angle = atan(quotient);
  }
  return copysign<f64>(left ? PI - (angle - PI_LOW) : angle, y);
}
