import type { Run, Words } from "./document.ts";

const GREEK: ReadonlyMap<string, string> = new Map([
  ["alpha", "\u03b1"],
  ["beta", "\u03b2"],
  ["gamma", "\u03b3"],
  ["eps", "\u03b5"],
  ["eps0", "\u03b5\u2080"],
  ["phi", "\u03c6"],
  ["sigma", "\u03c3"],
  ["tau", "\u03c4"],
]);
const FUNCTIONS = new Set(["sqrt", "exp", "ln", "log10", "capacitance", "brug", "tau("]);
/** An element or quantity with its label and a parameter, as in `CPE_gb.Q` or `sigma_gb,app`. */
const NAME = /^([A-Za-z]+?)(?:_([A-Za-z0-9_]+(?:,[a-z]+)?)|(\d[A-Za-z0-9_]*))?(?:\.([A-Za-z]+))?$/;
const PIECES =
  /[A-Za-z]+(?:_[A-Za-z0-9_]+(?:,[a-z]+)?|\d+)?(?:\.[A-Za-z]+(?![A-Za-z(]))?|\^\([^()]*\)|\^-?[A-Za-z0-9.]+|\d[\d.]*|[^A-Za-z\d^]+|\^/g;
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

/** A formula such as `sigma_b = L/(A R_b)`, with symbols, signs and exponents as they are printed. */
export function formula(text: string): readonly Run[] {
  return (text.match(PIECES) ?? []).flatMap((piece, index, all): readonly Run[] => {
    if (piece.startsWith("^") && piece !== "^") {
      const exponent = piece.replace(/^\^\(?/, "").replace(/\)$/, "");
      return joined(formula(exponent)).map(({ text: part }) => ({ text: part, level: "superscript" }));
    }
    if (!/^[A-Za-z]/.test(piece)) return [{ text: signs(piece) }];
    const isCalled =
      all[index + 1]?.startsWith("(") === true && /^(?:sqrt|exp|ln|log10|capacitance|brug|tau|C)$/.test(piece);
    if (isCalled && piece !== "tau" && piece !== "C") return [{ text: piece }];
    return FUNCTIONS.has(piece) ? [{ text: piece }] : symbol(piece);
  });
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
      runs.push({ text: part.replace(/-/g, "\u2212"), level: "superscript" });
    }
    rest = rest.slice(match.index + match[0].length);
  }
  return rest === "" ? runs : [...runs, { text: rest }];
}

/** Sentences of the analysis, with signs for what stands there as words of ASCII. */
export function prose(text: string): string {
  return text
    .replace(/(?<=\d )(k|M|G|m|\u00b5)?ohm\b/g, (_, prefix: string | undefined) => `${prefix ?? ""}\u03a9`)
    .replace(/\beps_r\b/g, "\u03b5r")
    .replace(/ \+-/g, " \u00b1")
    .replace(/ \.\. /g, " to ")
    .replace(/(?<=\d)e(-?)(\d+)\b/g, (_, sign: string, digits: string) => `\u00d710${raised(`${sign}${digits}`)}`);
}

const RAISED_DIGITS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

function raised(exponent: string): string {
  return [...exponent].map((digit) => (digit === "-" ? "\u207b" : (RAISED_DIGITS[Number(digit)] ?? ""))).join("");
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
