import {
  arrheniusOfSeries,
  chooseConditions,
  conditionText,
  FitError,
  fitJointly,
  seriesQuantities,
  type ActivationForm,
  type Circuit,
  type ConditionKind,
  type ConditionTable,
  type JointFit,
  type SampleOptions,
  type SeriesResult,
  type Watched,
} from "../index.ts";
import type { SeriesReport } from "../report/index.ts";
import type { FitInput } from "./fitFile.ts";
import type { FitSettings } from "./fitOptions.ts";
import { maskOf } from "./maskOptions.ts";
import type { sharedParameter } from "./sharedParameters.ts";
import { UsageError } from "./usageError.ts";

/** The options that say what a series is over and what follows from it. */
export interface SeriesSettings extends FitSettings {
  readonly over?: ConditionKind;
  readonly form: ActivationForm;
  readonly at?: readonly string[];
}

/** What varies from spectrum to spectrum, by names of files, by what these tell, or by a table. */
export function conditionsOf(
  inputs: readonly FitInput[],
  { over }: Pick<SeriesSettings, "over">,
  table: ConditionTable | undefined,
) {
  const spectra = inputs.map(({ file, sweep, spectra: [spectrum] }) => ({
    file: file.replace(/ #\d+$/, ""),
    sweep: sweep ?? 1,
    several: sweep !== undefined,
    metadata: spectrum?.metadata ?? {},
  }));
  return chooseConditions(spectra, {
    ...(over === undefined ? {} : { over }),
    ...(table === undefined ? {} : { table }),
  });
}

/**
 * Refuses, before anything is fitted, what cannot go with a joint fit.
 *
 * @throws {UsageError}
 */
export function checkShared(
  kind: ConditionKind,
  options: SeriesSettings,
  shared: readonly ReturnType<typeof sharedParameter>[],
): void {
  if (shared.length === 0) return;
  if (options.loss !== "squares")
    throw new UsageError("--share is for --loss squares; a joint fit weighs no outliers down.");
  if (options.excludeViolations === true) {
    throw new UsageError(
      "--share leaves the same points out of all spectra; give them by --exclude instead of --exclude-violations.",
    );
  }
  const needsTemperature = shared.some(({ law }) => law !== "same");
  if (needsTemperature && kind !== "temperature") {
    throw new UsageError(`The laws linear and arrhenius go with temperature, and this series is over ${kind}.`);
  }
}

/**
 * Fits all spectra of a series at once, with the parameters that they share; null where that was ended before it had anything to give.
 */
export function jointOf(
  series: SeriesResult,
  circuit: Circuit,
  options: SeriesSettings & Watched,
  shared: readonly ReturnType<typeof sharedParameter>[],
): JointFit | null {
  const { weight, objective } = options;
  return unlessEnded(() =>
    fitJointly(
      series.fits.map(({ spectrum }) => spectrum),
      circuit,
      {
        weight,
        objective,
        ...maskOf(options),
        ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
        shared,
        separate: series.fits.map(({ result }) => result),
        ...(series.kind === "temperature"
          ? { temperatures: series.fits.map(({ condition }) => ({ value: condition, unit: "C" })) }
          : {}),
      },
    ),
  );
}

function unlessEnded<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof FitError && error.code === "ended-early") return null;
    throw error;
  }
}

/** What follows from the fits of a series: quantities of the sample, and activation energies over temperature. */
export function reportOf(
  series: SeriesResult,
  circuit: Circuit,
  sample: SampleOptions | undefined,
  joint: JointFit | null,
  { form, at }: Pick<SeriesSettings, "form" | "at">,
): SeriesReport {
  const results = series.fits.map(({ result }) => result);
  const labels = series.fits.map(({ condition }) => conditionText(series.kind, condition));
  const numbers = joint === null ? {} : { numbers: results.map((_result, place) => joint.numbers(place)) };
  const quantities =
    results.length === 0
      ? { quantities: [], assignments: [], warnings: [] }
      : seriesQuantities({ circuit, results, labels, ...numbers }, sample ?? {});
  const isOverTemperature = series.kind === "temperature" && results.length > 0;
  const arrhenius = isOverTemperature
    ? arrheniusOfSeries(series.fits, quantities.quantities, { form, ...(at === undefined ? {} : { at }) })
    : null;
  return { circuit: circuit.text, series, quantities, arrhenius, joint };
}
