import { conditionKinds } from "../analysis/series/index.ts";
import type { ArrheniusResult } from "../analysis/arrhenius/index.ts";
import { stderrOf } from "../analysis/uncertain.ts";
import { parametersOfSeries, type SeriesReport } from "./seriesTable.ts";

/**
 * The series as one table, a row a spectrum in rising condition: condition, spectrum, each parameter and quantity with its standard
 * error (titles carry the unit), S, S/nu and how the fit was found. An empty field is a number that there is none of.
 */
export function seriesCsv(report: SeriesReport): string {
  const { series, quantities } = report;
  const { kind, fits } = series;
  const parameters = parametersOfSeries(report);
  const unitOf = (unit: string): string => (unit === "-" || unit === "" ? "" : ` / ${unit}`);
  const header = [
    `${kind}${unitOf(conditionKinds[kind].unit)}`,
    "spectrum",
    ...(parameters[0] ?? []).flatMap(({ name, unit }) => [`${name}${unitOf(unit)}`, `${name} stderr`]),
    ...quantities.quantities.flatMap(({ name, unit }) => [`${name}${unitOf(unit)}`, `${name} stderr`]),
    "objective",
    "chi2 reduced",
    "start",
  ];
  const rows = fits.map(({ condition, label, result, start, from }, place) => [
    String(condition),
    label,
    ...(parameters[place] ?? []).flatMap(({ value, stderr }) => [numberField(value), numberField(stderr)]),
    ...quantities.quantities.flatMap(({ values }) => {
      const number = values[place];
      return number === undefined ? ["", ""] : [numberField(number.value), numberField(stderrOf(number))];
    }),
    numberField(result.objective),
    numberField(result.chi2Reduced),
    from === null ? start : `${start} from ${from}`,
  ]);
  return csv([header, ...rows]);
}

/** Activation energies, one row each, with the form they are of; then values at the temperatures asked for as columns. */
export function arrheniusCsv(results: readonly ArrheniusResult[]): string {
  const header = [
    "quantity",
    "form",
    "Ea / eV",
    "Ea stderr",
    "Ea low",
    "Ea high",
    "prefactor",
    "prefactor stderr",
    "prefactor unit",
    "stderr from",
    "chi2",
    "degrees of freedom",
    ...(results[0]?.values ?? []).flatMap(({ temperature }) => [
      `value at ${String(Number(temperature.toFixed(2)))} K`,
      "stderr",
      "extrapolated",
    ]),
    "value unit",
    "Vogel temperature / K",
    "Vogel temperature stderr",
    "preferred",
  ];
  const rows = results.map((result) => {
    const { name, words, activationEnergy, prefactor, standardErrors, chi2, degreesOfFreedom, values, curvature } =
      result;
    const [best] = curvature?.vft ?? [];
    return [
      name,
      words.ordinate,
      numberField(activationEnergy.value),
      numberField(activationEnergy.stderr),
      numberField(activationEnergy.interval?.[0] ?? null),
      numberField(activationEnergy.interval?.[1] ?? null),
      numberField(prefactor.value),
      numberField(prefactor.stderr),
      prefactor.unit,
      standardErrors.used,
      numberField(chi2),
      String(degreesOfFreedom),
      ...values.flatMap(({ answer, extrapolated }) => [
        numberField(answer.value),
        numberField(answer.stderr),
        extrapolated ? "yes" : "no",
      ]),
      result.unit,
      best === undefined ? "" : numberField(best.vogelTemperature.value),
      best === undefined ? "" : numberField(stderrOf(best.vogelTemperature)),
      curvature?.preferred ?? "",
    ];
  });
  return csv([header, ...rows]);
}

function numberField(number: number | null): string {
  return number !== null && Number.isFinite(number) ? String(number) : "";
}

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((fields) => `${fields.map(quoted).join(",")}\n`).join("");
}

function quoted(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
