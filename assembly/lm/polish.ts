/**
 * The last digits: undamped Gauss-Newton steps from a QR of the Jacobian, taken as long as the step shrinks. Judging them
 * by S would stop near the square root of the rounding error. Newton's method takes over where they shrink slowly.
 */
import { backSubstitute } from "../linalg/qr";
import { number, setNumber, word } from "../view";
import { forgetCurvature } from "./curvature";
import { factorFree, freeCount, projection } from "./factor";
import { newtonCost, newtonPolish } from "./newton";
import {
  acceptTrial, columnBytes, columnNorms, evaluate, evaluations, factor, freeList, lower, objective, objectiveFloor,
  roundingRise, setObjective, size, theta, trial, upper, work,
} from "./problem";

/** The relative decrease of S that the last undamped step predicted: the squared cosine between residual and Jacobian. */
export let polishedDecrease: f64 = Infinity;

/** At this relative decrease a parameter is within 1e-12 sqrt(2N) of its standard error from the minimum. */
const ENOUGH: f64 = 1e-24;
/** Gauss-Newton steps must lower the decrease they predict this fast; where they don't, Newton's method takes over. */
const SHRINKING: f64 = 0.01;
/** The same for more variables than a Hessian by differences is worth. */
const SHRINKING_LARGE: f64 = 0.8;
const MOST_FOR_NEWTON = 50;
/** An R with a smaller diagonal says nothing of the step along that column. */
const SMALLEST_PIVOT: f64 = 1e-12;

/** Whether the columns of the Jacobian tell all free variables apart. */
function hasFullRank(): bool {
  for (let i = 0; i < freeCount; i++) {
    if (!(abs(number(factor + <usize>i * columnBytes, i)) > SMALLEST_PIVOT)) return false;
  }
  return true;
}

function gaussNewtonTrial(): bool {
  const q = factor + <usize>freeCount * columnBytes;
  if (!hasFullRank() || !backSubstitute(factor, freeCount, columnBytes, q, work)) return false;
  memory.copy(trial, theta, <usize>size << 3);
  for (let i = 0; i < freeCount; i++) {
    const k = word(freeList, i);
    const x = number(theta, k) - number(work, i) / number(columnNorms, i);
    if (!(x - x == 0)) return false;
    setNumber(trial, k, max(number(lower, k), min(number(upper, k), x)));
  }
  return true;
}

/** Undamped steps while they shrink fast, to count `last` of evaluations. Returns whether they got to the end. */
function gaussNewton(mostSteps: i32, last: i32): bool {
  let previous: f64 = Infinity;
  const shrinking = size > MOST_FOR_NEWTON ? SHRINKING_LARGE : SHRINKING;
  for (let i = 0; i <= mostSteps; i++) {
    factorFree();
    const decrease = objective > 0 ? projection() / objective : 0;
    polishedDecrease = decrease;
    if (objective <= objectiveFloor) return true;
    if (decrease <= ENOUGH) return hasFullRank();
    if (i == mostSteps || evaluations >= last || !(decrease < shrinking * previous) || !gaussNewtonTrial()) return false;
    previous = decrease;
    const value = evaluate(trial);
    if (!(value <= objective + roundingRise())) {
      setObjective(evaluate(theta));
      factorFree();
      return false;
    }
    acceptTrial(value);
  }
  return false;
}

/**
 * Residual and Jacobian must belong to theta; they do again afterwards, and `factor` holds their R. No method is begun that
 * might go past count `last` of evaluations. Where the point turns out to be no minimum, curvature.ts holds the way down.
 */
export function polish(mostSteps: i32, last: i32 = i32.MAX_VALUE): void {
  forgetCurvature();
  if (gaussNewton(mostSteps, last) || freeCount == 0 || size > MOST_FOR_NEWTON) return;
  if (evaluations + newtonCost(freeCount) > last) return;
  newtonPolish(freeCount);
  factorFree();
  polishedDecrease = objective > 0 ? projection() / objective : 0;
}
