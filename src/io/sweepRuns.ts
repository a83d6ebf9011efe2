/** Fewer points are no sweep of their own: instruments repeat a frequency now and then. */
const FEWEST = 3;

/**
 * Where sweeps begin in a list of frequencies that runs through them several times: wherever the frequency jumps back
 * against its direction, if that leaves at least three points on each side. One sweep begins at 0.
 */
export function sweepStarts(frequencyHz: readonly number[]): number[] {
  const direction = Math.sign((frequencyHz[1] ?? 0) - (frequencyHz[0] ?? 0));
  if (direction === 0) return [0];
  const starts = [0];
  for (let index = 1; index < frequencyHz.length; index++) {
    const step = (frequencyHz[index] ?? 0) - (frequencyHz[index - 1] ?? 0);
    if (Math.sign(step) !== -direction) continue;
    if (index - (starts.at(-1) ?? 0) < FEWEST || frequencyHz.length - index < FEWEST) return [0];
    starts.push(index);
  }
  return starts;
}
