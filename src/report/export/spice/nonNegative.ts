/** Steps for each column after which no more are taken; Lawson and Hanson's own program has the same bound. */
const STEPS_PER_COLUMN = 3;
/** A column enters only if it correlates with the rest by more than rounding. */
const SMALLEST_GRADIENT = 1e-12;

/**
 * The x >= 0 that makes |A x - b| least, by active sets (Lawson, Hanson, Solving Least Squares Problems, 1974, chapter 23); each
 * of their problems is solved by modified Gram-Schmidt, which does not square the condition of A.
 *
 * @param columns of A, of the length of `target`.
 */
export function nonNegativeLeastSquares(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const norms = columns.map((column) => Math.sqrt(dot(column, column)));
  const scaled = columns.map((column, index) => column.map((entry) => entry / (norms[index] || 1)));
  const x = new Float64Array(columns.length);
  const passive = new Set<number>();
  const smallest = SMALLEST_GRADIENT * Math.sqrt(dot(target, target));
  const solver = new GramSchmidt(scaled, target);
  let rest = Float64Array.from(target);
  for (let step = 0; step < STEPS_PER_COLUMN * columns.length; step++) {
    const entering = steepest(scaled, rest, passive, smallest);
    if (entering === undefined) break;
    passive.add(entering);
    settle(solver, passive, x);
    // A column that leaves at once would enter again for ever.
    if (!passive.has(entering)) break;
    rest = residual(scaled, target, x, passive);
  }
  return x.map((value, index) => (norms[index] === 0 ? 0 : value / (norms[index] ?? 1)));
}

function steepest(
  columns: readonly Float64Array[],
  rest: Float64Array,
  passive: ReadonlySet<number>,
  smallest: number,
): number | undefined {
  let best: number | undefined;
  let most = smallest;
  for (const [index, column] of columns.entries()) {
    const gradient = passive.has(index) ? 0 : dot(column, rest);
    if (gradient > most) {
      most = gradient;
      best = index;
    }
  }
  return best;
}

/** Goes towards the unconstrained solution of the passive columns, leaving those behind that would become negative. */
function settle(solver: GramSchmidt, passive: Set<number>, x: Float64Array): void {
  for (;;) {
    const chosen = [...passive];
    const solution = solver.solve(chosen);
    let share = 1;
    for (const [place, index] of chosen.entries()) {
      const wanted = solution[place] ?? 0;
      const now = x[index] ?? 0;
      if (wanted <= 0) share = Math.min(share, now / (now - wanted));
    }
    for (const [place, index] of chosen.entries()) {
      const now = x[index] ?? 0;
      x[index] = now + share * ((solution[place] ?? 0) - now);
    }
    if (share === 1) return;
    for (const [place, index] of chosen.entries()) {
      const isAtZero = (x[index] ?? 0) <= Number.EPSILON * (solution[place] ?? 0) || (x[index] ?? 0) <= 0;
      if (!isAtZero) continue;
      x[index] = 0;
      passive.delete(index);
    }
    if (passive.size === 0) return;
  }
}

/**
 * Least squares of the passive columns by modified Gram-Schmidt. What was done for the first columns is kept as long as they stay
 * the same, so that one more column costs one step.
 */
class GramSchmidt {
  private readonly columns: readonly Float64Array[];
  private readonly target: Float64Array;
  private readonly done: { index: number; unit: Float64Array; row: number[] }[] = [];

  constructor(columns: readonly Float64Array[], target: Float64Array) {
    this.columns = columns;
    this.target = target;
  }

  solve(chosen: readonly number[]): Float64Array {
    const kept = chosen.findIndex((index, place) => this.done[place]?.index !== index);
    this.done.length = kept < 0 ? chosen.length : kept;
    for (const index of chosen.slice(this.done.length)) this.append(index);
    const rest = Float64Array.from(this.target);
    const right = this.done.map(({ unit }) => {
      const share = dot(unit, rest);
      subtract(rest, unit, share);
      return share;
    });
    const x = new Float64Array(chosen.length);
    for (let place = chosen.length - 1; place >= 0; place--) {
      let sum = right[place] ?? 0;
      for (let later = place + 1; later < chosen.length; later++) {
        sum -= (this.done[later]?.row[place] ?? 0) * (x[later] ?? 0);
      }
      const pivot = this.done[place]?.row[place] ?? 0;
      x[place] = pivot === 0 ? 0 : sum / pivot;
    }
    return x;
  }

  private append(index: number): void {
    const unit = Float64Array.from(this.columns[index] ?? []);
    const row = this.done.map((earlier) => {
      const share = dot(earlier.unit, unit);
      subtract(unit, earlier.unit, share);
      return share;
    });
    const length = Math.sqrt(dot(unit, unit));
    if (length > 0) for (let entry = 0; entry < unit.length; entry++) unit[entry] = (unit[entry] ?? 0) / length;
    this.done.push({ index, unit, row: [...row, length] });
  }
}

function residual(
  columns: readonly Float64Array[],
  target: Float64Array,
  x: Float64Array,
  passive: ReadonlySet<number>,
): Float64Array<ArrayBuffer> {
  const rest = Float64Array.from(target);
  for (const index of passive) subtract(rest, columns[index] ?? rest, x[index] ?? 0);
  return rest;
}

function subtract(from: Float64Array, other: Float64Array, factor: number): void {
  for (let index = 0; index < from.length; index++) from[index] = (from[index] ?? 0) - factor * (other[index] ?? 0);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return sum;
}
