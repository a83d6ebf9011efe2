import type { Residuals } from "../fit/result.ts";

/** Root of the mean square of the residuals relative to |Z|, over both parts of all points. */
export function relativeRoot({ rePercent, imPercent }: Residuals): number {
  let sum = 0;
  for (const part of [rePercent, imPercent]) for (const percent of part) sum += percent * percent;
  return Math.sqrt(sum / (2 * rePercent.length)) / 100;
}
