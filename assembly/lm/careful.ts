/**
 * Levenberg-Marquardt by QR of [J; sqrt(damping) D], for problems whose normal equations lose too many digits.
 * Twice as slow and with twice the digits; otherwise the same algorithm as loop.ts.
 */
import { backSubstitute, columnNorm, triangularize } from "../linalg/qr";
import { OUTCOME_CONVERGED, OUTCOME_NOT_CONVERGED, OUTCOME_START_FAILED } from "../program";
import { number, setNumber, word } from "../view";
import { chooseFree } from "./bounds";
import { damping, relax, resetDamping, tighten } from "./damping";
import { gradientFromColumns } from "./factor";
import {
  acceptTrial, columnBytes, columnNorms, evaluate, evaluations, factor, freeList, gram, jacobian, longestStep, lower,
  objective, objectiveFloor, rightHandSide, row, scaling, setObjective, size, theta, trial, upper, work,
} from "./problem";

/** D follows the running maximum of the column lengths (More 1978), or the column lengths as they are (Marquardt 1963). */
export const SCALE_RUNNING_MAXIMUM = 0;
export const SCALE_CURRENT = 1;

const ACCEPTED_GAIN: f64 = 1e-4;

/** Relative decrease of S that the undamped step predicted when the loop ended. */
export let carefulDecrease: f64 = Infinity;

let free: i32 = 0;
let predictedDecrease: f64 = 0;

/** R and Q^T r of the free columns at the current point. */
function factorCurrent(scale: i32): void {
  gradientFromColumns();
  free = chooseFree(rightHandSide);
  for (let i = 0; i < free; i++) {
    const k = word(freeList, i);
    const source = jacobian + <usize>k * columnBytes;
    const length = columnNorm(source, columnBytes);
    setNumber(columnNorms, i, length);
    if (scale == SCALE_CURRENT || length > number(scaling, k)) setNumber(scaling, k, length);
    if (number(scaling, k) == 0) setNumber(scaling, k, 1e-300);
    memory.copy(factor + <usize>i * columnBytes, source, columnBytes);
  }
  memory.copy(factor + <usize>free * columnBytes, jacobian + <usize>size * columnBytes, columnBytes);
  triangularize(factor, <i32>(columnBytes >> 3), free, free + 1, columnBytes);
}

/** Solves [R; sqrt(damping) D] step = [-Q^T r; 0] into `work`, sets `trial` and the predicted decrease. */
function carefulStep(lambda: f64): bool {
  const bytes = row << 1;
  const damp = Math.sqrt(lambda);
  for (let j = 0; j <= free; j++) {
    const target = gram + <usize>j * bytes;
    memory.fill(target, 0, bytes);
    const source = factor + <usize>j * columnBytes;
    const count = j < free ? j + 1 : free;
    memory.copy(target, source, <usize>count << 3);
    if (j < free) setNumber(target, free + j, damp * number(scaling, word(freeList, j)));
  }
  triangularize(gram, 2 * free, free, free + 1, bytes);
  if (!backSubstitute(gram, free, bytes, gram + <usize>free * bytes, work)) return false;
  memory.copy(trial, theta, <usize>size << 3);
  for (let i = 0; i < free; i++) {
    const k = word(freeList, i);
    let move = -number(work, i);
    if (!(move - move == 0)) return false;
    move = max(-longestStep, min(longestStep, move));
    const x = max(number(lower, k), min(number(upper, k), number(theta, k) + move));
    setNumber(trial, k, x);
    setNumber(work, i, x - number(theta, k));
  }
  // |r|^2 - |r + J step|^2 = |q|^2 - |q + R step|^2, with q = Q^T r.
  const q = factor + <usize>free * columnBytes;
  predictedDecrease = 0;
  for (let i = 0; i < free; i++) {
    let moved: f64 = 0;
    for (let j = i; j < free; j++) moved += number(factor + <usize>j * columnBytes, i) * number(work, j);
    predictedDecrease -= moved * (2 * number(q, i) + moved);
  }
  return true;
}

/** As `minimize` of loop.ts. */
export function minimizeCarefully(scale: i32, tolerance: f64, most: i32): i32 {
  carefulDecrease = Infinity;
  resetDamping();
  for (let k = 0; k < size; k++) setNumber(scaling, k, 0);
  setObjective(evaluate(theta));
  if (!(objective < Infinity)) return OUTCOME_START_FAILED;
  const last = evaluations + most;
  while (true) {
    factorCurrent(scale);
    const q = factor + <usize>free * columnBytes;
    let projected: f64 = 0;
    for (let i = 0; i < free; i++) projected += number(q, i) * number(q, i);
    carefulDecrease = projected / objective;
    if (objective <= objectiveFloor || carefulDecrease <= tolerance) return OUTCOME_CONVERGED;
    while (true) {
      if (!carefulStep(damping) || !(predictedDecrease > 0)) {
        if (!tighten()) return OUTCOME_NOT_CONVERGED;
        continue;
      }
      if (evaluations >= last) return OUTCOME_NOT_CONVERGED;
      const value = evaluate(trial);
      const gain = (objective - value) / predictedDecrease;
      if (gain > ACCEPTED_GAIN) {
        relax(gain, predictedDecrease / objective);
        acceptTrial(value);
        break;
      }
      if (!tighten()) return OUTCOME_NOT_CONVERGED;
    }
  }
}
