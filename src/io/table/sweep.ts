import type { Metadata, Sweep } from "../format.ts";
import { leftOut } from "../skippedLines.ts";
import { printable } from "../printable.ts";
import { ReadError } from "../readError.ts";
import type { Column, TablePlan } from "./columns.ts";
import { judge } from "./consistency.ts";
import { celsius } from "./metadata.ts";
import type { Points } from "./points.ts";
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
  if (columns.representation.needsGeometry === true) scale(points, 1 / emptyCapacitance(metadata, track.file));
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

/** F/m, CODATA 2018. */
const VACUUM_PERMITTIVITY = 8.8541878128e-12;

/** Of the cell without its sample, in farad. @throws {ReadError} where the file does not tell the geometry. */
function emptyCapacitance({ diameter_mm: diameter, thickness_mm: thickness }: Metadata, file: string): number {
  if (typeof diameter === "number" && typeof thickness === "number" && diameter > 0 && thickness > 0) {
    return (VACUUM_PERMITTIVITY * Math.PI * diameter * diameter * 1e-3) / (4 * thickness);
  }
  throw new ReadError("bad-data", {
    file,
    foundWhat: "permittivities without the geometry of the sample",
    expected: "lines such as Diameter[mm] 10 and Thickness[mm] 1 above them, or columns of Z' and Z''",
  });
}

function scale({ re, im }: Points, factor: number): void {
  for (let index = 0; index < re.length; index++) {
    re[index] = (re[index] ?? 0) * factor;
    im[index] = (im[index] ?? 0) * factor;
  }
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
