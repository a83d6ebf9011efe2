import { elementRecords } from "../../elements/index.ts";
import { quantityText } from "../quantity.ts";
import type { Run, Words } from "./document.ts";

const GREEK: ReadonlyMap<string, string> = new Map([
  ["alpha", "\u03b1"],
  ["beta", "\u03b2"],
  ["gamma", "\u03b3"],
  ["eps", "\u03b5"],
  ["eps0", "\u03b5\u2080"],
  ["omega", "\u03c9"],
  ["phi", "\u03c6"],
  ["sigma", "\u03c3"],
  ["tau", "\u03c4"],
]);
const FUNCTIONS = new Set(["sqrt", "exp", "ln", "log10", "tanh", "coth", "sinh", "cosh", "capacitance", "brug"]);
/** An element or quantity with its label and a parameter, as in `CPE_gb.Q` or `sigma_gb,app`. */
const NAME = /^([A-Za-z]+?)(?:_([A-Za-z0-9_]+(?:,[a-z]+)?)|(\d[A-Za-z0-9_]*))?(?:\.([A-Za-z]+))?$/;
const PIECE = /[A-Za-z]+(?:_[A-Za-z0-9_]+(?:,[a-z]+)?|\d+)?(?:\.[A-Za-z]+(?![A-Za-z(]))?|\d[\d.]*|[^A-Za-z\d^]/y;
const BEFORE_REMARK = /^(.*\S) (\([A-Z][a-z]{2,}[^()]*\))$/;
const SYMBOLS = elementRecords.map((record) => record.symbol).join("|");
/** Names with an index, parameters of elements, powers of ten and of a symbol. */
const NOTABLE = new RegExp(
  String.raw`(?:(?<![\w.])(?:[A-Za-z]+_[A-Za-z0-9_]+(?:\.[A-Za-z]+\b)?|(?:${SYMBOLS})\d+(?:\.[A-Za-z]+\b)?|\d[\d.]*e[-+]?\d+)|(?<=[a-zA-Z])\^-?\d+(?:\.\d+)?)(?!\w)`,
  "g",
);
/** As the analysis writes them, in digits alone. */
const PLAIN_QUANTITY = /(?<![\w.])(\d[\d.]*(?:e[-+]?\d+)?) (Hz|ohm|s|F|H)(?![\w^(/])/g;
const READABLE = [0.1, 1e4] as const;
const POWER = /^(-?[\d.]+)e([+-]?)(\d+)$/;
const RAISED = /\^(?:\(([^)]*)\)|(-?\w+))/;

/** Runs of words that stand one after the other. */
export function joined(...parts: readonly Words[]): readonly Run[] {
  return parts.flatMap((part) => (typeof part === "string" ? [{ text: part }] : part));
}

/** The words without their looks. */
export function plain(words: Words): string {
  return typeof words === "string" ? words : words.map(({ text }) => text).join("");
}

export function strong(text: string): readonly Run[] {
  return [{ text, strong: true }];
}

export function code(text: string): readonly Run[] {
  return [{ text, code: true }];
}

/** `R_gb` is R with the subscript gb, `CPE_gb.Q` the Q of CPE with that subscript. */
export function symbol(name: string): readonly Run[] {
  const match = NAME.exec(name);
  if (match === null) return [{ text: name }];
  const [, head = "", label, digits, parameter] = match;
  const greek = GREEK.get(head);
  const index = (label ?? digits ?? "").replace(/_/g, ",");
  const main: Run = greek !== undefined || head.length === 1 ? { text: greek ?? head, italic: true } : { text: head };
  return [
    main,
    ...(index === "" ? [] : [{ text: index, level: "subscript" } satisfies Run]),
    ...(parameter === undefined
      ? []
      : [{ text: "\u2009" }, { text: GREEK.get(parameter) ?? parameter, italic: true } satisfies Run]),
  ];
}

/** A formula such as `sigma_b = L/(A R_b)`, with symbols, signs and exponents as they are printed; a method may stand behind it in brackets. */
export function formula(text: string): readonly Run[] {
  const [, before, remark] = BEFORE_REMARK.exec(text) ?? [];
  if (before !== undefined && remark !== undefined) return joined(formula(before), ` ${remark}`);
  const runs: Run[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === "^") {
      const exponent = exponentAt(text, at + 1);
      runs.push(...exponentRuns(exponent.replace(/^\((.*)\)$/s, "$1")));
      at += 1 + exponent.length;
      continue;
    }
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text)?.[0] ?? text.charAt(at);
    at += piece.length;
    if (!/^[A-Za-z]/.test(piece)) runs.push({ text: signs(piece) });
    else runs.push(...(FUNCTIONS.has(piece) ? [{ text: piece }] : symbol(piece)));
  }
  return runs;
}

