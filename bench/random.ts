/**
 * Seeded random numbers for workloads: xoshiro128** (Blackman and Vigna 2021) filled from splitmix32,
 * so that every engine of a bench and every run of it sees the same problems.
 */
export class Random {
  private readonly state = new Uint32Array(4);

  /** @param seed any integer */
  constructor(seed: number) {
    let mixed = seed | 0;
    for (let i = 0; i < 4; i++) {
      mixed = (mixed + 0x9e3779b9) | 0;
      let word = mixed ^ (mixed >>> 16);
      word = Math.imul(word, 0x21f0aaad);
      word ^= word >>> 15;
      word = Math.imul(word, 0x735a2d97);
      this.state[i] = word ^ (word >>> 15);
    }
  }

  private next32(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.state;
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    this.state[0] = a ^ d ^ b;
    this.state[1] = b ^ c ^ a;
    this.state[2] = c ^ a ^ (b << 9);
    const last = d ^ b;
    this.state[3] = (last << 11) | (last >>> 21);
    return result >>> 0;
  }

  /** Uniform in [low, high), 53 random bits. */
  uniform(low: number, high: number): number {
    const fraction = ((this.next32() >>> 5) * 0x4000000 + (this.next32() >>> 6)) / 0x20000000000000;
    return low + (high - low) * fraction;
  }

  /** Uniform in the logarithm, 0 < low < high. */
  logUniform(low: number, high: number): number {
    return Math.exp(this.uniform(Math.log(low), Math.log(high)));
  }

  /** +1 or -1. */
  sign(): number {
    return this.next32() >>> 31 === 0 ? 1 : -1;
  }

  /** Standard normal by Box and Muller's transform. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform(0, 1)));
    return radius * Math.cos(2 * Math.PI * this.uniform(0, 1));
  }
}
