import { gram, weightedResidual } from "./plainLoops.ts";
import { PlainModel, type RivalNode } from "./plainModel.ts";

/**
 * Levenberg-Marquardt in plain JavaScript, the algorithm of the WebAssembly engine written for the host's own compiler:
 * logarithmic amplitudes, normal equations with the residual as a last column, damping scaled by the running maximum of
 * the diagonal (More 1978), Nielsen's damping update (1999), undamped steps near the end, exponents held in (0, 1] by an
 * active set.
 */

export interface PlainFitResult {
  readonly objective: number;
  readonly evaluations: number;
}

const FIRST_DAMPING = 0.1;
const MOST_DAMPING = 1e20;
const MOST_EVALUATIONS = 1000;
const EXPONENT_LOWER = 1e-6;
const EXPONENT_UPPER = 1;
/** In one step a quantity changes by less than a factor of e^6. */
const LONGEST_STEP = 6;
/** A step is taken when it realises at least this part of the decrease predicted. */
const LEAST_GAIN = 1e-4;
/** Under this predicted relative decrease of S the model is as good as quadratic, and steps are undamped. */
const NEARLY_QUADRATIC = 1e-2;
/** A pivot smaller than this against its diagonal is rounding error. */
const ROUNDING = 1e-14;
/** Keeps the damping of a parameter alive that has no influence. */
const TINY = 1e-300;

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
  private readonly solution: Float64Array;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  private readonly free: Int32Array;
  private readonly pinned: Int32Array;

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
    this.solution = new Float64Array(parameters);
    this.lower = Float64Array.from(this.model.isExponent, (exponent) => (exponent ? EXPONENT_LOWER : -Infinity));
    this.upper = Float64Array.from(this.model.isExponent, (exponent) => (exponent ? EXPONENT_UPPER : Infinity));
    this.free = new Int32Array(parameters);
    this.pinned = new Int32Array(parameters);
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
   * @param tolerance ends when even an undamped step is predicted to lower S by no more than this fraction
   */
  fit(start: ArrayLike<number>, tolerance: number): PlainFitResult {
    const { model, point, trial, diagonal } = this;
    model.toSolver(start, point);
    for (let j = 0; j < point.length; j++) point[j] = Math.min(Math.max(point[j]!, this.lower[j]!), this.upper[j]!);
    diagonal.fill(0);
    let objective = this.evaluate(point, this.residual);
    let evaluations = 1;
    let damping = FIRST_DAMPING;
    let growth = 2;
    this.linearise();
    while (evaluations < MOST_EVALUATIONS && damping < MOST_DAMPING) {
      let predicted = this.solve(damping, true);
      if (predicted <= NEARLY_QUADRATIC * objective) {
        // Near the end the damped prediction says little; ask the undamped one.
        const asked = damping !== 0 || predicted <= tolerance * objective;
        if (asked && this.undampedDecrease() <= tolerance * objective) break;
        predicted = this.solve(damping, true);
      }
      let gain = Number.NaN;
      let trialObjective = Infinity;
      if (predicted > 0) {
        trialObjective = this.evaluate(trial, this.trialResidual);
        evaluations++;
        gain = (objective - trialObjective) / predicted;
      }
      if (gain > LEAST_GAIN) {
        const x = 2 * gain - 1;
        damping *= Math.max(0.1, 1 - x * x * x);
        if (predicted < NEARLY_QUADRATIC * objective && gain > 0.5) damping = 0;
        growth = 2;
        point.set(trial);
        this.residual.set(this.trialResidual);
        objective = trialObjective;
        this.linearise();
      } else {
        damping = damping === 0 ? 1e-4 : damping * growth;
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

  /**
   * Sets step and trial by (A + damping D) step = -gradient and returns the decrease of S that the linear model predicts;
   * NaN where the matrix is not positive definite. A parameter on its limit that is pulled outwards is left out; one that
   * would pass its limit (if `bounded`) is pinned there, and the others are solved for anew.
   */
  private solve(damping: number, bounded: boolean): number {
    const { normal, count, point, trial, step, lower, upper, free, pinned } = this;
    const parameters = point.length;
    const gradient = parameters * count;
    step.fill(0);
    for (let j = 0; j < parameters; j++) {
      const slope = normal[gradient + j]!;
      const held = (slope >= 0 && point[j]! <= lower[j]!) || (slope <= 0 && point[j]! >= upper[j]!);
      pinned[j] = held ? 1 : 0;
    }
    let passed = true;
    let anyPinned = false;
    while (passed) {
      let size = 0;
      for (let j = 0; j < parameters; j++) if (pinned[j] === 0) free[size++] = j;
      if (!this.solveFree(size, damping, anyPinned)) return Number.NaN;
      passed = false;
      for (let a = 0; a < size; a++) {
        const j = free[a]!;
        let move = this.solution[a]!;
        if (bounded) {
          const least = Math.max(lower[j]! - point[j]!, -LONGEST_STEP);
          const most = Math.min(upper[j]! - point[j]!, LONGEST_STEP);
          if (move < least || move > most) {
            move = move < least ? least : most;
            pinned[j] = 1;
            anyPinned = true;
            passed = true;
          }
        }
        step[j] = move;
      }
    }
    let decrease = 0;
    for (let i = 0; i < parameters; i++) {
      const change = step[i]!;
      trial[i] = point[i]! + change;
      const slope = normal[gradient + i]!;
      if (anyPinned) {
        let cross = 0;
        for (let j = 0; j < i; j++) cross += normal[i * count + j]! * step[j]!;
        decrease -= change * (2 * slope + 2 * cross + normal[i * count + i]! * change);
      } else {
        // A step = -gradient - damping D step, which spares the double sum.
        decrease -= change * (slope - damping * this.diagonal[i]! * change);
      }
    }
    return decrease;
  }

  /** The decrease that an undamped step predicts; where that is singular, one with the least damping that is not. */
  private undampedDecrease(): number {
    let decrease = this.solve(0, false);
    for (let little = 1e-13; Number.isNaN(decrease) && little < 1e-5; little *= 10)
      decrease = this.solve(little, false);
    return decrease;
  }

  /** Cholesky over the free parameters, into `solution`; false where the matrix is not positive definite. */
  private solveFree(size: number, damping: number, anyPinned: boolean): boolean {
    const { normal, count, diagonal, factor, free, pinned, solution, step } = this;
    const { parameters } = this.model;
    const gradient = parameters * count;
    for (let a = 0; a < size; a++) {
      const row = free[a]!;
      let right = -normal[gradient + row]!;
      if (anyPinned) {
        for (let j = 0; j < parameters; j++) {
          if (pinned[j] === 1) right -= normal[row > j ? row * count + j : j * count + row]! * step[j]!;
        }
      }
      const full = normal[row * count + row]! + damping * diagonal[row]!;
      let pivot = full;
      for (let b = 0; b < a; b++) {
        let sum = normal[row * count + free[b]!]!;
        for (let k = 0; k < b; k++) sum -= factor[a * parameters + k]! * factor[b * parameters + k]!;
        sum *= factor[b * parameters + b]!;
        factor[a * parameters + b] = sum;
        right -= sum * solution[b]!;
        pivot -= sum * sum;
      }
      if (!(pivot > ROUNDING * full)) return false;
      // The reciprocal of the pivot's root stands on the diagonal, so that only a division a row is needed.
      const reciprocal = 1 / Math.sqrt(pivot);
      factor[a * parameters + a] = reciprocal;
      solution[a] = right * reciprocal;
    }
    for (let a = size - 1; a >= 0; a--) {
      let sum = solution[a]!;
      for (let b = a + 1; b < size; b++) sum -= factor[b * parameters + a]! * solution[b]!;
      solution[a] = sum * factor[a * parameters + a]!;
    }
    return true;
  }
}
