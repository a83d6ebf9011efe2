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
