import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";

export type TokenKind = "word" | "number" | "string" | "punctuation" | "newline" | "end" | "unknown";

/** A token; `text` is its normalised spelling, for a string its contents. */
export interface Token extends SourcePosition {
  readonly kind: TokenKind;
  readonly text: string;
}

/** `..` and `||` are one sign; of the second dot of `0.6..1` see {@link endOfNumber}. */
const DOUBLE_SIGNS = "..||";
const SIGNS = "-(){}[],|+*/^=<;.";
/** Micro, mu, capital omega and ohm. */
const GREEK_LETTERS = "\u00B5\u03BC\u03A9\u2126";
const LINE_BREAKS = "\n\r\u2028\u2029";

/** Signs that word processors and papers put in place of the ASCII ones. */
const TYPOGRAPHIC: ReadonlyMap<string, string> = new Map([
  ["\u2010", "-"],
  ["\u2011", "-"],
  ["\u2012", "-"],
  ["\u2013", "-"],
  ["\u2212", "-"],
  ["\u2016", "|"],
  ["\u2225", "|"],
  ["||", "|"],
  ["\u00B7", "*"],
  ["\u22C5", "*"],
  ["\u00D7", "*"],
]);

/**
 * Cuts a text into tokens on demand, so that an error near the beginning of a long text is found at once.
 * Line breaks, as one token a row of them, are tokens outside brackets only; blanks and `#` comments are skipped.
 */
export class TokenReader {
  readonly source: string;
  readonly #tokens: Token[] = [];
  #index = 0;
  #offset = 0;
  #line = 1;
  #lineStart = 0;
  #depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** The token that comes `ahead` tokens after the next one, without taking it. */
  peek(ahead = 0): Token {
    let token = this.#tokens[this.#index + ahead];
    while (token === undefined) {
      this.#tokens.push(this.#scan());
      token = this.#tokens[this.#index + ahead];
    }
    return token;
  }

  /** Takes the next token. */
  next(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.#index++;
    return token;
  }

  /** The token that was taken last. */
  previous(): Token {
    return this.#tokens[this.#index - 1] ?? this.peek();
  }

  /** Takes the next token if it is this punctuation. */
  accept(text: string): Token | undefined {
    return this.isNext(text) ? this.next() : undefined;
  }

  /** Whether the token `ahead` is this punctuation. */
  isNext(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "punctuation" && token.text === text;
  }

  /** Whether the token `ahead` is this word. */
  isWordNext(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "word" && token.text === text;
  }

  /** Takes a line break, if one comes next. */
  skipNewlines(): void {
    if (this.peek().kind === "newline") this.next();
  }

  /** Number of line breaks before the next other token: 0 or 1, since line breaks in a row are one token. */
  newlinesAhead(): number {
    return this.peek().kind === "newline" ? 1 : 0;
  }

  /** Where reading stands, for {@link reset}. */
  mark(): number {
    return this.#index;
  }

  reset(mark: number): void {
    this.#index = mark;
  }

