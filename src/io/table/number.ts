import { UNIT_PREFIXES } from "./units.ts";

const WITH_POINT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?$/;
const WITH_COMMA = /^[+-]?\d*,\d+(?:[eEdD][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity|#n\/a|n\/a|1\.#\w+)$/i;
const EXPONENT = /^(.*)[eEdD]([+-]?\d+)$/;
/** Groups of three after apostrophes can mean nothing else; points and commas in their place could be decimal signs. */
const APOSTROPHES = /^[+-]?\d{1,3}(?:['\u2019]\d{3})+(?![\d'\u2019])/;
/** Where both signs stand in one number, the last is the decimal one. */
const GROUPED_BY_POINTS = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;
const GROUPED_BY_COMMAS = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/;
const LONGEST_NUMBER = 64;
/** A number with the prefix of its unit: 735.948m, 1.2k. */
const PREFIXED = /^(.*\d[.,]?)([pnu\u00b5\u03bcmkMG])$/;

/** The sign between the whole and the broken part of the numbers of a file. */
export type DecimalSign = "." | ",";

/** True for a field that a column of numbers may hold, "NaN" and "inf" included. */
export function isNumeric(field: string, decimal: DecimalSign | undefined): boolean {
  const text = plain(field);
  return (
    (decimal !== "," && WITH_POINT.test(text)) ||
    (decimal !== "." && (WITH_COMMA.test(text) || /^[+-]?\d+$/.test(text))) ||
    NOT_FINITE.test(text) ||
    isPrefixed(text, decimal)
  );
}

function isPrefixed(text: string, decimal: DecimalSign | undefined): boolean {
  const number = PREFIXED.exec(text)?.[1];
  return number !== undefined && isNumeric(number, decimal);
}

/** As `parseNumber`, for a number with the prefix of its unit behind it: 735.948m, 1.2k. */
export function parsePrefixed(field: string, decimal: DecimalSign, power = 0): number | undefined {
  const [, number, prefix] = PREFIXED.exec(plain(field)) ?? [];
  return number === undefined || prefix === undefined
    ? undefined
    : parseNumber(number, decimal, power + (UNIT_PREFIXES[prefix] ?? 0));
}

/** The decimal sign that a field shows, or undefined where it shows none. */
export function decimalSignOf(field: string): DecimalSign | undefined {
  const text = plain(field);
  if (WITH_COMMA.test(text)) return ",";
  return WITH_POINT.test(text) && text.includes(".") ? "." : undefined;
}

/**
 * The number in a field times 10^power, or undefined if the field does not hold a finite one. The power is added to the
 * exponent in the text, so that `12.3` in milliohm is the float64 nearest to 0.0123.
 */
export function parseNumber(field: string, decimal: DecimalSign, power = 0): number | undefined {
  let text = plain(field);
  if (decimal === "," && WITH_COMMA.test(text)) text = text.replace(",", ".");
  if (!WITH_POINT.test(text)) return undefined;
  const value = power === 0 ? Number(text.replace(/[dD]/, "e")) : shifted(text, power);
  return Number.isFinite(value) ? value : undefined;
}

function shifted(text: string, power: number): number {
  const exponent = EXPONENT.exec(text);
  if (exponent === null) return Number(`${text}e${power}`);
  return Number(`${exponent[1] ?? ""}e${Number(exponent[2]) + power}`);
}

function plain(field: string): string {
  if (field.length > LONGEST_NUMBER) return field;
  const text = field.includes("\u2212") ? field.replace(/\u2212/g, "-") : field;
  if (text.includes(",") && text.includes(".")) return ungrouped(text);
  return (text.includes("'") || text.includes("\u2019")) && APOSTROPHES.test(text)
    ? text.replace(/['\u2019]/g, "")
    : text;
}

function ungrouped(text: string): string {
  if (GROUPED_BY_POINTS.test(text)) return text.replaceAll(".", "");
  return GROUPED_BY_COMMAS.test(text) ? text.replaceAll(",", "") : text;
}
