/** Impedance over frequency as the plots take it. */
export interface PlottedImpedance {
  /** Hz. */
  readonly frequencyHz: ArrayLike<number>;
  /** ohm, true sign. */
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
}

/** What the plots of a fit show. */
export interface PlottedFit {
  readonly measured: PlottedImpedance;
  /** Fitted curve, best on a denser grid than the measured one. */
  readonly fit?: PlottedImpedance;
  readonly title: string;
}

/** An SI prefix for axis labels and the factor that goes with it. */
export interface AxisPrefix {
  readonly factor: number;
  readonly prefix: string;
}

const PREFIXES = ["p", "n", "\u00b5", "m", "", "k", "M", "G", "T"];

/** The prefix that brings the largest value of an axis to 1 .. 1000 (up to 9999 without a prefix). */
export function axisPrefix(largest: number): AxisPrefix {
  if (largest >= 1 && largest < 1e4) return { factor: 1, prefix: "" };
  const third = Math.floor(Math.log10(largest) / 3);
  const prefix = PREFIXES[third + 4];
  return prefix === undefined ? { factor: 1, prefix: "" } : { factor: Number(`1e${-3 * third}`), prefix };
}

/** A frequency with prefix, three digits. */
export function frequencyText(frequencyHz: number): string {
  const third = Math.floor(Math.log10(frequencyHz * (1 + 1e-12)) / 3);
  const prefix = PREFIXES[third + 4];
  if (prefix === undefined) return `${frequencyHz.toExponential(0)} Hz`;
  return `${Number((frequencyHz * Number(`1e${-3 * third}`)).toPrecision(3))} ${prefix}Hz`;
}
