import {
  INTERPOLATE_AKIMA,
  INTERPOLATE_MODIFIED_AKIMA,
  INTERPOLATE_NATURAL,
  INTERPOLATE_NOT_A_KNOT,
  INTERPOLATE_PCHIP,
  SMOOTH_LOCAL,
  SMOOTH_LOWESS,
  SMOOTH_MODIFIED_SINC,
  SMOOTH_NONE,
  SMOOTH_SAVITZKY_GOLAY,
  SMOOTH_SPLINE,
  SMOOTH_WHITTAKER,
  WINDOW_BOXCAR,
  WINDOW_HANN,
  WINDOW_TRIANGLE,
  ZHIT_MEASURED,
  ZHIT_MODULUS,
  ZHIT_PHASE,
  ZHIT_SMOOTH,
  ZHIT_WEIGHT,
} from "../../assembly/agreed/zhit.ts";
import { exp, log10 } from "../../assembly/math/elementary.ts";
import { FitError } from "../fit/fitError.ts";
import type { ZhitSettings } from "../kernel/arena.ts";
import { theExaminer } from "../kernel/load.ts";
import type { Spectrum } from "../spectrum.ts";
import type { MaskOptions } from "../fit/mask.ts";
import { chooseFrom, choosePoints } from "./points.ts";

/** How the phase is smoothed before it is integrated. */
export type ZhitSmoothing = "spline" | "local" | "lowess" | "savitzky-golay" | "whittaker" | "modified-sinc" | "none";
/** Which cubic joins the smoothed phases. */
export type ZhitInterpolation = "natural" | "not-a-knot" | "akima" | "modified-akima" | "pchip";
/** Where the constant of Z-HIT is taken from. */
export type ZhitWindow = "boxcar" | "hann" | "triangle";

/** Options of `zhit`. */
export interface ZhitOptions extends MaskOptions {
  /**
   * - `spline` (default): a smoothing spline, its roughness by generalised cross-validation;
   * - `local`: quadratics over the `span` nearest points with tricube weights; `lowess`: lines over them, in four rounds that trust far
   *   points less and less (Cleveland, J. Am. Stat. Assoc. 74, 829, 1979);
   * - `savitzky-golay`: polynomials over `span` points, as if these were evenly spaced; `whittaker` and `modified-sinc`: filters with the
   *   same bandwidth that are quieter (Schmid, Rath, Diebold, ACS Meas. Sci. Au 2, 185, 2022);
   * - `none`.
   */
  readonly smoothing?: ZhitSmoothing;
  /** Points of a smoothing other than `spline`, an odd number of at least 5; default 7. */
  readonly span?: number;
  /** Degree of the polynomials of `savitzky-golay`, or of those with the bandwidth of the other filters: 2 (default) or 4. */
  readonly degree?: number;
  /**
   * The cubic through the smoothed phases, whose integral and slopes the modulus is made of: `modified-akima` (default) and `akima`, which
   * bend only near bends; `natural`, the spline without curvature at its ends; `not-a-knot`, the spline with one cubic over the first and
   * the last two gaps; `pchip`, monotone wherever the phases are.
   */
  readonly interpolation?: ZhitInterpolation;
  /** Weights of the points whose measured modulus fixes the constant; default `boxcar`. */
  readonly window?: ZhitWindow;
  /** The middle of the window, Hz, and its width in decades. Default: 1 Hz to 1 kHz, or all points where fewer than a fifth lie there. */
  readonly centreHz?: number;
  readonly decades?: number;
}

/** The modulus that belongs to the measured phase. Arrays by falling frequency; points of equal frequency are averaged. */
export interface Zhit {
  readonly frequencyHz: Float64Array;
  /** Measured and smoothed phase, rad, without jumps of a whole turn. */
  readonly phase: Float64Array;
  readonly smoothedPhase: Float64Array;
  /** Measured modulus and the one reconstructed from the smoothed phase, ohm. */
  readonly modulus: Float64Array;
  readonly reconstructed: Float64Array;
  /** By how much the measured modulus is above the reconstructed one, percent. */
  readonly residualPercent: Float64Array;
  /** Weight of each point in the window, 0 to 1. */
  readonly weight: Float64Array;
}

const smoothings: Readonly<Record<ZhitSmoothing, number>> = {
  none: SMOOTH_NONE,
  spline: SMOOTH_SPLINE,
  local: SMOOTH_LOCAL,
  lowess: SMOOTH_LOWESS,
  "savitzky-golay": SMOOTH_SAVITZKY_GOLAY,
  whittaker: SMOOTH_WHITTAKER,
  "modified-sinc": SMOOTH_MODIFIED_SINC,
};
const interpolations: Readonly<Record<ZhitInterpolation, number>> = {
  natural: INTERPOLATE_NATURAL,
  "not-a-knot": INTERPOLATE_NOT_A_KNOT,
  akima: INTERPOLATE_AKIMA,
  "modified-akima": INTERPOLATE_MODIFIED_AKIMA,
  pchip: INTERPOLATE_PCHIP,
};
const windows: Readonly<Record<ZhitWindow, number>> = {
  boxcar: WINDOW_BOXCAR,
  hann: WINDOW_HANN,
  triangle: WINDOW_TRIANGLE,
};

