import { wideEncoding } from "../../src/io/decode.ts";
import { formatOf, readSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import type { Sample } from "./samples.ts";

/** Files up to this size are damaged whole. */
const LARGEST_WHOLE = 10_000;
/** Enough for what needs several points: the sign by the phase, the order of frequencies, the end of a sweep. */
const POINTS = 15;
const LONGEST_LIST = 30;

/** The first lines are kept: what they hold is worth damaging. */
const KEPT_LINES = 30;
const BLOCKS = [64, 32, 16];

/**
 * A large text cut to its header and first points, so that a mutation of it takes little time and often meets what matters.
 * Other files as they are.
 */
export async function headOf({ name, bytes }: Sample): Promise<Uint8Array> {
  const isWide = wideEncoding(bytes) === "utf-16le";
  if (bytes.length <= LARGEST_WHOLE || (isBinary(bytes) && !isWide)) return bytes;
  // One letter a byte, whatever they mean: what is kept stays as it was.
  const text = Buffer.from(bytes).toString(isWide ? "utf16le" : "latin1");
  const encoded = (part: string): Uint8Array => new Uint8Array(Buffer.from(part, isWide ? "utf16le" : "latin1"));
  if (/^\ufeff?\s*[{[]/.test(text)) return encoded(withShortLists(text));
  const format = await formatNameOf(bytes, name);
  const joined = (lines: readonly string[]): Uint8Array => encoded(lines.join(""));
  const isEnough = async (lines: readonly string[]): Promise<boolean> =>
    (await pointsIn(joined(lines), name)) >= POINTS && (await formatNameOf(joined(lines), name)) === format;
  let lines = await shortestHead(text.split(/(?<=\n)/), isEnough);
  // Some programs put long tables of other quantities before the spectrum.
  for (const size of BLOCKS) {
    for (let at = KEPT_LINES; at + size < lines.length && joined(lines).length > LARGEST_WHOLE;) {
      const rest = [...lines.slice(0, at), ...lines.slice(at + size)];
      if (await isEnough(rest)) lines = rest;
      else at += size;
    }
  }
  return joined(lines);
}

/** Some texts hold a few bytes that are none. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.filter((byte) => byte === 0).length > bytes.length / 100;
}

async function shortestHead(
  lines: readonly string[],
  isEnough: (lines: readonly string[]) => Promise<boolean>,
): Promise<string[]> {
  let [low, high] = [0, lines.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await isEnough(lines.slice(0, middle))) high = middle;
    else low = middle;
  }
  return lines.slice(0, high);
}

async function formatNameOf(bytes: Uint8Array, name: string): Promise<string> {
  return (await formatOf(bytes, name)).name;
}

async function pointsIn(bytes: Uint8Array, name: string): Promise<number> {
  try {
    return (await readSpectra(bytes, name)).reduce((sum, { frequencyHz }) => sum + frequencyHz.length, 0);
  } catch (error) {
    if (error instanceof ReadError) return 0;
    throw error;
  }
}

/** The same document with the first entries only of lists of points, and of all that are longer than lists of columns. */
function withShortLists(text: string): string {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const end = text.endsWith("\ufeff") ? "\ufeff" : "";
  const document = JSON.parse(text.slice(mark.length, text.length - end.length)) as unknown;
  const short = (_: string, value: unknown): unknown =>
    Array.isArray(value) && (value.length > LONGEST_LIST || value.every(isFlat)) ? value.slice(0, POINTS) : value;
  return `${mark}${JSON.stringify(document, short)}${end}`;
}

function isFlat(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return !Array.isArray(value) && Object.values(value).every((entry) => typeof entry !== "object" || entry === null);
}
