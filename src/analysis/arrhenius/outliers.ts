import { theExaminer } from "../../kernel/load.ts";
import { isRounding, type FittedLine } from "./line.ts";
import { leastSquares } from "./leastSquares.ts";

/** How one point stands to the line through the others. */
export interface PointInfluence {
  /** Of the point to the line through the others, in standard errors by their scatter; null where there are too few others. */
  readonly studentised: number | null;
  /** Two-sided, of so large a residual at any of the points (Bonferroni); null where there is none. */
  readonly pValue: number | null;
  readonly isOutlier: boolean;
  /** eV, without the point; null where it cannot be left out. */
  readonly activationEnergyWithout: number | null;
}

const LEVEL = 0.05;
/** Degrees of freedom that the other points must have for their scatter to judge by: with one, three points lie on a line by chance. */
const FEWEST_FREEDOM = 2;
const NONE: PointInfluence = { studentised: null, pValue: null, isOutlier: false, activationEnergyWithout: null };

/**
 * Leaves out one point after the other: a parameter of its own for a point takes it out of the fit, whatever errors it shares
 * with others, and tells how far it lies from the line (mean-shift model; Cook, Weisberg, Residuals and Influence in
 * Regression, 1982, section 2.2.2).
 */
export function influences(line: FittedLine): PointInfluence[] {
  const { abscissas, ordinates, root, degreesOfFreedom } = line;
  const values = ordinates.map(({ value }) => value);
  const ones = abscissas.map(() => 1);
  const freedom = degreesOfFreedom - 1;
  return values.map((_value, place): PointInfluence => {
    const own = values.map((_each, other) => (other === place ? 1 : 0));
    const fit = leastSquares([ones, abscissas, own], values, root);
    if (fit === undefined) return NONE;
    const activationEnergyWithout = -(fit.coefficients[1] ?? Number.NaN);
    if (freedom < 1 || root.dependent) return { ...NONE, activationEnergyWithout };
    const shift = fit.coefficients[2] ?? 0;
    const variance = (fit.covariance[2]?.[2] ?? 0) * (fit.chi2 / freedom);
    if (isRounding(fit.chi2, values, root)) {
      // The others lie on a line to the last digit: so does this one, or it is off by any measure.
      const isOff = Math.abs(shift) > 1e-10 * Math.max(1, Math.abs(values[place] ?? 1));
      return { studentised: null, pValue: isOff ? 0 : 1, isOutlier: isOff, activationEnergyWithout };
    }
    const studentised = shift / Math.sqrt(variance);
    const single = theExaminer().arena.fisherTail(studentised * studentised, 1, freedom);
    const pValue = Math.min(1, single * values.length);
    return { studentised, pValue, isOutlier: freedom >= FEWEST_FREEDOM && pValue < LEVEL, activationEnergyWithout };
  });
}