  /** An error at a token that should not be there. */
  unexpected(token: Token, expected: readonly string[], hint?: string): CircuitSyntaxError {
    const found = describeToken(token);
    return new CircuitSyntaxError(this.source, token, `Unexpected ${found}`, {
      found,
      expected,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  #take(kind: TokenKind, length: number, text?: string): Token {
    const token: Token = {
      kind,
      text: text ?? this.source.slice(this.#offset, this.#offset + length),
      offset: this.#offset,
      line: this.#line,
      column: this.#offset - this.#lineStart + 1,
      length,
    };
    this.#offset += length;
    return token;
  }

  #scan(): Token {
    const newline = this.#skipLines();
    if (newline !== undefined && this.#depth === 0) return newline;
    if (this.#offset >= this.source.length) return this.#take("end", 0);
    const word = endOfWord(this.source, this.#offset) - this.#offset;
    if (word > 0) return this.#take("word", word);
    const number = endOfNumber(this.source, this.#offset) - this.#offset;
    if (number > 0) return this.#take("number", number);
    const punctuation = this.#sign();
    if (punctuation !== undefined) {
      if ("({[".includes(punctuation)) this.#depth++;
      else if (")}]".includes(punctuation)) this.#depth = Math.max(0, this.#depth - 1);
      return this.#take("punctuation", punctuation.length, TYPOGRAPHIC.get(punctuation) ?? punctuation);
    }
    if (this.source[this.#offset] === '"') return this.#string();
    const character = String.fromCodePoint(this.source.codePointAt(this.#offset) ?? 0);
    return this.#take("unknown", character.length);
  }

  #sign(): string | undefined {
    const character = this.source.charAt(this.#offset);
    const next = this.source.charAt(this.#offset + 1);
    if (character === next && DOUBLE_SIGNS.includes(character + next)) return character + next;
    return SIGNS.includes(character) || TYPOGRAPHIC.has(character) ? character : undefined;
  }

  /** Takes line breaks with the blanks around them; gives the first. */
  #skipLines(): Token | undefined {
    let first: Token | undefined;
    for (;;) {
      this.#skipBlanks();
      if (!isLineBreak(this.source, this.#offset)) return first;
      const token = this.#take("newline", this.source.startsWith("\r\n", this.#offset) ? 2 : 1);
      first ??= token;
      this.#line++;
      this.#lineStart = this.#offset;
    }
  }

  #skipBlanks(): void {
    const { source } = this;
    let inComment = false;
    while (this.#offset < source.length && !isLineBreak(source, this.#offset)) {
      if (source[this.#offset] === "#") inComment = true;
      if (!inComment && !isBlank(source.charCodeAt(this.#offset))) return;
      this.#offset++;
    }
  }

  #string(): Token {
    const { source } = this;
    const start = this.#offset;
    const pieces: string[] = [];
    let end = start + 1;
    let pieceStart = end;
    while (source[end] !== '"') {
      if (source[end] === "\\" && (source[end + 1] === '"' || source[end + 1] === "\\")) {
        pieces.push(source.slice(pieceStart, end));
        pieceStart = end + 1;
        end += 2;
      } else if (end < source.length && source[end] !== "\\" && !isLineBreak(source, end)) {
        end++;
      } else {
        throw new CircuitSyntaxError(source, this.#take("unknown", 1), "The quoted text is not closed", {
          expected: ['`"` on the same line'],
          hint: 'Within quotes write \\" for a quotation mark and \\\\ for a backslash.',
        });
      }
    }
    pieces.push(source.slice(pieceStart, end));
    return this.#take("string", end + 1 - start, pieces.join(""));
  }
}

// Character by character rather than by patterns: compiling seven patterns takes a sixth of the time to a first fit.

function isLineBreak(source: string, at: number): boolean {
  return at < source.length && LINE_BREAKS.includes(source.charAt(at));
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || ((code < 0x20 || code > 0x7e) && String.fromCharCode(code).trim() === "");
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code > 0x7e && GREEK_LETTERS.includes(String.fromCharCode(code)));
}

/** Where the word ends that begins at `start`; `start` itself where none does. */
function endOfWord(source: string, start: number): number {
  if (!isLetter(source.charCodeAt(start))) return start;
  let end = start + 1;
  for (;;) {
    const code = source.charCodeAt(end);
    if (!isLetter(code) && !isDigit(code) && code !== 0x5f) return end;
    end++;
  }
}

function endOfDigits(source: string, start: number): number {
  let end = start;
  while (isDigit(source.charCodeAt(end))) end++;
  return end;
}

/** Where the number ends that begins at `start`; `start` itself where none does. */
function endOfNumber(source: string, start: number): number {
  const whole = endOfDigits(source, start);
  let end = whole;
  // The second dot of `0.6..1` belongs to the range, not to the number.
  if (source[whole] === "." && source[whole + 1] !== ".") {
    const fraction = endOfDigits(source, whole + 1);
    if (fraction > whole + 1 || whole > start) end = fraction;
  }
  if (end === start || (source[end] !== "e" && source[end] !== "E")) return end;
  const signed = source[end + 1] === "+" || source[end + 1] === "-";
  const digits = end + (signed ? 2 : 1);
  const exponent = endOfDigits(source, digits);
  return exponent > digits ? exponent : end;
}

/** A token as it is called in messages. */
export function describeToken(token: Token): string {
  if (token.kind === "end") return "end of text";
  if (token.kind === "newline") return "end of line";
  if (token.kind === "unknown") {
    const code = (token.text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return /^[\x21-\x7E]$/.test(token.text) ? `\`${token.text}\`` : `character U+${code}`;
  }
  const text = token.text.length <= 40 ? token.text : `${token.text.slice(0, 39)}…`;
  return token.kind === "string" ? "quoted text" : `\`${text}\``;
}

/** The stretch of source from the first of two positions to the end of the second. */
export function spanning(first: SourcePosition, last: SourcePosition): SourcePosition {
  return {
    offset: first.offset,
    line: first.line,
    column: first.column,
    length: last.offset + last.length - first.offset,
  };
}
