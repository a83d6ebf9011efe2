/** Unpacks what src/build/core/pack.ts packed: an arithmetic decoder, after guesses of assembly/packing/model.ts. */
import { begin, guess, INPUT, learn, OUTPUT } from "./packing/model";

/**
 * The host has written the packed bytes to `input()`.
 * @param size bytes of the module, whose functions stand from `from` up to `to`
 * @returns address of the module
 */
export function unpack(size: i32, from: i32, to: i32): usize {
  begin(from, to);
  let at = INPUT;
  let low: u32 = 0;
  let high: u32 = -1;
  let code: u32 = bswap(load<u32>(at));
  at += 4;
  for (let count = size << 3; count; count--) {
    const middle = low + <u32>((<u64>(high - low) * <u64>guess()) >> 16);
    const bit = code <= middle;
    if (bit) high = middle;
    else low = middle + 1;
    learn(bit ? 1 : 0);
    while (!((low ^ high) >> 24)) {
      low <<= 8;
      high = (high << 8) | 255;
      code = (code << 8) | load<u8>(at++);
    }
  }
  return OUTPUT;
}

/** Where the host writes. */
export function input(): usize {
  return INPUT;
}
