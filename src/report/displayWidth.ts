/** First and last code points of characters that take two columns: East Asian wide and fullwidth ones, and emoji. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];
const ASCII = /^[\x20-\x7e]*$/;
/** Accents that are set onto the character before, and marks of direction. */
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Columns that a text takes in a terminal, by Unicode Standard Annex 11: `Ω` and `µ` one, `電` two, an accent none. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The part of a text between two columns of a terminal; a wide character across the first belongs to it, one across the last does not. */
export function displaySlice(text: string, from: number, to = Number.POSITIVE_INFINITY): string {
  if (ASCII.test(text)) return text.slice(from, to);
  let column = 0;
  let part = "";
  for (const character of text) {
    if (column >= from && column < to) part += character;
    column += characterWidth(character);
  }
  return part;
}

/** Text with spaces behind it (or before it) up to so many columns. */
export function padDisplay(text: string, width: number, side: "start" | "end" = "end"): string {
  const spaces = " ".repeat(Math.max(0, width - displayWidth(text)));
  return side === "start" ? spaces + text : text + spaces;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (WITHOUT_WIDTH.test(character)) return 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
