/** One wild value must not decide for a whole arc: squared departures beyond this count little more. */
const MOST_DEPARTURE = 16;
const ROUNDS = 3;

/** A polynomial through points at fixed places within -1 .. 1, fitted with less weight for those far from it. */
export class CourseFit {
  readonly value: Float64Array;
  /** One over the variance. */
  readonly certainty: Float64Array;
  readonly #at: Float64Array;
  readonly #degree: number;
  readonly #weight: Float64Array;

  constructor(at: Float64Array, degree: number) {
    this.#at = at;
    this.#degree = degree;
    this.value = new Float64Array(at.length);
    this.certainty = new Float64Array(at.length);
    this.#weight = new Float64Array(at.length);
  }

  /** The sum of squared departures, of far ones little more than the most that counts. */
  departure(): number {
    const { value, certainty } = this;
    const [at, weight] = [this.#at, this.#weight];
    let known = 0;
    for (let k = 0; k < at.length; k++) {
      weight[k] = certainty[k] ?? 0;
      if ((certainty[k] ?? 0) > 0) known++;
    }
    if (known <= this.#degree + 1) return 0;
    let sum = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const [c0, c1, c2] = this.#coefficients();
      sum = 0;
      for (let k = 0; k < at.length; k++) {
        const x = at[k] ?? 0;
        const off = (value[k] ?? 0) - (c0 + x * (c1 + x * c2));
        const squared = off * off * (certainty[k] ?? 0);
        const isFar = squared > MOST_DEPARTURE;
        weight[k] = (certainty[k] ?? 0) * (isFar ? MOST_DEPARTURE / squared : 1);
        sum += isFar ? MOST_DEPARTURE + 0.01 * (squared - MOST_DEPARTURE) : squared;
      }
    }
    return sum;
  }

  /** By polynomials that are orthogonal under the weights (Forsythe, J. SIAM 5 (1957) 74). */
  #coefficients(): readonly [number, number, number] {
    const { value } = this;
    const [at, weight] = [this.#at, this.#weight];
    let [w, wx, wy] = [0, 0, 0];
    for (let k = 0; k < at.length; k++) {
      w += weight[k] ?? 0;
      wx += (weight[k] ?? 0) * (at[k] ?? 0);
      wy += (weight[k] ?? 0) * (value[k] ?? 0);
    }
    const [mean, centre] = [wy / w, wx / w];
    let [n1, y1, x1] = [0, 0, 0];
    for (let k = 0; k < at.length; k++) {
      const p = (at[k] ?? 0) - centre;
      n1 += (weight[k] ?? 0) * p * p;
      y1 += (weight[k] ?? 0) * p * (value[k] ?? 0);
      x1 += (weight[k] ?? 0) * p * p * (at[k] ?? 0);
    }
    const slope = n1 > 0 ? y1 / n1 : 0;
    if (this.#degree === 1 || !(n1 > 0)) return [mean - slope * centre, slope, 0];
    const [shift, ratio] = [x1 / n1, n1 / w];
    let [n2, y2] = [0, 0];
    for (let k = 0; k < at.length; k++) {
      const p = ((at[k] ?? 0) - shift) * ((at[k] ?? 0) - centre) - ratio;
      n2 += (weight[k] ?? 0) * p * p;
      y2 += (weight[k] ?? 0) * p * (value[k] ?? 0);
    }
    const bend = n2 > 0 ? y2 / n2 : 0;
    return [mean - slope * centre + bend * (shift * centre - ratio), slope - bend * (shift + centre), bend];
  }
}
