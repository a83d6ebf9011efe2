import type { ByteSource } from "./content.ts";
import { wideEncoding } from "./decode.ts";
import { ReadError } from "./readError.ts";

const LINE_FEED = 10;
const RETURN = 13;
const LAST_ASCII = 127;
/** No line of numbers is longer; what goes on without an end is no text. */
const LONGEST_LINE = 1 << 20;

const strict = new TextDecoder("utf-8", { fatal: true });
/** A superset of latin-1 in which no byte is an error. */
const western = new TextDecoder("windows-1252");

/**
 * The lines of a text file, decoded piece by piece. A byte-order mark decides on UTF-16; else each line is UTF-8, or
 * windows-1252 where it is not, so that files put together from both are read too. Lines end with LF, CR LF or CR.
 *
 * @returns at its end, whether the last line has one; without it, its last number may be cut.
 * @throws {ReadError} `not-text` at a NUL character, which no text file holds.
 */
export function* linesOf(source: ByteSource, file: string): Generator<string, boolean> {
  let number = 0;
  const lines = decodedLines(source, file);
  try {
    while (true) {
      const line = lines.next();
      if (line.done === true) return line.value;
      number++;
      if (line.value.includes("\0")) throw notText(file, number, "a NUL byte");
      yield line.value;
    }
  } finally {
    lines.return(false);
  }
}

function notText(file: string, line: number, foundWhat: string): ReadError {
  return new ReadError("not-text", { file, line, foundWhat, expected: "a text file; this looks like a binary one" });
}

function* decodedLines(source: ByteSource, file: string): Generator<string, boolean> {
  let rest: Uint8Array = new Uint8Array(0);
  let isFirst = true;
  let wide: TextDecoder | undefined;
  let wideRest = "";
  let count = 0;
  for (const chunk of source.chunks()) {
    let bytes = chunk;
    if (isFirst && chunk.length > 1) {
      isFirst = false;
      const encoding = wideEncoding(chunk);
      if (encoding !== undefined) wide = new TextDecoder(encoding);
      else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) bytes = chunk.subarray(3);
    }
    if (wide !== undefined) {
      const lines = splitLines(wideRest + wide.decode(bytes, { stream: true }));
      wideRest = lines.pop() ?? "";
      count += lines.length;
      if (wideRest.length > LONGEST_LINE) throw tooLong(file, count + 1);
      yield* lines;
      continue;
    }
    const joined = rest.length === 0 ? bytes : concatenated(rest, bytes);
    // A return at the end of a piece may belong to a line feed that follows it.
    const end = endOfLines(joined);
    const lines = decode(joined.subarray(0, end));
    count += lines.length;
    yield* lines;
    rest = joined.slice(end);
    if (rest.length > LONGEST_LINE) throw tooLong(file, count + 1);
  }
  if (wide !== undefined) {
    wideRest += wide.decode();
    if (wideRest !== "") yield* splitLines(wideRest.replace(/\r$/, ""));
    return wideRest === "" || wideRest.endsWith("\r");
  }
  yield* decode(rest);
  return rest.length === 0 || rest.at(-1) === RETURN;
}

function tooLong(file: string, line: number): ReadError {
  return notText(file, line, `a line of more than ${String(LONGEST_LINE)} bytes`);
}

/** Behind the last line end of the bytes; 0 where there is none. */
function endOfLines(bytes: Uint8Array): number {
  for (let index = bytes.length - 1; index >= 0; index--) {
    const byte = bytes[index];
    if (byte === LINE_FEED || (byte === RETURN && index < bytes.length - 1)) return index + 1;
  }
  return 0;
}

function splitLines(text: string): string[] {
  return text.split(/\r\n|\r(?!$)|\n/);
}

/** Whole lines; the end of the last one adds no empty line. */
function decode(bytes: Uint8Array): string[] {
  if (bytes.length === 0) return [];
  const lines = decodedAtOnce(bytes) ?? decodedEach(bytes);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function decodedAtOnce(bytes: Uint8Array): string[] | undefined {
  const text = strictly(bytes);
  return text?.split(/\r\n|\r|\n/);
}

function strictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * No byte of a longer UTF-8 sequence is a line end, so that lines can be told apart before they are decoded. One letter of
 * windows-1252 is one byte, and letters of ASCII are the same in both: only lines with others need a decoder of their own.
 */
function decodedEach(bytes: Uint8Array): string[] {
  const text = western.decode(bytes);
  const lines: string[] = [];
  let start = 0;
  let isPlain = true;
  for (let index = 0; index <= bytes.length; index++) {
    const byte = bytes[index] ?? LINE_FEED;
    if (byte > LAST_ASCII) isPlain = false;
    if (byte !== LINE_FEED && byte !== RETURN) continue;
    const inUtf8 = isPlain ? undefined : strictly(bytes.subarray(start, index));
    lines.push(inUtf8 ?? text.slice(start, index));
    if (byte === RETURN && bytes[index + 1] === LINE_FEED) index++;
    start = index + 1;
    isPlain = true;
  }
  return lines;
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
