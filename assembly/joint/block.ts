/** One spectrum of a joint fit: its start and limits, and its block at the trial. The spectrum must be the resident problem. */
import { evaluateCircuit, prepareEvaluation, setResidualKind } from "../evaluate";
import { begin } from "../fit";
import { absoluteWeights, objectiveScale, signal } from "../grid";
import { gramMatrix } from "../linalg/gram";
import { shift, updateParameters, WITH_NATURAL } from "../parameters";
import { JOINT_ABSOLUTE, JOINT_LOCAL, JOINT_RESIDUALS, JOINT_SAME, JOINT_SIGNAL, JOINT_UNIT } from "../agreed/joint";
import { RESIDUAL_OBJECTIVE } from "../program";
import { setResidualScale } from "../residualLoss";
import { number, setNumber, word } from "../view";
import {
  jacobian, lower as lowerTheta, points, setActive, solver, stride, theta, upper as upperTheta, variableParameter, variables,
} from "../workspace";
import { placeTheta } from "./laws";
import {
  blockOf, blocks, common, globals, held, lawList, locals, lower, order, placeList, report, row, scales, signals, slopes, spectra, trial,
  trialBlocks, upper, x,
} from "./memory";

/**
 * Takes start and limits of spectrum `i` from the natural values that stand in the parameters' buffer. The host has written the common
 * unknowns before.
 */
export function startJoint(i: i32): void {
  begin();
  for (let k = 0; k < variables; k++) {
    const place = word(placeList, k);
    const low = number(lowerTheta, k);
    const high = number(upperTheta, k);
    if (word(lawList, k) == JOINT_LOCAL) {
      const at = i * locals + place;
      const hold = word(held, i * variables + k);
      setNumber(x, at, hold == 0 ? number(theta, k) : hold == 1 ? low : high);
      setNumber(lower, at, hold == 2 ? high : low);
      setNumber(upper, at, hold == 1 ? low : high);
      continue;
    }
    // Every spectrum's limits hold, the numerical ones as well.
    const offset = shift(word(variableParameter, k));
    const ends = word(lawList, k) == JOINT_SAME ? 1 : 2;
    for (let end = 0; end < ends; end++) {
      const at = common + place + end;
      setNumber(lower, at, max(number(lower, at), low - offset));
      setNumber(upper, at, min(number(upper, at), high - offset));
    }
  }
  setNumber(scales, i, objectiveScale);
  setNumber(signals, i, signal);
  if (i == 0) setNumber(report, JOINT_RESIDUALS, 0);
  setNumber(report, JOINT_RESIDUALS, number(report, JOINT_RESIDUALS) + 2 * <f64>points);
  setNumber(report, JOINT_ABSOLUTE, absoluteWeights ? 1 : 0);
}

/** S of the largest unit among the spectra, in which all are summed. */
export let unit: f64 = 1;
/** An S this small is the rounding of the data. */
export let objectiveFloor: f64 = 0;
const FLOOR: f64 = 1e-29;

/** Once all spectra have been started: brings their S to one unit and the start within the limits. */
export function beginJoint(): void {
  unit = 0;
  for (let i = 0; i < spectra; i++) unit = max(unit, number(scales, i));
  let sum: f64 = 0;
  for (let i = 0; i < spectra; i++) {
    setNumber(scales, i, number(scales, i) / unit);
    sum += number(scales, i) * number(signals, i);
  }
  objectiveFloor = FLOOR * sum;
  setNumber(report, JOINT_SIGNAL, sum * unit);
  setNumber(report, JOINT_UNIT, unit);
  for (let a = 0; a < globals; a++) {
    const at = common + a;
    setNumber(x, at, max(number(lower, at), min(number(upper, at), number(x, at))));
  }
}

/** The column of a block to which a variable (or the residual, behind the last) belongs, and by what factor; `end` is 0 or 1. */
@inline
function columnOf(k: i32, end: i32): i32 {
  if (k == variables) return end == 0 ? order : -1;
  const law = word(lawList, k);
  const place = word(placeList, k);
  if (law == JOINT_LOCAL) return end == 0 ? place : -1;
  return end == 1 && law == JOINT_SAME ? -1 : locals + place + end;
}

@inline
function factorOf(k: i32, end: i32): f64 {
  return k == variables || word(lawList, k) == JOINT_LOCAL ? 1 : number(slopes, 2 * k + end);
}

/** Residual and Jacobian of spectrum `i` for the unknowns at `at`, by theta. Returns S in its own unit; Infinity where there is no impedance. */
export function evaluateAt(i: i32, at: usize): f64 {
  setResidualKind(RESIDUAL_OBJECTIVE);
  setResidualScale(Infinity);
  setActive(stride);
  placeTheta(i, at);
  return prepareEvaluation(theta) ? evaluateCircuit(theta) : Infinity;
}

/** The block of spectrum `i` at the trial. Returns its S; Infinity where it has no impedance there. */
export function evaluateJoint(i: i32): f64 {
  const block = blockOf(trialBlocks, i);
  const scale = number(scales, i);
  const objective = evaluateAt(i, trial) * scale;
  if (!(objective < Infinity)) {
    setNumber(block + <usize>order * row, order, Infinity);
    return Infinity;
  }
  // The resident problem's own solver does not run meanwhile; its memory holds the Gram matrix by theta.
  const gram = solver;
  const gramRow = <usize>((variables + 2) & ~1) << 3;
  gramMatrix(gram, gramRow, jacobian, variables + 1, stride, stride);
  for (let r = 0; r <= order; r++) memory.fill(block + <usize>r * row, 0, <usize>(order + 1) << 3);
  for (let a = 0; a <= variables; a++) {
    for (let b = 0; b <= variables; b++) {
      const product = scale * number(gram + <usize>min(a, b) * gramRow, max(a, b));
      for (let e = 0; e < 2; e++) {
        const r = columnOf(a, e);
        if (r < 0) break;
        for (let f = 0; f < 2; f++) {
          const c = columnOf(b, f);
          if (c < 0) break;
          if (c < r) continue;
          const target = block + <usize>r * row;
          setNumber(target, c, number(target, c) + factorOf(a, e) * factorOf(b, f) * product);
        }
      }
    }
  }
  return objective;
}

/** The weighted Jacobian of the resident spectrum by its unknowns, and its residual, as columns at `target`, `bytes` apart. */
export function placeColumns(i: i32, target: usize, bytes: usize): void {
  const root = Math.sqrt(number(scales, i));
  memory.fill(target, 0, <usize>(order + 1) * bytes);
  for (let k = 0; k <= variables; k++) {
    const source = jacobian + <usize>k * stride;
    for (let e = 0; e < 2; e++) {
      const c = columnOf(k, e);
      if (c < 0) break;
      const factor = f64x2.splat(root * factorOf(k, e));
      const column = target + <usize>c * bytes;
      for (let b: usize = 0; b < <usize>stride; b += 16) {
        v128.store(column + b, f64x2.add(v128.load(column + b), f64x2.mul(factor, v128.load(source + b))));
      }
    }
  }
}

/**
 * Natural values of spectrum `i`, the resident problem, at the current point, into the parameters' buffer. Returns its part of S;
 * NaN where a tie has no value.
 */
export function naturalJoint(i: i32): f64 {
  placeTheta(i, x);
  if (!updateParameters(theta, WITH_NATURAL)) return NaN;
  return number(blockOf(blocks, i) + <usize>order * row, order) * unit;
}
