/**
 * Levenberg-Marquardt over all spectra, as lm/loop.ts does it for one. Between two calls of `advanceJoint` the host passes every spectrum
 * through the kernel for its block at the trial.
 */
import { damping, relax, resetDamping, tighten } from "../lm/damping";
import { JOINT_EVALUATE, JOINT_MEASURED, JOINT_OBJECTIVE } from "../agreed/joint";
import { OUTCOME_CONVERGED, OUTCOME_NOT_CONVERGED, OUTCOME_START_FAILED } from "../program";
import { number, setNumber } from "../view";
import { findStep, predicted, summarize } from "./arrow";
import { beginJoint, objectiveFloor, unit } from "./block";
import { blockOf, order, report, row, scaling, spectra, takeTrial, trial, trialBlocks, unknowns, x } from "./memory";

const ACCEPTED_GAIN: f64 = 1e-4;
/** Steps shrink at a steady rate or faster once they promise less than this; one can then tell what the next would promise. */
const STEADY_BELOW: f64 = 1e-2;
const SAFETY: f64 = 0.1;
/** S rises by this part of itself where only the sum of its terms is rounded. */
const SUM_ROUNDING: f64 = 1e-11;

/** S at the current point, in the unit of block.ts. */
export let objective: f64 = Infinity;
let previous: f64 = Infinity;
let started: bool = false;

/** Begins at the unknowns that were set. The host evaluates all spectra next. */
export function beginDescent(): void {
  beginJoint();
  resetDamping();
  memory.fill(scaling, 0, <usize>unknowns << 3);
  memory.copy(trial, x, <usize>unknowns << 3);
  previous = Infinity;
  started = false;
}

function trialObjective(): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < spectra; i++) sum += number(blockOf(trialBlocks, i) + <usize>order * row, order);
  return sum;
}

function accept(value: f64): void {
  takeTrial();
  objective = value;
  setNumber(report, JOINT_OBJECTIVE, value * unit);
  summarize();
}

function measure(decrease: f64): void {
  setNumber(report, JOINT_MEASURED, decrease);
}

/** The decrease that an undamped step predicts, relative to S. */
function undampedDecrease(): f64 {
  if (findStep(0, false)) return predicted / objective;
  // Singular: the least damping that makes it solvable shows what the determined directions still promise.
  let little: f64 = 1e-13;
  for (let i = 0; i < 8; i++, little *= 10) if (findStep(little, false)) return predicted / objective;
  return Infinity;
}

/** Judges the trial and finds the next one. Returns JOINT_EVALUATE, or an OUTCOME_ constant; with `last` there is no next one. */
export function advanceJoint(tolerance: f64, last: i32): i32 {
  const value = trialObjective();
  if (!started) {
    if (!(value < Infinity)) return OUTCOME_START_FAILED;
    started = true;
    accept(value);
  } else {
    const gain = (objective - value) / predicted;
    if (gain > ACCEPTED_GAIN) {
      const relative = predicted / objective;
      const next = relative * (relative / previous);
      const steady = damping == 0 && previous < STEADY_BELOW && abs(gain - 1) < 0.1;
      previous = relative;
      relax(gain, relative);
      accept(value);
      if (steady && next <= SAFETY * tolerance) {
        measure(next);
        return OUTCOME_CONVERGED;
      }
    } else if (!tighten()) {
      return OUTCOME_NOT_CONVERGED;
    }
  }
  if (objective <= objectiveFloor) {
    measure(0);
    return OUTCOME_CONVERGED;
  }
  return propose(tolerance, last != 0);
}

function propose(tolerance: f64, last: bool): i32 {
  while (true) {
    let solved = findStep(damping, true);
    if (solved && predicted <= tolerance * objective) {
      // The undamped step promises more than the damped one, so only now is it worth asking.
      const decrease = damping == 0 ? predicted / objective : undampedDecrease();
      measure(decrease);
      if (decrease <= tolerance) return OUTCOME_CONVERGED;
      if (damping != 0) solved = findStep(damping, true);
    }
    if (!solved || !(predicted > 0)) {
      if (!tighten()) return OUTCOME_NOT_CONVERGED;
      continue;
    }
    if (!last) return JOINT_EVALUATE;
    measure(undampedDecrease());
    return OUTCOME_NOT_CONVERGED;
  }
}

/** Takes an undamped step's trial unless S rises by more than rounding. Returns whether it was taken. */
export function acceptPolished(): i32 {
  const value = trialObjective();
  if (!(value <= objective + objective * SUM_ROUNDING + 2 * Math.sqrt(objectiveFloor * objective))) return 0;
  accept(value);
  return 1;
}
