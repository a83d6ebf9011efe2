import { describe, expect, it } from "vitest";
import { contentOf, contentOfBytes } from "../../src/io/content.ts";
import { numberedLines } from "../../src/io/instruments/numberedLines.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const lines = (content: Uint8Array) => [...numberedLines(contentOfBytes(content, "file"))];

describe("numbered lines", () => {
  it("know the last one, and whether it has an end", () => {
    const ended = ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\nb\r"].map((text) => lines(bytes(text)));
    for (const read of ended) {
      expect(read).toEqual([
        { text: "a", number: 1, isLast: false, mayBeCut: false },
        { text: "b", number: 2, isLast: true, mayBeCut: false },
      ]);
    }
    expect(lines(bytes("a\nb")).at(-1)).toEqual({ text: "b", number: 2, isLast: true, mayBeCut: true });
    expect(lines(bytes(""))).toEqual([]);
  });

  it("of UTF-16 too", () => {
    const wide = (text: string) =>
      new Uint8Array(Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0)).buffer);
    expect(lines(wide("a\nb\n")).at(-1)?.mayBeCut).toBe(false);
    expect(lines(wide("a\nb")).at(-1)?.mayBeCut).toBe(true);
  });

  it("close the source where reading ends early", () => {
    let closed = 0;
    const source = {
      size: 6,
      *chunks() {
        try {
          yield bytes("a\n");
          yield bytes("b\n");
          yield bytes("c\n");
        } finally {
          closed++;
        }
      },
    };
    const file = contentOf(source, "file");
    closed = 0;
    for (const { number } of numberedLines(file)) if (number === 1) break;
    expect(closed).toBe(1);
  });
});
