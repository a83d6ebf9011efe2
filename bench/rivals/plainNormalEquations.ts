/** The linear algebra of the plain-JS rival: damped normal equations within limits. */

/** In one step a quantity changes by less than a factor of e^6. */
const LONGEST_STEP = 6;
/** A pivot smaller than this against its diagonal is rounding error. */
const ROUNDING = 1e-14;
/** Keeps the damping of a parameter alive that has no influence. */
const TINY = 1e-300;

export class PlainNormalEquations {
  readonly parameters: number;
  /** Side of `normal`: the parameters, the residual, and a column of zeros where that makes it even. */
  readonly count: number;
  /** Lower triangle of the Gram matrix; row `parameters` holds the gradient. */
  readonly normal: Float64Array;
  readonly point: Float64Array;
  readonly trial: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Running maximum of the diagonal. */
  private readonly diagonal: Float64Array;
  private readonly factor: Float64Array;
  private readonly step: Float64Array;
  private readonly solution: Float64Array;
  private readonly free: Int32Array;
  private readonly pinned: Int32Array;

  constructor(lower: Float64Array, upper: Float64Array) {
    const parameters = lower.length;
    this.parameters = parameters;
    this.count = parameters + 1 + ((parameters + 1) & 1);
    this.normal = new Float64Array(this.count * this.count);
    this.point = new Float64Array(parameters);
    this.trial = new Float64Array(parameters);
    this.lower = lower;
    this.upper = upper;
    this.diagonal = new Float64Array(parameters);
    this.factor = new Float64Array(parameters * parameters);
    this.step = new Float64Array(parameters);
    this.solution = new Float64Array(parameters);
    this.free = new Int32Array(parameters);
    this.pinned = new Int32Array(parameters);
  }

  /** Forgets the scaling of the last fit. */
  reset(): void {
    this.diagonal.fill(0);
  }

  /** To be called after each change of `normal`. */
  followDiagonal(): void {
    const { diagonal, normal, count } = this;
    for (let j = 0; j < diagonal.length; j++) diagonal[j] = Math.max(diagonal[j]!, normal[j * count + j]!, TINY);
  }

  /**
   * Sets step and trial by (A + damping D) step = -gradient and returns the decrease of S that the linear model predicts;
   * NaN where the matrix is not positive definite. A parameter on its limit that is pulled outwards is left out; one that
   * would pass its limit (if `bounded`) is pinned there, and the others are solved for anew.
   */
  solve(damping: number, bounded: boolean): number {
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
  undampedDecrease(): number {
    let decrease = this.solve(0, false);
    for (let little = 1e-13; Number.isNaN(decrease) && little < 1e-5; little *= 10)
      decrease = this.solve(little, false);
    return decrease;
  }

  /** Cholesky over the free parameters, into `solution`; false where the matrix is not positive definite. */
  private solveFree(size: number, damping: number, anyPinned: boolean): boolean {
    const { normal, count, parameters, diagonal, factor, free, pinned, solution, step } = this;
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
