import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";

export type TokenKind = "word" | "number" | "string" | "punctuation" | "newline" | "end" | "unknown";

/** A token; `text` is its normalised spelling, for a string its contents. */
export interface Token extends SourcePosition {
  readonly kind: TokenKind;
  readonly text: string;
}

const BLANK = /[^\S\n\r\u2028\u2029]+/y;
const COMMENT = /#[^\n\r\u2028\u2029]*/y;
const NEWLINE = /\r\n|[\n\r\u2028\u2029]/y;
const WORD = /[A-Za-z\u00B5\u03BC\u03A9\u2126][A-Za-z0-9_\u00B5\u03BC\u03A9\u2126]*/y;
// The second dot of `0.6..1` belongs to the range, not to the number.
const NUMBER = /(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
/** A stretch of quoted text without quotation mark, backslash or line break. */
const PLAIN_TEXT = /[^"\\\n\r\u2028\u2029]+/y;
const PUNCTUATION = /\.\.|\|\||[-(){}[\],|+*/^=<;.]/y;

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

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    return pattern.exec(this.source)?.[0];
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
    const word = this.#match(WORD);
    if (word !== undefined) return this.#take("word", word.length);
    const number = this.#match(NUMBER);
    if (number !== undefined) return this.#take("number", number.length);
    const punctuation = this.#match(PUNCTUATION) ?? this.#typographicSign();
    if (punctuation !== undefined) {
      if ("({[".includes(punctuation)) this.#depth++;
      else if (")}]".includes(punctuation)) this.#depth = Math.max(0, this.#depth - 1);
      return this.#take("punctuation", punctuation.length, TYPOGRAPHIC.get(punctuation) ?? punctuation);
    }
    if (this.source[this.#offset] === '"') return this.#string();
    const character = String.fromCodePoint(this.source.codePointAt(this.#offset) ?? 0);
    return this.#take("unknown", character.length);
  }

  #typographicSign(): string | undefined {
    const character = this.source.charAt(this.#offset);
    return TYPOGRAPHIC.has(character) ? character : undefined;
  }

  /** Takes line breaks with the blanks around them; gives the first. */
  #skipLines(): Token | undefined {
    let first: Token | undefined;
    for (;;) {
      this.#skipBlanks();
      const newline = this.#match(NEWLINE);
      if (newline === undefined) return first;
      const token = this.#take("newline", newline.length);
      first ??= token;
      this.#line++;
      this.#lineStart = this.#offset;
    }
  }

  #skipBlanks(): void {
    for (;;) {
      const skipped = this.#match(BLANK) ?? this.#match(COMMENT);
      if (skipped === undefined) return;
      this.#offset += skipped.length;
    }
  }

  /** Read piece by piece: one pattern for the whole would need a stack as deep as the text is long. */
  #string(): Token {
    const start = this.#offset;
    const pieces: string[] = [];
    this.#offset++;
    while (this.source[this.#offset] !== '"') {
      const escaped = /^\\(["\\])/.exec(this.source.slice(this.#offset, this.#offset + 2))?.[1];
      const piece = escaped ?? this.#match(PLAIN_TEXT);
      if (piece === undefined) {
        this.#offset = start;
        throw new CircuitSyntaxError(this.source, this.#take("unknown", 1), "The quoted text is not closed", {
          expected: ['`"` on the same line'],
          hint: 'Within quotes write \\" for a quotation mark and \\\\ for a backslash.',
        });
      }
      pieces.push(piece);
      this.#offset += escaped === undefined ? piece.length : 2;
    }
    const length = this.#offset + 1 - start;
    this.#offset = start;
    return this.#take("string", length, pieces.join(""));
  }
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
