import { hasText, viewOf } from "../binary/bytes.ts";
import { mprData, rowsAtHand } from "../biologicMpr.ts";
import type { FileContent } from "../content.ts";
import { RECORDED } from "../mpr/columns.ts";
import { MPR_MAGIC, type MprModule } from "../mpr/modules.ts";
import { rowLayout, type RowLayout } from "../mpr/rowLayout.ts";
import { columnReader } from "../mpr/rows.ts";
import { ReadError } from "../readError.ts";
import type { Recording } from "./recording.ts";

const FEWEST_POINTS = 3;
const HOUR = 3600;

export function isMpr({ head }: FileContent): boolean {
  return hasText(head, 0, MPR_MAGIC);
}

/**
 * Time, current and voltage of a .mpr of EC-Lab. Where the current was not recorded, as by galvanostatic cycling, it is the mean
 * one since the row before, from the charge.
 */
export function mprRecording(file: FileContent): Recording {
  const { data, metadata } = mprData(file);
  const parts = data.map((module) => partOf(module, file.name));
  const time = parts.flatMap((part) => part.time);
  const current = parts.every((part) => part.current !== undefined) ? parts.flatMap((part) => part.current ?? []) : [];
  const voltage = parts.every((part) => part.voltage !== undefined) ? parts.flatMap((part) => part.voltage ?? []) : [];
  if (time.length < FEWEST_POINTS || (current.length === 0 && voltage.length === 0)) {
    const { technique } = metadata;
    throw new ReadError("bad-data", {
      file: file.name,
      foundWhat: `${technique === undefined ? "" : `technique ${String(technique)}, `}${String(time.length)} rows with time and current or voltage`,
      expected: `at least ${String(FEWEST_POINTS)}; export the measurement as text (.mpt) from EC-Lab`,
    });
  }
  const { values, breaks } = rising(time);
  return {
    name: file.name,
    time: Float64Array.from(values),
    ...(current.length === 0 ? {} : { current: Float64Array.from(current) }),
    ...(voltage.length === 0 ? {} : { voltage: Float64Array.from(voltage) }),
    breaks,
    notes: [...new Set(parts.flatMap((part) => part.notes))],
  };
}

interface Part {
  readonly time: number[];
  readonly current?: number[];
  readonly voltage?: number[];
  readonly notes: readonly string[];
}

function partOf(module: MprModule, file: string): Part {
  const layout = rowLayout(module, file);
  const { count, warnings } = rowsAtHand(module, layout);
  const view = viewOf(module.body);
  const column = (ids: readonly number[]): number[] | undefined => columnOf(view, layout, count, ids);
  const time = column([RECORDED.time]) ?? [];
  const voltage = column(RECORDED.voltage);
  const direct = column(RECORDED.current)?.map((milli) => milli / 1000);
  const charge = direct === undefined ? column([RECORDED.charge]) : undefined;
  const current =
    direct ?? charge?.map((each, row) => meanCurrent(each, (time[row] ?? 0) - (time[row - 1] ?? Number.NaN)));
  const first = current?.[1];
  // Nothing has flowed before the first row that is known of.
  if (charge !== undefined && current !== undefined && first !== undefined) current[0] = 0;
  return {
    time,
    ...(current === undefined ? {} : { current }),
    ...(voltage === undefined ? {} : { voltage }),
    notes: [
      ...layout.notes,
      ...warnings,
      ...(charge === undefined ? [] : ["the file has no current: it was computed from the charge between rows"]),
    ],
  };
}

/** A from mA h within seconds; rows of one time have none between them. */
function meanCurrent(milliampereHours: number, seconds: number): number {
  return seconds > 0 ? (milliampereHours * HOUR) / seconds / 1000 : 0;
}

function columnOf(view: DataView, layout: RowLayout, count: number, ids: readonly number[]): number[] | undefined {
  const id = ids.find((each) => layout.columns.has(each));
  const read = id === undefined ? undefined : columnReader(view, layout, id);
  if (read === undefined) return undefined;
  return Array.from({ length: count }, (_row, row) => read(layout.start + row * layout.stride));
}

/** What follows an earlier time, as of a second module, is put behind it. */
function rising(time: readonly number[]): { values: number[]; breaks: number[] } {
  let offset = 0;
  let last = Number.NEGATIVE_INFINITY;
  const breaks: number[] = [];
  const values = time.map((each, place) => {
    if (each + offset < last) {
      offset = last - each;
      breaks.push(place);
    }
    return (last = each + offset);
  });
  return { values, breaks };
}
