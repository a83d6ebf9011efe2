import { LEVEL_SHIFT, LEVEL_SIZE, type RichText } from "./richText.ts";
import { escapeText, tag, type Attributes } from "./markup.ts";

/** A line of text with italics, subscripts and superscripts. */
export function richLabel(x: number, y: number, text: RichText, size: number, attributes: Attributes = {}): string {
  let risen = 0;
  const pieces = text.map(({ text: piece, italic, level }) => {
    const shift = level === undefined ? 0 : LEVEL_SHIFT[level] * size;
    const own = {
      ...(shift === risen ? {} : { dy: shift - risen }),
      ...(level === undefined ? {} : { "font-size": LEVEL_SIZE * size }),
      ...(italic === true ? { "font-style": "italic" } : {}),
    };
    risen = shift;
    const content = escapeText(piece);
    return Object.keys(own).length === 0 ? content : tag("tspan", own, content);
  });
  return tag("text", { x, y, "font-size": size, ...attributes }, pieces.join(""));
}
