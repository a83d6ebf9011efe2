import { closeSync, openSync, writeFileSync } from "node:fs";
import type { ResultFormat } from "./format.ts";
import { ColumnFinder, type Column } from "./columns.ts";
import { writeCsv } from "./csv.ts";
import { writeJson } from "./json.ts";
import { parquetLibrary, writeParquet } from "./parquet.ts";
import { recordsIn } from "./records.ts";

/** @throws {UsageError} for a format whose library is missing, before any work is done. */
export async function checkFormat(format: ResultFormat): Promise<void> {
  if (format === "parquet") await parquetLibrary();
}

/** Writes the results of a run from its records into a file. */
export async function convertRecords(format: ResultFormat, recordsPath: string, resultsPath: string): Promise<void> {
  if (format === "parquet") return writeParquet(recordsPath, await columnsOf(recordsPath), resultsPath);
  const descriptor = openSync(resultsPath, "wx");
  let pieces: string[] = [];
  let length = 0;
  const flush = (): void => {
    writeFileSync(descriptor, pieces.join(""));
    pieces = [];
    length = 0;
  };
  try {
    await writeText(format, recordsPath, (text) => {
      pieces.push(text);
      length += text.length;
      if (length > 1 << 18) flush();
    });
    flush();
  } finally {
    closeSync(descriptor);
  }
}

/** Writes the results of a run as text, piece by piece. */
export async function writeText(
  format: Exclude<ResultFormat, "parquet">,
  recordsPath: string,
  write: (text: string) => unknown,
): Promise<void> {
  switch (format) {
    case "csv":
      return writeCsv(recordsPath, await columnsOf(recordsPath), write);
    case "json":
      return writeJson(recordsPath, write);
    case "ndjson":
      throw new RangeError("Records are NDJSON as they are.");
  }
}

async function columnsOf(recordsPath: string): Promise<Column[]> {
  const finder = new ColumnFinder();
  for await (const record of recordsIn(recordsPath)) finder.add(record);
  return finder.columns;
}
