import type { PreparedDrt } from "./prepare.ts";
import type { DrtResult } from "./result.ts";

type Found = Omit<DrtResult, "notes" | "warnings" | "secondOpinion">;

/** Percent of |Z| from which a distribution does not describe the data. */
const POOR_PERCENT = 3;
/** From here on the condition on the sign costs more than noise explains. */
const COST_OF_SIGN = 1.5;
/** gamma at an end of the time constants, as a share of its maximum, from which it goes on beyond. */
const CUT_OFF = 0.05;

/** A number with so many significant digits, without zeros at its end. */
export function digits(value: number, count = 3): string {
  return String(Number(value.toPrecision(count)));
}

/** What was decided, in sentences. */
export function notesOf(found: Found, { capacitance, tail, options }: PreparedDrt, raisedFrom?: number): string[] {
  const notes: string[] = [];
  if (raisedFrom !== undefined) {
    notes.push(
      `No maximum of gamma stood out at the lambda of cross-validation (${digits(raisedFrom)}), which does not know that nothing is ` +
        `negative; lambda was raised to ${digits(found.lambda)}, the most that the residuals allow within their standard deviation.`,
    );
  }
  if (capacitance && options.capacitance === "auto") {
    const slope = tail.slope === null ? "" : ` as f^${digits(tail.slope, 2)}`;
    const value =
      found.capacitance === null
        ? "its best value is no capacitor at all"
        : `its capacitance is ${digits(found.capacitance)} F`;
    notes.push(
      `-Z'' rises towards the lowest frequencies${slope}, so a series capacitor takes what has no end there; ${value}. ` +
        "An arc that the data show only the beginning of looks the same.",
    );
  }
  return notes;
}

/** What to mind, in sentences. */
export function warningsOf(
  found: Found,
  { tail, capacitance, options }: PreparedDrt,
  atEnd: boolean,
  costOfSign: number,
): string[] {
  const warnings: string[] = [];
  const { gamma, tau, peaks, residualPercent } = found;
  if (atEnd) {
    const choice = found.lambdaChoice === "l-curve" ? "The corner of the L-curve" : "The score of cross-validation";
    warnings.push(
      `${choice} is best at an end of the range searched (lambda = ${digits(found.lambda)}): ` +
        "the data hold no noise that would tell how smooth gamma is; compare with a lambda of your own.",
    );
  }
  if (residualPercent > POOR_PERCENT) {
    warnings.push(
      `The distribution misses the data by ${digits(residualPercent)} % of |Z| (rms): they are noisy, or no sum of relaxations ` +
        "describes them, as with drift, an inductive loop or negative real parts.",
    );
  }
  if (options.nonNegative && costOfSign > COST_OF_SIGN && residualPercent > 1e-3) {
    warnings.push(
      `Without the condition that nothing is negative the squared residuals would be ${digits(costOfSign)} times smaller: something in the ` +
        "data is no relaxation with a positive resistance.",
    );
  }
  const largest = gamma.reduce((most, value) => Math.max(most, value), 0);
  if (largest > 0 && peaks.length === 0) {
    warnings.push(
      "No maximum of gamma stands out from what the noise leaves open at this lambda; try a larger one, or the L-curve.",
    );
  }
  const end = (gamma.at(-1) ?? 0) / largest;
  if (largest > 0 && end > CUT_OFF) {
    const beyond = digits(tau.at(-1) ?? Number.NaN);
    warnings.push(
      `gamma is still ${digits(100 * end, 2)} % of its maximum at the largest time constant (${beyond} s): resistances count only what lies below it` +
        `${tail.rises && !capacitance ? "; a capacitive tail belongs into a series capacitor (capacitance: true)" : ""}.`,
    );
  }
  const start = (gamma[0] ?? 0) / largest;
  if (largest > 0 && start > CUT_OFF) {
    warnings.push(
      `gamma is still ${digits(100 * start, 2)} % of its maximum at the smallest time constant (${digits(tau[0] ?? Number.NaN)} s): ` +
        "what is faster cannot be told from the series resistance.",
    );
  }
  return warnings;
}
