import type { Spectrum } from "../spectrum.ts";
import { FitError } from "./fitError.ts";

/** A condition on the sign of a part of Z by which points are left out: `Z''>0` are the inductive ones. */
export type SignCondition = "Z'>0" | "Z'<0" | "Z''>0" | "Z''<0";

/** A point to leave out, and why. */
export interface Exclusion {
  /** In the spectrum's order. */
  readonly index: number;
  /** In words, such as "Kramers-Kronig residual of 3.1 %". */
  readonly reason: string;
}

/** A point that was left out. */
export interface ExcludedPoint extends Exclusion {
  readonly frequencyHz: number;
}

/** Which points of a spectrum are left out. */
export interface MaskOptions {
  /** Only points with minimumHz <= f <= maximumHz are used. */
  readonly minimumHz?: number;
  readonly maximumHz?: number;
  /** Points left out, by their index in the spectrum's order, with the reason where there is one to tell. */
  readonly exclude?: readonly (number | Exclusion)[];
  /** Points left out by the signs of their parts, such as `["Z''>0"]` for inductive ones. Both of a pair leave nothing. */
  readonly excludeSigns?: readonly SignCondition[];
}

const SIGNS: Readonly<Record<SignCondition, (re: number, im: number) => boolean>> = {
  "Z'>0": (re) => re > 0,
  "Z'<0": (re) => re < 0,
  "Z''>0": (_, im) => im > 0,
  "Z''<0": (_, im) => im < 0,
};

/** Whether a text is a condition that `excludeSigns` takes. */
export function isSignCondition(text: string): text is SignCondition {
  return Object.hasOwn(SIGNS, text);
}

/** The points of a spectrum on either side of a mask, by index in the spectrum's order. */
export interface MaskedPoints {
  readonly used: readonly number[];
  readonly excluded: readonly ExcludedPoint[];
}

/**
 * Divides the points of a spectrum by a mask. A point that several conditions leave out has the first of them as its reason.
 *
 * @throws {FitError} for options that make no sense, and where no point is left.
 */
export function maskPoints(spectrum: Spectrum, options: MaskOptions): MaskedPoints {
  const { minimumHz = 0, maximumHz = Infinity } = options;
  if (!(minimumHz <= maximumHz)) {
    throw new FitError(
      "bad-option",
      `The frequency window ${String(minimumHz)} .. ${String(maximumHz)} Hz is empty: its lower end must not be above the upper one.`,
    );
  }
  const signs = signsOf(options.excludeSigns ?? []);
  const reasons = reasonsOf(spectrum.frequencyHz.length, options.exclude ?? []);
  const used: number[] = [];
  const excluded: ExcludedPoint[] = [];
  spectrum.frequencyHz.forEach((frequencyHz, index) => {
    const sign = signs.find((each) => SIGNS[each](spectrum.re[index] ?? 0, spectrum.im[index] ?? 0));
    const reason =
      frequencyHz < minimumHz
        ? `below ${String(minimumHz)} Hz`
        : frequencyHz > maximumHz
          ? `above ${String(maximumHz)} Hz`
          : (reasons.get(index) ?? (sign === undefined ? undefined : `with ${sign.replace(/[<>]/, " $& ")}`));
    if (reason === undefined) used.push(index);
    else excluded.push({ index, frequencyHz, reason });
  });
  if (used.length === 0) {
    throw new FitError(
      "no-points",
      `No point is left of the ${String(spectrum.frequencyHz.length)} from ${String(spectrum.frequencyHz.at(-1))} to ` +
        `${String(spectrum.frequencyHz[0])} Hz: ${countReasons(excluded)}.`,
    );
  }
  return { used, excluded };
}

/** Reasons with the number of points that each left out, in the order in which they appear. */
export function countReasons(excluded: readonly ExcludedPoint[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of excluded) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Array.from(counts, ([reason, count]) => `${String(count)} ${reason}`).join(", ");
}

function signsOf(conditions: readonly string[]): SignCondition[] {
  return conditions.map((text) => {
    if (isSignCondition(text)) return text;
    throw new FitError(
      "bad-option",
      `excludeSigns takes ${Object.keys(SIGNS).join(", ")}, not ${JSON.stringify(text)}.`,
    );
  });
}

function reasonsOf(points: number, exclude: readonly (number | Exclusion)[]): Map<number, string> {
  const reasons = new Map<number, string>();
  for (const entry of exclude) {
    const { index, reason } = typeof entry === "number" ? { index: entry, reason: "as asked" } : entry;
    if (!Number.isInteger(index) || index < 0 || index >= points) {
      throw new FitError(
        "bad-option",
        `There is no point ${String(index)} to exclude: the spectrum's points are numbered 0 to ${String(points - 1)}.`,
      );
    }
    if (!reasons.has(index)) reasons.set(index, reason);
  }
  return reasons;
}

/** The values at the points used; the array itself where all are. */
export function takePoints(values: Float64Array, used: readonly number[]): Float64Array {
  if (used.length === values.length) return values;
  const taken = new Float64Array(used.length);
  used.forEach((index, point) => (taken[point] = values[index] ?? Number.NaN));
  return taken;
}
