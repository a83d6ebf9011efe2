import type { ConditionKind, IntervalMethod, Loss, Objective, Weight } from "../../index.ts";

/** One sweep of a file, as plain data that can be stored and sent to a worker. */
export interface Sweep {
  readonly id: string;
  /** For people: the file's name, with the number of the sweep where a file has several. */
  readonly name: string;
  readonly file: string;
  /** Counted from 1. */
  readonly sweep: number;
  /** Whether its file has others. */
  readonly several: boolean;
  /** Name of the format it was read as. */
  readonly format: string;
  /** Of the file's bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** Hz, falling. */
  readonly frequencyHz: readonly number[];
  /** Z' and Z'', ohm, true sign. */
  readonly re: readonly number[];
  readonly im: readonly number[];
  /** Standard deviations, ohm. */
  readonly sigma?: { readonly re: readonly number[]; readonly im: readonly number[] };
  readonly metadata: Readonly<Record<string, string | number>>;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** What was decided for one parameter beyond the circuit's text. */
export interface ParameterSetting {
  /** Held at this value, in the parameter's unit. */
  readonly fixed?: number;
  readonly lower?: number;
  readonly upper?: number;
}

/** Geometry of the sample, as it was typed; empty where it was not. */
export interface SampleTexts {
  readonly thickness: string;
  readonly area: string;
  readonly diameter: string;
  readonly temperature: string;
}

/** How intervals are found; `auto`: each by what it calls for. */
export type IntervalChoice = IntervalMethod | "auto";

/** All that a person has put in or decided: what is saved, restored, undone and redone. Immutable. */
export interface Session {
  readonly sweeps: readonly Sweep[];
  /** The sweep that is looked at. */
  readonly selected: string | null;
  /** Points left out, by sweep; indices in the sweep's order, rising. */
  readonly excluded: Readonly<Record<string, readonly number[]>>;
  readonly circuit: string;
  /** Further circuits to compare with. */
  readonly compared: readonly string[];
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly intervals: IntervalChoice;
  /** By parameter name; those that the circuit does not have lie idle. */
  readonly settings: Readonly<Record<string, ParameterSetting>>;
  /** Where a fit without a search starts; null: a search that needs no start. */
  readonly start: Readonly<Record<string, number>> | null;
  readonly sample: SampleTexts;
  /** What a series is over; null: what the names and files tell. */
  readonly conditionKind: ConditionKind | null;
  /** Conditions typed in, by sweep; others are taken from names and files. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Sweeps that take no part in the series. */
  readonly outOfSeries: readonly string[];
}

export const EMPTY_SESSION: Session = {
  sweeps: [],
  selected: null,
  excluded: {},
  circuit: "R0-(R1|CPE1)",
  compared: [],
  weight: "modulus",
  objective: "impedance",
  loss: "squares",
  intervals: "auto",
  settings: {},
  start: null,
  sample: { thickness: "", area: "", diameter: "", temperature: "" },
  conditionKind: null,
  conditions: {},
  outOfSeries: [],
};

/** The sweep that is looked at, undefined where there is none. */
export function selectedSweep({ sweeps, selected }: Session): Sweep | undefined {
  return sweeps.find(({ id }) => id === selected) ?? sweeps[0];
}

export function excludedOf({ excluded }: Session, id: string): readonly number[] {
  return excluded[id] ?? [];
}
