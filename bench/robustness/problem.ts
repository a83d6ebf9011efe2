import type { Circuit, Spectrum, Weight } from "../../src/index.ts";

/** One spectrum to be fitted without a guess, with what is known of its best fit. */
export interface RobustnessProblem {
  readonly set: string;
  /** Within its set. */
  readonly id: string;
  /** Relative standard deviation of either part in units of |Z|; null for a measurement. */
  readonly noise: number | null;
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  readonly weight: Weight;
  /** Values of the free parameters that made the spectrum; absent for a measurement. */
  readonly truth?: Readonly<Record<string, number>>;
  /** S that another program reached, from the truth or by many starts. */
  readonly referenceObjective?: number;
  /** A rule-of-thumb start that came with the data. */
  readonly guess?: Readonly<Record<string, number>>;
}
