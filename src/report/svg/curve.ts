/** Impedance over frequency as the plots take it. */
export interface PlottedImpedance {
  /** Hz. */
  readonly frequencyHz: ArrayLike<number>;
  /** ohm, true sign. */
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
}

/** One arc of a fit on its own, where it lies in the whole. */
export interface PlottedArc extends PlottedImpedance {
  /** As text of a circuit, `R1|CPE1`. */
  readonly name: string;
}

/** What the plots of a fit show. */
export interface PlottedFit {
  readonly measured: PlottedImpedance;
  /** Fitted curve, best on a denser grid than the measured one. */
  readonly fit?: PlottedImpedance;
  /** Indices of the measured points that took no part in the fit; they are crossed, and do not set the scale where they are far off. */
  readonly excluded?: readonly number[];
  /** The arcs of the fit, each alone. */
  readonly arcs?: readonly PlottedArc[];
  readonly title: string;
}

/** The points that were used and those left out. */
export function divided(
  { frequencyHz, re, im }: PlottedImpedance,
  excluded: readonly number[] = [],
): { used: PlottedImpedance; left: PlottedImpedance } {
  const out = new Set(excluded);
  const pick = (isOut: boolean): PlottedImpedance => {
    const places = Array.from(frequencyHz, (_, k) => k).filter((k) => out.has(k) === isOut);
    const take = (values: ArrayLike<number>): number[] => places.map((k) => values[k] ?? Number.NaN);
    return { frequencyHz: take(frequencyHz), re: take(re), im: take(im) };
  };
  return { used: pick(false), left: pick(true) };
}

/** An SI prefix for axis labels and the factor that goes with it. */
export interface AxisPrefix {
  readonly factor: number;
  readonly prefix: string;
}

const PREFIXES = ["a", "f", "p", "n", "\u00b5", "m", "", "k", "M", "G", "T", "P"];
const WITHOUT = 6;

/** The prefix that brings the largest value of an axis to 1 .. 1000 (up to 9999 without a prefix). */
export function axisPrefix(largest: number): AxisPrefix {
  if (largest >= 1 && largest < 1e4) return { factor: 1, prefix: "" };
  const third = Math.floor(Math.log10(largest) / 3);
  const prefix = PREFIXES[third + WITHOUT];
  return prefix === undefined ? { factor: 1, prefix: "" } : { factor: Number(`1e${-3 * third}`), prefix };
}

/** How many points there are, over which frequencies, for people who cannot see them. */
export function pointsText(frequencyHz: ArrayLike<number>, leftOut = 0): string {
  const values = Array.from(frequencyHz);
  if (values.length === 0) return "No point.";
  const [lowest, highest] = [
    values.reduce((one, other) => Math.min(one, other)),
    values.reduce((one, other) => Math.max(one, other)),
  ];
  const count = `${String(values.length)} point${values.length === 1 ? "" : "s"}`;
  const out = leftOut === 0 ? "" : `, ${String(leftOut)} of them left out of the fit`;
  return `${count} from ${frequencyText(highest)} to ${frequencyText(lowest)}${out}.`;
}

/** A frequency with prefix. */
export function frequencyText(frequencyHz: number, digits = 3): string {
  const rounded = Number(frequencyHz.toPrecision(digits));
  const third = Math.floor(Math.log10(rounded * (1 + 1e-12)) / 3);
  const prefix = PREFIXES[third + WITHOUT];
  if (prefix === undefined) return `${frequencyHz.toExponential(0)} Hz`;
  return `${Number((rounded * Number(`1e${-3 * third}`)).toPrecision(digits))} ${prefix}Hz`;
}
