/**
 * A robust fit whose weights say nothing of the size of the noise: the loss needs the scale of the residuals, which is found
 * together with the parameters. Scale and minimum are brought up to date in turn until the scale is that of the residuals at the
 * minimum it leads to (Huber 1981, section 7.8); S is then minimised with that scale held.
 */
import { absoluteWeights } from "./grid";
import { prepareEvaluation, setResidualKind } from "./evaluate";
import { minimizeWhole } from "./lm/loop";
import { polish } from "./lm/polish";
import { columnBytes, evaluate, jacobian, objective, objectiveFloor, saved, setObjective, size } from "./lm/problem";
import { LOSS_SQUARES, REPORT_STARTS, REPORT_STARTS_AGREEING, REPORT_UNSEEN, RESIDUAL_OBJECTIVE } from "./program";
import { knownScale, lossKind, medianScale, setResidualScale, threshold } from "./residualLoss";
import { seedRandom } from "./start/random";
import { agreeing, tried, unseenShare } from "./start/minima";
import { searchStarts } from "./start/search";
import { setNumber } from "./view";
import { factor, points, report, theta } from "./workspace";

const MOST_ROUNDS = 60;
/** The scale is found when it changes by less than this part. */
const SAME_SCALE: f64 = 1e-10;
/** From here on minima are polished, since the scale is no better known than the residuals. */
const NEAR: f64 = 1e-4;
/** Far from its scale a minimum needs no more than this. */
const ROUGH: f64 = 1e-10;
const POLISH_STEPS = 20;
/** Parts of a step by which the gap may close for a secant: beyond them residuals are changing places about the median. */
const SLOWEST: f64 = 0.02;
const FASTEST: f64 = 2;
/** S that is lower by more than this part is that of another minimum. */
const LOWER: f64 = 1e-6;

/** Before a fit: a loss with measured standard deviations or after a fit knows its scale, any other begins as squares. */
export function beginLoss(): void {
  setResidualScale(absoluteWeights ? 1 : knownScale > 0 ? knownScale : Infinity);
}

/** Whether the scale of the loss has to be found. */
export function needsScale(): bool {
  return lossKind != LOSS_SQUARES && !absoluteWeights && knownScale == 0;
}

/** The last change of the scale. */
let step: f64 = 0;

/**
 * How far to change the scale, given how far that of the residuals is from it now and was before the last step: a secant where the gap
 * closes at some rate, else the gap itself.
 */
function secantStep(gap: f64, before: f64): f64 {
  const rate = (before - gap) / step;
  return rate > SLOWEST && rate < FASTEST ? gap / rate : gap;
}

/** Scale and minimum from theta. Residuals that are rounding have no scale; there the sum of squares remains. */
function alternate(most: i32): void {
  let scale: f64 = 0;
  let gap: f64 = Infinity;
  let near = false;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    setResidualScale(Infinity);
    evaluate(theta);
    const found = medianScale(jacobian + <usize>size * columnBytes, points, factor);
    if (!(found * found * <f64>(2 * points) > objectiveFloor)) {
      scale = Infinity;
      break;
    }
    const before = gap;
    gap = found - scale;
    // Rough minima may stay where they are though the scale still moves.
    if (near && abs(gap) <= SAME_SCALE * found) break;
    step = near ? secantStep(gap, before) : gap;
    near = near || abs(gap) <= NEAR * found;
    scale += step;
    setResidualScale(scale);
    minimizeWhole(ROUGH, most);
    if (near) {
      setObjective(evaluate(theta));
      polish(POLISH_STEPS);
    }
  }
  setResidualScale(scale);
  setObjective(evaluate(theta));
}

/**
 * From the minimum of squares in theta to the robust one. With `search`, starts are sought once more by the robust S, since
 * outliers may have led the squares into another minimum.
 */
export function fitRobustly(search: bool, seed: u32, tolerance: f64, most: i32): void {
  alternate(most);
  if (!search || threshold == Infinity) return;
  memory.copy(saved, theta, <usize>size << 3);
  const before = objective;
  seedRandom(seed);
  searchStarts(true, tolerance, most);
  setNumber(report, REPORT_STARTS, <f64>tried);
  setNumber(report, REPORT_STARTS_AGREEING, <f64>agreeing());
  setNumber(report, REPORT_UNSEEN, unseenShare());
  setResidualKind(RESIDUAL_OBJECTIVE);
  prepareEvaluation(theta);
  setObjective(evaluate(theta));
  if (objective < before * (1 - LOWER)) {
    alternate(most);
    return;
  }
  // The same minimum, or a higher one.
  memory.copy(theta, saved, <usize>size << 3);
  setObjective(evaluate(theta));
}
