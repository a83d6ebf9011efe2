import { describe, expect, it } from "vitest";
import { linesOf } from "../../src/io/lines.ts";
import { ReadError } from "../../src/io/readError.ts";

const utf8 = new TextEncoder();

/** The lines of bytes that come in pieces of a length. */
function linesInPieces(bytes: Uint8Array, length: number): string[] {
  const chunks = function* (): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  };
  return [...linesOf({ size: bytes.length, chunks }, "cell.txt")];
}

function wide(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) view.setUint16(2 * index, text.charCodeAt(index), littleEndian);
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const TEXT = "first\r\nse\u00e7ond\r\rfourth \u03a9\n\nlast";
const LINES = ["first", "se\u00e7ond", "", "fourth \u03a9", "", "last"];

describe("lines are the same however the bytes are cut into pieces", () => {
  const encodings: [string, Uint8Array][] = [
    ["UTF-8", utf8.encode(TEXT)],
    ["UTF-8 with a mark", joined(Uint8Array.of(0xef, 0xbb, 0xbf), utf8.encode(TEXT))],
    ["UTF-16 little-endian with a mark", wide(`\uFEFF${TEXT}`, true)],
    ["UTF-16 big-endian with a mark", wide(`\uFEFF${TEXT}`, false)],
    ["UTF-16 little-endian without a mark", wide(TEXT, true)],
    ["UTF-16 big-endian without a mark", wide(TEXT, false)],
  ];
  it.each(encodings)("%s", (_, bytes) => {
    // The first piece must hold what tells the encoding; sources give pieces of a megabyte.
    for (let length = 4; length <= bytes.length; length++)
      expect(linesInPieces(bytes, length), `${length}`).toEqual(LINES);
  });

  it("a return at the end of a piece and the line feed in the next are one line end", () => {
    expect(linesInPieces(utf8.encode("abc\r\nde"), 4)).toEqual(["abc", "de"]);
    expect(linesInPieces(utf8.encode("abc\rde"), 4)).toEqual(["abc", "de"]);
    expect(linesInPieces(wide("\uFEFFab\r\nde", true), 8)).toEqual(["ab", "de"]);
  });

  it("the end of the last line adds no empty one", () => {
    for (const end of ["\n", "\r\n", "\r", ""]) {
      expect(linesInPieces(utf8.encode(`a\nb${end}`), 1000)).toEqual(["a", "b"]);
      expect(linesInPieces(wide(`\uFEFFa\nb${end}`, true), 1000)).toEqual(["a", "b"]);
    }
    expect(linesInPieces(new Uint8Array(0), 10)).toEqual([]);
  });
});

describe("encodings within a file", () => {
  it("a line that is no UTF-8 is windows-1252, the others stay UTF-8", () => {
    const bytes = joined(
      utf8.encode("10 \u03a9\n"),
      Uint8Array.of(0x32, 0x35, 0xb0, 0x43, 10),
      utf8.encode("20 \u03a9"),
    );
    for (const length of [5, 7, 1000])
      expect(linesInPieces(bytes, length)).toEqual(["10 \u03a9", "25\u00b0C", "20 \u03a9"]);
  });

  it("a letter of UTF-8 that is cut by the end of a piece is whole", () => {
    const bytes = utf8.encode(`${"\u03a9".repeat(50)}\n${"\u20ac".repeat(50)}`);
    for (const length of [4, 5, 7, 11])
      expect(linesInPieces(bytes, length)).toEqual(["\u03a9".repeat(50), "\u20ac".repeat(50)]);
  });
});

describe("what is no text is refused at its line", () => {
  it("a NUL byte", () => {
    expect(messageOf(() => linesInPieces(utf8.encode("a\nb\nc\0d\n"), 1000))).toBe(
      "cell.txt:3: found a NUL byte, expected a text file; this looks like a binary one",
    );
  });

  it("a line without an end, before it fills the memory", () => {
    const piece = new Uint8Array(1 << 20).fill(0x31);
    let given = 0;
    const chunks = function* (): Generator<Uint8Array> {
      yield utf8.encode("head\n");
      for (; given < 1000; given++) yield piece;
    };
    const endless = () => [...linesOf({ size: 1e9, chunks }, "cell.txt")];
    expect(messageOf(endless)).toBe(
      "cell.txt:2: found a line of more than 1048576 bytes, expected a text file; this looks like a binary one",
    );
    expect(given).toBeLessThan(4);
  });

  it("a line of half a megabyte is read", () => {
    const long = "1".repeat(500_000);
    expect(linesInPieces(utf8.encode(`a\n${long}\nb`), 65536)).toEqual(["a", long, "b"]);
  });
});

it("reading stops where the caller stops", () => {
  let given = 0;
  const chunks = function* (): Generator<Uint8Array> {
    for (; given < 1000; given++) yield utf8.encode("line\n".repeat(100));
  };
  for (const line of linesOf({ size: 500_000, chunks }, "cell.txt")) {
    expect(line).toBe("line");
    break;
  }
  expect(given).toBeLessThan(2);
});
