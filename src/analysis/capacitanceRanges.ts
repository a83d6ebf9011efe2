/** What an arc may stand for, by its capacitance. */
export interface CapacitanceRange {
  readonly process: CapacitanceProcess;
  /** In words, as `grain boundary`. */
  readonly meaning: string;
  /** F, times thickness over area in 1/cm; as published. */
  readonly low: number;
  readonly high: number;
}

export type CapacitanceProcess =
  "bulk" | "second-phase" | "grain-boundary" | "ferroelectric-bulk" | "surface-layer" | "interface" | "reaction";

/** Irvine, Sinclair, West, Adv. Mater. 2 (1990) 132, table 1; capacitances of a sample with L/A = 1/cm. */
export const capacitanceRanges: readonly CapacitanceRange[] = [
  { process: "bulk", meaning: "bulk", low: 1e-12, high: 1e-12 },
  { process: "second-phase", meaning: "minor second phase", low: 1e-11, high: 1e-11 },
  { process: "grain-boundary", meaning: "grain boundary", low: 1e-11, high: 1e-8 },
  { process: "ferroelectric-bulk", meaning: "bulk of a ferroelectric", low: 1e-10, high: 1e-9 },
  { process: "surface-layer", meaning: "surface layer", low: 1e-9, high: 1e-7 },
  { process: "interface", meaning: "sample/electrode interface", low: 1e-7, high: 1e-5 },
  { process: "reaction", meaning: "electrochemical reaction", low: 1e-4, high: 1e-4 },
];

/** The table gives orders of magnitude: a single figure stands for all within a decade, the end of a range for half of one. */
const DECADE = 10;
const HALF_DECADE = 3.1622776601683795;

/**
 * The processes that a capacitance C L/A may belong to, the likeliest first: those whose printed range holds it, then those that
 * it comes near, the nearest first. Empty between the ranges and beyond them.
 */
export function processesAt(specific: number): CapacitanceRange[] {
  const far = ({ low, high }: CapacitanceRange): number => {
    const width = low === high ? DECADE : 1;
    return Math.max(low / width / specific, specific / (high * width), 1);
  };
  return capacitanceRanges
    .filter((range) => far(range) <= (range.low === range.high ? 1 : HALF_DECADE))
    .sort((a, b) => rank(a, far(a)) - rank(b, far(b)));
}

/** Rare ones come last at the same distance. */
function rank({ process }: CapacitanceRange, distance: number): number {
  return distance + (process === "ferroelectric-bulk" ? DECADE : process === "second-phase" ? DECADE / 2 : 0);
}
