import {
  arrheniusOfSeries,
  chooseConditions,
  ConditionError,
  fitSeries,
  parseCircuit,
  seriesQuantities,
  type ArrheniusResult,
  type ConditionKind,
  type ConditionTable,
  type OnProgress,
} from "../../index.ts";
import type { SeriesReport } from "../../report/index.ts";
import { unitText } from "../format.ts";
import type { Tell } from "./answering.ts";
import { outcomeOf, sampleOf } from "./fits.ts";
import type { ActivatedLine, SeriesJob, SeriesOutcome } from "./requests.ts";
import { maskOf, spectrumOf } from "./spectra.ts";

const ZERO_CELSIUS = 273.15;
const LINE_POINTS = 2;

/** A condition that was typed and that is no number. */
export class ConditionTextError extends Error {
  override readonly name = "ConditionTextError";
}

/** Fits a series and what follows of it; with the ids of the fitted sweeps in the order of the fits. */
export function seriesReport(
  job: SeriesJob,
  tell: Tell,
): { readonly report: SeriesReport; readonly ids: readonly string[] } {
  const { members, circuit: text } = job;
  const circuit = parseCircuit(text);
  const conditions = conditionsOf(job);
  const labels = uniqueLabels(members.map(({ sweep }) => sweep.name));
  const inputs = members.map(({ sweep }, place) => ({
    spectrum: spectrumOf(sweep),
    condition: conditions.values[place] ?? Number.NaN,
    label: labels[place] ?? "",
  }));
  const masks = new Map(inputs.map(({ spectrum }, place) => [spectrum, maskOf(members[place]?.excluded ?? [])]));
  const series = fitSeries(inputs, circuit, {
    ...job.options,
    kind: conditions.kind,
    onProgress: teller(inputs.length, tell),
    optionsFor: ({ spectrum }) => ({ ...job.options, ...masks.get(spectrum) }),
  });
  const sample = sampleOf({ ...job.sample, temperature: "" });
  const results = series.fits.map(({ result }) => result);
  const quantities =
    results.length === 0
      ? { quantities: [], assignments: [], warnings: [] }
      : seriesQuantities({ circuit, results }, sample ?? {});
  const arrhenius =
    series.kind === "temperature" && results.length > 0 ? arrheniusOfSeries(series.fits, quantities.quantities) : null;
  const byLabel = new Map(labels.map((label, place) => [label, members[place]?.sweep.id ?? ""]));
  return {
    report: { circuit: circuit.text, series, quantities, arrhenius, joint: null },
    ids: series.fits.map(({ label }) => byLabel.get(label) ?? ""),
  };
}

/** Counts the fits of a series, which come in passes over it. */
function teller(all: number, tell: Tell): OnProgress {
  return ({ items, done }) => {
    const place = done % all;
    const what = items === "spectra" ? "spectrum" : "spectrum from its neighbours,";
    tell({ done: place, all, words: `${what} ${String(place + 1)} of ${String(all)}` });
  };
}

export function seriesOf(job: SeriesJob, tell: Tell): SeriesOutcome {
  const { report, ids } = seriesReport(job, tell);
  const { series, quantities, arrhenius } = report;
  return {
    kind: series.kind,
    conditions: Object.fromEntries(series.fits.map(({ condition }, place) => [ids[place] ?? "", condition])),
    fits: series.fits.map(({ condition, result, start, from }, place) => {
      const { parameters, termination, residualPercent } = outcomeOf(result, 0);
      return {
        id: ids[place] ?? "",
        condition,
        parameters,
        outcome: termination.outcome,
        residualPercent,
        start: from === null ? start : `${start} from ${from}`,
      };
    }),
    failures: series.failures.map(({ label, message }) => ({ label, message })),
    activated: (arrhenius?.results ?? []).map(lineOf),
    refused: (arrhenius?.refused ?? []).map(({ name, reason }) => `${name}: ${reason}`),
    warnings: [...series.warnings, ...quantities.warnings],
    quantities: quantities.quantities.map(({ name, unit, values }) => ({
      name,
      unit,
      values: values.map(({ value }) => value),
    })),
  };
}

