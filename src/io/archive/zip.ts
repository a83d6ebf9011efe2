import { printable } from "../printable.ts";
import { ReadError } from "../readError.ts";
import { crc32 } from "./crc.ts";
import { inflate, InflateError } from "./inflate.ts";

// PKWARE's APPNOTE: local header, then name, extra and data of each file; a central directory; a record at the end.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const LONGEST_SHOWN = 60;
const MOST_ENTRIES = 10_000;
/** Together; a sheet of a million rows takes about 100 MB. */
const LARGEST = 500e6;
/** Pictures and the like are never read. */
const UNREAD = /\.(?:png|jpe?g|gif|emf|wmf|bin|svg|tiff?|ttf|vml)$/i;

interface Entry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

/** True for the first bytes of a zip archive. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/**
 * Unpacks a zip archive, all but its pictures. What the directory says is checked against the bounds of the file, the
 * checksum of each entry, and a limit for all of them together.
 *
 * @throws {ReadError} `bad-archive` for an archive that is damaged, cut off, encrypted or too large.
 */
export async function unzip(bytes: Uint8Array, file: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Uint8Array>();
  let left = LARGEST;
  for (const entry of directory(view, file)) {
    if (entry.path.endsWith("/") || UNREAD.test(entry.path)) continue;
    if ((entry.flags & 1) !== 0) throw bad(file, `${shown(entry.path)} encrypted`, "an archive without a password");
    if (entry.size > left) throw bad(file, `${shown(entry.path)} with ${entry.size} unpacked bytes`, `at most ${left}`);
    const content = await contentOf(view, entry, file);
    left -= content.length;
    entries.set(entry.path, content);
  }
  return entries;
}

/** A damaged directory may hold anything in place of a path. */
function shown(path: string): string {
  return `"${printable(path.slice(0, LONGEST_SHOWN))}"`;
}

function bad(file: string, foundWhat: string, expected: string): ReadError {
  return new ReadError("bad-archive", { file, foundWhat, expected });
}

function* directory(view: DataView, file: string): Generator<Entry> {
  const end = endRecord(view);
  if (end < 0) throw bad(file, "an archive without its directory", "a whole file; this one is cut off or damaged");
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw bad(file, `an archive of ${count} files`, `at most ${MOST_ENTRIES}`);
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) {
      throw bad(file, `a damaged directory of the archive (entry ${index + 1})`, "a sound zip archive");
    }
    const [nameSize, extraSize, commentSize] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const next = at + 46 + nameSize + extraSize + commentSize;
    if (next > end) throw bad(file, `a damaged directory of the archive (entry ${index + 1})`, "a sound zip archive");
    const name = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameSize);
    yield {
      path: new TextDecoder().decode(name).replace(/\\/g, "/"),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    at = next;
  }
}

/** The record at the end is followed by a comment of at most 64 KiB. */
function endRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= lowest; at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  return -1;
}

async function contentOf(view: DataView, entry: Entry, file: string): Promise<Uint8Array> {
  const { offset, packedSize, path, method } = entry;
  const whole = "a sound zip archive";
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== LOCAL) {
    throw bad(file, `no content for ${shown(path)}`, whole);
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packedSize > view.byteLength) throw bad(file, `${shown(path)} beyond the end of the file`, whole);
  if (method !== 0 && method !== 8) throw bad(file, `${shown(path)} packed by method ${method}`, "deflate or none");
  const packed = new Uint8Array(view.buffer, view.byteOffset + start, packedSize);
  const content = method === 0 ? packed : await inflated(packed, entry, file);
  if (content.length !== entry.size || crc32(content) !== entry.crc) {
    throw bad(file, `${shown(path)} with a wrong checksum`, whole);
  }
  return content;
}

async function inflated(packed: Uint8Array, { path, size }: Entry, file: string): Promise<Uint8Array> {
  try {
    return await inflate(packed, size);
  } catch (error) {
    if (!(error instanceof InflateError)) throw error;
    throw new ReadError(
      "bad-archive",
      { file, foundWhat: `${error.message} in ${shown(path)}`, expected: "a sound zip archive" },
      { cause: error },
    );
  }
}
