/**
 * Levenberg-Marquardt on the normal equations, the fast path.
 *
 * 1. Evaluate residual and Jacobian; form the Gram matrix; let the scaling D follow the running maximum of its diagonal.
 * 2. Solve for the damped step within the limits.
 * 3. Converged if even the undamped step predicts a relative decrease of S under the tolerance.
 *    The first steps are taken on the coarse problem, where there is one, until they promise little.
 *    Converged too if the last two steps shrank so fast that the next one will promise less than the tolerance.
 * 4. Evaluate the trial. Accept it if it realises a fraction of the predicted decrease, and relax the damping;
 *    otherwise tighten the damping and go to 2.
 */
import { gramMatrix } from "../linalg/gram";
import { OUTCOME_CONVERGED, OUTCOME_NOT_CONVERGED, OUTCOME_START_FAILED } from "../program";
import { number, setNumber } from "../view";
import { damping, relax, resetDamping, tighten } from "./damping";
import {
  acceptTrial, activate, activeBytes, coarseBytes, coarseOnly, columnBytes, evaluate, evaluations, gram, jacobian, objective, objectiveFloor, row, scaling,
  scalingFloor, setObjective, size, theta, trial,
} from "./problem";
import { findStep, predicted } from "./step";

/** A step is taken when it realises at least this part of the decrease predicted (More 1978 uses the same). */
const ACCEPTED_GAIN: f64 = 1e-4;

/** The coarse problem has done its part when a step on it promises less than this relative decrease. */
const COARSE_UNTIL: f64 = 0.5;
/** Steps shrink at a steady rate or faster once they promise less than this; one can then tell what the next would promise. */
const STEADY_BELOW: f64 = 1e-2;
const SAFETY: f64 = 0.1;
/** The whole problem's S per residual may be this many times the coarse one's before its step is refused. */
const SURPRISE: f64 = 4;

/** A descent with a goal is given up where this many steps such as the next one would not lead there, after a few evaluations. */
const PATIENCE: f64 = 20;
const FEWEST_EVALUATIONS = 5;
/** S that is worth a descent; 0 where any is. */
let goal: f64 = 0;

/** Relative decrease of S that the undamped step predicted when the loop ended. */
export let measuredDecrease: f64 = Infinity;

function prepareGram(): void {
  gramMatrix(gram, row, jacobian, size + 1, columnBytes, activeBytes);
  let largest: f64 = 0;
  for (let k = 0; k < size; k++) largest = max(largest, load<f64>(gram + <usize>k * row + (<usize>k << 3)));
  for (let k = 0; k < size; k++) {
    const diagonal = load<f64>(gram + <usize>k * row + (<usize>k << 3));
    setNumber(scaling, k, max(number(scaling, k), max(diagonal, max(1e-300, scalingFloor * largest))));
  }
}

/** The decrease that an undamped step predicts, relative to S. */
function undampedDecrease(): f64 {
  if (findStep(0, false)) return predicted / objective;
  // Singular: the least damping that makes it solvable shows what the determined directions still promise.
  let little: f64 = 1e-13;
  for (let i = 0; i < 8; i++, little *= 10) if (findStep(little, false)) return predicted / objective;
  return Infinity;
}

/** The trial is judged on the whole problem and taken as the start there, unless it is far worse than the coarse problem said. */
function leaveCoarse(): bool {
  const share = <f64>columnBytes / <f64>activeBytes;
  const expected = objective * share;
  activate(columnBytes);
  const value = evaluate(trial);
  if (value < SURPRISE * expected) {
    acceptTrial(value);
    return true;
  }
  setObjective(evaluate(theta));
  return objective < Infinity;
}

/** Runs from theta until S promises to fall by less than `tolerance` of itself, or `most` evaluations are spent. */
export function minimize(tolerance: f64, most: i32): i32 {
  activate(coarseBytes != 0 ? coarseBytes : columnBytes);
  const outcome = iterate(tolerance, most);
  activate(columnBytes);
  return outcome;
}

/** The same without the coarse problem, for starts near a minimum, from which it would lead away. */
export function minimizeWhole(tolerance: f64, most: i32): i32 {
  activate(columnBytes);
  return iterate(tolerance, most);
}

/** The same, given up as not converged once S is unlikely to come down to `worthwhile`. */
export function minimizeTo(worthwhile: f64, tolerance: f64, most: i32): i32 {
  goal = worthwhile;
  const outcome = minimize(tolerance, most);
  goal = 0;
  return outcome;
}

function isHopeless(spent: i32): bool {
  return goal > 0 && spent > FEWEST_EVALUATIONS && objective - PATIENCE * predicted > goal;
}

function iterate(tolerance: f64, most: i32): i32 {
  measuredDecrease = Infinity;
  resetDamping();
  for (let k = 0; k < size; k++) setNumber(scaling, k, 0);
  setObjective(evaluate(theta));
  if (!(objective < Infinity)) return OUTCOME_START_FAILED;
  const last = evaluations + most;
  let previous: f64 = Infinity;
  while (true) {
    prepareGram();
    const isCoarse = activeBytes != columnBytes && !coarseOnly;
    if (objective <= objectiveFloor && !isCoarse) {
      measuredDecrease = 0;
      return OUTCOME_CONVERGED;
    }
    let accepted = false;
    while (!accepted) {
      let solved = findStep(damping, true);
      if (isCoarse && (!solved || !(predicted > COARSE_UNTIL * objective) || evaluations >= last)) {
        if (!solved) memory.copy(trial, theta, <usize>size << 3);
        if (!leaveCoarse()) return OUTCOME_START_FAILED;
        accepted = true;
        continue;
      }
      if (solved && !isCoarse && isHopeless(evaluations + most - last)) return OUTCOME_NOT_CONVERGED;
      if (solved && predicted <= tolerance * objective) {
        // The undamped step promises more than the damped one, so only now is it worth asking.
        measuredDecrease = damping == 0 ? predicted / objective : undampedDecrease();
        if (measuredDecrease <= tolerance) return OUTCOME_CONVERGED;
        if (damping != 0) solved = findStep(damping, true);
      }
      if (!solved || !(predicted > 0)) {
        if (!tighten()) return OUTCOME_NOT_CONVERGED;
        continue;
      }
      if (evaluations >= last) {
        measuredDecrease = undampedDecrease();
        return OUTCOME_NOT_CONVERGED;
      }
      const value = evaluate(trial);
      const gain = (objective - value) / predicted;
      if (gain > ACCEPTED_GAIN) {
        const relative = predicted / objective;
        const next = relative * (relative / previous);
        // Damping hides what loosely determined directions still promise.
        const steady = damping == 0 && previous < STEADY_BELOW && abs(gain - 1) < 0.1;
        previous = relative;
        relax(gain, relative);
        acceptTrial(value);
        if (steady && next <= SAFETY * tolerance && !isCoarse) {
          measuredDecrease = next;
          return OUTCOME_CONVERGED;
        }
        accepted = true;
      } else if (!tighten()) {
        return OUTCOME_NOT_CONVERGED;
      }
    }
  }
}
