import { ReadError } from "../readError.ts";
import { parseUnit } from "../table/units.ts";
import { filledLength } from "./fields.ts";
import type { Line } from "./numberedLines.ts";
import type { NamedColumn, PointColumns } from "./tableRows.ts";

/** For messages. */
export const ECLAB_NAMES = "freq/Hz with Re(Z)/Ohm and -Im(Z)/Ohm, or with |Z|/Ohm and Phase(Z)/deg";

/** The columns of an EC-Lab table that are read. */
export interface EcLabColumns {
  readonly point: PointColumns;
  readonly width: number;
  /** Columns whose change begins another sweep. */
  readonly cycles: readonly number[];
  /** Columns that are told as their mean, by the name of the metadata. */
  readonly averaged: readonly (readonly [string, number])[];
  readonly signFrom: string;
  readonly notes: readonly string[];
}

const AVERAGED: readonly (readonly [string, RegExp])[] = [
  ["dc_V", /^<Ewe>\/V$/i],
  ["temperature_C", /^(?:<?Temperature>?|T)\/(?:\u00b0C|degC|.{1,2}C)$/i],
];

/** True for a row of names with a frequency and something of an impedance. */
export function isNamesRow(text: string): boolean {
  if (!text.includes("\t") || !/freq\/\w?Hz/i.test(text)) return false;
  return /(?:Im\(Z\)|\|Z\|)\/\w?Ohm/i.test(text);
}

/**
 * Finds the columns by their names, in any order; others such as Re(Zce)/Ohm belong to other electrodes.
 *
 * @throws {ReadError} `bad-header` where frequency or impedance are missing.
 */
export function ecLabColumns({ text, number }: Line, file: string): EcLabColumns {
  const names = text.split("\t").map((name) => name.trim());
  const width = filledLength(names);
  const find = (pattern: RegExp): NamedColumn | undefined => {
    const index = names.findIndex((name) => pattern.test(name));
    const name = names[index];
    if (name === undefined) return undefined;
    const factor = name.endsWith("/deg") ? 1 : parseUnit(name.slice(name.lastIndexOf("/") + 1))?.factor;
    return factor === undefined ? undefined : { index, name, factor };
  };
  const frequency = find(/^freq\/\w*Hz$/i);
  const re = find(/^Re\(Z\)\/\w+$/i);
  const im = find(/^-?Im\(Z\)\/\w+$/i);
  const modulus = find(/^\|Z\|\/\w+$/i);
  const degrees = find(/^Phase\(Z\)\/deg$/i);
  const isComplete = (re !== undefined && im !== undefined) || (modulus !== undefined && degrees !== undefined);
  if (frequency === undefined || !isComplete) {
    const found = text.replaceAll("\t", ", ").trim();
    const missing = frequency === undefined ? "freq/Hz among the column names" : `column names ${ECLAB_NAMES}`;
    throw new ReadError("bad-header", { file, line: number, found, expected: missing });
  }
  const isNegated = im?.name.startsWith("-") ?? false;
  return {
    point: {
      frequency,
      ...(re === undefined || im === undefined
        ? {}
        : { re, im: { ...im, factor: isNegated ? -im.factor : im.factor } }),
      ...(modulus === undefined ? {} : { modulus }),
      ...(degrees === undefined ? {} : { degrees }),
    },
    width,
    cycles: names.flatMap((name, index) => (/^(?:cycle number|z cycle)$/i.test(name) ? [index] : [])),
    averaged: AVERAGED.flatMap(([name, pattern]) => {
      const index = names.findIndex((text) => pattern.test(text));
      return index < 0 ? [] : [[name, index] as const];
    }),
    signFrom: `the name of column "${im?.name ?? "Phase(Z)/deg"}"`,
    notes: isNegated ? [`column "${im?.name ?? ""}" was read as -Z'': its sign was changed`] : [],
  };
}
