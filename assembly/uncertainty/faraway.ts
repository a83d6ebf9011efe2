/**
 * Variables on their way to 0 or infinity, or back. Out there the column of a logarithmic variable is nothing beside the
 * others, but its direction is as good as any: each step promises a part of S and brings only rounding, so the loop
 * stops wherever it stands. In p itself (or 1/p) S is a parabola there, whose lowest point tells where to go.
 */
import { columnNorm } from "../linalg/qr";
import { gradientFromColumns } from "../lm/factor";
import { columnBytes, evaluate, objective, rightHandSide } from "../lm/problem";
import { minimizeWhole } from "../lm/loop";
import { log } from "../math/log";
import { isLogarithmic } from "../parameters";
import { number, setNumber, word } from "../view";
import { jacobian, lower, theta, upper, variableLower, variableParameter, variables, variableUpper } from "../workspace";

/** All that such a variable could bring by its own column, as a part of S. */
const NOTHING: f64 = 1e-9;

/** Numerical limits are at e^+-60 times the typical size; within this of them a column counts for nothing. */
const FAR: f64 = 45;

/** Whether variable k ends on this side at 0 or infinity rather than at a limit that a person set. */
export function isOpenLimit(k: i32, side: i32): bool {
  if (!isLogarithmic(word(variableParameter, k))) return false;
  return side < 0 ? number(variableLower, k) <= 0 : number(variableUpper, k) == Infinity;
}

/** Spares the others the evaluation. */
function isAnyFaraway(): bool {
  for (let k = 0; k < variables; k++) {
    const x = number(theta, k);
    if (number(lower, k) < number(upper, k) && min(x - number(lower, k), number(upper, k) - x) < FAR) return true;
  }
  return false;
}

/** Puts each such variable to its limit, or to the lowest point of that parabola. Returns whether there was any. */
function moveFaraway(): bool {
  if (!isAnyFaraway() || !(evaluate(theta) < Infinity)) return false;
  gradientFromColumns();
  let any = false;
  for (let k = 0; k < variables; k++) {
    const low = number(lower, k);
    const high = number(upper, k);
    const gradient = number(rightHandSide, k);
    if (!(low < high) || gradient == 0) continue;
    const x = number(theta, k);
    const side = x < 0.5 * (low + high) ? -1 : 1;
    if (!isOpenLimit(k, side)) continue;
    const length = columnNorm(jacobian + <usize>k * columnBytes, columnBytes);
    const square = length * length;
    if (2 * abs(gradient) + square > NOTHING * objective || square == 0) continue;
    const outwards = side < 0 ? gradient > 0 : gradient < 0;
    const target = side < 0 ? low : high;
    const back = x - <f64>side * log(abs(gradient) / square);
    const moved = outwards ? target : max(low, min(high, back));
    any = any || moved != x;
    setNumber(theta, k, moved);
  }
  return any;
}

/** Minimises from theta, and once more where such variables had to be moved. Returns the outcome. */
export function minimizeNear(tolerance: f64, most: i32): i32 {
  const outcome = minimizeWhole(tolerance, most);
  return moveFaraway() ? minimizeWhole(tolerance, most) : outcome;
}
