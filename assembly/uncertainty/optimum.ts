/** The point from which questions about a finished fit start. */
import { prepareEvaluation } from "../evaluate";
import { begin } from "../fit";
import { absoluteWeights } from "../grid";
import { analyseRank } from "../lm/covariance";
import { freeCount } from "../lm/factor";
import { evaluate, objective, objectiveFloor, residualCount, setObjective } from "../lm/problem";
import { threshold } from "../residualLoss";
import { findRobustVariance, robustRise } from "../statistics/sandwich";
import { number, setNumber } from "../view";
import { lower, theta, upper, variables } from "../workspace";

/** A variable this near to its limit, relatively, stood on it before its value went through exp and ln. */
const SAME: f64 = 1e-12;

/** S per degree of freedom, or 1 with standard deviations as weights: the square of one standard error's rise of S. */
export let variance: f64 = NaN;
/** 2N - p. */
export let freedom: f64 = 0;

/**
 * Goes to the values that the host wrote, which must be an optimum, and analyses the Jacobian there. Returns false if the
 * circuit has no impedance there.
 */
export function returnToOptimum(): bool {
  begin();
  for (let k = 0; k < variables; k++) {
    const x = number(theta, k);
    const low = number(lower, k);
    const high = number(upper, k);
    if (abs(x - low) <= SAME * (1 + abs(low))) setNumber(theta, k, low);
    else if (abs(x - high) <= SAME * (1 + abs(high))) setNumber(theta, k, high);
  }
  if (!prepareEvaluation(theta)) return false;
  setObjective(evaluate(theta));
  if (!(objective < Infinity)) return false;
  analyseRank();
  freedom = <f64>(residualCount - freeCount);
  variance = absoluteWeights ? 1.0 : freedom > 0 && objective > objectiveFloor ? objective / freedom : NaN;
  if (threshold < Infinity && freedom > 0) {
    findRobustVariance();
    variance = robustRise;
  }
  return true;
}
