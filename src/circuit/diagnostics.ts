/** A stretch of the source text. Offset, column and length count UTF-16 code units; line and column start at 1. */
export interface SourcePosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** What a warning is about, for programs that react to it. */
export type DiagnosticCode =
  | "inseparable-elements"
  | "interchangeable-arcs"
  | "conducting-blocking-cell"
  | "tie-outside-limits"
  | "start-moved"
  | "renamed-element"
  | "converted-limits"
  | "lost-in-conversion";

/** Something a person should know about a circuit that can be used all the same. */
export interface Diagnostic {
  /** A `note` may well be meant; a `warning` makes some of the fitted numbers meaningless. */
  readonly severity: "warning" | "note";
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly position: SourcePosition;
}

/** What a {@link CircuitSyntaxError} can say besides its summary. */
export interface ErrorDetails {
  /** What stood in the text; default: the text at the position, shortened. */
  readonly found?: string;
  /** What could have stood there instead. */
  readonly expected?: readonly string[];
  /** The nearest valid spelling of what was found. */
  readonly suggestion?: string;
  /** What to do, as a sentence. */
  readonly hint?: string;
}

/** Most characters of a source line shown in a message. */
const EXCERPT_WIDTH = 72;
const LINE_BREAK = /[\n\r\u2028\u2029]/;
/** Characters that would move the caret, the cursor or the reading direction of a terminal. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{M}]/gu;

/** Makes text from a source safe to print on one line. */
export function printable(text: string): string {
  return text.replace(/\t/g, " ").replace(UNPRINTABLE, "\uFFFD");
}

/** Shortens text that is quoted in a message. */
export function clip(text: string, width = 40): string {
  const characters = Array.from(printable(text.slice(0, 2 * width + 2)));
  return characters.length <= width ? characters.join("") : `${characters.slice(0, width - 1).join("")}…`;
}

/** Joins alternatives as in `a, b or c`. */
export function alternatives(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} or ${items[items.length - 1] ?? ""}`;
}

function lineAround(source: string, offset: number): { text: string; start: number } {
  // Far from the position the line cannot be part of the excerpt, so the search for its ends may stop there.
  let start = Math.min(offset, source.length);
  const first = Math.max(0, start - 2 * EXCERPT_WIDTH);
  while (start > first && !LINE_BREAK.test(source.charAt(start - 1))) start--;
  let end = offset;
  const last = Math.min(source.length, offset + 2 * EXCERPT_WIDTH);
  while (end < last && !LINE_BREAK.test(source.charAt(end))) end++;
  return { text: source.slice(start, end), start };
}

/** The source line of a position and a line with carets below it, both cut to the width of a screen. */
export function excerpt(source: string, position: SourcePosition): string {
  const line = lineAround(source, position.offset);
  const before = Array.from(printable(line.text.slice(0, position.offset - line.start)));
  const marked = Array.from(printable(line.text.slice(position.offset - line.start).slice(0, position.length)));
  const after = Array.from(printable(line.text.slice(position.offset - line.start + position.length)));
  const shownBefore = before.slice(-Math.floor(EXCERPT_WIDTH / 2));
  const shownMarked = marked.slice(0, EXCERPT_WIDTH - shownBefore.length);
  const shownAfter = after.slice(0, EXCERPT_WIDTH - shownBefore.length - shownMarked.length);
  const cutBefore = shownBefore.length < before.length ? "…" : "";
  const cutAfter = shownMarked.length < marked.length || shownAfter.length < after.length ? "…" : "";
  const text = cutBefore + [...shownBefore, ...shownMarked, ...shownAfter].join("") + cutAfter;
  const indent = " ".repeat(cutBefore.length + shownBefore.length);
  return `  ${text}\n  ${indent}${"^".repeat(Math.max(1, shownMarked.length))}`;
}

/**
 * The circuit text cannot be understood, or says something that cannot be.
 * The message fits a screen: summary, source line, caret, what was expected and what to do.
 */
export class CircuitSyntaxError extends Error {
  override readonly name = "CircuitSyntaxError";
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly found: string;
  readonly expected: readonly string[];
  readonly suggestion?: string;

  /** @param summary - one sentence without full stop. */
  constructor(source: string, position: SourcePosition, summary: string, details: ErrorDetails = {}) {
    const lines = [
      `${summary} (line ${String(position.line)}, column ${String(position.column)})`,
      excerpt(source, position),
    ];
    const expected = details.expected ?? [];
    if (expected.length > 0) lines.push(`Expected ${alternatives(expected)}.`);
    if (details.suggestion !== undefined) lines.push(`Did you mean \`${details.suggestion}\`?`);
    if (details.hint !== undefined) lines.push(details.hint);
    super(lines.join("\n"));
    this.offset = position.offset;
    this.line = position.line;
    this.column = position.column;
    this.length = position.length;
    this.found = details.found ?? clip(source.slice(position.offset, position.offset + position.length), EXCERPT_WIDTH);
    this.expected = expected;
    if (details.suggestion !== undefined) this.suggestion = details.suggestion;
  }
}
