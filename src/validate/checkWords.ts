import type { Consistency } from "../linear/judge.ts";
import type { SpectrumCheck, ViolatingPoint } from "./checkSpectrum.ts";

/**
 * What a check found, the gravest that applies: `undecided` for too few points; `inconsistent`, by half a percent of |Z| or more over the
 * points as a whole, or over more than a tenth of them; `drift-suspected` at low frequency; `violating-points` that the others
 * contradict; `slightly-inconsistent`, by less than that but more than the noise explains; `consistent`.
 */
export type CheckStatus =
  "consistent" | "slightly-inconsistent" | "violating-points" | "drift-suspected" | "inconsistent" | "undecided";

type Facts = Pick<SpectrumCheck, "noisePercent" | "violations" | "consistency" | "drift" | "coverage"> & {
  /** Whether there are more violating points than were left out. */
  readonly more: boolean;
};

/** Level of the F test that both parts have the same coefficients. */
const CONSISTENCY_LEVEL = 0.01;
/** Root mean square over |Z|, percent; what the field calls good data has residuals up to there. */
const SLIGHT_PERCENT = 0.5;
/** The points beside one may lead anywhere at the ends of a spectrum; beyond this its deviation is no figure. */
const MOST_PERCENT = 100;
/** Of the violating points only so many are named in the verdict. */
const NAMED = 5;
/** Less is not told from the rounding of the data, percent. */
const LEAST_NOISE_PERCENT = 1e-3;
/** More hides all but gross violations, percent. */
const MUCH_NOISE_PERCENT = 5;

function isInconsistent(consistency: Consistency | null): boolean {
  return consistency !== null && consistency.pValue < CONSISTENCY_LEVEL;
}

function isSlight(consistency: Consistency | null): boolean {
  return (consistency?.excessPercent ?? 0) < SLIGHT_PERCENT;
}

export function statusOf({ noisePercent, violations, more, consistency, drift }: Facts): CheckStatus {
  if (noisePercent === null) return "undecided";
  const inconsistent = isInconsistent(consistency);
  if (more || (inconsistent && !isSlight(consistency))) return "inconsistent";
  if (drift?.suspected === true) return "drift-suspected";
  if (violations.length > 0) return "violating-points";
  return inconsistent ? "slightly-inconsistent" : "consistent";
}

/** The verdict in sentences. */
export function describeVerdict(facts: Facts): string {
  const { noisePercent, violations, consistency, more, drift, coverage } = facts;
  if (noisePercent === null) {
    return `${String(coverage.points)} points are too few for a test of the Kramers-Kronig relations; measure more frequencies.`;
  }
  const noise = printNoise(noisePercent);
  const sentences: string[] = [];
  if (more) {
    sentences.push(
      `More points contradict the others than single faults explain: the spectrum does not obey the Kramers-Kronig relations, and the noise figure of ${noise} means little.`,
    );
  } else if (isInconsistent(consistency)) {
    sentences.push(describeInconsistency(consistency));
  } else {
    const rest = violations.length > 0 ? "The other points obey" : "The spectrum obeys";
    sentences.push(`${rest} the Kramers-Kronig relations within a noise of ${noise} of |Z|.`);
  }
  if (violations.length > 0) sentences.push(describePoints(violations));
  if (drift?.suspected === true) {
    const way = drift.deviationPercent > 0 ? "above" : "below";
    sentences.push(
      `Over the lowest decade, up to ${print(drift.middleHz)} Hz, |Z| lies ${percent(Math.abs(drift.deviationPercent))} ${way} what the phase says of it (Z-HIT; beyond ${percent(drift.thresholdPercent)} counts): the cell may have drifted there.`,
    );
  }
  for (const { fromHz, toHz, decades } of coverage.gaps) {
    sentences.push(
      `No points lie between ${print(fromHz)} and ${print(toHz)} Hz (${decades.toFixed(1)} decades); nothing is known of what happens there.`,
    );
  }
  if (noisePercent > MUCH_NOISE_PERCENT) {
    sentences.push("So much noise hides all but gross violations.");
  }
  return sentences.join(" ");
}

function describeInconsistency(consistency: Consistency | null): string {
  const { excessPercent = 0, noisePercent = 0, pValue = 0 } = consistency ?? {};
  const excess = `${percent(excessPercent)} of |Z| beyond a noise of ${printNoise(noisePercent)} (root mean square, p ${printProbability(pValue)})`;
  return isSlight(consistency)
    ? `Real and imaginary parts contradict each other by ${excess}: more than chance, but little beside what most fits leave.`
    : `Real and imaginary parts contradict each other by ${excess}: the cell changed, was driven beyond its linear range, or the instrument erred.`;
}

function printNoise(noisePercent: number): string {
  return noisePercent < LEAST_NOISE_PERCENT ? "less than 0.001 %" : percent(noisePercent);
}

/** Two digits, without powers of ten. */
export function percent(value: number): string {
  return `${String(Number(value.toPrecision(2)))} %`;
}

function describePoints(violations: readonly ViolatingPoint[]): string {
  const named = violations
    .slice(0, NAMED)
    .map(
      ({ index, frequencyHz, residualPercent }) =>
        `${print(frequencyHz)} Hz (point ${String(index)}, ${residualPercent > MOST_PERCENT ? `more than ${String(MOST_PERCENT)} %` : percent(residualPercent)} of |Z|)`,
    );
  const more = violations.length - named.length;
  const list = named.join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
  return violations.length === 1
    ? `One point contradicts the others: ${list}.`
    : `${String(violations.length)} points contradict the others: ${list}.`;
}

function print(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function printProbability(p: number): string {
  return p < 1e-9 ? "< 1e-9" : `= ${p.toExponential(0)}`;
}
