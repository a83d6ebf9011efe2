/**
 * Replicas of the data: the fitted impedance with errors made from the residuals.
 *
 * The errors belong to the weights: with modulus weights the standard deviation is proportional to |Z|, with proportional
 * ones each part's to itself, with unit weights it is constant, with measured ones given. So residuals are divided by
 * what the fit gives for it, resampled, and multiplied by it where they land; and each replica is weighted by itself
 * as the measurement was. The residual of a part is divided by sqrt(1 - h) with its leverage h, so that the fit's pull on it
 * does not make the errors too small (Davison and Hinkley 1997, section 6.2), and both parts are centred. Wild replicas know
 * each error by one residual only, which makes their intervals too short; dividing by 1 - h makes up for most of it (HC3 of
 * MacKinnon and White, J. Econometrics 29, 305, 1985).
 *
 * Real and imaginary part of a point stay together: their errors come from one measurement and may be correlated.
 */
import { impedanceColumn } from "../evaluate";
import { absoluteWeights, separateWeights } from "../grid";
import { rank } from "../lm/covariance";
import { freeCount } from "../lm/factor";
import { columnNorms, freeList, secondSquare, singular } from "../lm/problem";
import { BOOTSTRAP_WILD } from "../agreed/questions";
import { uniform } from "../start/random";
import { number, setNumber, word } from "../view";
import { data, jacobian, points, stride, variables, weight } from "../workspace";

/** A part that the fit follows wherever it goes has no residual to resample. */
const SMALLEST_FREEDOM: f64 = 1e-6;

/** Columns: what the fit gives there, the standard deviation up to a factor, and the corrected residual in its units. */
let fitted: usize = 0;
let scale: usize = 0;
let residual: usize = 0;
/** The measurement, to be put back. */
let measured: usize = 0;
let measuredWeight: usize = 0;
/** Whether weights follow from the data, so that each replica has its own. */
let weightsFollow: bool = false;

/** Columns that this file needs. */
export const REPLICA_COLUMNS = 5;

// @ts-ignore: decorator
@inline
function realPart(point: i32): usize {
  return (<usize>(point >> 1) << 5) + (<usize>(point & 1) << 3);
}

/** How much the fit follows the number at `offset` of the columns: the diagonal of J (J^T J)^-1 J^T. */
function leverage(offset: usize): f64 {
  const n = freeCount;
  let sum: f64 = 0;
  for (let m = 0; m < rank; m++) {
    const direction = secondSquare + (<usize>(m * n) << 3);
    let part: f64 = 0;
    for (let i = 0; i < n; i++) {
      const length = number(columnNorms, i);
      if (length == 0) continue;
      part += (load<f64>(jacobian + <usize>word(freeList, i) * <usize>stride + offset) * number(direction, i)) / length;
    }
    part /= number(singular, m);
    sum += part * part;
  }
  return sum;
}

/** Standard deviation of the number at `offset`, up to a factor, if its weight is the root of w. */
function deviation(offset: usize, re: f64, im: f64, followsModulus: bool): f64 {
  if (absoluteWeights) return 1 / load<f64>(weight + offset);
  if (separateWeights) return abs((offset & 16) == 0 ? re : im);
  return followsModulus ? Math.sqrt(re * re + im * im) : 1;
}

/**
 * Prepares replicas from the optimum at which residual, Jacobian and its singular vectors stand. `modulus`: whether the weights
 * are those of the modulus. `columns`: room for REPLICA_COLUMNS columns.
 */
export function prepareReplicas(columns: usize, modulus: bool, kind: i32): void {
  const bytes = <usize>stride;
  fitted = columns;
  scale = fitted + bytes;
  residual = scale + bytes;
  measured = residual + bytes;
  measuredWeight = measured + bytes;
  weightsFollow = !absoluteWeights && (modulus || separateWeights);
  memory.copy(fitted, impedanceColumn, bytes);
  memory.copy(measured, data, bytes);
  memory.copy(measuredWeight, weight, bytes);
  let meanRe: f64 = 0;
  let meanIm: f64 = 0;
  for (let k = 0; k < points; k++) {
    const at = realPart(k);
    const re = load<f64>(fitted + at);
    const im = load<f64>(fitted + at, 16);
    for (let offset = at; offset <= at + 16; offset += 16) {
      const size = deviation(offset, re, im, modulus);
      const error = load<f64>(measured + offset) - load<f64>(fitted + offset);
      const free = max(1 - leverage(offset), SMALLEST_FREEDOM);
      store<f64>(scale + offset, size);
      const correction = kind == BOOTSTRAP_WILD ? free : Math.sqrt(free);
      store<f64>(residual + offset, size > 0 ? error / (size * correction) : 0);
    }
    meanRe += load<f64>(residual + at);
    meanIm += load<f64>(residual + at, 16);
  }
  if (kind == BOOTSTRAP_WILD) return;
  meanRe /= <f64>points;
  meanIm /= <f64>points;
  // Centring takes 1/N of the variance away.
  const spread = points > 1 ? Math.sqrt(<f64>points / <f64>(points - 1)) : 1;
  for (let k = 0; k < points; k++) {
    const at = residual + realPart(k);
    store<f64>(at, spread * (load<f64>(at) - meanRe));
    store<f64>(at, spread * (load<f64>(at, 16) - meanIm), 16);
  }
}

/** Writes data and weights of one replica. Wild replicas keep each point's own residual and draw its sign (Rademacher). */
export function drawReplica(kind: i32): void {
  for (let k = 0; k < points; k++) {
    const at = realPart(k);
    const wild = kind == BOOTSTRAP_WILD;
    const source = wild ? at : realPart(min(points - 1, <i32>(uniform() * <f64>points)));
    const sign: f64 = wild && uniform() < 0.5 ? -1 : 1;
    const re = load<f64>(fitted + at) + sign * load<f64>(scale + at) * load<f64>(residual + source);
    const im = load<f64>(fitted + at, 16) + sign * load<f64>(scale + at, 16) * load<f64>(residual + source, 16);
    writePoint(at, re, im);
  }
  if (points & 1) padLast();
}

function writePoint(at: usize, re: f64, im: f64): void {
  store<f64>(data + at, re);
  store<f64>(data + at, im, 16);
  if (!weightsFollow) return;
  if (separateWeights) {
    store<f64>(weight + at, 1 / abs(re));
    store<f64>(weight + at, 1 / abs(im), 16);
  } else {
    store<f64>(weight + at, 1 / Math.sqrt(re * re + im * im));
  }
}

/** The copy of an odd last point keeps its weight of zero. */
function padLast(): void {
  const last = realPart(points - 1);
  store<f64>(data + last + 8, load<f64>(data + last));
  store<f64>(data + last + 8, load<f64>(data + last, 16), 16);
}

/** Puts the measurement back. */
export function restoreMeasurement(): void {
  memory.copy(data, measured, stride);
  memory.copy(weight, measuredWeight, stride);
}
