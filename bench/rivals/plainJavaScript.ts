import { gram, weightedResidual } from "./plainLoops.ts";
import { PlainModel, type RivalNode } from "./plainModel.ts";
import { PlainNormalEquations } from "./plainNormalEquations.ts";

/**
 * Levenberg-Marquardt in plain JavaScript, the algorithm of the WebAssembly engine (assembly/lm) once more on purpose: a
 * rival that took other steps would measure the steps, and not what WebAssembly is worth. A test holds both to the same
 * number of evaluations, on which the count of operations rests too. It is written for the host's own compiler:
 * logarithmic amplitudes, normal equations with the residual as a last column, damping scaled by the running maximum of
 * the diagonal (More 1978), Nielsen's damping update (1999), undamped steps near the end, exponents held in [0, 1] by an
 * active set, the first steps on a coarse grid of frequencies, and an end as soon as the rate tells what a further step
 * would gain.
 */

export interface PlainFitResult {
  readonly objective: number;
  readonly evaluations: number;
  /** Frequencies evaluated, summed over the evaluations. */
  readonly pointsEvaluated: number;
  /** Frequencies that entered a Jacobian and its normal equations. */
  readonly pointsLinearised: number;
}

const FIRST_DAMPING = 0.1;
const MOST_DAMPING = 1e20;
const MOST_EVALUATIONS = 1000;
const EXPONENT_LOWER = 0;
const EXPONENT_UPPER = 1;
/** A step is taken when it realises at least this part of the decrease predicted. */
const LEAST_GAIN = 1e-4;
/** With a predicted relative decrease of S under this, and a gain this close to 1, steps are undamped. */
const UNDAMPED_BELOW = 1e-2;
const UNDAMPED_GAIN = 0.25;
/** Under this predicted relative decrease it is worth asking what an undamped step would gain, and how steps shrink. */
const NEAR_THE_END = 1e-2;
/** The coarse grid has at least so many points, and so many a parameter. */
const LEAST_COARSE_POINTS = 10;
const COARSE_POINTS_A_PARAMETER = 2;
/** It has done its part when a step on it promises less than this relative decrease. */
const COARSE_UNTIL = 0.5;
/** The point it led to is refused where S a point is so many times larger on the whole grid. */
const SURPRISE = 4;

export class PlainFitter {
  readonly model: PlainModel;
  /** Natural values of the best point after `fit`. */
  readonly values: Float64Array;
  private readonly equations: PlainNormalEquations;
  /** Index in the spectrum of each point in memory: the coarse grid, then the others. */
  private readonly order: Int32Array;
  private readonly coarse: number;
  private readonly measuredRe: Float64Array;
  private readonly measuredIm: Float64Array;
  private readonly rootWeights: Float64Array;
  /** Columns of the Jacobian, then the residual. */
  private readonly columns: Float64Array;
  private readonly residual: Float64Array;
  private readonly trialResidual: Float64Array;
  private evaluations = 0;
  private pointsEvaluated = 0;
  private pointsLinearised = 0;

  constructor(root: RivalNode, frequenciesHz: ArrayLike<number>) {
    const points = frequenciesHz.length;
    const { parameters } = new PlainModel(root, frequenciesHz);
    const least = Math.max(LEAST_COARSE_POINTS, COARSE_POINTS_A_PARAMETER * parameters);
    const decimation = Math.max(1, Math.floor(points / least));
    const all = Array.from({ length: points }, (_, k) => k);
    const head = all.filter((k) => k % decimation === 0);
    this.order = Int32Array.from([...head, ...all.filter((k) => k % decimation !== 0)]);
    // The engine works at pairs of points.
    this.coarse = Math.min(points, head.length + (head.length & 1));
    this.model = new PlainModel(
      root,
      Float64Array.from(this.order, (k) => frequenciesHz[k]!),
    );
    this.equations = new PlainNormalEquations(
      Float64Array.from(this.model.isExponent, (exponent) => (exponent ? EXPONENT_LOWER : -Infinity)),
      Float64Array.from(this.model.isExponent, (exponent) => (exponent ? EXPONENT_UPPER : Infinity)),
    );
    this.columns = new Float64Array(this.equations.count * 2 * points);
    this.residual = new Float64Array(2 * points);
    this.trialResidual = new Float64Array(2 * points);
    this.measuredRe = new Float64Array(points);
    this.measuredIm = new Float64Array(points);
    this.rootWeights = new Float64Array(points);
    this.values = new Float64Array(parameters);
  }

