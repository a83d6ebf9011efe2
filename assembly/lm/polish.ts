/**
 * The last digits: undamped Gauss-Newton steps from a QR of the Jacobian, taken as long as the step shrinks. Judging them
 * by S would stop near the square root of the rounding error. Newton's method takes over where they shrink slowly.
 */
import { backSubstitute } from "../linalg/qr";
import { number, setNumber, word } from "../view";
import { factorFree, freeCount, projection } from "./factor";
import { newtonPolish } from "./newton";
import {
  acceptTrial, columnBytes, columnNorms, evaluate, factor, freeList, lower, objective, objectiveFloor, roundingRise, setObjective, size,
  theta, trial, upper, work,
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

function gaussNewtonTrial(): bool {
  const q = factor + <usize>freeCount * columnBytes;
  for (let i = 0; i < freeCount; i++) {
    if (!(abs(number(factor + <usize>i * columnBytes, i)) > SMALLEST_PIVOT)) return false;
  }
  if (!backSubstitute(factor, freeCount, columnBytes, q, work)) return false;
  memory.copy(trial, theta, <usize>size << 3);
  for (let i = 0; i < freeCount; i++) {
    const k = word(freeList, i);
    const x = number(theta, k) - number(work, i) / number(columnNorms, i);
    if (!(x - x == 0)) return false;
    setNumber(trial, k, max(number(lower, k), min(number(upper, k), x)));
  }
  return true;
}

/** Undamped steps while they shrink fast. Returns whether they got to the end. */
function gaussNewton(mostSteps: i32): bool {
  let previous: f64 = Infinity;
  const shrinking = size > MOST_FOR_NEWTON ? SHRINKING_LARGE : SHRINKING;
  for (let i = 0; i <= mostSteps; i++) {
    factorFree();
    const decrease = objective > 0 ? projection() / objective : 0;
    polishedDecrease = decrease;
    if (decrease <= ENOUGH || objective <= objectiveFloor) return true;
    if (i == mostSteps || !(decrease < shrinking * previous) || !gaussNewtonTrial()) return false;
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
 * Residual and Jacobian must belong to theta; they do again afterwards, and `factor` holds their R. Returns false where
 * the point turned out to be no minimum.
 */
export function polish(mostSteps: i32): bool {
  if (gaussNewton(mostSteps) || freeCount == 0 || size > MOST_FOR_NEWTON) return true;
  const convex = newtonPolish(freeCount);
  factorFree();
  polishedDecrease = objective > 0 ? projection() / objective : 0;
  return convex;
}
