import { prefixFor } from "../quantity.ts";
import { parameterSymbol } from "./drawing/names.ts";
import type { RichText, Run } from "./richText.ts";

/** `R1` and `R_gb` as R with a subscript, `CPE_gb.Q` as Q with the subscript `CPE,gb`. */
export function parameterName(name: string): RichText {
  const [element = name, parameter] = name.split(".");
  const [, symbol = element, label = ""] = /^([A-Za-z]+?)_?(\d.*|(?<=_).*)$/.exec(element) ?? [];
  if (parameter === undefined) {
    const letter = { text: symbol, ...(symbol.length === 1 ? { italic: true as const } : {}) };
    return label === "" ? [letter] : [letter, { text: commas(label), level: "subscript" }];
  }
  const owner = commas(element);
  const runs = parameterSymbol(parameter);
  const last = runs.at(-1);
  return last?.level === "subscript"
    ? [...runs.slice(0, -1), { text: `${last.text},${owner}`, level: "subscript" }]
    : [...runs, { text: owner, level: "subscript" }];
}

/** A part of a circuit as in `R_gb|CPE_gb`, its elements with subscripts. */
export function partName(text: string): RichText {
  return text
    .split(/([A-Za-z]\w*)/)
    .filter((piece) => piece !== "")
    .flatMap((piece) => (/^[A-Za-z]/.test(piece) ? parameterName(piece) : [{ text: piece }]));
}

function commas(text: string): string {
  return text.replaceAll("_", ",");
}

/** A unit as it is printed, with its powers raised. */
export function unitRuns(prefix: string, unit: string): RichText {
  const runs: Run[] = [];
  let rest = `${prefix}${unit}`.replaceAll("ohm", "\u03a9").replaceAll("*", " ");
  for (;;) {
    const match = /^(.*?)\^(?:\(([^)]*)\)|([-+\d.a-z]+))/.exec(rest);
    if (match === null) break;
    const [whole, before = "", group, single] = match;
    runs.push({ text: before }, ...exponentRuns(group ?? single ?? ""));
    rest = rest.slice(whole.length);
  }
  return [...runs, ...(rest === "" ? [] : [{ text: rest }])].filter(({ text }) => text !== "");
}

/** A raised exponent, in which letters stand for quantities. */
function exponentRuns(exponent: string): RichText {
  return (exponent.match(/[A-Za-z]+|[^A-Za-z]+/g) ?? []).map((piece): Run =>
    /^[A-Za-z]/.test(piece)
      ? { text: piece, italic: true, level: "superscript" }
      : { text: piece.replaceAll("-", "\u2212"), level: "superscript" },
  );
}

/** What an axis of a parameter is named, and the factor for its values; the prefix suits the largest of them. */
export function parameterAxis(name: string, unit: string, largest: number): { name: RichText; factor: number } {
  return { ...quantityAxis(parameterName(name), unit, largest) };
}

/** The same for a quantity with a name of its own. */
export function quantityAxis(name: RichText, unit: string, largest: number): { name: RichText; factor: number } {
  if (unit === "-" || unit === "") return { name, factor: 1 };
  const { exponent, prefix } = prefixFor(largest, unit);
  return {
    name: [...name, { text: " / " }, ...unitRuns(prefix, unit)],
    factor: exponent === 0 ? 1 : Number(`1e${String(-exponent)}`),
  };
}
