/** Draws many starts and keeps the promising ones, in the rows of `starts` with a score behind each theta. */
import { evaluateForward, impedanceColumn, prepareEvaluation, setResidualKind } from "../evaluate";
import { objectiveKind } from "../grid";
import { logarithmicMean, logarithmicSpread } from "../logarithm";
import { KERNEL_ONLY, updateParameters } from "../parameters";
import { LOSS_SQUARES, OBJECTIVE_IMPEDANCE } from "../program";
import { lossKind } from "../residualLoss";
import { number, setNumber } from "../view";
import { active, coarse, data, setActive, START_ROWS, starts, stride, theta, variables, weight } from "../workspace";
import { drawStart, rescaleStart } from "./draw";
import { scaleTerms } from "./terms";

const DRAWS = 256;

// @ts-ignore: decorator
@inline
export function startAt(index: i32): usize {
  return starts + (<usize>index * (variables + 2) << 3);
}

/** The last row, for a start that is being worked on. */
export function spareStart(): usize {
  return startAt(START_ROWS - 1);
}

/** Keeps theta with its score if it is among the best `keep` of the rows. Returns how many rows are in use. */
export function keepStart(score: f64, count: i32, keep: i32): i32 {
  if (!(score < Infinity)) return count;
  let at = count;
  if (count == keep) {
    at = keep - 1;
    if (score >= number(startAt(at), variables)) return count;
  } else {
    count++;
  }
  while (at > 0 && number(startAt(at - 1), variables) > score) {
    memory.copy(startAt(at), startAt(at - 1), <usize>(variables + 1) << 3);
    at--;
  }
  memory.copy(startAt(at), theta, <usize>variables << 3);
  setNumber(startAt(at), variables, score);
  return count;
}

/** Whether the residual is linear in the impedance, so that scales of terms can be fitted by it. */
export function isLinear(): bool {
  return objectiveKind == OBJECTIVE_IMPEDANCE && lossKind == LOSS_SQUARES;
}

export function useResidual(kind: i32): void {
  setResidualKind(kind);
  prepareEvaluation(theta);
}

/** Keeps the draws with the smallest spread of ln(Z/Z_data), the overall scale left free. */
export function screenByLogarithm(keep: i32): i32 {
  let count = 0;
  setActive(coarse);
  for (let i = 0; i < DRAWS; i++) {
    drawStart(false);
    if (!updateParameters(theta, KERNEL_ONLY)) continue;
    evaluateForward();
    const score = logarithmicSpread(impedanceColumn, data, weight, active);
    rescaleStart(logarithmicMean);
    count = keepStart(score, count, keep);
  }
  setActive(stride);
  return count;
}

/**
 * Keeps the draws with the smallest S when their terms are scaled to the data, the best of each of `keep` heats: the best of all
 * would mostly be neighbours.
 */
export function screenByTerms(residual: i32, unusually: bool, keep: i32): i32 {
  useResidual(residual);
  setActive(coarse);
  let count = 0;
  for (let heat = 0; heat < keep; heat++) {
    let least = Infinity;
    for (let i = 0; i < DRAWS / keep; i++) {
      drawStart(unusually);
      const score = scaleTerms();
      if (!(score < least)) continue;
      least = score;
      memory.copy(spareStart(), theta, <usize>variables << 3);
    }
    memory.copy(theta, spareStart(), <usize>variables << 3);
    count = keepStart(least, count, keep);
  }
  setActive(stride);
  return count;
}
