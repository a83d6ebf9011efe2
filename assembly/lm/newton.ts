/**
 * Newton's method for the last digits where Gauss-Newton converges slowly or not at all, because the residual is large
 * and the model curved. The Hessian of S/2 comes from central differences of the gradient J^T r, which is exact to
 * rounding; one Hessian serves all steps.
 */
import { solvePositiveDefinite } from "../linalg/ldlt";
import { number, setNumber, word } from "../view";
import { findDownhill } from "./curvature";
import { gradientFromColumns } from "./factor";
import {
  acceptTrial, differenceIsRelative, differenceStep, evaluate, freeList, gram, lower, matrix, objective, rightHandSide,
  roundingRise, row, setObjective, size, theta, trial, upper, velocity, work,
} from "./problem";

const MOST_STEPS: i32 = 12;
const PIVOT_THRESHOLD: f64 = 1e-13;
const ENOUGH: f64 = 1e-24;

/** The most evaluations that a Newton polish of `count` variables takes. */
export function newtonCost(count: i32): i32 {
  return 2 * (count + MOST_STEPS + 1);
}

/** Gradient of S/2 by the free variables at `at`, into `target`. */
function freeGradient(at: usize, count: i32, target: usize): bool {
  if (!(evaluate(at) < Infinity)) return false;
  gradientFromColumns();
  for (let i = 0; i < count; i++) setNumber(target, i, number(rightHandSide, word(freeList, i)));
  return true;
}

/** The Hessian of S/2 by the free variables, row-major in `gram`, its upper triangle symmetrized. */
function differenceHessian(count: i32): bool {
  for (let j = 0; j < count; j++) {
    const k = word(freeList, j);
    const x = number(theta, k);
    // An error of order h^2 in the Hessian only slows the last steps.
    const h = differenceIsRelative ? differenceStep * abs(x) : differenceStep;
    if (h == 0) return false;
    memory.copy(trial, theta, <usize>size << 3);
    setNumber(trial, k, x + h);
    if (!freeGradient(trial, count, work)) return false;
    setNumber(trial, k, x - h);
    if (!freeGradient(trial, count, velocity)) return false;
    for (let i = 0; i < count; i++) {
      setNumber(gram + <usize>i * row, j, (number(work, i) - number(velocity, i)) / (2 * h));
    }
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const mean = 0.5 * (number(gram + <usize>i * row, j) + number(gram + <usize>j * row, i));
      setNumber(gram + <usize>j * row, i, mean);
    }
  }
  return true;
}

/**
 * Newton steps over the first `count` variables of `freeList`, as long as they shrink. The residual and the Jacobian are
 * left at theta. Where the Hessian is not positive definite it is examined instead: see curvature.ts.
 */
export function newtonPolish(count: i32): void {
  const definite = differenceHessian(count);
  let previous: f64 = Infinity;
  for (let i = 0; definite && i < MOST_STEPS; i++) {
    if (!freeGradient(theta, count, work)) break;
    for (let a = 0; a < count; a++) {
      memory.copy(matrix + <usize>a * row, gram + <usize>a * row, row);
      setNumber(matrix + <usize>a * row, count, -number(work, a));
    }
    if (!solvePositiveDefinite(matrix, row, count, velocity, PIVOT_THRESHOLD)) {
      findDownhill(count);
      break;
    }
    let decrease: f64 = 0;
    memory.copy(trial, theta, <usize>size << 3);
    for (let a = 0; a < count; a++) {
      const k = word(freeList, a);
      decrease -= number(velocity, a) * number(work, a);
      setNumber(trial, k, max(number(lower, k), min(number(upper, k), number(theta, k) + number(velocity, a))));
    }
    if (!(decrease < previous) || decrease <= ENOUGH * objective) break;
    previous = decrease;
    const value = evaluate(trial);
    if (!(value <= objective + roundingRise())) break;
    acceptTrial(value);
  }
  setObjective(evaluate(theta));
}
