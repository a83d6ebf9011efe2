import type { Metadata, Sweep } from "../format.ts";
import { leftOut } from "../skippedLines.ts";
import { printable } from "../printable.ts";
import type { Column, TablePlan } from "./columns.ts";
import { judge } from "./consistency.ts";
import { celsius } from "./metadata.ts";
import type { Run } from "./split.ts";
import type { Track } from "./track.ts";

/** What belongs to a sweep besides its points. */
export interface SweepDetails {
  readonly plan: TablePlan;
  /** Of the whole table. */
  readonly notes: readonly string[];
  readonly metadata: Metadata;
  readonly warnings: readonly string[];
  /** In the column that tells sweeps apart. */
  readonly sweepValue?: string;
}

/** A finished sweep. The lines that its track has left out are told here and forgotten. */
export function sweepOf({ points, notes }: Run, track: Track, details: SweepDetails): Sweep {
  const { columns, skipped, overloaded, prefixed } = track;
  const { plan, metadata, sweepValue } = details;
  const verdict = judge(points, columns);
  const { sigmaRe, sigmaIm, temperature = [] } = points.extras;
  track.skipped = [];
  track.overloaded = [];
  return {
    frequencyHz: points.frequency,
    re: points.re,
    im: verdict.sign === 1 ? points.im : points.im.map((value) => -value),
    lines: points.line,
    ...(sigmaRe === undefined || sigmaIm === undefined ? {} : { sigma: { re: sigmaRe, im: sigmaIm } }),
    metadata: {
      ...metadata,
      ...(columns.title === undefined ? {} : { title: columns.title }),
      ...(plan.sweep === undefined || sweepValue === undefined
        ? {}
        : { [plainName(plan.sweep.name)]: plainValue(sweepValue) }),
      ...temperatureOf(temperature, plan.temperature),
    },
    notes: [
      ...details.notes,
      ...columns.notes,
      ...(prefixed === undefined ? [] : [`letters behind numbers were read as unit prefixes: ${printable(prefixed)}`]),
      ...notes,
      ...verdict.notes,
    ],
    warnings: [
      ...leftOut(skipped, skipped.length, "whose frequency is not above 0 Hz"),
      ...leftOut(overloaded, overloaded.length, "with the number 9.9E37 that stands for an overload"),
      ...verdict.warnings,
      ...details.warnings,
    ],
  };
}

function plainName(name: string): string {
  return printable(name.trim().toLowerCase()).replace(/\W+/g, "_");
}

function plainValue(text: string): string | number {
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : printable(text);
}

function temperatureOf(values: readonly number[], column: Column | undefined): Metadata {
  const known = values.filter(Number.isFinite);
  if (known.length === 0 || column === undefined) return {};
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return { temperature_C: column.header.dimension === "kelvin" ? celsius(mean) : Number(mean.toFixed(4)) };
}
