import { ZERO_CELSIUS } from "../constants.ts";
import { ConditionError, conditionKinds, conditionText, type Condition, type ConditionKind } from "./conditions.ts";
import { conditionsInName } from "./conditionNames.ts";
import type { ConditionTable } from "./conditionTable.ts";

/** A spectrum whose condition is sought. */
export interface SpectrumOfSeries {
  /** Path of its file. */
  readonly file: string;
  /** Counted from 1. */
  readonly sweep: number;
  /** Whether the file has several sweeps, which its name then cannot tell apart. */
  readonly several: boolean;
  readonly metadata: Readonly<Record<string, string | number>>;
}

/** What varies over a series, with its value for each spectrum. */
export interface SeriesConditions {
  readonly kind: ConditionKind;
  /** In the unit of the kind, one a spectrum. */
  readonly values: readonly number[];
  /** Where each was found. */
  readonly found: readonly string[];
}

const METADATA: readonly (readonly [key: string, kind: ConditionKind])[] = [
  ["temperature_C", "temperature"],
  ["dc_V", "bias"],
  ["dc_A", "current"],
  ["time_s", "time"],
];

/**
 * Finds what a series is measured over: the table's conditions before those of names before those of the files themselves. With
 * `over` it is that kind; without, the only one that all spectra tell and that differs between them.
 *
 * @throws {ConditionError} where a spectrum tells it not, or twice and differently, and where several kinds vary.
 */
export function chooseConditions(
  spectra: readonly SpectrumOfSeries[],
  { over, table }: { readonly over?: ConditionKind; readonly table?: ConditionTable } = {},
): SeriesConditions {
  if (over === "number") {
    return { kind: over, values: spectra.map((_each, place) => place + 1), found: spectra.map(() => "order given") };
  }
  const told = spectra.map((spectrum) => conditionsOf(spectrum, table));
  const kind = over ?? varyingKind(spectra, told);
  const chosen = told.map((each, place) => {
    const { file } = spectra[place] ?? { file: "" };
    const own = each.conditions.filter((condition) => condition.kind === kind);
    const [first] = own;
    if (first === undefined) {
      throw new ConditionError(
        `${labelOf(spectra[place])}: its ${conditionKinds[kind].title} is not known. ${saidOf(each)} Name it in the file's name (${examples(kind)}) or give --conditions TABLE.csv.`,
      );
    }
    if (own.some(({ value }) => value !== first.value)) {
      const both = own.map(({ found, value }) => `${found} (${conditionText(kind, value)})`).join(" and ");
      throw new ConditionError(
        `${file}: its ${conditionKinds[kind].title} may be ${both}; give --conditions TABLE.csv.`,
      );
    }
    if (kind === "temperature" && first.value <= -ZERO_CELSIUS) {
      throw new ConditionError(
        `${labelOf(spectra[place])}: its temperature, ${conditionText(kind, first.value)} (${first.found}), lies below absolute zero.`,
      );
    }
    return first;
  });
  return { kind, values: chosen.map(({ value }) => value), found: chosen.map(({ found }) => found) };
}

interface Told {
  readonly conditions: readonly Condition[];
  readonly doubts: readonly string[];
}

function conditionsOf({ file, sweep, several, metadata }: SpectrumOfSeries, table: ConditionTable | undefined): Told {
  const listed = table?.of(file, sweep);
  const named = conditionsInName(file);
  const own = METADATA.flatMap(([key, kind]): Condition[] => {
    const value = metadata[key];
    return typeof value === "number" ? [{ kind, value, found: key }] : [];
  });
  const conditions = [...(listed ?? [])];
  // What is told more surely hides what is told less surely, kind by kind; a name does not tell sweeps of one file apart.
  for (const further of several ? [own, named.conditions] : [named.conditions, own]) {
    const kinds = new Set(conditions.map(({ kind }) => kind));
    conditions.push(...further.filter(({ kind }) => !kinds.has(kind)));
  }
  return { conditions, doubts: named.doubts };
}

function varyingKind(spectra: readonly SpectrumOfSeries[], told: readonly Told[]): ConditionKind {
  const kinds = [...new Set(told.flatMap(({ conditions }) => conditions.map(({ kind }) => kind)))];
  const complete = kinds.filter((kind) =>
    told.every(({ conditions }) => conditions.some((condition) => condition.kind === kind)),
  );
  const varying = complete.filter((kind) => {
    const values = told.flatMap(({ conditions }) => conditions.find((each) => each.kind === kind)?.value ?? []);
    return new Set(values).size > 1;
  });
  // A dc voltage that drifts, or a thermometer, is in files anyway; what somebody wrote into a table or a name is meant.
  const written = varying.filter((kind) =>
    told.every(({ conditions }) =>
      conditions.some((each) => each.kind === kind && !METADATA.some(([key]) => key === each.found)),
    ),
  );
  const [only, second] = written.length === 1 ? written : varying;
  if (only !== undefined && second === undefined) return only;
  if (second !== undefined) {
    const list = varying.map((kind) => conditionKinds[kind].title).join(" and ");
    throw new ConditionError(`${list} both vary over these files; say which by --over ${varying.join(" or --over ")}.`);
  }
  if (complete[0] !== undefined && spectra.length > 1) {
    throw new ConditionError(
      `All spectra have the same ${complete.map((kind) => conditionKinds[kind].title).join(" and ")}; a series needs something that differs. --over number takes them in their order.`,
    );
  }
  const partly = kinds[0];
  const lacking = spectra.filter((_each, place) => told[place]?.conditions.every(({ kind }) => kind !== partly));
  const example = told.find(({ doubts, conditions }) => doubts.length > 0 || conditions.length > 0);
  throw new ConditionError(
    `No condition is known for ${(lacking.length > 0 ? lacking : spectra).map(labelOf).join(", ")}. ${saidOf(example)} Name it in the files' names (${examples("temperature")}), give --conditions TABLE.csv, or take them in their order by --over number.`,
  );
}

function labelOf(spectrum: SpectrumOfSeries | undefined): string {
  if (spectrum === undefined) return "";
  return spectrum.several ? `${spectrum.file} #${String(spectrum.sweep)}` : spectrum.file;
}

function saidOf(told: Told | undefined): string {
  if (told === undefined) return "Nothing was found in the name or in the file.";
  const found = told.conditions.map(({ kind, value, found }) => `${conditionText(kind, value)} (${found})`);
  const sentences = [
    ...(found.length > 0 ? [`Found: ${found.join(", ")}.`] : []),
    ...told.doubts.map((each) => `${each}.`),
  ];
  return sentences.length > 0 ? sentences.join(" ") : "Nothing was found in the name or in the file.";
}

function examples(kind: ConditionKind): string {
  switch (kind) {
    case "temperature":
      return "cell_25C, cell_298K";
    case "soc":
      return "cell_soc50";
    case "time":
      return "cell_t=2h";
    case "voltage":
      return "cell_3.7V";
    case "bias":
      return "cell_bias100mV";
    case "current":
    case "number":
      return "cell_10mA";
  }
}
