import { theExaminer } from "../../kernel/load.ts";
import type { FinishedJointFit } from "./collect.ts";
import type { SharingTest } from "./result.ts";

/** Against what S would be for a fit of zero, less than this is the rounding of exact data. */
const ROUNDING = 1e-24;

/**
 * Fisher's F of the rise of S through sharing, against the S of the fits alone (Bates and Watts, Nonlinear Regression Analysis, 1988,
 * section 3.10); with standard deviations as weights the rise itself is a chi-square.
 */
export function testSharing(finished: FinishedJointFit, separateObjective: number): SharingTest | null {
  const { fits, statistics } = finished;
  const freedom = fits.reduce((sum, { result }) => sum + result.degreesOfFreedom, 0);
  const spared = statistics.residuals - statistics.free - freedom;
  if (!(spared > 0 && freedom > 0 && separateObjective > ROUNDING * statistics.signal)) return null;
  const rise = Math.max(0, statistics.objective - separateObjective);
  const { arena } = theExaminer();
  if (fits[0]?.result.weight === "sigma") {
    return { rise, parametersSpared: spared, ratio: rise / spared, pValue: arena.chiSquareTail(rise, spared) };
  }
  const ratio = rise / spared / (separateObjective / freedom);
  return { rise, parametersSpared: spared, ratio, pValue: arena.fisherTail(ratio, spared, freedom) };
}
