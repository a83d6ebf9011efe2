import type { Answers } from "../analysis/answers.ts";
import type { ArrheniusResult, VftFit } from "../analysis/arrhenius/index.ts";
import type { JointFit, LawNumber } from "../analysis/joint/result.ts";
import { conditionKinds } from "../analysis/series/index.ts";
import { stderrOf, type Uncertain } from "../analysis/uncertain.ts";
import { fitDocument, parameterEntry, type FailedFile } from "./fitJson.ts";
import type { SeriesReport } from "./seriesTable.ts";

/** What the document of a series holds besides the report. */
export interface SeriesSources {
  /** SHA-256 of each fitted spectrum's file, in the order of the fits. */
  readonly sha256: readonly string[];
  /** Files that could not be read, with the spectra that could not be fitted. */
  readonly failed: readonly FailedFile[];
  /** Of each spectrum, where a sample was given. */
  readonly answers: readonly Answers[];
}

/** The document of `eisfit series --json`; `fits` are as in that of `eisfit fit --json`, with condition and start. */
export function seriesDocument(version: string, report: SeriesReport, sources: SeriesSources): object {
  const { series, quantities, arrhenius, joint } = report;
  const files = series.fits.map(({ label, result }, place) => ({
    file: label,
    sha256: sources.sha256[place] ?? "",
    result,
    ...(sources.answers[place] === undefined ? {} : { extra: { answers: sources.answers[place] } }),
  }));
  const documents = (fitDocument(version, files) as { readonly files: readonly object[] }).files;
  return {
    eisfit: version,
    over: series.kind,
    unit: conditionKinds[series.kind].unit,
    circuit: report.circuit,
    fits: series.fits.map(({ condition, start, from, objectives }, place) => ({
      condition,
      start,
      from,
      objectives,
      ...documents[place],
    })),
    failed: sources.failed,
    crossings: series.crossings,
    quantities: quantities.quantities.map(({ name, unit, formula, values }) => ({
      name,
      unit,
      formula,
      values: values.map(numberEntry),
    })),
    assignments: quantities.assignments,
    arrhenius: arrhenius === null ? null : arrhenius.results.map(arrheniusEntry),
    refused: arrhenius?.refused ?? [],
    joint: joint === null ? null : jointEntry(joint),
    warnings: [...series.warnings, ...quantities.warnings],
  };
}

function numberEntry(number: Uncertain): { value: number; stderr: number | null } {
  const stderr = stderrOf(number);
  return { value: number.value, stderr: stderr > 0 && stderr < Infinity ? stderr : null };
}

/** An activation energy as JSON documents hold it. */
export function arrheniusEntry(result: ArrheniusResult): object {
  const { name, kind, form, words, unit, activationEnergy, prefactor, correlation, standardErrors } = result;
  const { chi2, degreesOfFreedom, pValue, points, measuredRange, curvature, values, warnings, notes } = result;
  return {
    name,
    kind,
    form,
    ordinate: words.ordinate,
    law: words.law,
    unit,
    activationEnergy,
    prefactor,
    correlation,
    standardErrors,
    chi2,
    degreesOfFreedom,
    pValue,
    points,
    measuredRange,
    curvature: curvature === null ? null : { ...curvature, vft: curvature.vft.map(vftEntry) },
    values: values.map(({ temperature, answer, extrapolated }) => ({ temperature, extrapolated, ...answer })),
    warnings,
    notes,
  };
}

function vftEntry({ form, vogelTemperature, b, energy, lnPrefactor, chi2, aicc }: VftFit): object {
  return {
    form,
    vogelTemperature: numberEntry(vogelTemperature),
    b: numberEntry(b),
    energy: numberEntry(energy),
    lnPrefactor: numberEntry(lnPrefactor),
    chi2,
    aicc,
  };
}

function jointEntry(joint: JointFit): object {
  const { weight, objective, separateObjective, chi2Reduced, degreesOfFreedom, parameterCount, termination } = joint;
  const law = (number: LawNumber | null): object | null =>
    number === null ? null : { value: number.value, stderr: number.stderr, unit: number.unit };
  return {
    weight,
    objective,
    separateObjective,
    chi2Reduced,
    degreesOfFreedom,
    parameterCount,
    shared: joint.shared.map((shared) => ({
      parameter: shared.parameter,
      law: shared.law,
      form: shared.form,
      formula: shared.formula,
      status: shared.status,
      value: shared.value,
      stderr: shared.stderr,
      interval: shared.interval,
      unit: shared.unit,
      referenceTemperature: shared.referenceTemperature,
      slope: law(shared.slope),
      activationEnergy: law(shared.activationEnergy),
    })),
    spectra: joint.spectra.map(({ name, temperature, objective: own, separateObjective: alone, parameters }) => ({
      file: name,
      temperature,
      objective: own,
      separateObjective: alone,
      parameters: parameters.map((parameter) => ({ ...parameterEntry(parameter), law: parameter.law })),
    })),
    sharing: joint.sharing,
    termination,
    warnings: joint.warnings,
  };
}
