import type { CircuitElement } from "../../../circuit/index.ts";
import type { RichText } from "../richText.ts";

/** Parameters that are named by a Greek letter spelled out. */
const GREEK: ReadonlyMap<string, string> = new Map([
  ["alpha", "\u03b1"],
  ["beta", "\u03b2"],
  ["gamma", "\u03b3"],
  ["phi", "\u03c6"],
  ["sigma", "\u03c3"],
  ["tau", "\u03c4"],
]);

/** `R` with the subscript `gb`; a symbol of one letter is that of a quantity, longer ones as `CPE` are words. */
export function elementName({ symbol, label }: Pick<CircuitElement, "symbol" | "label">): RichText {
  const name = symbol.length === 1 ? { text: symbol, italic: true as const } : { text: symbol };
  // Underscores inside a label part it, as in `R_gb_1`.
  const text = label.replace(/(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])/g, ",");
  return label === "" ? [name] : [name, { text, level: "subscript" }];
}

/** `Rion` is R with the subscript `ion`, `tau` a Greek letter. */
export function parameterSymbol(name: string): RichText {
  const greek = GREEK.get(name);
  if (greek !== undefined) return [{ text: greek, italic: true }];
  const letter = { text: name.slice(0, 1), italic: true as const };
  return name.length === 1 ? [letter] : [letter, { text: name.slice(1), level: "subscript" }];
}
