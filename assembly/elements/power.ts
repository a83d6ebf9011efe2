/** The power law amplitude * s^m with any real m: CPE, W, La; R, C and L have their own, cheaper, terms. */
import { powerOfTwoPairBounded } from "../math/exp";

const LOG2_E: f64 = 1.4426950408889634;

/** column = amplitude * omega^m * (cosine + j sine). */
export function powerColumn(
  column: usize, amplitude: f64, exponent: f64, cosine: f64, sine: f64, logOmega: usize, stride: usize,
): void {
  const end = column + stride;
  const m = f64x2.splat(exponent * LOG2_E);
  const re = f64x2.splat(amplitude * cosine);
  const im = f64x2.splat(amplitude * sine);
  do {
    const modulus = powerOfTwoPairBounded(f64x2.mul(m, v128.load(logOmega)));
    v128.store(column, f64x2.mul(modulus, re));
    v128.store(column, f64x2.mul(modulus, im), 16);
    column += 32;
    logOmega += 16;
  } while (column < end);
}

/** destination = sign * adjoint * column: the derivative by the logarithm of the amplitude. */
export function amplitudeDerivative(
  destination: usize, adjoint: usize, column: usize, sign: f64, stride: usize,
): void {
  const end = adjoint + stride;
  const e = f64x2.splat(sign);
  do {
    const a = v128.load(adjoint);
    const b = v128.load(adjoint, 16);
    const c = f64x2.mul(e, v128.load(column));
    const d = f64x2.mul(e, v128.load(column, 16));
    v128.store(destination, f64x2.sub(f64x2.mul(a, c), f64x2.mul(b, d)));
    v128.store(destination, f64x2.add(f64x2.mul(a, d), f64x2.mul(b, c)), 16);
    adjoint += 32;
    column += 32;
    destination += 32;
  } while (adjoint < end);
}

const HALF_PI: f64 = 1.5707963267948966;

/** destination = factor * (ln omega + j pi/2) * adjoint * column: the derivative by the exponent. */
export function exponentDerivative(
  destination: usize, adjoint: usize, column: usize, factor: f64, logOmega: usize, stride: usize,
): void {
  const end = adjoint + stride;
  const f = f64x2.splat(factor);
  const quarter = f64x2.splat(factor * HALF_PI);
  do {
    const a = v128.load(adjoint);
    const b = v128.load(adjoint, 16);
    const c = v128.load(column);
    const d = v128.load(column, 16);
    const re = f64x2.sub(f64x2.mul(a, c), f64x2.mul(b, d));
    const im = f64x2.add(f64x2.mul(a, d), f64x2.mul(b, c));
    const x = f64x2.mul(f, v128.load(logOmega));
    v128.store(destination, f64x2.sub(f64x2.mul(re, x), f64x2.mul(im, quarter)));
    v128.store(destination, f64x2.add(f64x2.mul(re, quarter), f64x2.mul(im, x)), 16);
    adjoint += 32;
    column += 32;
    logOmega += 16;
    destination += 32;
  } while (adjoint < end);
}

/** Both derivatives at once, the common case of a free CPE. */
export function powerDerivatives(
  amplitudeColumn: usize, exponentColumn: usize, adjoint: usize, column: usize, sign: f64, factor: f64,
  logOmega: usize, stride: usize,
): void {
  const end = adjoint + stride;
  const e = f64x2.splat(sign);
  const f = f64x2.splat(factor * sign);
  const quarter = f64x2.splat(factor * sign * HALF_PI);
  do {
    const a = v128.load(adjoint);
    const b = v128.load(adjoint, 16);
    const c = f64x2.mul(e, v128.load(column));
    const d = f64x2.mul(e, v128.load(column, 16));
    const re = f64x2.sub(f64x2.mul(a, c), f64x2.mul(b, d));
    const im = f64x2.add(f64x2.mul(a, d), f64x2.mul(b, c));
    const x = f64x2.mul(f, v128.load(logOmega));
    v128.store(amplitudeColumn, re);
    v128.store(amplitudeColumn, im, 16);
    v128.store(exponentColumn, f64x2.sub(f64x2.mul(re, x), f64x2.mul(im, quarter)));
    v128.store(exponentColumn, f64x2.add(f64x2.mul(re, quarter), f64x2.mul(im, x)), 16);
    adjoint += 32;
    column += 32;
    logOmega += 16;
    amplitudeColumn += 32;
    exponentColumn += 32;
  } while (adjoint < end);
}
