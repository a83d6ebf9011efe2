import type * as Library from "hyparquet-writer";
import { version } from "../../../index.ts";
import { UsageError } from "../../usageError.ts";
import type { Cell, Column } from "./columns.ts";
import { recordsIn } from "./records.ts";

/** Rows held at a time. */
const ROW_GROUP = 4096;

/**
 * Records as an Apache Parquet file, in groups of rows. Numbers are 64-bit floats or integers, all columns may be null.
 *
 * @throws {UsageError} where the library that writes it is not installed.
 */
export async function writeParquet(
  recordsPath: string,
  columns: readonly Column[],
  resultsPath: string,
): Promise<void> {
  const { ParquetWriter, fileWriter, schemaFromColumnData } = await parquetLibrary();
  const none: Cell[] = [];
  const schema = schemaFromColumnData({ columnData: columns.map((column) => columnSource(column, none)) });
  const writer = new ParquetWriter({
    writer: fileWriter(resultsPath),
    schema,
    createdBy: "eisfit",
    kvMetadata: [{ key: "eisfit", value: version }],
  });
  let rows = columns.map((): Cell[] => []);
  let count = 0;
  const flush = async (): Promise<void> => {
    await writer.write({
      columnData: columns.map((column, place) => columnSource(column, rows[place] ?? [])),
      rowGroupSize: ROW_GROUP,
    });
    rows = columns.map(() => []);
    count = 0;
  };
  for await (const record of recordsIn(recordsPath)) {
    for (const [place, { cell }] of columns.entries()) rows[place]?.push(cell(record));
    count++;
    if (count === ROW_GROUP) await flush();
  }
  if (count > 0) await flush();
  await writer.finish();
}

/** Loaded only where it is asked for. @throws {UsageError} where it is missing. */
export async function parquetLibrary(): Promise<typeof Library> {
  try {
    return await import("hyparquet-writer");
  } catch (error) {
    throw new UsageError("Parquet needs the package hyparquet-writer: npm install hyparquet-writer.", { cause: error });
  }
}

function columnSource({ title, type }: Column, cells: readonly Cell[]): Library.ColumnSource {
  const kinds = { text: "STRING", number: "DOUBLE", integer: "INT64" } as const;
  const data = type === "integer" ? cells.map((cell) => (cell === null ? null : BigInt(cell))) : [...cells];
  return { name: title, data, type: kinds[type], nullable: true };
}
