import { isZip, unzip } from "../archive/zip.ts";
import { contentOf, contentOfBytes, type FileContent } from "../content.ts";
import { fileSource } from "../nodeFile.ts";
import { documentSheets, odsFormat } from "../ods.ts";
import { printable } from "../printable.ts";
import type { FileSource } from "../read.ts";
import { ReadError } from "../readError.ts";
import { rowOf, type TableRow } from "../table/rows.ts";
import { placeOf, type Sheet } from "../table/sheets.ts";
import { workbookSheets, xlsxFormat } from "../xlsx.ts";
import { findRecording, findRecordingInRows, type RecordingLayout } from "./layout.ts";
import { isMpr, mprRecording } from "./mprRecording.ts";
import { RecordingReader } from "./recordingReader.ts";

/** What an instrument recorded over time. */
export interface Recording {
  readonly name: string;
  /** s, never falling. */
  readonly time: Float64Array;
  /** A; absent where the file has none. */
  readonly current?: Float64Array;
  /** V; absent where the file has none. */
  readonly voltage?: Float64Array;
  /** Indices of points before which the time starts anew in the file, as where two files were joined. */
  readonly breaks: readonly number[];
  /** What was assumed or left out. */
  readonly notes: readonly string[];
}

const HEADER =
  "a header that names columns of time and of current or voltage with their units, such as time_s,current_A,voltage_V";
/** A header stands among the first rows of a sheet. */
const HEAD_ROWS = 500;

/**
 * Reads a table of time, current and voltage: any delimiter, decimal points or commas, units in the names or in a row of their
 * own; the first sheet of a workbook (.xlsx, .ods) that has such a table; or a .mpr of EC-Lab. Times may be numbers or `h:mm:ss`.
 *
 * @param source a path (Node only) or the content of a file.
 * @throws {ReadError} where the columns are not named, and at a row without a number.
 */
export async function readRecording(source: FileSource, name?: string): Promise<Recording> {
  const file =
    typeof source === "string"
      ? contentOf(fileSource(source), name ?? source)
      : contentOfBytes(source instanceof Uint8Array ? source : new Uint8Array(source), name ?? "data");
  if (isMpr(file)) return mprRecording(file);
  if (!isZip(file.head)) return ofText(file);
  const bytes = file.bytes();
  return ofSheets(contentOfBytes(bytes, file.name, await unzip(bytes, file.name)));
}

function ofText(file: FileContent): Recording {
  const layout = findRecording(file.headLines());
  if (layout === undefined) {
    const first = file.headLines().find((line) => line.trim() !== "");
    throw new ReadError("bad-header", {
      file: file.name,
      ...(first === undefined ? { foundWhat: "no text" } : { found: first }),
      expected: HEADER,
    });
  }
  const reader = new RecordingReader(file.name, layout);
  const lines = file.lines()[Symbol.iterator]();
  try {
    for (let line = 1; ; line++) {
      const next = lines.next();
      if (next.done === true) return reader.end(!next.value);
      reader.take(rowOf(next.value, line, layout.delimiter));
    }
  } finally {
    lines.return?.(false);
  }
}

/** The first sheet with a recording; the others that have one are named. */
function ofSheets(file: FileContent): Recording {
  const sheets = xlsxFormat.sniff(file) ? workbookSheets(file) : odsFormat.sniff(file) ? documentSheets(file) : [];
  const found = sheets.flatMap((sheet): { sheet: Sheet; layout: RecordingLayout }[] => {
    const layout = findRecordingInRows(firstRows(sheet));
    return layout === undefined ? [] : [{ sheet, layout }];
  });
  const [first, ...others] = found;
  if (first === undefined) {
    throw new ReadError("bad-header", {
      file: file.name,
      foundWhat: `${String(sheets.length)} sheet(s) without one`,
      expected: HEADER,
    });
  }
  const title = (sheet: Sheet): string => `"${printable(sheet.name)}"`;
  const reader = new RecordingReader(placeOf(file.name, first.sheet.name), first.layout);
  for (const row of first.sheet.rows()) reader.take(row);
  const recording = reader.end(false);
  const left = others.map(({ sheet }) => title(sheet)).join(", ");
  return {
    ...recording,
    name: file.name,
    notes: [
      `read sheet ${title(first.sheet)}${left === "" ? "" : `, not ${left}, which have a recording too`}`,
      ...recording.notes,
    ],
  };
}

function firstRows(sheet: Sheet): TableRow[] {
  const rows: TableRow[] = [];
  for (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length === HEAD_ROWS) break;
  }
  return rows;
}
