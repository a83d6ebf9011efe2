import { arcCurves } from "../../analysis/arcCurves.ts";
import type { SeriesResult } from "../../analysis/series/fitSeries.ts";
import { originOf } from "../../fit/origin.ts";
import type { FitResult } from "../../fit/result.ts";
import { profile, type ProfileOptions } from "../../uncertainty/profile.ts";
import { fittedCurve } from "../fittedCurve.ts";
import type { PlottedFit } from "./curve.ts";
import type { PlottedSeries } from "./family.ts";
import type { PlottedProfile } from "./profiles.ts";

/**
 * What `nyquistSvg` and `bodeSvg` show of a fit: the spectrum with the points left out, the fit as a smooth curve, and each arc alone.
 *
 * @param result what `fit` returned.
 * @throws {FitError} `not-a-result` for a copy, or a result read from a file.
 */
export function plottedFit(result: FitResult, title: string): PlottedFit {
  const { circuit, spectrum } = originOf(result);
  const fit = fittedCurve(circuit, result);
  return {
    measured: spectrum,
    fit,
    excluded: result.excluded.map(({ index }) => index),
    arcs: arcCurves(circuit, valuesOf(result), fit.frequencyHz),
    title,
  };
}

/**
 * What `seriesNyquistSvg` and `seriesBodeSvg` show of a series.
 *
 * @param series what `fitSeries` returned.
 * @throws {FitError} `not-a-result` as `plottedFit` does.
 */
export function plottedSeries({ kind, fits }: Pick<SeriesResult, "kind" | "fits">, title: string): PlottedSeries {
  const members = fits.map(({ condition, spectrum, result }) => ({
    condition,
    measured: spectrum,
    fit: fittedCurve(originOf(result).circuit, result),
    excluded: result.excluded.map(({ index }) => index),
  }));
  return { kind, members, title };
}

/**
 * What `profilesSvg` shows of a fit: the profiles of all parameters that were varied, which are computed once for a result.
 *
 * @throws {FitError} as `profile` does.
 */
export function plottedProfiles(result: FitResult, options: ProfileOptions = {}): PlottedProfile[] {
  const units = new Map(result.parameters.map(({ name, unit }) => [name, unit]));
  return profile(result, undefined, options).map((one) => ({ profile: one, unit: units.get(one.name) ?? "-" }));
}

function valuesOf({ parameters }: FitResult): Record<string, number> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}
