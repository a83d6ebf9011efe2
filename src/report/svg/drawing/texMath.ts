import type { RichText, Run } from "../richText.ts";

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["\u2212", "-"],
  ["\u00d7", "\\times "],
  ["\u00b1", "\\pm "],
  ["\u03a9", "\\Omega "],
  ["\u00b5", "\\mu "],
  ["\u03b1", "\\alpha "],
  ["\u03b2", "\\beta "],
  ["\u03b3", "\\gamma "],
  ["\u03c3", "\\sigma "],
  ["\u03c4", "\\tau "],
  ["\u03c6", "\\varphi "],
  ["_", "\\_"],
  [" ", "\\,"],
]);
/** What LaTeX sets space about by itself. */
const RELATIONS = / (=|\u00b1) /g;
const PIECES = /[A-Za-z]+|[^A-Za-z]/gu;

/** A line of text as LaTeX's mathematics, with the dollars. */
export function texMath(text: RichText): string {
  const groups: { level: Run["level"]; content: string }[] = [];
  for (const run of text) {
    const last = groups.at(-1);
    if (last !== undefined && last.level === run.level) last.content += texRun(run);
    else groups.push({ level: run.level, content: texRun(run) });
  }
  const pieces = groups.map(({ level, content }) => {
    if (level === undefined) return content;
    return `${level === "subscript" ? "_" : "^"}{${content.trim()}}`;
  });
  return `$${pieces.join("").trim()}$`;
}

function texRun({ text, italic }: Run): string {
  const pieces = text.replace(RELATIONS, "$1").match(PIECES) ?? [];
  return pieces
    .map((piece) => (/^[A-Za-z]/.test(piece) && italic !== true ? `\\mathrm{${piece}}` : (SIGNS.get(piece) ?? piece)))
    .join("");
}
