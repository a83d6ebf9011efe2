/**
 * Stationary points that are no minima. From two alike arcs with equal values every step keeps them equal, although S may
 * fall as they part: the Jacobian knows nothing of that direction, the Hessian of S does. There the solver is set off by a
 * step along the direction of lowest curvature and descends anew.
 */
import { number, setNumber } from "../view";
import { lowestCurvature } from "./curvature";
import { minimizeWhole } from "./loop";
import { polish } from "./polish";
import {
  downhill, evaluate, evaluations, lower, objective, saved, setObjective, size, theta, upper,
} from "./problem";

/** A Hessian by differences is good to some 1e-8 of its largest curvature; less than this is none. */
const FLAT: f64 = 1e-6;
/** The longest component of the step: a factor of 1.6 for a logarithmic variable, enough to leave the flat top. */
const STRIDE: f64 = 0.5;
/** S must fall by this part; a minimum is reached to rounding. */
const FALL: f64 = 1e-9;

/** theta becomes `saved` moved by `factor` times `downhill`, within the limits. */
function moveOff(factor: f64): void {
  for (let k = 0; k < size; k++) {
    const x = number(saved, k) + factor * number(downhill, k);
    setNumber(theta, k, max(number(lower, k), min(number(upper, k), x)));
  }
}

function longestComponent(): f64 {
  let longest: f64 = 0;
  for (let k = 0; k < size; k++) longest = max(longest, abs(number(downhill, k)));
  return longest;
}

/**
 * Goes down from saddle point to saddle point until a minimum is reached or the count of evaluations `last`; three equal
 * arcs take two rounds. The current point must be polished; it is again afterwards.
 */
export function leaveSaddles(tolerance: f64, last: i32, polishSteps: i32): void {
  for (let round = 0; round < size && lowestCurvature < -FLAT && evaluations < last; round++) {
    const wanted = objective * (1 - FALL);
    const stride = STRIDE / longestComponent();
    memory.copy(saved, theta, <usize>size << 3);
    for (let side = 0; side < 2; side++) {
      moveOff(side == 0 ? stride : -stride);
      minimizeWhole(tolerance, last - evaluations);
      if (objective < wanted) break;
    }
    const fell = objective < wanted;
    if (!fell) memory.copy(theta, saved, <usize>size << 3);
    setObjective(evaluate(theta));
    if (!fell) return;
    polish(polishSteps, last);
  }
}
