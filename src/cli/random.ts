const UNIFORMS = 48;

/**
 * Normal random numbers that are the same on every machine.
 *
 * The generator is sfc32 (Doty-Humphrey, PractRand 0.94), integer operations only. The normal numbers are sums of 48
 * uniform ones less their mean, divided by their standard deviation of 2 (Irwin and Hall 1927): additions only, since
 * logarithms and cosines differ in the last bit from one JavaScript engine to another. Their excess kurtosis is -0.025
 * and nothing lies beyond 12 standard deviations.
 */
export class NormalGenerator {
  readonly #state: Uint32Array;

  /** @param seed an integer from 0 to 2^32 - 1. */
  constructor(seed: number) {
    this.#state = Uint32Array.of(0, seed, 0x9e3779b9, 1);
    for (let round = 0; round < 15; round++) this.#next();
  }

  /** A number of mean 0 and standard deviation 1. */
  next(): number {
    let sum = 0;
    for (let index = 0; index < UNIFORMS; index++) sum += (this.#next() + 0.5) / 2 ** 32;
    return (sum - UNIFORMS / 2) / Math.sqrt(UNIFORMS / 12);
  }

  #next(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const result = (a + b + counter) >>> 0;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = c + (c << 3);
    this.#state[2] = ((c << 21) | (c >>> 11)) + result;
    this.#state[3] = counter + 1;
    return result;
  }
}
