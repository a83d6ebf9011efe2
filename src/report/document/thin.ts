/** More marks than this are not told apart in a figure of a page's width, and only make it heavy. */
export const MOST_SHOWN = 300;

/**
 * Indices of the points that a figure shows: all of few, else evenly spread ones with both ends, and those that must not be missing.
 */
export function shownPoints(count: number, kept: Iterable<number> = [], most = MOST_SHOWN): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  const spread = Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
  return [...new Set([...spread, ...kept])].sort((a, b) => a - b);
}

/** The values at these indices. */
export function taken(values: ArrayLike<number>, indices: readonly number[]): Float64Array {
  return Float64Array.from(indices, (index) => values[index] ?? Number.NaN);
}

/** For a caption: how many of the points are shown, nothing where all are. */
export function thinningText(count: number, shown: number): string {
  return shown < count ? ` ${String(shown)} of the ${String(count)} points are shown.` : "";
}
