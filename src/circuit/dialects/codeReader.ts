import { CircuitSyntaxError, type ErrorDetails, type SourcePosition } from "../diagnostics.ts";

const BLANK = /\s+/y;

/** Reads notations in which element symbols stand side by side, so that words cannot be told apart beforehand. */
export class CodeReader {
  readonly source: string;
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** The next character after blanks, without taking it; empty at the end. */
  peek(): string {
    this.#skipBlanks();
    return this.source.charAt(this.#offset);
  }

  /** Takes what a sticky pattern finds after blanks. */
  match(pattern: RegExp): string | undefined {
    this.#skipBlanks();
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.source)?.[0];
    this.#offset += found?.length ?? 0;
    return found;
  }

  /** Takes the next character if it is this one. */
  accept(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#offset++;
    return true;
  }

  /** Takes everything up to one of the characters, or to the end. */
  takeUntil(characters: string): string {
    const start = this.#offset;
    while (this.#offset < this.source.length && !characters.includes(this.source.charAt(this.#offset))) this.#offset++;
    return this.source.slice(start, this.#offset);
  }

  /** The position of the next character after blanks, or of the `length` characters just taken. */
  position(length?: number): SourcePosition {
    if (length === undefined) this.#skipBlanks();
    const offset = this.#offset - (length ?? 0);
    return {
      offset,
      line: this.#line,
      column: offset - this.#lineStart + 1,
      length: length ?? Math.min(1, this.source.length - offset),
    };
  }

  error(position: SourcePosition, summary: string, details?: ErrorDetails): CircuitSyntaxError {
    return new CircuitSyntaxError(this.source, position, summary, details);
  }

  /** An error at the next character. */
  unexpected(expected: readonly string[]): CircuitSyntaxError {
    const next = this.peek();
    const found = next === "" ? "end of text" : /^[\x21-\x7E]$/.test(next) ? `\`${next}\`` : "character";
    return this.error(this.position(), `Unexpected ${found}`, { found, expected });
  }

  #skipBlanks(): void {
    BLANK.lastIndex = this.#offset;
    const blanks = BLANK.exec(this.source)?.[0] ?? "";
    for (let index = blanks.indexOf("\n"); index >= 0; index = blanks.indexOf("\n", index + 1)) {
      this.#line++;
      this.#lineStart = this.#offset + index + 1;
    }
    this.#offset += blanks.length;
  }
}