/** Neither inductances of the wiring nor drift matter much between, as a rule. */
const USUAL_HZ: readonly [number, number] = [1, 1000];
const LEAST_SHARE = 0.2;
const LEAST_POINTS = 4;
const DEFAULT_SPAN = 7;
const LEAST_SPAN = 5;
const DEFAULT_DEGREE = 2;

/**
 * Reconstructs the modulus of an impedance from its phase (Z-HIT; Ehm, Goehr, Kaus, Roeseler, Schiller, ACH Models Chem. 137, 145,
 * 2000): ln|Z| = constant + (2/pi) int phi dln omega - (pi/6) dphi/dln omega.
 *
 * The phase of a point is measured in one moment, the modulus compares it with points measured earlier: a modulus that leaves the
 * reconstruction towards low frequency speaks of drift. Of circuits without drift the two terms leave up to some 2 % where arcs are
 * sharp, more where they end abruptly.
 *
 * @returns undefined for fewer than four different frequencies.
 * @throws {FitError} for options that are none, and points that are not there.
 */
export function zhit(spectrum: Spectrum, options: ZhitOptions = {}): Zhit | undefined {
  const { points } = choosePoints(spectrum, options);
  return reconstruct(points, settingsOf(options, points.frequencyHz));
}

function settingsOf(options: ZhitOptions, frequencyHz: Float64Array): ZhitSettings {
  const {
    smoothing = "spline",
    span = DEFAULT_SPAN,
    degree = DEFAULT_DEGREE,
    window = "boxcar",
    centreHz,
    decades,
  } = options;
  if (!(Number.isInteger(span) && span >= LEAST_SPAN && span % 2 === 1)) {
    throw new FitError("bad-option", `span is ${String(span)}; smoothing takes an odd number of points, at least 5.`);
  }
  if (degree !== 2 && degree !== 4) {
    throw new FitError("bad-option", `degree is ${String(degree)}; filters have the degree 2 or 4.`);
  }
  if (centreHz !== undefined && !(centreHz > 0 && centreHz < Infinity)) {
    throw new FitError("bad-option", `centreHz is ${String(centreHz)}; give a frequency above 0 Hz.`);
  }
  if (decades !== undefined && !(decades > 0)) {
    throw new FitError("bad-option", `decades is ${String(decades)}; the window needs a width above 0.`);
  }
  const [low, high] = USUAL_HZ;
  const usual = frequencyHz.filter((frequency) => frequency >= low && frequency <= high).length;
  const given = centreHz !== undefined || decades !== undefined;
  return {
    smoothing: chooseFrom("smoothing", smoothings, smoothing),
    span,
    degree,
    interpolation: chooseFrom("interpolation", interpolations, options.interpolation ?? "modified-akima"),
    window: chooseFrom("window", windows, window),
    centre: log10(centreHz ?? Math.sqrt(low * high)),
    // All points weigh the same where the window has no width.
    decades: decades ?? (given || usual >= LEAST_SHARE * frequencyHz.length ? 3 : 0),
  };
}

function reconstruct(
  points: Readonly<Record<"frequencyHz" | "re" | "im", Float64Array>>,
  settings: ZhitSettings,
): Zhit | undefined {
  const rising = joinEqual(points);
  const count = rising[0].length;
  if (count < LEAST_POINTS) return undefined;
  const columns = theExaminer().arena.zhit(rising, { ...settings, span: Math.min(settings.span, count) });
  const falling = (column: Float64Array | undefined): Float64Array =>
    (column ?? new Float64Array(count)).slice().reverse();
  const measured = falling(columns[ZHIT_MEASURED]);
  const own = falling(columns[ZHIT_MODULUS]);
  return {
    frequencyHz: falling(rising[0]),
    phase: falling(columns[ZHIT_PHASE]),
    smoothedPhase: falling(columns[ZHIT_SMOOTH]),
    modulus: measured.map(exp),
    reconstructed: own.map(exp),
    residualPercent: measured.map((value, k) => 100 * (exp(value - (own[k] ?? Number.NaN)) - 1)),
    weight: falling(columns[ZHIT_WEIGHT]),
  };
}

/** By rising frequency, with the mean of points of equal frequency. */
function joinEqual({
  frequencyHz,
  re,
  im,
}: Readonly<Record<"frequencyHz" | "re" | "im", Float64Array>>): [Float64Array, Float64Array, Float64Array] {
  const groups: { frequency: number; re: number; im: number; count: number }[] = [];
  for (let k = frequencyHz.length - 1; k >= 0; k--) {
    const frequency = frequencyHz[k] ?? Number.NaN;
    const last = groups.at(-1);
    const group = last?.frequency === frequency ? last : { frequency, re: 0, im: 0, count: 0 };
    if (group !== last) groups.push(group);
    group.re += re[k] ?? Number.NaN;
    group.im += im[k] ?? Number.NaN;
    group.count++;
  }
  return [
    Float64Array.from(groups, (group) => group.frequency),
    Float64Array.from(groups, (group) => group.re / group.count),
    Float64Array.from(groups, (group) => group.im / group.count),
  ];
}
