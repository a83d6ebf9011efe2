import {
  DRT_BASIS,
  DRT_BOTH_PARTS,
  DRT_CAPACITANCE,
  DRT_CHOICE,
  DRT_DATA,
  DRT_DELTA,
  DRT_DERIVATIVE,
  DRT_EPSILON,
  DRT_FIRST,
  DRT_FIXED_LAMBDA,
  DRT_GAUSSIAN,
  DRT_GCV,
  DRT_GIVEN_LAMBDA,
  DRT_IMAGINARY_PART,
  DRT_INDUCTANCE,
  DRT_L_CURVE,
  DRT_MODIFIED_GCV,
  DRT_NON_NEGATIVE,
  DRT_PIECEWISE_LINEAR,
  DRT_REAL_PART,
  DRT_SETTINGS,
} from "../../assembly/agreed/drt.ts";
import { exp, ln } from "../../assembly/math/elementary.ts";
import { FitError } from "../fit/fitError.ts";
import { maskPoints, takePoints, type ExcludedPoint } from "../fit/mask.ts";
import type { DrtInput } from "../kernel/arena.ts";
import { isSpectrum, type Spectrum } from "../spectrum.ts";
import { checkOptions, type CompleteDrtOptions } from "./checkOptions.ts";
import type { DrtOptions } from "./options.ts";
import { lowFrequencyTail, type Tail } from "./tail.ts";

/** A problem for the engine with what its answer is to be read by. */
export interface PreparedDrt {
  readonly options: CompleteDrtOptions;
  readonly input: DrtInput;
  /** Indices of the points used, in the spectrum's order. */
  readonly used: readonly number[];
  readonly excluded: readonly ExcludedPoint[];
  readonly frequencyHz: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Geometric mean of |Z|, ohm: the unit of the impedances given to the engine. */
  readonly scale: number;
  /** What one squared weighted residual of the engine is in the units of the weight. */
  readonly squareScale: number;
  readonly capacitance: boolean;
  /** What the low-frequency end looks like. */
  readonly tail: Tail;
}

const TWO_PI = 2 * Math.PI;
/** Fewer leave nothing to choose lambda by. */
const FEWEST_POINTS = 5;
const DEFAULT_COUNT = 160;
/** Time constants reach beyond 1/omega_max and 1/omega_min by this factor. */
const EXTENSION = 3;
/** Full width at half maximum of exp(-x^2). */
const GAUSSIAN_WIDTH = 1.6651092223153954;

const basisNumber = { gaussian: DRT_GAUSSIAN, "piecewise-linear": DRT_PIECEWISE_LINEAR };
const choiceNumber = { gcv: DRT_GCV, mgcv: DRT_MODIFIED_GCV, "l-curve": DRT_L_CURVE };
const dataNumber = { both: DRT_BOTH_PARTS, re: DRT_REAL_PART, im: DRT_IMAGINARY_PART };

/**
 * Checks a spectrum and options and writes them down for the engine.
 * @throws {FitError} for what cannot be inverted.
 */
