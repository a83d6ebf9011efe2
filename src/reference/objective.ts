import type { FitResult } from "../fit/result.ts";
import type { Loss, Objective } from "../fit/objective.ts";
import type { Weight } from "../fit/weights.ts";
import type { Spectrum } from "../spectrum.ts";
import type { Impedance } from "./evaluate.ts";
import { residualOf } from "./residual.ts";

/** All that S is made of besides measured and fitted impedance. */
export interface ObjectiveDefinition {
  readonly weight: Weight;
  /** Default `impedance`. */
  readonly objective?: Objective;
  /** Default `squares`. */
  readonly loss?: Loss;
  /** Standard deviation of the weighted residuals, for a robust loss; 0 makes it that of squares. Default 1. */
  readonly scale?: number;
  /** Standard deviations of the points, for the weights `structure` and `measured`; ohm. */
  readonly sigma?: { readonly re: Float64Array; readonly im: Float64Array };
}

/** The definition of S with which a fit ended, for the spectrum of its fitted points. */
export function definitionOf(result: FitResult, spectrum: Spectrum): ObjectiveDefinition {
  const { weight, objectiveForm: objective, loss, robust, errorStructure } = result;
  const sigma = errorStructure === null ? undefined : structureSigma(errorStructure, spectrum);
  return {
    weight,
    objective,
    loss,
    scale: robust?.scale ?? 1,
    ...(sigma === undefined ? {} : { sigma: { re: sigma, im: sigma } }),
  };
}

function structureSigma(structure: NonNullable<FitResult["errorStructure"]>, { re, im }: Spectrum): Float64Array {
  return re.map((x, k) => {
    const y = im[k] ?? Number.NaN;
    const sizes = {
      constant: 1,
      modulus: Math.hypot(x, y),
      real: Math.abs(x),
      imaginary: Math.abs(y),
      square: x * x + y * y,
    };
    return structure.terms.reduce((sum, term, j) => sum + (structure.coefficients[j] ?? Number.NaN) * sizes[term], 0);
  });
}

/** Tuning constants of the robust losses, in standard deviations. */
const TUNING = { huber: 1.345, cauchy: 2.385 } as const;

/**
 * What one weighted residual adds to S, `threshold` being C: r^2, or C^2 rho(r^2/C^2) with the rho of `Loss`.
 */
export function lossOf(loss: Loss, residual: number, threshold: number): number {
  const size = Math.abs(residual);
  switch (loss) {
    case "squares":
      return size * size;
    case "huber":
      return size <= threshold ? size * size : 2 * threshold * size - threshold * threshold;
    case "cauchy":
      return threshold * threshold * Math.log1p((size / threshold) ** 2);
    default:
      return loss satisfies never;
  }
}

/**
 * Residuals whose squares add up to S: the weighted ones, and with a robust loss the roots of what they add, with their signs. Real
 * parts (or moduli) first, imaginary parts (or phases) after them.
 *
 * @throws {RangeError} where the spectrum cannot carry the weight
 */
export function effectiveResiduals(
  spectrum: Spectrum,
  definition: Weight | ObjectiveDefinition,
): (impedance: Impedance) => Float64Array {
  const whole = completed(definition);
  const { loss = "squares", scale = 1 } = whole;
  const threshold = loss === "squares" || scale === 0 ? Infinity : TUNING[loss] * scale;
  const residualAt = residualOf(spectrum, whole);
  const points = spectrum.frequencyHz.length;
  const effective = (r: number): number =>
    threshold === Infinity ? r : Math.sign(r) * Math.sqrt(lossOf(loss, r, threshold));
  return ({ re, im }) => {
    const rows = new Float64Array(2 * points);
    residualAt.forEach((at, k) => {
      const [first, second] = at(re[k] ?? Number.NaN, im[k] ?? Number.NaN);
      rows[k] = effective(first);
      rows[points + k] = effective(second);
    });
    return rows;
  };
}

/** Step of the difference quotients of `relativeSize`. */
const STEP = 1e-6;

/**
 * What a relative change of Z does to the weighted residuals: the sum of squares of their derivatives by ln|Z| and the phase, which is
 * twice sum w |Z|^2 for residuals of the impedance.
 */
export function relativeSize(
  spectrum: Spectrum,
  { re, im }: Impedance,
  definition: Weight | ObjectiveDefinition,
): number {
  const residuals = effectiveResiduals(spectrum, { ...completed(definition), loss: "squares" });
  const before = residuals({ re, im });
  const larger = residuals({ re: re.map((x) => x * (1 + STEP)), im: im.map((y) => y * (1 + STEP)) });
  const turned = residuals({
    re: re.map((x, k) => x - STEP * (im[k] ?? Number.NaN)),
    im: im.map((y, k) => y + STEP * (re[k] ?? Number.NaN)),
  });
  return before.reduce((sum, r, row) => {
    const slopes = [larger, turned].map((after) => ((after[row] ?? Number.NaN) - r) / STEP);
    return slopes.reduce((total, slope) => total + slope * slope, sum);
  }, 0);
}

function completed(definition: Weight | ObjectiveDefinition): ObjectiveDefinition {
  return typeof definition === "string" ? { weight: definition } : definition;
}

/** S of an impedance (ohm) at the frequencies of the spectrum; no factor 1/2, no division by N. */
export function objective(spectrum: Spectrum, impedance: Impedance, definition: Weight | ObjectiveDefinition): number {
  return effectiveResiduals(spectrum, definition)(impedance).reduce((sum, r) => sum + r * r, 0);
}
