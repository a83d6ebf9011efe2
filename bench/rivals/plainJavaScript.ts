import { gram, weightedResidual } from "./plainLoops.ts";
import { PlainModel, type RivalNode } from "./plainModel.ts";

/**
 * Levenberg-Marquardt in plain JavaScript, the algorithm of the WebAssembly engine written for the host's own compiler:
 * logarithmic amplitudes, normal equations with the residual as a last column, damping scaled by the running maximum of
 * the diagonal (More 1978), Nielsen's damping update (1999), exponents held in (0, 1] by projection and an active set.
 */

export interface PlainFitResult {
  readonly objective: number;
  readonly evaluations: number;
}

const FIRST_DAMPING = 0.1;
const MOST_EVALUATIONS = 500;
const MOST_DAMPING = 1e30;
/** A reduction predicted to be a smaller part of S than this drowns in the rounding of S. */
const ROUNDING = 1e-15;
/** Keeps the damping of a parameter alive that has no influence. */
const TINY = 1e-300;
const EXPONENT_LOWER = 1e-6;
const EXPONENT_UPPER = 1;

export class PlainFitter {
  readonly model: PlainModel;
  /** Natural values of the best point after `fit`. */
  readonly values: Float64Array;
  private readonly measuredRe: Float64Array;
  private readonly measuredIm: Float64Array;
  private readonly rootWeights: Float64Array;
  /** Columns of the Jacobian, then the residual, then a column of zeros where that makes their number even. */
  private readonly columns: Float64Array;
  private readonly residual: Float64Array;
  private readonly trialResidual: Float64Array;
  private readonly count: number;
  private readonly normal: Float64Array;
  private readonly factor: Float64Array;
  private readonly diagonal: Float64Array;
  private readonly point: Float64Array;
  private readonly trial: Float64Array;
  private readonly step: Float64Array;
  private readonly free: Int32Array;

  constructor(root: RivalNode, frequenciesHz: ArrayLike<number>) {
    this.model = new PlainModel(root, frequenciesHz);
    const { points, parameters } = this.model;
    this.count = parameters + 1 + ((parameters + 1) & 1);
    this.columns = new Float64Array(this.count * 2 * points);
    this.residual = this.columns.subarray(parameters * 2 * points, (parameters + 1) * 2 * points);
    this.trialResidual = new Float64Array(2 * points);
    this.measuredRe = new Float64Array(points);
    this.measuredIm = new Float64Array(points);
    this.rootWeights = new Float64Array(points);
    this.normal = new Float64Array(this.count * this.count);
    this.factor = new Float64Array(parameters * parameters);
    this.diagonal = new Float64Array(parameters);
    this.values = new Float64Array(parameters);
    this.point = new Float64Array(parameters);
    this.trial = new Float64Array(parameters);
    this.step = new Float64Array(parameters);
    this.free = new Int32Array(parameters);
  }

  /** Data of the next fits, with modulus weights. */
  setSpectrum(re: ArrayLike<number>, im: ArrayLike<number>): void {
    this.measuredRe.set(re);
    this.measuredIm.set(im);
    for (let k = 0; k < this.rootWeights.length; k++) {
      const x = this.measuredRe[k]!;
      const y = this.measuredIm[k]!;
      this.rootWeights[k] = 1 / Math.sqrt(x * x + y * y);
    }
  }

  /**
   * One local fit.
   *
   * @param start natural values, element by element
   * @param tolerance ends when an accepted step lowers S, and was predicted to lower it, by less than this fraction
   */
  fit(start: ArrayLike<number>, tolerance: number): PlainFitResult {
    const { model, point, trial, diagonal } = this;
    model.toSolver(start, point);
    this.project(point);
    diagonal.fill(0);
    let objective = this.evaluate(point, this.residual);
    let evaluations = 1;
    let damping = FIRST_DAMPING;
    let growth = 2;
    this.linearise();
    while (evaluations < MOST_EVALUATIONS && damping < MOST_DAMPING) {
      if (!this.solve(damping)) {
        damping *= growth;
        growth *= 2;
        continue;
      }
      const predicted = this.predictedReduction();
      const trialObjective = this.evaluate(trial, this.trialResidual);
      evaluations++;
      const actual = objective - trialObjective;
      if (actual > 0) {
        const gain = 2 * (actual / predicted) - 1;
        damping *= Math.max(1 / 3, 1 - gain * gain * gain);
        growth = 2;
        const small = tolerance * objective;
        point.set(trial);
        this.residual.set(this.trialResidual);
        objective = trialObjective;
        if (actual < small && predicted < small) break;
        this.linearise();
      } else {
        if (predicted < ROUNDING * objective) break;
        damping *= growth;
        growth *= 2;
      }
    }
    model.toNatural(point, this.values);
    return { objective, evaluations };
  }

