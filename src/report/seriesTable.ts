import type { JointFit } from "../analysis/joint/result.ts";
import {
  conditionKinds,
  conditionText,
  type SeriesArrhenius,
  type SeriesQuantities,
  type SeriesResult,
} from "../analysis/series/index.ts";
import { stderrOf } from "../analysis/uncertain.ts";
import type { FittedParameter } from "../fit/result.ts";
import { arrheniusText } from "./arrheniusText.ts";
import { circuitOutline } from "./outline.ts";
import { printQuantity } from "./quantity.ts";
import { labelledLines, textTable, type Alignment } from "./textTable.ts";

/** All that is known of a series. */
export interface SeriesReport {
  readonly circuit: string;
  readonly series: SeriesResult;
  readonly quantities: SeriesQuantities;
  /** Null where the series is not over temperature. */
  readonly arrhenius: SeriesArrhenius | null;
  /** A fit of all spectra at once, with parameters in common. */
  readonly joint: JointFit | null;
}

/** The parameters of each spectrum: those of the joint fit where there is one. */
export function parametersOfSeries({ series, joint }: SeriesReport): (readonly FittedParameter[])[] {
  return series.fits.map(({ result }, place) => joint?.spectra[place]?.parameters ?? result.parameters);
}

/** Columns beside each other in one table; more do not fit into a terminal. */
const MOST_COLUMNS = 5;

/** A series as people read it: parameters and quantities over the condition, how each fit was found, activation energies, remarks. */
export function seriesText(report: SeriesReport): string {
  const { series, quantities, arrhenius, joint } = report;
  const { kind, fits, failures, crossings, warnings } = series;
  const conditions = fits.map(({ condition }) => conditionText(kind, condition));
  const parameters = parametersOfSeries(report);
  const columns = (parameters[0] ?? []).map(({ name }, k) => ({
    title: name,
    cells: parameters.map((own) => {
      const parameter = own[k];
      if (parameter === undefined) return "";
      return cellOf(parameter.value, parameter.stderr, parameter.unit, remarkOf(parameter));
    }),
  }));
  const derived = quantities.quantities.map(({ name, unit, values }) => ({
    title: name,
    cells: values.map((number) => cellOf(number.value, stderrOf(number), unit, "")),
  }));
  const remarks: [string, string][] = [
    ...[...new Set(fits.flatMap(({ result, label }) => result.warnings.map((text) => `${label}: ${text}`)))].map(
      (text): [string, string] => ["warning", text],
    ),
    ...[...warnings, ...quantities.warnings, ...(joint?.warnings ?? [])].map((text): [string, string] => [
      "warning",
      text,
    ]),
    ...crossings.map(({ text }): [string, string] => ["note", text]),
    ...failures.map(({ label, condition, message }): [string, string] => [
      "failed",
      `${label} (${conditionText(kind, condition)}): ${message}`,
    ]),
  ];
  const title = `${String(fits.length)} spectra over ${conditionKinds[kind].title}, ${conditions[0] ?? ""} .. ${conditions.at(-1) ?? ""}: ${circuitOutline(report.circuit)}`;
  return [
    `${title}\n`,
    ...blocks(conditionKinds[kind].title, conditions, columns),
    ...(joint === null ? [] : [jointText(joint)]),
    `${fitTable(series, conditions)}\n`,
    ...assignmentLines(quantities),
    ...blocks(conditionKinds[kind].title, conditions, derived),
    ...(arrhenius === null ? [] : [arrheniusText(arrhenius)]),
    ...(remarks.length === 0 ? [] : [`${labelledLines(remarks)}\n`]),
  ].join("\n");
}

interface Column {
  readonly title: string;
  readonly cells: readonly string[];
}

function blocks(first: string, conditions: readonly string[], columns: readonly Column[]): string[] {
  const tables: string[] = [];
  for (let k = 0; k < columns.length; k += MOST_COLUMNS) {
    const own = columns.slice(k, k + MOST_COLUMNS);
    const rows = conditions.map((condition, place) => [condition, ...own.map(({ cells }) => cells[place] ?? "")]);
    const alignments: Alignment[] = ["right", ...own.map((): Alignment => "left")];
    tables.push(`${textTable([first, ...own.map(({ title }) => title)], rows, alignments)}\n`);
  }
  return tables;
}

/** `R1|CPE1 counts as bulk (by capacitance), R2|CPE2 as grain-boundary (by capacitance).` */
function assignmentLines({ assignments }: SeriesQuantities): string[] {
  if (assignments.length === 0) return [];
  const words = assignments.map(
    ({ name, part, by }, place) => `${name} ${place === 0 ? "counts " : ""}as ${part} (by ${by})`,
  );
  return [`${words.join(", ")}.\n`];
}

function cellOf(value: number, stderr: number | null, unit: string, remark: string): string {
  const isKnown = stderr !== null && stderr > 0 && stderr < Infinity;
  const printed = printQuantity(value, isKnown ? stderr : null, unit);
  const error = printed.stderr === "" ? "" : ` \u00B1 ${printed.stderr}`;
  const open = stderr === Infinity ? "not determined" : remark;
  return `${printed.value}${error} ${printed.unit}${open === "" ? "" : ` (${open})`}`.replace(/ +/g, " ").trim();
}

function remarkOf({ status }: FittedParameter): string {
  switch (status) {
    case "free":
    case "tied":
      return "";
    case "fixed":
      return "fixed";
    case "at-bound":
      return "at its limit";
    case "unidentified":
      return "not determined";
  }
}

function fitTable({ fits }: SeriesResult, conditions: readonly string[]): string {
  const rows = fits.map(({ label, result, start, from }, place) => [
    conditions[place] ?? "",
    label,
    result.objective.toExponential(4),
    result.chi2Reduced === null ? "" : result.chi2Reduced.toExponential(3),
    from === null ? start : `${start} from ${from}`,
    result.termination.outcome,
  ]);
  return textTable(["condition", "spectrum", "S", "chi2/nu", "kept fit", "end"], rows, [
    "right",
    "left",
    "right",
    "right",
  ]);
}

function jointText({ objective, separateObjective, chi2Reduced, parameterCount, shared, spectra }: JointFit): string {
  const rows = shared.map(({ parameter, law, formula, value, stderr, unit, activationEnergy }) => [
    parameter,
    law,
    cellOf(value, stderr, unit, ""),
    activationEnergy === null ? "" : cellOf(activationEnergy.value, activationEnergy.stderr, "-", ""),
    formula,
  ]);
  const rise =
    separateObjective > 0
      ? `, ${((100 * objective) / separateObjective - 100).toPrecision(3)} % above the separate fits`
      : "";
  return [
    `Joint fit of ${String(spectra.length)} spectra with ${String(parameterCount)} parameters: S = ${objective.toExponential(6)}${rise}${chi2Reduced === null ? "" : `, S/nu = ${chi2Reduced.toExponential(3)}`}\n`,
    `${textTable(["shared", "law", "value", "Ea/eV", "formula"], rows, ["left", "left", "left", "left", "left"])}\n`,
  ].join("\n");
}