/** What stands behind a `^`: brackets with what is in them, or a number or name. */
function exponentAt(text: string, start: number): string {
  if (text[start] !== "(") return /^-?[A-Za-z0-9.]+/.exec(text.slice(start))?.[0] ?? "";
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "(") depth++;
    if (text[at] === ")" && --depth === 0) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

/** Raised letters bear no index: of the parameter of an element its symbol stays. */
function exponentRuns(exponent: string): readonly Run[] {
  const own = exponent.replace(/[A-Za-z]+(?:_[A-Za-z0-9_]+|\d+)?\.([A-Za-z]+)/g, "$1");
  return formula(own.replace(/\s*([-+/])\s*/g, "$1")).map(({ text, italic }) => ({
    text,
    ...(italic === undefined ? {} : { italic }),
    level: "superscript",
  }));
}

function signs(text: string): string {
  return text.replace(/\*/g, "\u00b7").replace(/-/g, "\u2212").replace(/<=/g, "\u2264").replace(/>=/g, "\u2265");
}

/** A number as `1.2e-8`, with a true minus sign and a power of ten. */
export function number(text: string): readonly Run[] {
  const [, digits, sign = "", exponent = ""] = POWER.exec(text) ?? [];
  if (digits === undefined) return [{ text: text.replace(/-/g, "\u2212").replace(/^infinity$/, "\u221e") }];
  return [
    { text: `${digits.replace("-", "\u2212")}\u2009\u00d7\u200910` },
    { text: (sign === "-" ? "\u2212" : "") + exponent, level: "superscript" },
  ];
}

/** `nF s^(n-1)` with a raised exponent, `ohm` as its sign. */
export function unit(text: string): readonly Run[] {
  const runs: Run[] = [];
  let rest = text
    .replace(/ohm/g, "\u03a9")
    .replace(/(?<![A-Za-z])([cmµn]?m)([23])(?!\w)/g, "$1^$2")
    .replace(/ /g, "\u2009");
  for (let match = RAISED.exec(rest); match !== null; match = RAISED.exec(rest)) {
    runs.push({ text: rest.slice(0, match.index) });
    for (const part of (match[1] ?? match[2] ?? "").match(/[A-Za-z]+|[^A-Za-z]+/g) ?? []) {
      const letters = /^[A-Za-z]/.test(part) ? { italic: true as const } : {};
      runs.push({ text: part.replace(/-/g, "\u2212"), ...letters, level: "superscript" });
    }
    rest = rest.slice(match.index + match[0].length);
  }
  return rest === "" ? runs : [...runs, { text: rest }];
}

/** Sentences of the analysis, with symbols and signs for what stands there as words of ASCII. */
export function prose(text: string): readonly Run[] {
  const typed = text
    .replace(PLAIN_QUANTITY, (whole, value: string, unit: string) => withPrefix(Number(value), unit) ?? whole)
    .replace(/(?<=\d )(k|M|G|m|\u00b5)?ohm\b/g, (_, prefix: string | undefined) => `${prefix ?? ""}\u03a9`)
    .replace(/ \+-/g, " \u00b1")
    .replace(/ \.\. /g, " to ")
    .replace(/-(?=Z''?)/g, "\u2212")
    .replace(/(?<=\bZ)''/g, "\u2033")
    .replace(/(?<=\bZ)'/g, "\u2032")
    .replace(/(?<=[\s(=])-(?=\d)/g, "\u2212")
    .replace(/(?<=\d) (?=%)/g, "\u00a0");
  const runs: Run[] = [];
  let end = 0;
  for (const match of typed.matchAll(NOTABLE)) {
    const [piece] = match;
    runs.push({ text: typed.slice(end, match.index) }, ...notable(piece));
    end = match.index + piece.length;
  }
  return [...runs, { text: typed.slice(end) }].filter((run) => run.text !== "");
}

function notable(piece: string): readonly Run[] {
  if (piece.startsWith("^")) return [{ text: piece.slice(1).replace("-", "\u2212"), level: "superscript" }];
  return /^\d/.test(piece) ? number(piece) : symbol(piece);
}

/** A quantity that is too large or too small to be read without a prefix; undefined for others. */
function withPrefix(value: number, unit: string): string | undefined {
  return value > 0 && (value < READABLE[0] || value >= READABLE[1]) ? quantityText(value, unit) : undefined;
}

/** A frequency with its SI prefix, four digits. */
export function hertz(value: number): string {
  const [scale, prefix] =
    value >= 1e9
      ? [1e9, "G"]
      : value >= 1e6
        ? [1e6, "M"]
        : value >= 1e3
          ? [1e3, "k"]
          : value >= 1 || value < 1e-3
            ? [1, ""]
            : [1e-3, "m"];
  return `${String(Number((value / scale).toPrecision(4)))}\u00a0${prefix}Hz`;
}

/** A share in percent, three digits. */
export function percent(value: number): string {
  return `${String(Number(value.toPrecision(3)))}\u00a0%`;
}

/** `1 point`, `3 points`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${String(count)}\u00a0${count === 1 ? noun : plural}`;
}
