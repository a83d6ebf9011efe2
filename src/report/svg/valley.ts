import type { PlottedImpedance } from "./curve.ts";

/** How far a curve sinks below an arc and rises again, as a share of the arc, before that is a valley and not noise. */
const PROMINENCE = 0.08;

/**
 * Where arcs end: indices of the least -Z'' between an arc and what follows it at lower frequencies.
 *
 * @param curve from the highest frequency to the lowest.
 */
export function valleysOf({ im }: Pick<PlottedImpedance, "im">): number[] {
  const valleys: number[] = [];
  let high = -Infinity;
  let low = Infinity;
  let lowest = 0;
  let isBehindArc = false;
  for (let index = 0; index < im.length; index++) {
    const up = -(im[index] ?? 0);
    if (!isBehindArc && up > high) high = up;
    if (!isBehindArc && high > 0 && up < (1 - PROMINENCE) * high) {
      isBehindArc = true;
      low = Infinity;
    }
    if (!isBehindArc) continue;
    if (up < low) {
      low = up;
      lowest = index;
    }
    if (up > low + PROMINENCE * high) {
      valleys.push(lowest);
      isBehindArc = false;
      high = up;
    }
  }
  return valleys;
}

/**
 * The index from which a curve rises to its end, as in front of electrodes that block; nothing where it ends in an arc.
 *
 * @param curve from the highest frequency to the lowest.
 */
export function tailStart({ im }: Pick<PlottedImpedance, "im">): number | undefined {
  const valley = valleysOf({ im }).at(-1);
  if (valley === undefined) return undefined;
  const tail = Array.from(im)
    .slice(valley)
    .map((value) => -value);
  const highest = tail.reduce((one, other) => Math.max(one, other));
  return (tail.at(-1) ?? 0) >= (1 - PROMINENCE) * highest ? valley : undefined;
}
