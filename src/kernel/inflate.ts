/** Deflate (RFC 1951) as this needs it: one block after another out of a text of our own making, so damage is not looked for. */

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;
const MOST_BITS = 15;
const LITERALS = 288;
const DISTANCES = 32;

/** For every possible next 15 bits the symbol whose code they begin with, times 16, plus the length of that code. */
type Codes = Uint16Array;

function codesOf(lengths: Uint8Array): Codes {
  const table = new Uint16Array(1 << MOST_BITS);
  let code = 0;
  for (let length = 1; length <= MOST_BITS; length++, code <<= 1) {
    for (let symbol = lengths.indexOf(length); symbol >= 0; symbol = lengths.indexOf(length, symbol + 1), code++) {
      // Codes come with their first bit lowest.
      let reversed = 0;
      for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
      for (let at = reversed; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
    }
  }
  return table;
}

/**
 * Unpacks raw deflate data at once and without the host's help, which browsers give asynchronously only.
 * @param size bytes that come out
 */
export function inflateNow(packed: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let filled = 0;
  let at = 0;
  let held = 0;
  let holds = 0;

  const hold = (count: number): void => {
    for (; holds < count; holds += 8) held |= (packed[at++] ?? 0) << holds;
  };
  const drop = (count: number): void => {
    held >>>= count;
    holds -= count;
  };
  const bits = (count: number): number => {
    hold(count);
    const value = held & ((1 << count) - 1);
    drop(count);
    return value;
  };
  const symbolOf = (codes: Codes): number => {
    hold(MOST_BITS);
    const found = codes[held & ((1 << MOST_BITS) - 1)] ?? 0;
    drop(found & 15);
    return found >> 4;
  };
  const readCodes = (): [Codes, Codes] => {
    const literals = bits(5) + 257;
    const distances = bits(5) + 1;
    const meta = new Uint8Array(19);
    for (let i = 0, count = bits(4) + 4; i < count; i++) meta[CODE_LENGTH_ORDER[i] ?? 0] = bits(3);
    const codes = codesOf(meta);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length;) {
      const symbol = symbolOf(codes);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      const again = symbol === 16 ? (lengths[i - 1] ?? 0) : 0;
      const times = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
      lengths.fill(again, i, i + times);
      i += times;
    }
    return [codesOf(lengths.subarray(0, literals)), codesOf(lengths.subarray(literals))];
  };
  const fixedCodes = (): [Codes, Codes] => {
    const lengths = new Uint8Array(LITERALS).fill(8).fill(9, 144, 256).fill(7, 256, 280);
    return [codesOf(lengths), codesOf(new Uint8Array(DISTANCES).fill(5))];
  };

  for (let last = 0; last === 0;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      at -= holds >> 3;
      held = holds = 0;
      const length = (packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8);
      whole.set(packed.subarray(at + 4, at + 4 + length), filled);
      at += 4 + length;
      filled += length;
      continue;
    }
    const [literals, distances] = kind === 1 ? fixedCodes() : readCodes();
    for (let symbol = symbolOf(literals); symbol !== END_OF_BLOCK; symbol = symbolOf(literals)) {
      if (symbol < END_OF_BLOCK) {
        whole[filled++] = symbol;
        continue;
      }
      const row = symbol - END_OF_BLOCK - 1;
      const length = (LENGTH_BASE[row] ?? 0) + bits(row < 8 || row === 28 ? 0 : (row - 4) >> 2);
      const column = symbolOf(distances);
      const extra = column < 4 ? 0 : (column - 2) >> 1;
      const distance = 1 + (column < 4 ? column : ((2 + (column & 1)) << extra) + bits(extra));
      for (let i = 0; i < length; i++, filled++) whole[filled] = whole[filled - distance] ?? 0;
    }
  }
  return whole;
}
