import { printable } from "../io/printable.ts";
import type { SweepSummary } from "../io/read.ts";

// Fixed, because a list of ten thousand sweeps is printed while it is read.
const WIDTHS = [6, 7, 12, 12] as const;
const DIGITS = 6;
const LONGEST = 120;

/** The first line of a list of sweeps. */
export function sweepListHeader(): string {
  return `${cells(["sweep", "points", "from / Hz", "to / Hz"])}  what the file tells\n`;
}

/** The line of a sweep: its number, points, frequencies and what the file tells of it. */
export function sweepListLine({ sweep, points, minimumHz, maximumHz, metadata }: SweepSummary): string {
  // The number stands in a column of its own.
  const told = Object.entries(metadata).filter(([name, value]) => name !== "sweep" || value !== sweep);
  const entries = told.map(([name, value]) => `${name}: ${String(value)}`);
  const text = printable(entries.join(", "));
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  const frequencies = [maximumHz, minimumHz].map((value) => String(Number(value.toPrecision(DIGITS))));
  return `${cells([String(sweep), String(points), ...frequencies])}  ${short}`.trimEnd() + "\n";
}

function cells(texts: readonly string[]): string {
  return texts.map((text, index) => text.padStart(WIDTHS[index] ?? 0)).join("  ");
}
