import { parseCircuit } from "../circuit/index.ts";
import { fit } from "../fit/fit.ts";
import type { FitResult } from "../fit/result.ts";
import { judge } from "../linear/judge.ts";
import { makeSpectrum, type Spectrum } from "../spectrum.ts";
import type { MaskOptions } from "../fit/mask.ts";
import { chooseFrom, choosePoints } from "./points.ts";
import { predictOther } from "./voigt.ts";

/** Options of `measurementModel`. */
export interface MeasurementModelOptions extends MaskOptions {
  /** The part that is fitted; the other one is predicted. Default `imaginary`. */
  readonly fitted?: "imaginary" | "real";
  /** Most Voigt elements tried; default 10. */
  readonly mostElements?: number;
}

/** A measurement model. Arrays have one entry a point, by falling frequency. */
export interface MeasurementModel {
  readonly fitted: "imaginary" | "real";
  /** Voigt elements whose 95.4 % intervals all stay clear of 0. */
  readonly elements: number;
  /** Standard deviation of the noise over |Z| in percent, from the linear Kramers-Kronig test. */
  readonly noisePercent: number;
  /** S/(N - p) of the fitted part in units of that noise: near 1 where the elements describe it. */
  readonly chi2Reduced: number;
  readonly point: readonly number[];
  readonly frequencyHz: Float64Array;
  /** The part predicted, ohm, and the standard deviation of measured minus predicted, ohm. */
  readonly predicted: Float64Array;
  readonly deviation: Float64Array;
  /** (measured - predicted)/|Z| in percent. */
  readonly residualPercent: Float64Array;
  /** Places (in these arrays) more than three standard deviations from the prediction. */
  readonly inconsistent: readonly number[];
}

const DEFAULT_MOST = 10;
/** A part with this many times |Z| as its standard deviation takes no part in a fit. */
const IGNORED = 1e6;
/** A prediction has this many standard deviations to either side. */
const WIDTH = 3;

/**
 * The measurement model of Agarwal, Crisalle, Orazem and Garcia-Rubio (J. Electrochem. Soc. 142, 4149 and 4159, 1995): Voigt elements are added
 * one by one and fitted to one part, as long as all their resistances stay two standard errors clear of 0; the other part is
 * predicted with the errors of the elements. The imaginary part has an inductance in series too. Measured points outside of the prediction break the Kramers-Kronig relations, or
 * have processes that the frequencies do not reach. Resistances are positive, so inductive loops are not described.
 *
 * @returns undefined for fewer than five points, and where not one element is determined.
 * @throws {FitError} for options that are none, and points that are not there.
 */
export function measurementModel(
  spectrum: Spectrum,
  options: MeasurementModelOptions = {},
): MeasurementModel | undefined {
  const { points, used } = choosePoints(spectrum, options);
  const fitted = chooseFrom("part", { imaginary: "imaginary", real: "real" } as const, options.fitted ?? "imaginary");
  const judgement = judge(points);
  if (judgement === undefined || !(judgement.noise > 0)) return undefined;
  const sigma = points.re.map((x, k) => judgement.noise * modulus(x, points.im[k]));
  const ignored = sigma.map((value) => (value / judgement.noise) * IGNORED);
  const own = makeSpectrum({
    ...points,
    sigma: fitted === "imaginary" ? { re: ignored, im: sigma } : { re: sigma, im: ignored },
  });
  const most = Math.min(options.mostElements ?? DEFAULT_MOST, (points.re.length - 2) >> 1);
  let best: FitResult | undefined;
  for (let elements = 1; elements <= most; elements++) {
    const result = fit(own, parseCircuit(voigtText(fitted, elements)), { weight: "sigma" });
    if (!isDetermined(result)) break;
    best = result;
  }
  if (best === undefined) return undefined;
  const { predicted, variance } = predictOther(best, fitted, points, sigma);
  const other = fitted === "imaginary" ? points.re : points.im;
  const deviation = variance.map((value, k) => {
    const own = sigma[k] ?? Number.NaN;
    return Math.sqrt(value + own * own);
  });
  const residual = other.map((value, k) => value - (predicted[k] ?? Number.NaN));
  const free = best.freeParameters.length;
  return {
    fitted,
    elements: best.parameters.filter(({ name }) => name.endsWith(".tau")).length,
    noisePercent: 100 * judgement.noise,
    chi2Reduced: best.objective / (points.re.length - free),
    point: used,
    frequencyHz: points.frequencyHz,
    predicted,
    deviation,
    residualPercent: residual.map((value, k) => (100 * value) / modulus(points.re[k], points.im[k])),
    inconsistent: Array.from(residual.keys()).filter(
      (k) => Math.abs(residual[k] ?? 0) > WIDTH * (deviation[k] ?? Number.NaN),
    ),
  };
}

function voigtText(fitted: "imaginary" | "real", elements: number): string {
  const voigt = Array.from({ length: elements }, (_, k) => `K${String(k + 1)}`);
  return [fitted === "real" ? "R0" : "L0", ...voigt].join("-");
}

/** Whether all resistances are two standard errors clear of 0. */
function isDetermined({ parameters, termination }: FitResult): boolean {
  if (termination.outcome === "not-converged") return false;
  return parameters
    .filter(({ name }) => name.endsWith(".R"))
    .every(({ status, value, stderr }) => status === "free" && stderr !== null && value > 2 * stderr);
}

function modulus(re = Number.NaN, im = Number.NaN): number {
  return Math.sqrt(re * re + im * im);
}
