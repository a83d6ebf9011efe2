import { constants, deflateRawSync } from "node:zlib";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inflateNow } from "../../src/kernel/inflate.ts";

describe("unpacking without the host's help", () => {
  const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
  const ways = [0, 1, 9].flatMap((level) =>
    [Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE].map((strategy) => ({ level, strategy })),
  );

  it.each(["engine", "examiner"])("gives the bytes of %s.wasm, however it was packed", (name) => {
    const bytes = readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url));
    for (const way of ways) {
      expect(bytes.equals(inflateNow(deflateRawSync(bytes, way), bytes.length)), JSON.stringify(way)).toBe(true);
    }
  });

  it("gives any bytes", () => {
    const few = fc.array(fc.nat(3), { maxLength: 2000 }).map((numbers) => Uint8Array.from(numbers));
    const texts = fc.oneof(few, fc.uint8Array({ maxLength: 2000 }));
    fc.assert(
      fc.property(texts, fc.constantFrom(...ways), (bytes, way) => {
        expect(inflateNow(deflateRawSync(bytes, way), bytes.length)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });
});
