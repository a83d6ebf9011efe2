import type { Consistency, SpectrumCheck, ViolatingPoint } from "./checkSpectrum.ts";

/**
 * What a check found: `consistent`; `violating-points` that the others contradict; `inconsistent`, over more than single points;
 * `drift-suspected` at low frequency; `undecided` for too few points. The gravest that applies.
 */
export type CheckStatus = "consistent" | "violating-points" | "inconsistent" | "drift-suspected" | "undecided";

type Facts = Pick<SpectrumCheck, "noisePercent" | "violations" | "consistency" | "drift" | "coverage"> & {
  /** Whether there are more violating points than were left out. */
  readonly more: boolean;
};

/** Level of the F test that both parts have the same coefficients. */
const CONSISTENCY_LEVEL = 0.01;
/** Of the violating points only so many are named in the verdict. */
const NAMED = 5;
/** Less is not told from the rounding of the data, percent. */
const LEAST_NOISE_PERCENT = 1e-3;
/** More hides all but gross violations, percent. */
const MUCH_NOISE_PERCENT = 5;

function isInconsistent(consistency: Consistency | null): boolean {
  return consistency !== null && consistency.pValue < CONSISTENCY_LEVEL;
}

export function statusOf({ noisePercent, violations, more, consistency, drift }: Facts): CheckStatus {
  if (noisePercent === null) return "undecided";
  if (more || isInconsistent(consistency)) return "inconsistent";
  if (drift?.suspected === true) return "drift-suspected";
  return violations.length > 0 ? "violating-points" : "consistent";
}

/** The verdict in sentences. */
export function describeVerdict(facts: Facts): string {
  const { noisePercent, violations, consistency, more, drift, coverage } = facts;
  if (noisePercent === null) {
    return `${String(coverage.points)} points are too few for a test of the Kramers-Kronig relations; measure more frequencies.`;
  }
  const noise = noisePercent < LEAST_NOISE_PERCENT ? "below 0.001 %" : `${noisePercent.toPrecision(2)} %`;
  const sentences: string[] = [];
  if (more) {
    sentences.push(
      `More than a fifth of the points contradict the others: the spectrum does not obey the Kramers-Kronig relations, and the noise figure of ${noise} means little.`,
    );
  } else if (isInconsistent(consistency)) {
    sentences.push(
      `Real and imaginary parts do not belong together by the Kramers-Kronig relations (p ${printProbability(consistency?.pValue ?? 0)}): the cell changed, was driven beyond its linear range, or the instrument erred. Their scatter is ${noise} of |Z|.`,
    );
  } else {
    const rest = violations.length > 0 ? "The other points obey" : "The spectrum obeys";
    sentences.push(`${rest} the Kramers-Kronig relations within a noise of ${noise} of |Z|.`);
  }
  if (violations.length > 0) sentences.push(describePoints(violations));
  if (drift?.suspected === true) {
    const way = drift.deviationPercent > 0 ? "above" : "below";
    sentences.push(
      `Over the lowest decade, up to ${print(drift.middleHz)} Hz, |Z| lies ${Math.abs(drift.deviationPercent).toPrecision(2)} % ${way} what the phase says of it (Z-HIT; beyond ${drift.thresholdPercent.toPrecision(2)} % counts): the cell has probably drifted there.`,
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

function describePoints(violations: readonly ViolatingPoint[]): string {
  const named = violations
    .slice(0, NAMED)
    .map(
      ({ index, frequencyHz, residualPercent }) =>
        `${print(frequencyHz)} Hz (point ${String(index)}, ${residualPercent.toPrecision(2)} % of |Z|)`,
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
