/**
 * Seeded arguments for the tests of assembly/math. Everything here is exact arithmetic on bits and IEEE operations, so
 * that the arguments, and with them the checksums of the results, are the same on every machine.
 */

/** xorshift128 (Marsaglia, "Xorshift RNGs", J. Stat. Software 8(14), 2003), seeded by splitting one integer. */
export class Random {
  private readonly state = new Uint32Array(4);
  private readonly words = new Uint32Array(2);
  private readonly value = new Float64Array(this.words.buffer);

  constructor(seed: number) {
    for (let i = 0; i < 4; i++) this.state[i] = Math.imul(seed + i, 0x9e3779b1) ^ 0x6c078965;
    for (let i = 0; i < 16; i++) this.word();
  }

  /** 32 random bits. */
  word(): number {
    const [x = 0, y = 0, z = 0, w = 0] = this.state;
    const t = x ^ (x << 11);
    const next = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    this.state[0] = y;
    this.state[1] = z;
    this.state[2] = w;
    this.state[3] = next;
    return next;
  }

  /** Uniform in low..high. */
  uniform(low: number, high: number): number {
    const fraction = ((this.word() >>> 5) * 2 ** 26 + (this.word() >>> 6)) * 2 ** -53;
    return low + (high - low) * fraction;
  }

  /** An integer in low..high, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform(0, 1) * (high - low + 1));
  }

  /** Positive; the exponent uniform in low..high - 1 (both >= -1022), the mantissa random: spread over the logarithm. */
  spread(low: number, high: number): number {
    this.words[0] = this.word();
    this.words[1] = ((this.integer(low, high - 1) + 1023) << 20) | (this.word() >>> 12);
    return this.value[0] ?? NaN;
  }

  /** The same with either sign. */
  signedSpread(low: number, high: number): number {
    const value = this.spread(low, high);
    return this.word() & 1 ? -value : value;
  }

  /** `value` or one of the `steps` numbers of its own size next to it, up or down. */
  near(value: number, steps = 3): number {
    return value * (1 + this.integer(-steps, steps) * 2 ** -52);
  }
}

/** One or two numbers. */
export type Argument = readonly number[];

/** What share of the arguments comes from which generator; the last one gets the rest. */
export type Mixture = readonly (readonly [share: number, make: (random: Random) => Argument])[];

/** `count` arguments from the mixture. */
export function draw(count: number, seed: number, mixture: Mixture): Argument[] {
  const random = new Random(seed);
  const result: Argument[] = [];
  mixture.forEach(([share, make], i) => {
    const end = i === mixture.length - 1 ? count : Math.min(count, result.length + Math.round(share * count));
    while (result.length < end) result.push(make(random));
  });
  return result;
}

export const EXP: Mixture = [
  [0.3, (random) => [random.uniform(-708, 709.78)]],
  [0.3, (random) => [random.uniform(-1, 1)]],
  [0.2, (random) => [random.signedSpread(-70, 9)]],
  // Where the rounding of x/ln 2 turns over, r is largest.
  [0.1, (random) => [random.near((random.integer(-1000, 1000) + 0.5) * Math.LN2)]],
  // Subnormal results, and down to 0.
  [0.1, (random) => [random.uniform(-746, -708)]],
];

export const POWER_OF_TWO: Mixture = [
  [0.4, (random) => [random.uniform(-1021, 1021)]],
  [0.3, (random) => [random.uniform(-1, 1)]],
  [0.2, (random) => [random.signedSpread(-70, 9)]],
  [0.1, (random) => [random.near(random.integer(-1000, 1000) + 0.5)]],
];

/** Exponents of elements, at most a few quarter turns, and numbers near whole ones. */
export const QUARTER_TURNS: Mixture = [
  [0.4, (random) => [random.uniform(-1, 1)]],
  [0.3, (random) => [random.uniform(-8, 8)]],
  [0.2, (random) => [random.integer(-8, 8) + random.signedSpread(-45, 0)]],
  [0.1, (random) => [random.near(random.integer(-8, 8) + 0.5)]],
];

export const EXPM1: Mixture = [
  [0.3, (random) => [random.uniform(-40, 40)]],
  [0.3, (random) => [random.uniform(-1, 1)]],
  [0.2, (random) => [random.signedSpread(-900, 0)]],
  [0.1, (random) => [random.near((random.integer(-60, 60) + 0.5) * Math.LN2)]],
  [0.1, (random) => [random.uniform(30, 709.78)]],
];

export const LOG: Mixture = [
  [0.3, (random) => [random.spread(-1022, 1024)]],
  [0.3, (random) => [random.uniform(0.5, 2)]],
  [0.2, (random) => [1 + random.signedSpread(-52, -1)]],
  [0.1, (random) => [random.near(Math.SQRT2 * 2 ** random.integer(-40, 40))]],
  // Subnormal numbers.
  [0.1, (random) => [random.integer(1, 2 ** 52) * 2 ** -1074]],
];

export const LOG1P: Mixture = [
  [0.3, (random) => [random.uniform(-0.99, 3)]],
  [0.3, (random) => [random.signedSpread(-900, 0)]],
  [0.2, (random) => [random.spread(0, 1024)]],
  [0.1, (random) => [-1 + random.spread(-53, 0)]],
  [0.1, (random) => [random.near(Math.SQRT2 * 2 ** random.integer(-1, 40)) - 1]],
];

export const SINCOS: Mixture = [
  [0.3, (random) => [random.uniform(-1647099, 1647099)]],
  [0.3, (random) => [random.uniform(-7, 7)]],
  [0.2, (random) => [random.signedSpread(-900, 20)]],
  // The binary64 numbers nearest to multiples of pi/4: sin or cos small, or the quadrant about to change.
  [0.2, (random) => [random.near(random.integer(-(2 ** 21), 2 ** 21) * (Math.PI / 4), 1)]],
];

export const ATAN: Mixture = [
  [0.5, (random) => [random.uniform(-3, 3)]],
  [0.3, (random) => [random.signedSpread(-400, 400)]],
  [0.2, (random) => [random.near([0.4375, 0.6875, 1.1875, 2.4375][random.integer(0, 3)] ?? NaN, 1000)]],
];

export const ATAN2: Mixture = [
  [0.5, (random) => [random.uniform(-1, 1), random.uniform(-1, 1)]],
  [0.5, (random) => [random.signedSpread(-100, 100), random.signedSpread(-100, 100)]],
];

export const POW: Mixture = [
  [0.4, (random) => [random.spread(-100, 100), random.uniform(-7, 7)]],
  [0.3, (random) => [random.uniform(0, 10), random.uniform(-300, 300)]],
  [0.3, (random) => [1 + random.signedSpread(-52, -3), random.signedSpread(-10, 40)]],
];

/** Parts at most 2^60 apart, so that no component of the result underflows. */
export const COMPLEX: Mixture = [
  [0.5, (random) => [random.uniform(-1, 1), random.uniform(-1, 1)]],
  [
    0.5,
    (random) => {
      // 1e-150 and 1e150 are about 2^-498 and 2^498.
      const size = random.spread(-467, 467);
      return [size * random.signedSpread(-30, 30), size * random.signedSpread(-30, 30)];
    },
  ],
];
