/** Column ids of what a spectrum is made of. */
export const COLUMN = {
  cycle: 24,
  frequency: 32,
  phase: 35,
  modulus: 36,
  re: 37,
  negativeIm: 38,
  potential: 77,
  sequence: 131,
  temperature: 462,
  zCycle: 469,
} as const;

/** Column ids of a recording over time; of each quantity the best first. Currents are in mA. */
export const RECORDED = {
  time: 4,
  voltage: [6, 77, 174],
  current: [8, 76, 11],
  /** mA h that have flowed since the row before. */
  charge: 7,
} as const;

/** These share the bits of one byte, which stands where the first of them is listed. */
export const FLAG_IDS: ReadonlySet<number> = new Set([1, 2, 3, 21, 31, 65]);

// Widths are checked against the row's: where the sum does not agree, no row is read. f8: times, charges, energies.
const EIGHT_BYTES = [4, 7, 11, 13, 23, 24, 25, 74, 123, 124, 125, 126, 438, 467, 498, 499, 500, 501, 502, 880];
const FOUR_BYTES = [
  ...[5, 6, 8, 9, 16, 17, 18, 19, 20, 26, 27, 32, 33, 34, 35, 36, 37, 38, 69, 70, 75, 76, 77, 78],
  ...[96, 97, 98, 99, 100, 101, 102, 163, 164, 168, 169, 170, 172, 173, 174],
  // Of elements 1 to 30 of a stack: potentials, their amplitudes, phases, moduli, real and imaginary parts, means.
  ...range(211, 420),
  ...range(421, 435),
  ...[441, 462, 468, 469, 471, 505],
  // Total harmonic distortion, noise, harmonics.
  ...range(473, 481),
  ...range(486, 497),
];
const TWO_BYTES = [39, 131, 465, 466];
const ONE_BYTE = [463, 509];

const WIDTHS: ReadonlyMap<number, number> = new Map(
  (
    [
      [8, EIGHT_BYTES],
      [4, FOUR_BYTES],
      [2, TWO_BYTES],
      [1, ONE_BYTE],
    ] as const
  ).flatMap(([width, ids]) => ids.map((id) => [id, width] as const)),
);

/** Bytes of a column in a row, or undefined for an id that is not known. */
export function columnWidth(id: number): number | undefined {
  return WIDTHS.get(id);
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
