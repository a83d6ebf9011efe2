/**
 * Memory behind the resident problem for calculations that need no problem: the host reserves, writes, runs and reads without
 * anything between. Loading a larger problem overwrites it.
 */
import { endOfLayout, reach } from "./workspace";

let next: usize = 0;

/** Makes everything behind the resident problem free again. */
export function clearArena(): void {
  next = endOfLayout();
}

/** Address of room for so many doubles, a multiple of 64; 0 where the machine does not give the memory. */
export function reserveArena(numbers: i32): usize {
  const at = next;
  const end: u64 = <u64>at + ((<u64>numbers * 8 + 63) & ~(<u64>63));
  if (!reach(end)) return 0;
  next = <usize>end;
  return at;
}
