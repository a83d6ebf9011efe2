import { viewOf } from "../binary/bytes.ts";
import { fromPolarDegrees } from "../polar.ts";
import { COLUMN } from "./columns.ts";
import type { RowLayout } from "./rowLayout.ts";

/** What of a row matters; undefined for columns that the file does not have. */
export interface MprRow {
  readonly frequency: number;
  readonly re: number;
  /** -Z''. */
  readonly negativeIm: number;
  readonly modulus: number | undefined;
  /** Degrees. */
  readonly phase: number | undefined;
  readonly cycle: number | undefined;
  /** Number of the sequence or cycle in which the settings are the same. */
  readonly sequence: number | undefined;
  readonly potential: number | undefined;
  readonly temperature: number | undefined;
}

/** The rows that the body holds whole, one at a time. */
export function* mprRows(body: Uint8Array, layout: RowLayout, count: number): Generator<MprRow> {
  const view = viewOf(body);
  const reader = (id: number) => columnReader(view, layout, id);
  const frequency = reader(COLUMN.frequency);
  const re = reader(COLUMN.re);
  const negativeIm = reader(COLUMN.negativeIm);
  const modulus = reader(COLUMN.modulus);
  const phase = reader(COLUMN.phase);
  const cycle = reader(COLUMN.cycle);
  const sequence = reader(COLUMN.zCycle) ?? reader(COLUMN.sequence);
  const potential = reader(COLUMN.potential);
  const temperature = reader(COLUMN.temperature);
  for (let row = 0; row < count; row++) {
    const at = layout.start + row * layout.stride;
    const size = modulus?.(at);
    const angle = phase?.(at);
    // Where the parts are missing they follow from modulus and phase.
    const parts =
      re === undefined || negativeIm === undefined
        ? fromPolarDegrees(size ?? Number.NaN, angle ?? Number.NaN)
        : undefined;
    yield {
      frequency: frequency?.(at) ?? Number.NaN,
      re: parts?.re ?? re?.(at) ?? Number.NaN,
      negativeIm: parts === undefined ? (negativeIm?.(at) ?? Number.NaN) : -parts.im,
      modulus: size,
      phase: angle,
      cycle: cycle?.(at),
      sequence: sequence?.(at),
      potential: potential?.(at),
      temperature: temperature?.(at),
    };
  }
}

/** Reads a column of the row that begins at an offset; undefined where the file does not have it. */
export function columnReader(view: DataView, { columns }: RowLayout, id: number): ((at: number) => number) | undefined {
  const place = columns.get(id);
  if (place === undefined) return undefined;
  const { offset, width } = place;
  if (width === 8) return (at) => view.getFloat64(at + offset, true);
  if (width === 2) return (at) => view.getUint16(at + offset, true);
  if (id === COLUMN.zCycle) return (at) => view.getUint32(at + offset, true);
  return (at) => view.getFloat32(at + offset, true);
}
