import { log10 } from "../../assembly/math/elementary.ts";
import type { DrtPeak } from "./peaks.ts";
import type { DrtResult } from "./result.ts";
import type { FittedArc } from "./secondOpinion.ts";
import { digits } from "./words.ts";

/** A peak and an arc that are the same process. */
export interface MatchedProcess {
  /** Places in `peaks` and `arcs`. */
  readonly peak: number;
  readonly arc: number;
  /** log10 of the arc's time constant over the peak's. */
  readonly decades: number;
  /** Resistance of the arc over that of the peak. */
  readonly ratio: number;
}

/** How far two methods agree. */
export interface Agreement {
  readonly matches: readonly MatchedProcess[];
  /** Whether the processes are the same ones, with time constants within half a decade and resistances within 25 %. */
  readonly agrees: boolean;
  /** Each point of disagreement in a sentence. */
  readonly disagreements: readonly string[];
  /** All in a sentence or two. */
  /** How many processes the two have in common, in a sentence. */
  readonly summary: string;
  readonly verdict: string;
}

/** Decades within which two time constants may be the same process. */
const NEAR = 0.5;
/** Ratio of resistances within which they agree. */
const ALIKE = 1.25;

/** Compares the peaks of a distribution with the arcs of a circuit; without arcs nothing could be fitted. */
export function compareProcesses(
  { peaks }: Pick<DrtResult, "peaks">,
  arcs: readonly FittedArc[] | undefined,
): Agreement {
  if (arcs === undefined) {
    const sentence = "No chain of arcs could be fitted to so few points, so nothing confirms the distribution.";
    return { matches: [], agrees: false, disagreements: [sentence], summary: sentence, verdict: sentence };
  }
  const matches = matchNearest(peaks, arcs);
  const disagreements = [
    ...peaks.flatMap((peak, index) => (matches.some((match) => match.peak === index) ? [] : [peakAlone(peak)])),
    ...arcs.flatMap((arc, index) => (matches.some((match) => match.arc === index) ? [] : [arcAlone(arc)])),
    ...matches.flatMap((match) => unlike(match, peaks, arcs)),
  ];
  const counted = `The distribution has ${count(peaks.length, "peak")}, the fitted circuit ${count(arcs.length, "arc")}`;
  const agrees = disagreements.length === 0;
  const summary = agrees
    ? `${counted}: both methods find the same processes.`
    : `${counted}; ${String(matches.length)} ${matches.length === 1 ? "is" : "are"} common to both. Where they disagree, trust neither alone.`;
  return { matches, agrees, disagreements, summary, verdict: [summary, ...disagreements].join(" ") };
}

function matchNearest(peaks: readonly DrtPeak[], arcs: readonly FittedArc[]): MatchedProcess[] {
  const pairs = peaks.flatMap((peak, p) =>
    arcs.map((arc, a) => ({
      peak: p,
      arc: a,
      decades: log10(arc.tau / peak.tau),
      ratio: arc.resistance / peak.resistance,
    })),
  );
  const matches: MatchedProcess[] = [];
  // The nearest first; by their places where two are as near.
  for (const pair of pairs.sort((a, b) => Math.abs(a.decades) - Math.abs(b.decades) || a.peak - b.peak)) {
    const taken = matches.some(({ peak, arc }) => peak === pair.peak || arc === pair.arc);
    if (!taken && Math.abs(pair.decades) <= NEAR) matches.push(pair);
  }
  return matches.sort((a, b) => a.peak - b.peak);
}

function unlike({ peak, arc, ratio }: MatchedProcess, peaks: readonly DrtPeak[], arcs: readonly FittedArc[]): string[] {
  if (ratio <= ALIKE && ratio >= 1 / ALIKE) return [];
  const [p, a] = [peaks[peak], arcs[arc]];
  if (p === undefined || a === undefined) return [];
  return [
    `The process at ${digits(p.tau)} s has ${digits(p.resistance)} ohm in the distribution and ${digits(a.resistance)} ohm in the circuit.`,
  ];
}

function peakAlone({ tau, resistance }: DrtPeak): string {
  return `The peak at ${digits(tau)} s (${digits(resistance)} ohm) has no arc: it may be an oscillation of the inversion, or part of a process that is no CPE arc.`;
}

function arcAlone({ tau, resistance, exponent }: FittedArc): string {
  return `The arc at ${digits(tau)} s (${digits(resistance)} ohm, n = ${digits(exponent)}) has no peak: another covers it, or it lies outside the time constants.`;
}

function count(n: number, word: string): string {
  return `${n === 0 ? "no" : String(n)} ${word}${n === 1 ? "" : "s"}`;
}
