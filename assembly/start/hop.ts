/**
 * Ways from a minimum to its neighbours (basin hopping, Wales and Doye 1997): some elements drawn anew, all variables
 * moved, or one variable sent towards a limit with the others moved.
 */
import { exp } from "../math/exp";
import { describe, isLogarithmic, updateParameters, WITH_NATURAL } from "../parameters";
import { RESIDUAL_OBJECTIVE, RESIDUAL_RELATIVE } from "../program";
import { number, setNumber, word } from "../view";
import { coarse, lower, setActive, stride, theta, upper, variableParameter, variables } from "../workspace";
import { perturb, redraw } from "./draw";
import { takeBest } from "./minima";
import { uniform } from "./random";
import { isLinear, keepStart, startAt, useResidual } from "./screen";
import { scaleTerms } from "./terms";

const VANISHING: f64 = 0.2;
const MOVED: f64 = 0.5;
/** Shortest reach of a move, in units of ln p; the longest is e^2 times that. */
const SHORTEST: f64 = 0.5;
/** How far, in units of ln p, a variable is sent towards its limit. */
const NEAREST_LIMIT: f64 = 4;
const FURTHEST_LIMIT: f64 = 14;
const SMALL_EXPONENT: f64 = 0.02;
const MOST_ELEMENTS = 3;
/** Elements beyond this many share their bits with earlier ones; see draw.ts. */
const BITS = 64;

function elementCount(): i32 {
  let most = 0;
  for (let k = 0; k < variables; k++) most = max(most, describe(word(variableParameter, k), 7));
  return most + 1;
}

function chooseElements(): u64 {
  const elements = min(BITS, elementCount());
  const count = 1 + <i32>(<f64>MOST_ELEMENTS * uniform());
  let chosen: u64 = 0;
  for (let i = 0; i < count; i++) chosen |= (<u64>1) << <u64>(uniform() * <f64>elements);
  return chosen;
}

function sendToLimit(): void {
  const k = <i32>(uniform() * <f64>variables);
  const upwards = uniform() < 0.5;
  let x: f64;
  if (isLogarithmic(word(variableParameter, k))) {
    const distance = NEAREST_LIMIT + (FURTHEST_LIMIT - NEAREST_LIMIT) * uniform();
    x = number(theta, k) + (upwards ? distance : -distance);
  } else {
    x = upwards ? number(upper, k) : SMALL_EXPONENT;
  }
  setNumber(theta, k, max(number(lower, k), min(number(upper, k), x)));
}

/** Leaves a start near the best minimum in theta. Returns false where none was found. */
export function hop(): bool {
  const reach = SHORTEST * exp(2 * uniform());
  takeBest();
  if (uniform() < VANISHING) {
    perturb(reach);
    sendToLimit();
    return true;
  }
  const moving = uniform() < MOVED;
  const chosen = chooseElements();
  const unusually = uniform() < 0.5;
  if (!updateParameters(theta, WITH_NATURAL)) return false;
  // The more candidates, the nearer the best of them is to the data, and the less daring.
  const candidates = 1 << <i32>(5 * uniform());
  let count = 0;
  if (!isLinear()) useResidual(RESIDUAL_RELATIVE);
  setActive(coarse);
  for (let i = 0; i < candidates; i++) {
    if (moving) {
      takeBest();
      perturb(reach);
    } else {
      redraw(chosen, unusually);
    }
    count = keepStart(scaleTerms(), count, 1);
  }
  setActive(stride);
  if (!isLinear()) useResidual(RESIDUAL_OBJECTIVE);
  if (count == 0) return false;
  memory.copy(theta, startAt(0), <usize>variables << 3);
  return true;
}
