/** A run of points with the current on, between rests where there are any; indices are of the recording, ends included. */
export interface Pulse {
  readonly first: number;
  readonly last: number;
  /** The points without current just before and just after, null where there are none. */
  readonly restBefore: Run | null;
  readonly restAfter: Run | null;
}

export interface Run {
  readonly first: number;
  readonly last: number;
}

interface State extends Run {
  readonly sign: -1 | 0 | 1;
  /** A part of a file that was joined to another begins here. */
  readonly isBreak: boolean;
}

/** Currents below this part of the largest one are taken for none ... */
const SMALL = 0.15;
/** ... unless the current at rest scatters by more; so many standard deviations of it are rest still. */
const SCATTER = 6;
const MAD_TO_DEVIATION = 1.4826;
/** A run of so few points between two alike ones is a disturbance. */
const DISTURBANCE = 1;

/**
 * Finds the pulses of a recording by their current: rest is what lies within the scatter of the smallest currents. The sign tells
 * charge from discharge, so that a pulse which follows another of the other sign without a rest is a pulse of its own.
 */
export function findPulses(current: Float64Array, breaks: readonly number[] = []): Pulse[] {
  const largest = largestOfThree(current);
  if (largest === 0) return [];
  const resting = current.filter((each) => Math.abs(each) < SMALL * largest);
  const middle = median(resting);
  const scatter = MAD_TO_DEVIATION * median(resting.map((each) => Math.abs(each - middle)));
  const threshold = Math.max(SMALL * largest, SCATTER * scatter);
  const runs = withoutDisturbances(runsOf(current, middle, threshold, new Set(breaks)));
  return runs.flatMap((run, index): Pulse[] => {
    if (run.sign === 0) return [];
    const [before, after] = [runs[index - 1], runs[index + 1]];
    const isRest = (other: State | undefined): other is State => other?.sign === 0;
    return [
      {
        first: run.first,
        last: run.last,
        restBefore: isRest(before) && !run.isBreak ? { first: before.first, last: before.last } : null,
        restAfter: isRest(after) && !after.isBreak ? { first: after.first, last: after.last } : null,
      },
    ];
  });
}

/** The largest current that lasts: a single wild point is passed over. */
function largestOfThree(current: Float64Array): number {
  let largest = 0;
  for (let i = 1; i + 1 < current.length; i++) {
    const [a = 0, b = 0, c = 0] = [current[i - 1], current[i], current[i + 1]].map((each) => Math.abs(each ?? 0));
    largest = Math.max(largest, Math.max(Math.min(a, b), Math.min(Math.max(a, b), c)));
  }
  return largest;
}

function runsOf(current: Float64Array, zero: number, threshold: number, breaks: ReadonlySet<number>): State[] {
  const runs: State[] = [];
  for (const [index, value] of current.entries()) {
    const sign = Math.abs(value - zero) <= threshold ? 0 : value > zero ? 1 : -1;
    const last = runs.at(-1);
    const isBreak = breaks.has(index);
    if (last?.sign === sign && !isBreak) runs[runs.length - 1] = { ...last, last: index };
    else runs.push({ first: index, last: index, sign, isBreak });
  }
  return runs;
}

function withoutDisturbances(runs: readonly State[]): State[] {
  const kept: State[] = [];
  for (const [index, run] of runs.entries()) {
    const last = kept.at(-1);
    const isDisturbance =
      run.last - run.first < DISTURBANCE && last?.sign === runs[index + 1]?.sign && !run.isBreak && last !== undefined;
    const goesOn = last?.sign === run.sign && !run.isBreak;
    if (last !== undefined && (isDisturbance || goesOn)) kept[kept.length - 1] = { ...last, last: run.last };
    else kept.push(run);
  }
  return kept;
}

function median(values: Float64Array): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
