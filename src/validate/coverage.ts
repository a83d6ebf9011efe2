import { log10 } from "../../assembly/math/elementary.ts";

/** A range of frequencies without points. */
export interface Gap {
  readonly fromHz: number;
  readonly toHz: number;
  readonly decades: number;
}

/** Which frequencies a spectrum covers. */
export interface Coverage {
  readonly points: number;
  readonly decades: number;
  /** By falling frequency. */
  readonly gaps: readonly Gap[];
}

/** A gap is at least this wide, and several times the usual distance of points. */
const LEAST_DECADES = 0.8;
const USUAL_DISTANCES = 3;

/** What the frequencies cover, from the highest to the lowest. */
export function coverageOf(frequencyHz: Float64Array): Coverage {
  const logarithms = Array.from(frequencyHz, log10);
  const distances = logarithms.slice(1).map((next, k) => (logarithms[k] ?? Number.NaN) - next);
  const sorted = [...distances].sort((a, b) => a - b);
  const usual = sorted[sorted.length >> 1] ?? 0;
  const least = Math.max(LEAST_DECADES, USUAL_DISTANCES * usual);
  const gaps = distances.flatMap((decades, k): Gap[] =>
    decades > least ? [{ fromHz: frequencyHz[k + 1] ?? Number.NaN, toHz: frequencyHz[k] ?? Number.NaN, decades }] : [],
  );
  return { points: frequencyHz.length, decades: (logarithms[0] ?? 0) - (logarithms.at(-1) ?? 0), gaps };
}
