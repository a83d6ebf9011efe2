/** The loops of the plain-JS rival over the first `points` frequencies of its Float64Arrays. */

export function addConstant(points: number, sum: Float64Array, constant: number): void {
  for (let k = 0; k < points; k++) sum[k]! += constant;
}

export function addScaled(points: number, sum: Float64Array, term: Float64Array, factor: number): void {
  for (let k = 0; k < points; k++) sum[k]! += factor * term[k]!;
}

/** term = exp(logAmplitude) (j omega)^exponent, added to the sum. */
export function addPower(
  points: number,
  sumRe: Float64Array,
  sumIm: Float64Array,
  termRe: Float64Array,
  termIm: Float64Array,
  logOmega: Float64Array,
  logAmplitude: number,
  exponent: number,
): void {
  const angle = (exponent * Math.PI) / 2;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  for (let k = 0; k < points; k++) {
    const modulus = Math.exp(logAmplitude + exponent * logOmega[k]!);
    const re = modulus * cosine;
    const im = modulus * sine;
    termRe[k] = re;
    termIm[k] = im;
    sumRe[k]! += re;
    sumIm[k]! += im;
  }
}

export function reciprocalInPlace(points: number, re: Float64Array, im: Float64Array): void {
  for (let k = 0; k < points; k++) {
    const x = re[k]!;
    const y = im[k]!;
    const scale = 1 / (x * x + y * y);
    re[k] = x * scale;
    im[k] = -y * scale;
  }
}

/** Replaces a sum by its reciprocal and adds that to the parent's sum. */
export function reciprocalOnto(
  points: number,
  re: Float64Array,
  im: Float64Array,
  parentRe: Float64Array,
  parentIm: Float64Array,
): void {
  for (let k = 0; k < points; k++) {
    const x = re[k]!;
    const y = im[k]!;
    const scale = 1 / (x * x + y * y);
    const u = x * scale;
    const v = -y * scale;
    re[k] = u;
    im[k] = v;
    parentRe[k]! += u;
    parentIm[k]! += v;
  }
}

/** out = -weight * reciprocal^2 for a real weight. */
export function minusRealTimesSquare(
  points: number,
  outRe: Float64Array,
  outIm: Float64Array,
  weight: Float64Array,
  reciprocalRe: Float64Array,
  reciprocalIm: Float64Array,
): void {
  for (let k = 0; k < points; k++) {
    const x = reciprocalRe[k]!;
    const y = reciprocalIm[k]!;
    const a = weight[k]!;
    outRe[k] = a * (y * y - x * x);
    outIm[k] = -2 * a * x * y;
  }
}

/** out = -adjoint * reciprocal^2. */
export function minusTimesSquare(
  points: number,
  outRe: Float64Array,
  outIm: Float64Array,
  adjointRe: Float64Array,
  adjointIm: Float64Array,
  reciprocalRe: Float64Array,
  reciprocalIm: Float64Array,
): void {
  for (let k = 0; k < points; k++) {
    const x = reciprocalRe[k]!;
    const y = reciprocalIm[k]!;
    const squareRe = y * y - x * x;
    const squareIm = -2 * x * y;
    const a = adjointRe[k]!;
    const b = adjointIm[k]!;
    outRe[k] = a * squareRe - b * squareIm;
    outIm[k] = a * squareIm + b * squareRe;
  }
}

/** Column of a logarithmic amplitude: adjoint * modulus_k * (cosine + j sine). */
export function fixedColumn(
  points: number,
  jacobian: Float64Array,
  column: number,
  adjointRe: Float64Array,
  adjointIm: Float64Array,
  modulus: Float64Array,
  cosine: number,
  sine: number,
): void {
  for (let k = 0; k < points; k++) {
    const a = adjointRe[k]! * modulus[k]!;
    const b = adjointIm[k]! * modulus[k]!;
    jacobian[column + k] = a * cosine - b * sine;
    jacobian[column + points + k] = a * sine + b * cosine;
  }
}

/** Two columns, of ln(amplitude) and of the exponent after it: adjoint * direction * term * (1, ln(j omega)). */
export function powerColumns(
  points: number,
  jacobian: Float64Array,
  column: number,
  adjointRe: Float64Array,
  adjointIm: Float64Array,
  termRe: Float64Array,
  termIm: Float64Array,
  logOmega: Float64Array,
  direction: number,
): void {
  const quarterTurn = Math.PI / 2;
  for (let k = 0; k < points; k++) {
    const x = direction * termRe[k]!;
    const y = direction * termIm[k]!;
    const a = adjointRe[k]!;
    const b = adjointIm[k]!;
    const re = a * x - b * y;
    const im = a * y + b * x;
    const log = logOmega[k]!;
    jacobian[column + k] = re;
    jacobian[column + points + k] = im;
    jacobian[column + 2 * points + k] = re * log - im * quarterTurn;
    jacobian[column + 3 * points + k] = im * log + re * quarterTurn;
  }
}

/** Weighted residual, stacked [re | im], and its square sum. */
export function weightedResidual(
  points: number,
  residual: Float64Array,
  rootWeights: Float64Array,
  fitRe: Float64Array,
  fitIm: Float64Array,
  measuredRe: Float64Array,
  measuredIm: Float64Array,
): number {
  let objective = 0;
  for (let k = 0; k < points; k++) {
    const weight = rootWeights[k]!;
    const re = weight * (fitRe[k]! - measuredRe[k]!);
    const im = weight * (fitIm[k]! - measuredIm[k]!);
    residual[k] = re;
    residual[points + k] = im;
    objective += re * re + im * im;
  }
  return objective;
}

/**
 * Lower triangle of A^T A for `count` (even) columns of `rows` (even) values. Tiles of two by two columns, two rows at a
 * time: eight sums are what hides the latency of the additions and still fits the registers.
 */
export function gram(columns: Float64Array, count: number, rows: number, out: Float64Array): void {
  for (let i = 0; i < count; i += 2) {
    const i0 = i * rows;
    const i1 = i0 + rows;
    for (let j = 0; j <= i; j += 2) {
      const j0 = j * rows;
      const j1 = j0 + rows;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let t00 = 0;
      let t01 = 0;
      let t10 = 0;
      let t11 = 0;
      for (let k = 0; k < rows; k += 2) {
        const a = columns[i0 + k]!;
        const b = columns[i1 + k]!;
        const c = columns[j0 + k]!;
        const d = columns[j1 + k]!;
        s00 += a * c;
        s01 += a * d;
        s10 += b * c;
        s11 += b * d;
        const e = columns[i0 + k + 1]!;
        const f = columns[i1 + k + 1]!;
        const g = columns[j0 + k + 1]!;
        const h = columns[j1 + k + 1]!;
        t00 += e * g;
        t01 += e * h;
        t10 += f * g;
        t11 += f * h;
      }
      out[i * count + j] = s00 + t00;
      out[i * count + j + 1] = s01 + t01;
      out[(i + 1) * count + j] = s10 + t10;
      out[(i + 1) * count + j + 1] = s11 + t11;
    }
  }
}
