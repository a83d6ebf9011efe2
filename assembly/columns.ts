/** The loops over all frequencies that circuits are made of. Each handles whole columns; see workspace.ts for the layout. */

/** column = 1/source; exact to rounding for moduli in 1e-150..1e150, which scaled problems never leave. */
export function invertColumn(destination: usize, source: usize, stride: usize): void {
  const end = source + stride;
  const one = f64x2.splat(1.0);
  do {
    const re = v128.load(source);
    const im = v128.load(source, 16);
    const norm = f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im));
    const inverse = f64x2.div(one, norm);
    v128.store(destination, f64x2.mul(re, inverse));
    v128.store(destination, f64x2.neg(f64x2.mul(im, inverse)), 16);
    source += 32;
    destination += 32;
  } while (source < end);
}

/** destination = real + j (slope omega + inverseSlope/omega). */
export function lumpColumn(
  destination: usize, real: f64, slope: f64, inverseSlope: f64, omega: usize, inverseOmega: usize, stride: usize,
): void {
  const end = destination + stride;
  const constant = f64x2.splat(real);
  if (slope == 0 && inverseSlope == 0) {
    const zero = f64x2.splat(0);
    do {
      v128.store(destination, constant);
      v128.store(destination, zero, 16);
      destination += 32;
    } while (destination < end);
    return;
  }
  const up = f64x2.splat(slope);
  const down = f64x2.splat(inverseSlope);
  do {
    v128.store(destination, constant);
    v128.store(destination, f64x2.add(f64x2.mul(up, v128.load(omega)), f64x2.mul(down, v128.load(inverseOmega))), 16);
    destination += 32;
    omega += 16;
    inverseOmega += 16;
  } while (destination < end);
}

/** destination = real + source. */
export function addRealColumn(destination: usize, real: f64, source: usize, stride: usize): void {
  const end = source + stride;
  const constant = f64x2.splat(real);
  do {
    v128.store(destination, f64x2.add(constant, v128.load(source)));
    v128.store(destination, v128.load(source, 16), 16);
    source += 32;
    destination += 32;
  } while (source < end);
}

/** destination = real + first + second. */
export function addRealTwoColumns(destination: usize, real: f64, first: usize, second: usize, stride: usize): void {
  const end = first + stride;
  const constant = f64x2.splat(real);
  do {
    v128.store(destination, f64x2.add(f64x2.add(constant, v128.load(first)), v128.load(second)));
    v128.store(destination, f64x2.add(v128.load(first, 16), v128.load(second, 16)), 16);
    first += 32;
    second += 32;
    destination += 32;
  } while (first < end);
}

/** destination += source. */
export function accumulateColumn(destination: usize, source: usize, stride: usize): void {
  const end = source + stride;
  do {
    v128.store(destination, f64x2.add(v128.load(destination), v128.load(source)));
    v128.store(destination, f64x2.add(v128.load(destination, 16), v128.load(source, 16)), 16);
    source += 32;
    destination += 32;
  } while (source < end);
}

/** destination = factor * source, or += with `add`. */
export function combineColumn(destination: usize, factor: f64, source: usize, stride: usize, add: bool): void {
  const end = source + stride;
  const scale = f64x2.splat(factor);
  if (add) {
    do {
      v128.store(destination, f64x2.add(v128.load(destination), f64x2.mul(scale, v128.load(source))));
      source += 16;
      destination += 16;
    } while (source < end);
  } else {
    do {
      v128.store(destination, f64x2.mul(scale, v128.load(source)));
      source += 16;
      destination += 16;
    } while (source < end);
  }
}

/** destination = -adjoint * reciprocal^2: d(1/A) = -(1/A)^2 dA. */
export function adjointOfInverse(destination: usize, adjoint: usize, reciprocal: usize, stride: usize): void {
  const end = adjoint + stride;
  do {
    const re = v128.load(reciprocal);
    const im = v128.load(reciprocal, 16);
    const squareRe = f64x2.sub(f64x2.mul(im, im), f64x2.mul(re, re));
    const product = f64x2.mul(re, im);
    const squareIm = f64x2.neg(f64x2.add(product, product));
    const adjointRe = v128.load(adjoint);
    const adjointIm = v128.load(adjoint, 16);
    v128.store(destination, f64x2.sub(f64x2.mul(squareRe, adjointRe), f64x2.mul(squareIm, adjointIm)));
    v128.store(destination, f64x2.add(f64x2.mul(squareRe, adjointIm), f64x2.mul(squareIm, adjointRe)), 16);
    adjoint += 32;
    reciprocal += 32;
    destination += 32;
  } while (adjoint < end);
}

/** destination = first * second; the two may be the same column as the destination. */
export function multiplyColumns(destination: usize, first: usize, second: usize, stride: usize): void {
  const end = first + stride;
  do {
    const a = v128.load(first);
    const b = v128.load(first, 16);
    const c = v128.load(second);
    const d = v128.load(second, 16);
    v128.store(destination, f64x2.sub(f64x2.mul(a, c), f64x2.mul(b, d)));
    v128.store(destination, f64x2.add(f64x2.mul(a, d), f64x2.mul(b, c)), 16);
    first += 32;
    second += 32;
    destination += 32;
  } while (first < end);
}

/** destination = adjoint * j factor * omega, with omega or its reciprocal in `axis`. */
export function multiplyByImaginaryAxis(
  destination: usize, adjoint: usize, factor: f64, axis: usize, stride: usize,
): void {
  const end = adjoint + stride;
  const scale = f64x2.splat(factor);
  do {
    const x = f64x2.mul(scale, v128.load(axis));
    v128.store(destination, f64x2.neg(f64x2.mul(x, v128.load(adjoint, 16))));
    v128.store(destination, f64x2.mul(x, v128.load(adjoint)), 16);
    adjoint += 32;
    axis += 16;
    destination += 32;
  } while (adjoint < end);
}

/**
 * residual = (model - data) * weight, with the weight's real part for both parts, or its two parts apart.
 * Returns the sum of squares.
 */
export function weightedResidual(
  residual: usize, model: usize, data: usize, weight: usize, stride: usize, separate: bool,
): f64 {
  const end = model + stride;
  const offset: usize = separate ? 16 : 0;
  let sumRe = f64x2.splat(0);
  let sumIm = f64x2.splat(0);
  do {
    const re = f64x2.mul(f64x2.sub(v128.load(model), v128.load(data)), v128.load(weight));
    const im = f64x2.mul(f64x2.sub(v128.load(model, 16), v128.load(data, 16)), v128.load(weight + offset));
    v128.store(residual, re);
    v128.store(residual, im, 16);
    sumRe = f64x2.add(sumRe, f64x2.mul(re, re));
    sumIm = f64x2.add(sumIm, f64x2.mul(im, im));
    model += 32;
    data += 32;
    weight += 32;
    residual += 32;
  } while (model < end);
  const sum = f64x2.add(sumRe, sumIm);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Multiplies real and imaginary parts of a column by the two parts of the weight. */
export function weightColumn(column: usize, weight: usize, stride: usize): void {
  const end = column + stride;
  do {
    v128.store(column, f64x2.mul(v128.load(column), v128.load(weight)));
    column += 16;
    weight += 16;
  } while (column < end);
}