  private evaluate(point: Float64Array, residual: Float64Array): number {
    const { model } = this;
    model.evaluate(point);
    const { impedanceRe, impedanceIm } = model;
    return weightedResidual(residual, this.rootWeights, impedanceRe, impedanceIm, this.measuredRe, this.measuredIm);
  }

  /** Normal equations at the point last evaluated. */
  private linearise(): void {
    const { model, normal, count, diagonal } = this;
    model.differentiate(this.rootWeights, this.columns);
    gram(this.columns, count, 2 * model.points, normal);
    for (let j = 0; j < diagonal.length; j++) diagonal[j] = Math.max(diagonal[j]!, normal[j * count + j]!, TINY);
  }

  private project(point: Float64Array): void {
    const { isExponent } = this.model;
    for (let j = 0; j < point.length; j++) {
      if (isExponent[j]!) point[j] = Math.min(Math.max(point[j]!, EXPONENT_LOWER), EXPONENT_UPPER);
    }
  }

  /** Trial point by (A + damping D) step = -gradient over the free parameters; false where that matrix is not positive definite. */
  private solve(damping: number): boolean {
    const { normal, count, diagonal, factor, step, free, point, trial } = this;
    const { isExponent, parameters } = this.model;
    const gradient = parameters * count;
    let size = 0;
    for (let j = 0; j < parameters; j++) {
      const slope = normal[gradient + j]!;
      const held = isExponent[j]! && (slope < 0 ? point[j]! >= EXPONENT_UPPER : point[j]! <= EXPONENT_LOWER);
      if (!held) free[size++] = j;
    }
    for (let a = 0; a < size; a++) {
      const row = free[a]!;
      let right = -normal[gradient + row]!;
      for (let b = 0; b < a; b++) {
        let sum = normal[row * count + free[b]!]!;
        for (let k = 0; k < b; k++) sum -= factor[a * parameters + k]! * factor[b * parameters + k]!;
        sum *= factor[b * parameters + b]!;
        factor[a * parameters + b] = sum;
        right -= sum * step[b]!;
      }
      let pivot = normal[row * count + row]! + damping * diagonal[row]!;
      for (let k = 0; k < a; k++) pivot -= factor[a * parameters + k]! ** 2;
      if (!(pivot > 0)) return false;
      // The reciprocal of the pivot's root stands on the diagonal, so that only a division a row is needed.
      const reciprocal = 1 / Math.sqrt(pivot);
      factor[a * parameters + a] = reciprocal;
      step[a] = right * reciprocal;
    }
    trial.set(point);
    for (let a = size - 1; a >= 0; a--) {
      let sum = step[a]!;
      for (let b = a + 1; b < size; b++) sum -= factor[b * parameters + a]! * step[b]!;
      step[a] = sum * factor[a * parameters + a]!;
      trial[free[a]!]! += step[a]!;
    }
    this.project(trial);
    return true;
  }

  /** S(point) - S(trial) of the linear model, for the step as projected. */
  private predictedReduction(): number {
    const { normal, count, point, trial, step } = this;
    const gradient = point.length * count;
    let reduction = 0;
    for (let i = 0; i < point.length; i++) {
      const change = trial[i]! - point[i]!;
      step[i] = change;
      let cross = 0;
      for (let j = 0; j < i; j++) cross += normal[i * count + j]! * step[j]!;
      reduction -= change * (2 * normal[gradient + i]! + 2 * cross + normal[i * count + i]! * change);
    }
    return reduction;
  }
}