function lineOf(result: ArrheniusResult): ActivatedLine {
  const { name, activationEnergy, points, numbers, warnings } = result;
  const places = points.map(({ temperature, ordinate, ordinateStderr }) => ({
    x: 1000 / temperature,
    y: ordinate,
    error: ordinateStderr,
  }));
  const [low = 0, high = 1] = [Math.min(...places.map(({ x }) => x)), Math.max(...places.map(({ x }) => x))];
  // ln A and Ea belong to values that fall with 1/T; those of a resistance rise.
  const sign = result.kind === "conductivity" ? -1 : 1;
  const slope = (sign * numbers.activationEnergy.value) / (BOLTZMANN_EV * 1000);
  const ordinateAt = (x: number): number => numbers.lnPrefactor.value + slope * x;
  return {
    name,
    ordinate: ordinateText(result),
    energy: activationEnergy.value,
    energyError: activationEnergy.stderr,
    unit: activationEnergy.unit,
    points: places,
    line: Array.from({ length: LINE_POINTS }, (_, k) => {
      const x = low + ((high - low) * k) / (LINE_POINTS - 1);
      return [x, ordinateAt(x)] as const;
    }),
    warnings,
  };
}

/** `ln(σT / S cm⁻¹ K)`: a logarithm is of a number, so the unit stands in it. */
function ordinateText({ kind, form, unit }: ArrheniusResult): string {
  const isByT = form === "sigma-T";
  const own = unitText(unit).replace(/(\S+)\/(cm|m)$/, "$1 $2\u207B\u00B9");
  if (kind === "conductivity") return isByT ? `ln(\u03C3T / ${own} K)` : `ln(\u03C3 / ${own})`;
  return isByT ? `ln(R T\u207B\u00B9 / ${own} K\u207B\u00B9)` : `ln(R / ${own})`;
}

/** kB in eV/K, exact since 2019: 1.380649e-23 J/K over 1.602176634e-19 C. */
const BOLTZMANN_EV = 1.380649e-23 / 1.602176634e-19;

/** Files of the same name from different folders must not be taken for one spectrum. */
function uniqueLabels(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${String(count)})`;
  });
}

/** What was typed comes before what names and files tell. */
function conditionsOf({ members, kind }: SeriesJob): ReturnType<typeof chooseConditions> {
  const typedKind = kind ?? "temperature";
  const places = new Map(members.map((member, place) => [`${String(place)}`, member]));
  const typed = members.filter(({ condition }) => condition.trim() !== "");
  const table: ConditionTable = {
    of: (file) => {
      const text = places.get(file.slice(0, file.indexOf(":")))?.condition ?? "";
      if (text.trim() === "") return undefined;
      return [{ kind: typedKind, value: conditionValue(text, typedKind), found: "typed in" }];
    },
    unused: () => [],
  };
  const spectra = members.map(({ sweep }, place) => ({
    // The place tells apart what has the same name; the name of a folder is not read for conditions.
    file: `${String(place)}:/${sweep.file}`,
    sweep: sweep.sweep,
    several: sweep.several,
    metadata: sweep.metadata,
  }));
  const over = kind ?? (typed.length === members.length && typed.length > 0 ? typedKind : undefined);
  try {
    return chooseConditions(spectra, { table, ...(over === undefined ? {} : { over }) });
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    // What follows the finding is advice for a command line.
    const [finding = ""] = fewNames(error.message, spectra)
      .replace(/\d+:\//g, "")
      .split(/;| Name it| --/);
    throw new ConditionTextError(`${finding.replace(/\.?$/, ".")} Type it into the table, or choose what varies.`);
  }
}

const MOST_NAMED = 3;

/** A message that names many files, with the first of them only. */
function fewNames(message: string, spectra: readonly { readonly file: string }[]): string {
  const named = spectra.map(({ file }) => file).filter((file) => message.includes(file));
  const [first, last] = [named[0] ?? "", named.at(-1) ?? ""];
  if (named.length <= MOST_NAMED + 1) return message;
  const shown = named.slice(0, MOST_NAMED).join(", ");
  const others = `${shown} and ${String(named.length - MOST_NAMED)} others`;
  return message.slice(0, message.indexOf(first)) + others + message.slice(message.indexOf(last) + last.length);
}

/** A number in the unit of the kind; of temperatures also in K. */
export function conditionValue(text: string, kind: ConditionKind): number {
  const match = /^([+\-\u2212]?\d*[.,]?\d+(?:e[+-]?\d+)?)\s*(K|\u00B0?C)?$/i.exec(text.trim());
  const value = Number((match?.[1] ?? "").replace("\u2212", "-").replace(",", "."));
  const isNumber = match !== null && Number.isFinite(value) && (match[2] === undefined || kind === "temperature");
  if (!isNumber) {
    const example = kind === "temperature" ? "25, 25 C or 298.15 K" : "a number such as 50";
    throw new ConditionTextError(`The condition ${JSON.stringify(text)} is not understood; type ${example}.`);
  }
  return match[2]?.toUpperCase() === "K" ? value - ZERO_CELSIUS : value;
}
