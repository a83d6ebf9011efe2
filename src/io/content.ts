import { decodeText } from "./decode.ts";
import { ReadError } from "./readError.ts";
import { linesOf } from "./lines.ts";

/** Formats are told from this many bytes. */
const HEAD = 1 << 16;
/** Whole files are held up to this size; a spectrum of a million points is about 60 MB of text. */
const LARGEST_WHOLE = 600e6;

/** A file as the formats see it. Nothing is held but what was asked for. */
export interface FileContent {
  /** For messages; its extension is the second hint after the content. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, all of a small file. */
  readonly head: Uint8Array;
  /** The first lines, as far as `head` reaches; none of a binary file. */
  headLines(): readonly string[];
  /**
   * All lines, read and decoded while they are asked for; throws `ReadError` for a binary file. The iterator returns
   * whether the last line has an end: without one, the file may have been cut there.
   */
  lines(): Iterable<string, boolean>;
  /** All bytes; throws `ReadError` for a file too large to be held. */
  bytes(): Uint8Array;
  /** All bytes as text; throws `ReadError` for a binary file. */
  text(): string;
  /** The unpacked files within an archive (.xlsx, .ods), by path; none of a plain file. */
  readonly entries: ReadonlyMap<string, Uint8Array>;
}

/** Where the bytes of a file come from. */
export interface ByteSource {
  readonly size: number;
  /** The bytes in pieces from the start, anew each time. */
  chunks(): Iterable<Uint8Array>;
}

const NO_ENTRIES: ReadonlyMap<string, Uint8Array> = new Map();

/** Content over bytes that are at hand. */
export function contentOfBytes(bytes: Uint8Array, name: string, entries = NO_ENTRIES): FileContent {
  return contentOf({ size: bytes.length, chunks: () => [bytes] }, name, entries, bytes);
}

/** Content over a source that is read piece by piece. */
export function contentOf(
  source: ByteSource,
  name: string,
  entries: ReadonlyMap<string, Uint8Array> = NO_ENTRIES,
  whole?: Uint8Array,
): FileContent {
  const head = whole?.subarray(0, HEAD) ?? firstBytes(source, HEAD);
  let bytes = whole;
  let text: string | undefined;
  let headLines: HeadLines | undefined;
  const all = (): Uint8Array => (bytes ??= joined(source, name));
  return {
    name,
    size: source.size,
    head,
    entries,
    headLines: () => (headLines ??= linesOfHead(head, source.size, name)).lines,
    lines: () => (headLines?.isEnded === undefined ? linesOf(source, name) : again(headLines.lines, headLines.isEnded)),
    bytes: all,
    text: () => (text ??= decodeText(all(), name)),
  };
}

function firstBytes(source: ByteSource, count: number): Uint8Array {
  const first = new Uint8Array(Math.min(count, source.size));
  let filled = 0;
  for (const chunk of source.chunks()) {
    const part = chunk.subarray(0, first.length - filled);
    first.set(part, filled);
    filled += part.length;
    if (filled === first.length) break;
  }
  return first.subarray(0, filled);
}

function joined(source: ByteSource, file: string): Uint8Array {
  if (source.size > LARGEST_WHOLE) {
    throw new ReadError("cannot-open", {
      file,
      foundWhat: `${String(source.size)} bytes`,
      expected: `at most ${String(LARGEST_WHOLE)} bytes in a file of this format`,
    });
  }
  return firstBytes(source, source.size);
}

interface HeadLines {
  readonly lines: readonly string[];
  /** Whether the last line has an end, where these are all lines of the file. */
  readonly isEnded?: boolean;
}

/** The last line of the head is left out where the file goes on: it may be cut. */
function linesOfHead(head: Uint8Array, size: number, name: string): HeadLines {
  const lines: string[] = [];
  const each = linesOf({ size: head.length, chunks: () => [head] }, name);
  try {
    for (;;) {
      const next = each.next();
      if (next.done !== true) lines.push(next.value);
      else return head.length < size ? { lines: lines.slice(0, -1) } : { lines, isEnded: next.value };
    }
  } catch (error) {
    if (error instanceof ReadError && error.code === "not-text") return { lines: [] };
    throw error;
  }
}

/** Lines that are at hand need not be decoded anew. */
function* again(lines: readonly string[], isEnded: boolean): Generator<string, boolean> {
  yield* lines;
  return isEnded;
}
