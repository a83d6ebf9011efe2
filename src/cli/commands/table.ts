import { basename } from "node:path";
import { Option, type Command } from "commander";
import { readFileBytes, ReadError } from "../../index.ts";
import {
  chosenColumns,
  mergedRows,
  publicationRows,
  tableOf,
  usualColumns,
  type TableFormat,
  type TableRow,
} from "../../report/index.ts";
import { DONE, type Host } from "../host.ts";

/** The options of `eisfit table` as commander gives them. */
export interface TableCommandOptions {
  readonly columns?: readonly string[];
  readonly format: TableFormat;
  readonly each?: boolean;
}

export function addTableCommand(program: Command, host: Host, done: (status: number) => void): void {
  program
    .command("table")
    .description("The table that a paper prints, from the JSON of other commands.")
    .argument(
      "<results...>",
      "JSON files of fit, series, transference, diffusion, gitt, electronic; NAME=FILE names the sample",
    )
    .option(
      "--columns <list>",
      "e.g. 'sample,T,R_b,sigma_total in mS/cm'; symbols, names of answers or parameters",
      list,
    )
    .addOption(
      new Option("--format <format>", "siunitx is LaTeX with that package")
        .choices(["markdown", "latex", "siunitx", "csv"])
        .default("markdown"),
    )
    .option("--each", "a row for each spectrum of a series or pulse of a titration, instead of values at 25 C or means")
    .action(async (results: string[], options: TableCommandOptions) =>
      done(await tableCommand(results, options, host)),
    );
}

/** Prints one table of all results; those of one sample and temperature make one row. */
export async function tableCommand(
  results: readonly string[],
  { columns, format, each = false }: TableCommandOptions,
  host: Host,
): Promise<number> {
  const all: TableRow[] = [];
  const units = new Map<string, string>();
  const notes = new Map<string, string>();
  for (const argument of results) {
    const [, sample, file = argument] = /^([^=/\\]+)=(.+)$/.exec(argument) ?? [];
    const found = publicationRows(await documentOf(file), {
      ...(sample === undefined ? {} : { sample }),
      fallback: basename(file).replace(/\..*$/, ""),
      each,
    });
    if (found === undefined) {
      throw new ReadError("bad-json", {
        file,
        foundWhat: "another document",
        expected: "JSON of eisfit fit, series, transference, diffusion, gitt or electronic",
      });
    }
    all.push(...found.rows);
    for (const [key, unit] of found.units) units.set(key, unit);
    for (const [key, note] of found.notes) notes.set(key, note);
  }
  const chosen = columns === undefined ? { columns: usualColumns(all), rows: all } : chosenColumns(columns, all, units);
  const rows = mergedRows(
    chosen.rows,
    chosen.columns.map(({ key }) => key),
  );
  const told = chosen.columns.map((column) => {
    const note = notes.get(column.key);
    return note === undefined ? column : { ...column, note };
  });
  host.out(tableOf(rows, told, format));
  return DONE;
}

async function documentOf(file: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readFileBytes(file));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ReadError(
      "bad-json",
      { file, foundWhat: "no JSON", expected: "what --json or -o wrote" },
      { cause: error },
    );
  }
}

/** Commas within brackets, as of a name, separate nothing. */
function list(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((word) => word.trim());
}