  /** Data of the next fits, with modulus weights. */
  setSpectrum(re: ArrayLike<number>, im: ArrayLike<number>): void {
    for (let k = 0; k < this.order.length; k++) {
      const x = re[this.order[k]!]!;
      const y = im[this.order[k]!]!;
      this.measuredRe[k] = x;
      this.measuredIm[k] = y;
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
    const { model, equations } = this;
    const { point, trial, lower, upper } = equations;
    this.evaluations = 0;
    this.pointsEvaluated = 0;
    this.pointsLinearised = 0;
    model.toSolver(start, point);
    for (let j = 0; j < point.length; j++) point[j] = Math.min(Math.max(point[j]!, lower[j]!), upper[j]!);
    equations.reset();
    model.active = this.coarse;
    let objective = this.evaluate(point, this.residual);
    this.linearise();
    let damping = FIRST_DAMPING;
    let fallback = FIRST_DAMPING;
    let growth = 2;
    let previous = Infinity;
    while (this.evaluations < MOST_EVALUATIONS && damping < MOST_DAMPING) {
      let predicted = equations.solve(damping, true);
      if (model.active < model.points) {
        if (!(predicted > COARSE_UNTIL * objective)) {
          objective = this.leaveCoarseGrid(objective, !Number.isNaN(predicted));
          continue;
        }
      } else if (predicted <= tolerance * objective) {
        // The undamped step promises more than the damped one, so only now is it worth asking.
        if ((damping === 0 ? predicted : equations.undampedDecrease()) <= tolerance * objective) break;
        if (damping !== 0) predicted = equations.solve(damping, true);
      }
      let gain = Number.NaN;
      let trialObjective = Infinity;
      if (predicted > 0) {
        trialObjective = this.evaluate(trial, this.trialResidual);
        gain = (objective - trialObjective) / predicted;
      }
      if (gain > LEAST_GAIN) {
        const relative = predicted / objective;
        const next = relative * (relative / previous);
        const steady = damping === 0 && previous < NEAR_THE_END && Math.abs(gain - 1) < 0.1;
        previous = relative;
        const x = 2 * gain - 1;
        fallback *= Math.max(0.1, 1 - x * x * x);
        growth = 2;
        damping = relative < UNDAMPED_BELOW && Math.abs(gain - 1) < UNDAMPED_GAIN ? 0 : fallback;
        point.set(trial);
        this.residual.set(this.trialResidual);
        objective = trialObjective;
        if (steady && next <= 0.1 * tolerance && model.active === model.points) break;
        this.linearise();
      } else {
        if (damping !== 0) {
          fallback *= growth;
          growth *= 2;
        }
        damping = fallback;
      }
    }
    model.toNatural(point, this.values);
    const { evaluations, pointsEvaluated, pointsLinearised } = this;
    return { objective, evaluations, pointsEvaluated, pointsLinearised };
  }

  /** Goes on with all points from the coarse grid's next point, or from its last where that one surprises. Returns S there. */
  private leaveCoarseGrid(coarseObjective: number, solved: boolean): number {
    const { model, equations } = this;
    const { point, trial } = equations;
    const expected = (coarseObjective * model.points) / model.active;
    model.active = model.points;
    let objective = solved ? this.evaluate(trial, this.residual) : Infinity;
    if (objective < SURPRISE * expected) point.set(trial);
    else objective = this.evaluate(point, this.residual);
    this.linearise();
    return objective;
  }

  private evaluate(point: Float64Array, residual: Float64Array): number {
    const { model } = this;
    this.evaluations++;
    this.pointsEvaluated += model.active;
    model.evaluate(point);
    const { active, impedanceRe, impedanceIm } = model;
    return weightedResidual(
      active,
      residual,
      this.rootWeights,
      impedanceRe,
      impedanceIm,
      this.measuredRe,
      this.measuredIm,
    );
  }

  /** Normal equations at the point last evaluated, whose residual is `residual`. */
  private linearise(): void {
    const { model, equations, columns, residual } = this;
    const rows = 2 * model.active;
    this.pointsLinearised += model.active;
    model.differentiate(this.rootWeights, columns);
    const last = model.parameters * rows;
    for (let row = 0; row < rows; row++) columns[last + row] = residual[row]!;
    if (equations.count > model.parameters + 1) columns.fill(0, last + rows, last + 2 * rows);
    gram(columns, equations.count, rows, equations.normal);
    equations.followDiagonal();
  }
}
