import { isAngular, NAMINGS, quantityOf, type Quantity } from "./names.ts";
import { parseUnit, type Dimension, type Unit } from "./units.ts";

/** One recognised column header. */
export interface ColumnHeader {
  readonly quantity: Quantity;
  /** Power of ten from the numbers of the column to Hz, rad/s, ohm, S, F or H. */
  readonly power: number;
  /** The unit, as given or as the name implies it. */
  readonly dimension: Dimension | undefined;
  /** The numbers are decimal logarithms. */
  readonly logarithmic: boolean;
  readonly negated: boolean;
  readonly unitGiven: boolean;
  /** What tells this column from others of the same quantity: the 1 of `Z1'`. */
  readonly label: string;
  readonly note?: string;
}

const LONGEST_HEADER = 120;
const NEGATION = /^\(?\s*(?:[-\u2212]1\s*[*\u00b7]|[-\u2212\u2013]|neg(?:ative)?\.?(?=[\s_]|[A-Z])|minus[\s_])\s*/i;
const LOGARITHM = /^(?:log_?10|lg|log)(?:\s*\((.*)\)|[\s_-]*(.*))$/i;
/** Signs that were encoded as UTF-8 or in another way, and read as latin-1. */
const MOJIBAKE: readonly (readonly [RegExp, string])[] = [
  [/\u00ce\u00a9|\u00e2\u201e\u00a6/g, "\u03a9"],
  [/\u00c2\u00b0/g, "\u00b0"],
  [/\u00c2\u00b5|\u00ce\u00bc/g, "\u00b5"],
  // Chinese words and signs in GBK: frequency, real and imaginary part, impedance, phase, ohm, degree.
  [/\u00c6\u00b5\u00c2\u00ca/g, "\u9891\u7387"],
  [/\u00ca\u00b5\u00b2\u00bf/g, "\u5b9e\u90e8"],
  [/\u00d0\u00e9\u00b2\u00bf/g, "\u865a\u90e8"],
  [/\u00d7\u00e8\u00bf\u00b9/g, "\u963b\u6297"],
  [/\u00cf\u00e0\u00ce\u00bb/g, "\u76f8\u4f4d"],
  [/\u00cf\u00e0\u00bd\u00c7/g, "\u76f8\u89d2"],
  [/\u00a6\u00b8/g, "\u03a9"],
  [/\u00a1\u00e3/g, "\u00b0"],
];
/** What tells a measured column from that of a fit beside it. */
const MEASURED = /(?<=.)(?:[\s_-]+|\s*[([])(?:data|raw|meas(?:ured)?|exp(?:erimental)?\.?)[)\]]?$/i;
/** Columns that belong to a fit or an error are no second spectrum. */
const NO_SPECTRUM = /^(?:.*(?:fit|calc|model|sim|theo|err|std|stdev|sd|var|dev|res|smooth|kk|norm).*)$/i;

/**
 * Reads a column header such as `frequency_hz`, `Re(Z)/Ohm`, `-Z'' (kOhm)`, `log10(f/Hz)` or `Trace 1: |Z| [ohm]`.
 * Undefined for a column that is none of the known quantities, or whose unit does not fit its name.
 */
export function parseHeader(text: string): ColumnHeader | undefined {
  if (text.length > LONGEST_HEADER) return undefined;
  const plain = withPlainSigns(text).trim();
  const logarithm = LOGARITHM.exec(plain);
  const inner = (logarithm?.[1] ?? logarithm?.[2])?.trim();
  if (inner !== undefined && inner !== "") {
    const header = parsePlain(inner);
    return header?.quantity === "frequency" || header?.quantity === "modulus"
      ? { ...header, logarithmic: true }
      : undefined;
  }
  return parsePlain(plain);
}

function parsePlain(text: string): ColumnHeader | undefined {
  const prefixed = /^(.*):\s*([^:]+)$/.exec(text);
  const whole = (prefixed?.[2] ?? text).replace(/\s*-\s*data$/i, "");
  const { name, unit } = splitUnit(whole);
  const negated = NEGATION.test(name);
  const key = keyOf(name.replace(NEGATION, "").replace(MEASURED, ""));
  const found = labelled(key, prefixed?.[1]);
  if (found === undefined) return undefined;
  const { quantity, label, key: bare } = found;
  if (negated && !isSigned(quantity)) return undefined;
  const readable = unit?.dimension === "unreadable" ? undefined : unit;
  if (readable !== undefined && !NAMINGS[quantity].units.includes(readable.dimension)) return undefined;
  const given = readable ?? (quantity === "frequency" && isAngular(bare) ? parseUnit("rad/s") : undefined);
  return {
    quantity,
    power: given?.power ?? 0,
    dimension: given?.dimension,
    logarithmic: false,
    negated,
    unitGiven: given !== undefined || NAMINGS[quantity].assumed === undefined,
    label,
    ...(given?.note === undefined ? {} : { note: given.note }),
  };
}

/** False for words before a name that make it one of a fit or an error. */
export function isSpectrum(before: string): boolean {
  return !NO_SPECTRUM.test(before);
}

function isSigned(quantity: Quantity): boolean {
  return ["re", "im", "phase", "reactance", "susceptance", "admittancePhase"].includes(quantity);
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[\s_.()[\]#]/g, "");
}

/** Numbers within a name tell several spectra apart: Z1', Z'(2), Re(Z3). So does what stands before a colon. */
function labelled(key: string, before = ""): { quantity: Quantity; label: string; key: string } | undefined {
  const exact = quantityOf(key);
  if (exact !== undefined) return !isSpectrum(before) ? undefined : { quantity: exact, label: before.trim(), key };
  const digits = /\d+/.exec(key)?.[0];
  if (digits === undefined) return undefined;
  const bare = key.replace(/\d+/, "");
  const quantity = quantityOf(bare);
  return quantity === undefined ? undefined : { quantity, label: digits, key: bare };
}

/** Programs write Z' and Z'' with primes, apostrophes and quotation marks of every kind. */
function withPlainSigns(text: string): string {
  const mended = MOJIBAKE.reduce((mixed, [pattern, sign]) => mixed.replace(pattern, sign), text);
  return mended.replace(/[\u2032\u2018\u2019\u00b4`]/g, "'").replace(/[\u2033\u201d\u201c"]/g, "''");
}

/** Splits `name (unit)`, `name [unit]`, `name/unit`, `name in unit`, `name, unit` and `name_unit`; what is no unit stays with the name. */
function splitUnit(text: string): { name: string; unit?: Unit } {
  const bracketed = /^(.*?)[\s_/]*[([]([^()[\]]*)[)\]]$/.exec(text);
  const candidates: [string, string][] = [];
  if (bracketed) candidates.push([bracketed[1] ?? "", bracketed[2] ?? ""]);
  for (const sign of ["/", " in ", ","]) {
    const at = text.indexOf(sign);
    if (at > 0) candidates.push([text.slice(0, at), text.slice(at + sign.length).replace(/^\s*\((.*)\)$/, "$1")]);
  }
  for (const sign of ["_", " "]) {
    const at = text.lastIndexOf(sign);
    if (at > 0) candidates.push([text.slice(0, at), text.slice(at + 1)]);
  }
  for (const [name, unitText] of candidates) {
    const unit = parseUnit(unitText);
    if (unit !== undefined) return { name: name.trim(), unit };
  }
  // A unit that an export lost leaves its slash behind.
  return { name: text.replace(/\s*\/\s*$/, "") };
}
