import { ZERO_CELSIUS } from "../constants.ts";
import type { Condition, ConditionKind } from "./conditions.ts";

/** What a name tells, and what in it may be a condition but does not say which. */
export interface NamedConditions {
  readonly conditions: readonly Condition[];
  /** Why something was not read, in sentences. */
  readonly doubts: readonly string[];
}

interface Reading {
  readonly kind: ConditionKind;
  readonly factor: number;
  readonly offset?: number;
}

/** Units as names of files have them, in small letters but for those that case tells apart. */
const UNITS: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  ["c", { kind: "temperature", factor: 1 }],
  ["\u00B0c", { kind: "temperature", factor: 1 }],
  ["\u2103", { kind: "temperature", factor: 1 }],
  ["deg", { kind: "temperature", factor: 1 }],
  ["degc", { kind: "temperature", factor: 1 }],
  ["celsius", { kind: "temperature", factor: 1 }],
  ["k", { kind: "temperature", factor: 1, offset: -ZERO_CELSIUS }],
  ["kelvin", { kind: "temperature", factor: 1, offset: -ZERO_CELSIUS }],
  ["%", { kind: "soc", factor: 1 }],
  ["pct", { kind: "soc", factor: 1 }],
  ["v", { kind: "voltage", factor: 1 }],
  ["mv", { kind: "voltage", factor: 1e-3 }],
  ["s", { kind: "time", factor: 1 }],
  ["sec", { kind: "time", factor: 1 }],
  ["min", { kind: "time", factor: 60 }],
  ["h", { kind: "time", factor: 3600 }],
  ["hr", { kind: "time", factor: 3600 }],
  ["d", { kind: "time", factor: 86400 }],
  ["day", { kind: "time", factor: 86400 }],
  ["days", { kind: "time", factor: 86400 }],
  ["a", { kind: "current", factor: 1 }],
  ["ma", { kind: "current", factor: 1e-3 }],
  ["ua", { kind: "current", factor: 1e-6 }],
]);

/** What stands before a number, and what it says of the kind. */
export const CONDITION_WORDS: ReadonlyMap<string, readonly ConditionKind[]> = new Map<string, readonly ConditionKind[]>(
  [
    ["t", ["temperature", "time"]],
    ["temp", ["temperature"]],
    ["temperature", ["temperature"]],
    ["time", ["time"]],
    ["soc", ["soc"]],
    ["bias", ["bias", "current"]],
    ["dc", ["bias", "current"]],
    ["u", ["voltage"]],
    ["e", ["voltage"]],
    ["ocv", ["voltage"]],
    ["v", ["voltage"]],
  ],
);

const UNIT_NAMES = [...UNITS.keys()].sort((first, second) => second.length - first.length).join("|");
const WORD_NAMES = [...CONDITION_WORDS.keys()].sort((first, second) => second.length - first.length).join("|");
/** A number with a word before or a unit behind it, between what separates parts of a name. */
const TOKEN = new RegExp(
  String.raw`(?<![\p{L}\d.])(?:(${WORD_NAMES})\s*[=_ ]?\s*)?(minus|neg|m(?=\d+(?:\.\d+)?(?:c|degc?|\u00B0c)(?![\p{L}\d]))|[+\-\u2212])?(\d+(?:[.,]\d+|p\d+)?)\s*_?(${UNIT_NAMES})?(?![\p{L}\d%])`,
  "giu",
);

/** Without folders and without the extension, which numbers such as 3.7V must not be taken for. */
function stemOf(path: string): string {
  const name =
    path
      .replace(/ #\d+$/, "")
      .split(/[\\/]/)
      .at(-1) ?? "";
  return name.replace(/\.(?=[^.]*\p{L})(?!\d+\s*_?(?:c|k|v|mv|h|s|min|%)$)[^.\s]{1,9}$/iu, "");
}

/**
 * The conditions that a file's name tells: `se-140c.csv`, `T25C`, `-10C`, `298K`, `soc50`, `3.7V`, `t=2h`. A minus counts at the
 * beginning of the name and behind anything but letters and digits, where it does not merely join two words.
 */
export function conditionsInName(path: string): NamedConditions {
  const stem = stemOf(path);
  const conditions: Condition[] = [];
  const doubts: string[] = [];
  for (const match of stem.matchAll(TOKEN)) {
    const [text, word, sign, digits = "", unit] = match;
    if (word === undefined && unit === undefined) continue;
    const before = stem.charAt(match.index - 1);
    // The pattern begins behind a letter or digit only with a sign; that one joins words.
    const isJoin = sign === "-" && word === undefined && /[\p{L}\d]/u.test(before);
    const isNegative = sign !== undefined && sign !== "+" && !isJoin;
    const value = Number(digits.replace(/[,p]/i, ".")) * (isNegative ? -1 : 1);
    const read = readingOf(text.trim(), word?.toLowerCase(), unit?.toLowerCase(), value);
    if (typeof read === "string") doubts.push(read);
    else if (read !== undefined) conditions.push(read);
  }
  return { conditions, doubts };
}

/** The condition, or why it cannot be told; undefined for a letter and a number that need not mean one, as E12. */

function readingOf(
  text: string,
  word: string | undefined,
  unit: string | undefined,
  value: number,
): Condition | string | undefined {
  const kinds = word === undefined ? undefined : CONDITION_WORDS.get(word);
  const reading = unit === undefined ? undefined : UNITS.get(unit);
  const quoted = JSON.stringify(text);
  if (reading !== undefined) {
    const kind = kinds?.includes("bias") === true && reading.kind === "voltage" ? "bias" : reading.kind;
    if (kinds !== undefined && !kinds.includes(kind)) {
      return `${quoted} names ${kinds.join(" or ")} but has a unit of ${reading.kind}`;
    }
    // 298 K less 273.15 has digits of rounding.
    return { kind, value: Number((value * reading.factor + (reading.offset ?? 0)).toPrecision(12)), found: text };
  }
  if (word === "soc") {
    if (value > 1 || Number.isInteger(value)) return { kind: "soc", value, found: text };
    return `${quoted} may be a share or a percentage; soc50 or 50% is clear`;
  }
  if (word === undefined || (word.length === 1 && word !== "t") || word === "dc") return undefined;
  return `${quoted} has no unit; T25C, T298K or t=2h are clear`;
}
