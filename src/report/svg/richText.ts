import { textWidth } from "./textWidth.ts";

/** A piece of a line of text. */
export interface Run {
  readonly text: string;
  /** Symbols of quantities are italic. */
  readonly italic?: true;
  readonly level?: "subscript" | "superscript";
}

/** A line of text with subscripts and superscripts. */
export type RichText = readonly Run[];

/** Size of a subscript or superscript, and how far it is moved, as shares of the size of the line. */
export const LEVEL_SIZE = 0.76;
export const LEVEL_SHIFT = { subscript: 0.26, superscript: -0.36 } as const;
/** How far capitals, and letters such as g, reach from the line that they stand on. */
const ASCENT = 0.74;
const DESCENT = 0.21;

/** Pixels that a line takes, on the safe side. */
export function richWidth(text: RichText, size: number): number {
  return text.reduce((sum, run) => sum + textWidth(run.text, run.level === undefined ? size : LEVEL_SIZE * size), 0);
}

/** How far a line reaches above and below its base line, in pixels. */
export function richExtent(text: RichText, size: number): { readonly above: number; readonly below: number } {
  const has = (level: Run["level"]): boolean => text.some((run) => run.level === level);
  return {
    above: size * (has("superscript") ? LEVEL_SIZE * ASCENT - LEVEL_SHIFT.superscript : ASCENT),
    below: size * (has("subscript") ? LEVEL_SIZE * DESCENT + LEVEL_SHIFT.subscript : DESCENT),
  };
}

/** The line without its looks. */
export function plainText(text: RichText): string {
  return text.map((run) => run.text).join("");
}

/** The symbol of a quantity with what follows it upright, as in `Z′ / kΩ`. */
export function quantityName(symbol: string, rest: string): RichText {
  return [{ text: symbol, italic: true }, { text: rest }];
}

/** Text in one piece. */
export function plain(text: string): RichText {
  return [{ text }];
}
