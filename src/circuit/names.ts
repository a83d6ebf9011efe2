import { elementRecords, findElement } from "../elements/index.ts";
import type { ElementRecord } from "../elements/element.ts";
import { nearest } from "./nearest.ts";

/** The parts of an element's name. */
export interface ElementName {
  readonly name: string;
  readonly record: ElementRecord;
  readonly symbol: string;
  readonly label: string;
}

/** Longer names would fill the screen wherever they are shown. */
export const LONGEST_NAME = 64;

/** What may follow a symbol: digits, `_label`, or both. */
const SUFFIX = /^(\d*)(?:_([A-Za-z0-9_]+))?$/;
/** Labels written without the underscore, so that `R_1` and `R1` are one name. */
const NUMBERED = /^\d+(?:_[A-Za-z0-9_]+)?$/;

/** Every spelling of every element's symbol. */
export const knownSymbols: readonly string[] = elementRecords.flatMap((record) => [record.symbol, ...record.aliases]);

const longestSymbol = Math.max(...knownSymbols.map((symbol) => symbol.length));

/** The name of an element: `R1` from (`R`, `1`), `R_gb` from (`R`, `gb`), `Ws` from (`Ws`, empty). */
export function joinName(symbol: string, label: string): string {
  if (label === "") return symbol;
  return NUMBERED.test(label) ? symbol + label : `${symbol}_${label}`;
}

/**
 * Splits the name of an element as it is typed into symbol and label; the longest symbol wins.
 * @returns undefined where the text is not a name of any element.
 */
export function splitName(text: string): ElementName | undefined {
  for (let length = Math.min(longestSymbol, text.length); length > 0; length--) {
    const record = findElement(text.slice(0, length));
    if (record === undefined) continue;
    const suffix = SUFFIX.exec(text.slice(length));
    if (suffix === null) continue;
    const [, digits = "", word = ""] = suffix;
    const label = digits !== "" && word !== "" ? `${digits}_${word}` : digits + word;
    const symbol = text.slice(0, length);
    return { name: joinName(symbol, label), record, symbol, label };
  }
  return undefined;
}

/** The canonical spelling of an element's name; other text is returned as it is. */
export function canonicalName(text: string): string {
  return splitName(text)?.name ?? text;
}

/**
 * The name under which a circuit lists a parameter, from any spelling: `R1` from `R_1` and from `R1.R`, `CPE1.n` from
 * `CPE_1.n`. Other text is returned as it is.
 */
export function canonicalParameterName(text: string): string {
  const [element = "", parameter, ...more] = text.split(".");
  const name = splitName(element);
  if (name === undefined || more.length > 0) return text;
  const [sole, ...others] = name.record.parameters;
  const isSole = parameter === undefined || (others.length === 0 && sole?.name === parameter);
  return isSole ? name.name : `${name.name}.${parameter}`;
}

/** What a word that is not an element's name was most likely meant to be, with its label. */
export function nearestElementName(text: string): string | undefined {
  const [, letters = "", rest = ""] = /^([A-Za-z]*)(.*)$/s.exec(text) ?? [];
  const symbol = nearest(letters, knownSymbols);
  return symbol === undefined || splitName(symbol + rest) === undefined ? undefined : symbol + rest;
}
