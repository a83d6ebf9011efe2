import { createReadStream, existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { parse, type Parser } from "csv-parse";
import { circuitTextOf } from "../../circuits.ts";
import { isExpected } from "../../expectedErrors.ts";
import { UsageError } from "../../usageError.ts";
import type { Item, ItemSource } from "../item.ts";
import { overridesOf, overrideKeys, placeOf } from "../overrides.ts";

const FILE = /^(?:file|file ?name|files|path|spectrum)$/i;
const GROUP = 64;
const SEPARATORS = ["\t", ";", ","];

/** A row of a manifest with its place. */
interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A manifest whose titles have been read. */
export interface Manifest {
  /** Whether a column names the circuit of each spectrum. */
  readonly namesCircuits: boolean;
  readonly items: ItemSource;
}

/**
 * Opens a table of files: a column `file`, and others that say how each is fitted or are handed on. Separated by commas, semicolons or
 * tabs; paths are relative to the manifest. Rows are read as they are asked for, and one that is wrong gives a failed item.
 *
 * @throws {UsageError} with the line, for a manifest that cannot be read or has no column of files.
 */
export async function openManifest(path: string): Promise<Manifest> {
  const rows = rowsOf(path);
  const head = await nextRow(rows, path);
  if (head === undefined)
    throw new UsageError(`${path} is empty; give a row of titles such as file,circuit,temperature_C.`);
  const titles = head.fields.map((title) => title.trim());
  const filePlace = titles.findIndex((title) => FILE.test(title));
  if (filePlace < 0) {
    throw new UsageError(
      `${path}:${String(head.line)}: there is no column "file" among ${titles.join(", ")}; it must hold the names of the spectra. Columns that say how they are fitted: ${overrideKeys}.`,
    );
  }
  const keys = titles.map((title, place) => (place === filePlace ? "file" : (placeOf(title)?.key ?? title)));
  const twice = keys.find((key, place) => keys.indexOf(key) !== place);
  if (twice !== undefined) {
    throw new UsageError(
      `${path}:${String(head.line)}: the column ${JSON.stringify(twice)} stands there twice; leave one out.`,
    );
  }
  const columns = { path, titles, filePlace };
  return { namesCircuits: keys.includes("circuit"), items: itemsOf(rows, columns) };
}

interface Columns {
  readonly path: string;
  readonly titles: readonly string[];
  readonly filePlace: number;
}

async function* itemsOf(rows: AsyncGenerator<Row>, columns: Columns): ItemSource {
  const circuits = new Map<string, string>();
  let group: Item[] = [];
  let last = 1;
  for (;;) {
    let row: Row | undefined;
    try {
      row = await nextRow(rows, columns.path);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      // Nothing behind an open quotation mark can be told apart.
      group.push(failedItem(last + 1, columns.path, error.message));
    }
    if (row === undefined) break;
    last = row.line;
    group.push(itemOf(row, columns, circuits));
    if (group.length === GROUP) {
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

function itemOf({ line, fields }: Row, { path, titles, filePlace }: Columns, circuits: Map<string, string>): Item {
  const where = `${path}:${String(line)}`;
  const file = (fields[filePlace] ?? "").trim();
  const full = isAbsolute(file) ? file : join(dirname(path), file);
  try {
    if (fields.length !== titles.length) {
      const many = `${String(fields.length)} field${fields.length === 1 ? "" : "s"}`;
      throw new UsageError(
        `the row has ${many}, the titles are ${String(titles.length)}; quote what holds a separator.`,
      );
    }
    if (file === "") throw new UsageError("the name of the file is missing.");
    const entries = titles.map((title, place) => [title, (fields[place] ?? "").trim()] as const);
    const overrides = overridesOf(entries.filter(([, field], place) => place !== filePlace && field !== ""));
    const { circuit } = overrides;
    return {
      input: line,
      source: full,
      content: { kind: "file", path: full },
      place: where,
      overrides: circuit === undefined ? overrides : { ...overrides, circuit: textOfCircuit(circuit, circuits) },
    };
  } catch (error) {
    if (!isExpected(error)) throw error;
    return failedItem(line, file === "" ? where : full, `${where}: ${error.message}`);
  }
}

function textOfCircuit(argument: string, known: Map<string, string>): string {
  const text = known.get(argument) ?? circuitTextOf(argument);
  known.set(argument, text);
  return text;
}

function failedItem(line: number, source: string, message: string): Item {
  return { input: line, source, content: { kind: "failed", name: "ManifestError", message } };
}

/** @throws {UsageError} for what is not CSV, with its line. */
async function nextRow(rows: AsyncGenerator<Row>, path: string): Promise<Row | undefined> {
  try {
    const next = await rows.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    throw new UsageError(`${path}: ${error.message}`, { cause: error });
  }
}

async function* rowsOf(path: string): AsyncGenerator<Row> {
  const delimiter = await separatorOf(path);
  const stream = createReadStream(path);
  const parser: Parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    comment: "#",
    comment_no_infix: true,
  });
  stream.on("error", (error) => parser.destroy(error));
  stream.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield { line: info.lines, fields: record };
  }
}

/** The separator that the titles are separated by. */
async function separatorOf(path: string): Promise<string> {
  if (!existsSync(path)) throw new UsageError(`There is no manifest ${path}.`);
  if (statSync(path).isDirectory()) throw new UsageError(`${path} is a folder, not a manifest.`);
  let head = "";
  for await (const piece of createReadStream(path, { end: 65535 }) as AsyncIterable<Buffer>)
    head += piece.toString("utf8");
  const titles = head.split(/\r?\n/).find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
  return SEPARATORS.find((separator) => titles.includes(separator)) ?? ",";
}
