import { stderrOf, type Uncertain } from "../uncertain.ts";
import type { Relaxation } from "./relaxation.ts";
import type { RestEnd } from "./rest.ts";
import type { Timing } from "./timing.ts";

/** A rest whose drift, if it lasted over pulse and rest, would change dE_s by so much is not at its end. */
const TOLERATED_DRIFT = 0.05;
/** A drift that could be there unseen matters from here on, with two standard errors. */
const UNSEEN_DRIFT = 0.3;

/** The relaxations of those rests about a pulse that had not come to their end. */
export interface ContinuedRests {
  readonly before: Relaxation | undefined;
  readonly after: Relaxation | undefined;
}

/**
 * How the rests about a pulse would go on, where one of them still drifts by more than does no harm, and all that do tell it by
 * themselves; else undefined.
 */
export function continuedRests(
  before: RestEnd | null,
  after: RestEnd | null,
  steady: Uncertain | undefined,
  timing: Timing,
): ContinuedRests | undefined {
  if (before === null || after === null || steady === undefined) return undefined;
  const moving = [before, after].filter((rest) => isMoving(rest, steady, timing));
  if (moving.length === 0 || moving.some(({ relaxation }) => relaxation === undefined)) return undefined;
  return { before: before.relaxation, after: after.relaxation };
}

function isMoving(rest: RestEnd, steady: Uncertain, timing: Timing): boolean {
  return rest.drifts && driftOver(rest, timing) > TOLERATED_DRIFT * Math.abs(steady.value);
}

/** V, if the drift lasted over pulse and rest. */
function driftOver({ slope, duration: rest }: RestEnd, { duration }: Timing): number {
  return slope === null ? 0 : Math.abs(slope.value) * (duration.value + rest);
}

export function restFlags(before: RestEnd | null, after: RestEnd | null, steady: Uncertain, timing: Timing): string[] {
  const rests = [
    ["before", before],
    ["after", after],
  ] as const;
  return rests.flatMap(([where, rest]) => {
    if (rest === null) return [];
    if (rest.slope === null) return [`the rest ${where} has too few points to see whether it is at its end.`];
    if (!isMoving(rest, steady, timing)) return unseenDrift(where, rest, rest.slope, steady, timing);
    const share = (100 * driftOver(rest, timing)) / Math.abs(steady.value);
    return [
      `the potential still moves by ${String(Number((3.6e6 * rest.slope.value).toPrecision(2)))} mV/h at the end of the rest ${where}: dE_s may be wrong by up to ${share.toPrecision(2)} %. A longer rest would settle it.`,
    ];
  });
}

/** Scatter, or too few points, hide a drift from the test for one. */
function unseenDrift(
  where: string,
  rest: RestEnd,
  slope: Uncertain,
  steady: Uncertain,
  { duration }: Timing,
): string[] {
  const most = Math.abs(slope.value) + 2 * stderrOf(slope);
  const share = (most * (duration.value + rest.duration)) / Math.abs(steady.value);
  if (rest.drifts || share <= UNSEEN_DRIFT) return [];
  return [
    `a drift of ${String(Number((3.6e6 * most).toPrecision(2)))} mV/h would not be seen at the end of the rest ${where}: dE_s may be wrong by up to ${(100 * share).toPrecision(2)} %. A longer rest, with more points at its end, would settle it.`,
  ];
}

/** What was done about rests that had not come to their end, and what it changed. */
export function continuedFlag(
  { before: first, after: second }: ContinuedRests,
  before: RestEnd | null,
  after: RestEnd | null,
  shareWithout: number,
): string {
  const ways = [
    ["before", first, before],
    ["after", second, after],
  ] as const;
  const told = ways.flatMap(([where, relaxation, rest]) =>
    relaxation === undefined || rest === null
      ? []
      : [
          `the rest ${where} would go on by ${millivolts(relaxation.limit.value - rest.potential.value)} mV (an exponential of ${String(Number(relaxation.timeConstant.toPrecision(2)))} s through its second half)`,
        ],
  );
  const other = Number.isFinite(shareWithout)
    ? ` Without that D would be ${(100 * Math.abs(shareWithout)).toPrecision(2)} % ${shareWithout > 0 ? "larger" : "smaller"}.`
    : "";
  return `dE_s is between the potentials that the rests go to, and the drift was taken off the pulse: ${told.join(", ")}.${other} Longer rests would settle it.`;
}

function millivolts(volts: number): string {
  return String(Number((1000 * volts).toPrecision(2)));
}