export function prepareDrt(spectrum: Spectrum, given: DrtOptions): PreparedDrt {
  if (!isSpectrum(spectrum)) {
    throw new FitError("not-a-spectrum", "The first argument of drt must come from makeSpectrum or readSpectrum.");
  }
  const options = checkOptions(given);
  const { used, excluded } = maskPoints(spectrum, given);
  const take = (values: Float64Array): Float64Array => takePoints(values, used);
  const [frequencyHz, re, im] = [take(spectrum.frequencyHz), take(spectrum.re), take(spectrum.im)];
  const distinct = new Set(frequencyHz).size;
  if (distinct < FEWEST_POINTS) {
    throw new FitError(
      "too-few-points",
      `A distribution of relaxation times needs at least ${String(FEWEST_POINTS)} different frequencies; ` +
        `${distinct === 1 ? "1 is" : `${String(distinct)} are`} left here. Measure more, or widen the frequency window.`,
    );
  }
  const scale = geometricMean(modulus(re, im));
  const { rootRe, rootIm, relative } = rootWeights(spectrum, used, options, re, im, scale);
  const omega = frequencyHz.map((frequency) => TWO_PI * frequency);
  const { count, first, delta } = gridOf(options, omega);
  const tail = lowFrequencyTail(frequencyHz, re, im);
  const capacitance = options.capacitance === "auto" ? tail.rises : options.capacitance;

  const points = used.length;
  const numbers = new Float64Array(DRT_SETTINGS + 5 * points);
  numbers[DRT_BASIS] = basisNumber[options.basis];
  numbers[DRT_DERIVATIVE] = options.derivative;
  numbers[DRT_EPSILON] = (options.shape * GAUSSIAN_WIDTH) / delta;
  numbers[DRT_DELTA] = delta;
  numbers[DRT_FIRST] = first;
  numbers[DRT_DATA] = dataNumber[options.data];
  numbers[DRT_INDUCTANCE] = options.inductance ? 1 : 0;
  numbers[DRT_CAPACITANCE] = capacitance ? 1 : 0;
  numbers[DRT_NON_NEGATIVE] = options.nonNegative ? 1 : 0;
  const { lambda } = options;
  numbers[DRT_CHOICE] = typeof lambda === "number" ? DRT_FIXED_LAMBDA : choiceNumber[lambda];
  numbers[DRT_GIVEN_LAMBDA] = typeof lambda === "number" ? lambda : 0;
  const scaled = (part: Float64Array): Float64Array => part.map((value) => value / scale);
  [omega, scaled(re), scaled(im), rootRe, rootIm].forEach((column, place) => {
    numbers.set(column, DRT_SETTINGS + place * points);
  });
  const input = { numbers, points, basis: count };
  const squareScale = relative ? 1 : scale * scale;
  return { options, input, used, excluded, frequencyHz, re, im, scale, squareScale, capacitance, tail };
}

function modulus(re: Float64Array, im: Float64Array): Float64Array {
  return re.map((x, point) => {
    const y = im[point] ?? Number.NaN;
    return Math.sqrt(x * x + y * y);
  });
}

function geometricMean(values: Float64Array): number {
  return exp(values.reduce((sum, value) => sum + ln(value), 0) / values.length);
}

/** Square roots of the weights of impedances in units of `scale`; their geometric mean is 1. */
function rootWeights(
  spectrum: Spectrum,
  used: readonly number[],
  { weight }: CompleteDrtOptions,
  re: Float64Array,
  im: Float64Array,
  scale: number,
): { rootRe: Float64Array; rootIm: Float64Array; relative: boolean } {
  if (weight === "unit") {
    const ones = re.map(() => 1);
    return { rootRe: ones, rootIm: ones, relative: false };
  }
  if (weight === "modulus") {
    const roots = modulus(re, im).map((value) => scale / value);
    return { rootRe: roots, rootIm: roots, relative: true };
  }
  if (spectrum.sigma === undefined) {
    throw new FitError(
      "bad-weight",
      "Weight sigma needs measured standard deviations: give makeSpectrum a sigma, or use modulus weights.",
    );
  }
  const sigmaRe = takePoints(spectrum.sigma.re, used);
  const sigmaIm = takePoints(spectrum.sigma.im, used);
  const mean = geometricMean(Float64Array.of(...sigmaRe, ...sigmaIm));
  return { rootRe: sigmaRe.map((s) => mean / s), rootIm: sigmaIm.map((s) => mean / s), relative: false };
}

/** Number of time constants, ln of the first and their distance in ln tau. */
function gridOf({ grid }: CompleteDrtOptions, omega: Float64Array): { count: number; first: number; delta: number } {
  const from = grid.from ?? 1 / (EXTENSION * (omega[0] ?? Number.NaN));
  const to = grid.to ?? EXTENSION / (omega.at(-1) ?? Number.NaN);
  if (!(from < to)) {
    throw new FitError(
      "bad-option",
      `The time constants would reach from ${String(from)} to ${String(to)} s: the first must be below the last.`,
    );
  }
  const count = grid.count ?? DEFAULT_COUNT;
  const first = ln(from);
  return { count, first, delta: (ln(to) - first) / (count - 1) };
}
