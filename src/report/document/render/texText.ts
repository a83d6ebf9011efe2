import type { Run, Words } from "../document.ts";

const SPECIAL: ReadonlyMap<string, string> = new Map([
  ["\\", "\\textbackslash{}"],
  ["~", "\\textasciitilde{}"],
  ["^", "\\textasciicircum{}"],
  ["<", "\\textless{}"],
  [">", "\\textgreater{}"],
  ['"', "\\textquotedbl{}"],
  ["`", "\\textasciigrave{}"],
  ["&", "\\&"],
  ["%", "\\%"],
  ["$", "\\$"],
  ["#", "\\#"],
  ["_", "\\_"],
  ["{", "\\{"],
  ["}", "\\}"],
  ["\u00a0", "~"],
  ["\u2009", "\\,"],
  ["\u00b0", "\\textdegree{}"],
  ["\u2013", "--"],
  ["\u2014", "---"],
  ["\u2018", "`"],
  ["\u2019", "'"],
  ["\u201c", "``"],
  ["\u201d", "''"],
  ["\u2026", "\\ldots{}"],
  ["\u20ac", "\\texteuro{}"],
]);
const MATHEMATICAL: ReadonlyMap<string, string> = new Map([
  ["\u2212", "-"],
  ["\u00d7", "\\times"],
  ["\u00b7", "\\cdot"],
  ["\u00b1", "\\pm"],
  ["\u221e", "\\infty"],
  ["\u2032", "'"],
  ["\u2033", "''"],
  ["\u2264", "\\leq"],
  ["\u2265", "\\geq"],
  ["\u00b5", "\\mu"],
  ["\u03bc", "\\mu"],
  ["\u03a9", "\\Omega"],
  ["\u2126", "\\Omega"],
  ["\u0394", "\\Delta"],
  ["\u03a3", "\\Sigma"],
  ["\u03b1", "\\alpha"],
  ["\u03b2", "\\beta"],
  ["\u03b3", "\\gamma"],
  ["\u03b5", "\\varepsilon"],
  ["\u03bb", "\\lambda"],
  ["\u03c3", "\\sigma"],
  ["\u03c4", "\\tau"],
  ["\u03c6", "\\varphi"],
  ["\u03c7", "\\chi"],
  ["\u03c9", "\\omega"],
]);
const RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
const LOWERED = "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089";
/** Letters that every LaTeX of these years sets in its usual fonts: Latin-1 and Latin Extended-A. */
const USUAL = /^[\u0020-\u007e\u00c0-\u017e\u00a1\u00a3\u00a7\u00ab\u00bb\u00bf]$/u;
/** Signs behind which code may go on in the next line. */
const BREAKS = /^[/,;:=()|\-_.]$/;
const LONGEST_UNBROKEN = 16;

/** What the renderer asks of the preamble: a sign that the fonts lack is told by its number, but for engines that have it. */
export const TEX_OTHER = String.raw`\newcommand{\otherletter}[2]{\ifPDFTeX{\footnotesize[U+#1]}\else#2\fi}`;

/** Text of people as LaTeX, whatever it holds. */
export function texText(text: string): string {
  return [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")].map(letter).join("");
}

function letter(sign: string): string {
  const special = SPECIAL.get(sign);
  if (special !== undefined) return special;
  const command = MATHEMATICAL.get(sign);
  if (command !== undefined) return `\\ensuremath{${command}}`;
  if (sign === "\u207b") return "\\textsuperscript{\\ensuremath{-}}";
  if (RAISED.includes(sign)) return `\\textsuperscript{${String([...RAISED].indexOf(sign))}}`;
  if (LOWERED.includes(sign)) return `\\textsubscript{${String([...LOWERED].indexOf(sign))}}`;
  if (USUAL.test(sign)) return sign;
  const number = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `\\otherletter{${number}}{${sign}}`;
}

/** Code, which may be broken behind its signs and within long words. */
export function texCode(text: string): string {
  let run = 0;
  const letters = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")].map((sign) => {
    run = sign === " " ? 0 : run + 1;
    const breaks = BREAKS.test(sign) || run % LONGEST_UNBROKEN === 0;
    // Two hyphens would become a dash, and quotation marks would be bent.
    const set = sign === "-" ? "{-}" : sign === "'" ? "\\textquotesingle{}" : letter(sign);
    return breaks ? `${set}\\allowbreak{}` : set;
  });
  return `\\texttt{${letters.join("")}}`;
}

/** Words with their looks. */
export function texWords(words: Words): string {
  return typeof words === "string" ? texText(words) : words.map(texRun).join("");
}

function texRun({ text, italic, strong, code, level, href, cites }: Run): string {
  let markup = code === true ? texCode(text) : texText(text);
  if (italic === true) markup = `\\textit{${markup}}`;
  if (strong === true) markup = `\\textbf{${markup}}`;
  if (level !== undefined)
    markup = level === "subscript" ? `\\textsubscript{${markup}}` : `\\textsuperscript{${markup}}`;
  if (cites !== undefined) return `\\hyperlink{cite.${cites}}{${markup}}`;
  return href === undefined ? markup : `\\href{${href}}{${markup}}`;
}
