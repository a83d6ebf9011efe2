/**
 * Runs a circuit's program over all frequencies.
 *
 * Forwards, every node sums its children in its own domain (impedance for a series connection, admittance for a
 * parallel one) and takes one reciprocal to enter its parent's. Backwards, the adjoint of the root is the square root of
 * the weight; behind each reciprocal it becomes -adjoint * (1/A)^2. A column of the Jacobian is the adjoint of the node
 * times the derivative of its own term.
 */
import {
  accumulateColumn, addRealColumn, addRealTwoColumns, adjointOfInverse, combineColumn, invertColumn, lumpColumn,
  multiplyByImaginaryAxis, multiplyColumns, weightColumn, weightedResidual,
} from "./columns";
import { evaluateElement } from "./elements/index";
import { amplitudeDerivative, exponentDerivative, powerColumn, powerDerivatives } from "./elements/power";
import { objectiveKind, separateWeights } from "./grid";
import { logarithmicResidual } from "./logarithm";
import { sincosOfQuarterTurnsPair } from "./math/sincos";
import { KERNEL_ONLY, updateParameters, WITH_DERIVATIVES } from "./parameters";
import {
  ADJOINT_ELEMENT,
  ADJOINT_INVERT,
  ADJOINT_LUMP,
  ADJOINT_POWER,
  INSTRUCTION_ELEMENT,
  INSTRUCTION_END,
  INSTRUCTION_INVERT,
  INSTRUCTION_POWER,
  INSTRUCTION_SUM,
  LOSS_SQUARES,
  LUMP_OMEGA,
  LUMP_REAL,
  PARAMETER_WORDS,
  OBJECTIVE_ADMITTANCE,
  OBJECTIVE_IMPEDANCE,
  OBJECTIVE_LOG_MODULUS,
  RESIDUAL_LOGARITHM,
  RESIDUAL_OBJECTIVE,
  RESIDUAL_RELATIVE,
  SLOT_NONE,
  SLOT_SCRATCH,
} from "./program";
import { admittanceResidual, impedanceResidual, multiplyRows, polarResidual, weightRows } from "./residual";
import { applyLoss, lossKind, threshold } from "./residualLoss";
import { number, word } from "./view";
import {
  backward, combinations, coupling, data, expressionCount, forward, inverseOmega, jacobian, kernelDerivative, kernelValue,
  logOmega, lossWeight, omega, active, parameterWords, registers, relativeWeight, row, scratch, stride, variables, weight,
  weightCorrelation,
} from "./workspace";

/** Which residual `evaluateCircuit` forms; see program.ts. */
export let residualKind: i32 = 0;

export function setResidualKind(kind: i32): void {
  residualKind = kind;
}

/** The column of the last node: the circuit's impedance in units of Z_c. */
export let impedanceColumn: usize = 0;

// @ts-ignore: decorator
@inline
function column(index: i32): usize {
  return registers + <usize>index * stride;
}

/** Where the derivative by a parameter goes, or 0 where nobody needs it. */
function slotColumn(parameter: i32): usize {
  const slot = word(parameterWords, parameter * PARAMETER_WORDS + 4);
  if (slot == SLOT_NONE) return 0;
  return slot >= SLOT_SCRATCH ? scratch + <usize>(slot - SLOT_SCRATCH) * stride : jacobian + <usize>slot * stride;
}

// @ts-ignore: decorator
@inline
function lumpValue(parameter: i32, e: i32): f64 {
  const value = number(kernelValue, parameter);
  return e > 0 ? value : 1 / value;
}

/** sin and cos of m pi/2. */
const SINCOS: usize = memory.data(32, 16);

function sumInstruction(at: usize): usize {
  const destination = column(word(at, 1));
  const lumps = word(at, 2);
  const columns = word(at, 3);
  let real: f64 = 0;
  let slope: f64 = 0;
  let inverseSlope: f64 = 0;
  let cursor = at + 16;
  for (let i = 0; i < lumps; i++, cursor += 12) {
    const value = lumpValue(word(cursor, 1), word(cursor, 2));
    const kind = word(cursor, 0);
    if (kind == LUMP_REAL) real += value;
    else if (kind == LUMP_OMEGA) slope += value;
    else inverseSlope -= value;
  }
  let done = 0;
  if (slope != 0 || inverseSlope != 0 || columns == 0) {
    lumpColumn(destination, real, slope, inverseSlope, omega, inverseOmega, active);
  } else if (columns == 1) {
    addRealColumn(destination, real, column(word(cursor, 0)), active);
    done = 1;
  } else {
    addRealTwoColumns(destination, real, column(word(cursor, 0)), column(word(cursor, 1)), active);
    done = 2;
  }
  for (; done < columns; done++) accumulateColumn(destination, column(word(cursor, done)), active);
  return cursor + (<usize>columns << 2);
}

/** Impedance of the whole circuit from the kernel's parameter values. */
export function evaluateForward(): void {
  let at = forward;
  let last = registers;
  while (true) {
    const op = word(at, 0);
    if (op == INSTRUCTION_END) break;
    if (op == INSTRUCTION_SUM) {
      last = column(word(at, 1));
      at = sumInstruction(at);
    } else if (op == INSTRUCTION_INVERT) {
      last = column(word(at, 1));
      invertColumn(last, column(word(at, 2)), active);
      at += 12;
    } else if (op == INSTRUCTION_POWER) {
      const exponentParameter = word(at, 4);
      const m = 0.5 * <f64>word(at, 5) * (exponentParameter < 0 ? 1 : number(kernelValue, exponentParameter));
      sincosOfQuarterTurnsPair(f64x2.splat(m), SINCOS);
      const amplitude = load<f64>(at, 24) * lumpValue(word(at, 2), word(at, 3));
      powerColumn(column(word(at, 1)), amplitude, m, load<f64>(SINCOS, 16), load<f64>(SINCOS), logOmega, active);
      at += 32;
    } else {
      evaluateElement(
        word(at, 1), kernelValue + (<usize>word(at, 2) << 3), active >> 5, omega, logOmega, column(word(at, 3)),
        column(word(at, 4)), stride, scratch,
      );
      at += 24;
    }
  }
  impedanceColumn = last;
}

function lumpAdjoint(at: usize): void {
  const destination = slotColumn(word(at, 2));
  if (destination == 0) return;
  const adjoint = column(word(at, 1));
  const e = word(at, 3);
  const factor = <f64>e * lumpValue(word(at, 2), e);
  const kind = word(at, 4);
  if (kind == LUMP_REAL) combineColumn(destination, factor, adjoint, active, false);
  else if (kind == LUMP_OMEGA) multiplyByImaginaryAxis(destination, adjoint, factor, omega, active);
  else multiplyByImaginaryAxis(destination, adjoint, -factor, inverseOmega, active);
}

function powerAdjoint(at: usize): void {
  const adjoint = column(word(at, 1));
  const own = column(word(at, 2));
  const sign = <f64>word(at, 4);
  const exponentParameter = word(at, 5);
  const factor = 0.5 * <f64>word(at, 6);
  const amplitude = slotColumn(word(at, 3));
  const exponent: usize = exponentParameter < 0 ? 0 : slotColumn(exponentParameter);
  if (amplitude != 0 && exponent != 0) {
    powerDerivatives(amplitude, exponent, adjoint, own, sign, factor, logOmega, active);
  } else if (amplitude != 0) {
    amplitudeDerivative(amplitude, adjoint, own, sign, active);
  } else if (exponent != 0) {
    exponentDerivative(exponent, adjoint, own, factor, logOmega, active);
  }
}

/** All derivative columns, multiplied by the adjoint of the root. */
function evaluateBackward(): void {
  let at = backward;
  while (true) {
    const op = word(at, 0);
    if (op == INSTRUCTION_END) break;
    if (op == ADJOINT_INVERT) {
      adjointOfInverse(column(word(at, 1)), column(word(at, 2)), column(word(at, 3)), active);
      at += 16;
    } else if (op == ADJOINT_LUMP) {
      lumpAdjoint(at);
      at += 20;
    } else if (op == ADJOINT_POWER) {
      powerAdjoint(at);
      at += 28;
    } else {
      const adjoint = column(word(at, 1));
      const first = word(at, 3);
      const count = word(at, 4);
      for (let i = 0; i < count; i++) {
        const destination = slotColumn(first + i);
        if (destination != 0) multiplyColumns(destination, adjoint, column(word(at, 2) + i), active);
      }
      at += 20;
    }
  }
}

/** Jacobian columns that belong to several parameters of the circuit: sum of C[parameter, variable] * column. */
function combine(): void {
  let at = combinations;
  while (word(at, 0) >= 0) {
    const variable = word(at, 0);
    const count = word(at, 1);
    const destination = jacobian + <usize>variable * stride;
    at += 8;
    for (let i = 0; i < count; i++, at += 4) {
      const parameter = word(at, 0);
      const factor = number(kernelDerivative, parameter * variables + variable);
      combineColumn(destination, factor, slotColumn(parameter), active, i > 0);
    }
  }
}

/** Fills column 0, the adjoint of the root, for the residual that is in force. */
function prepareRoot(): void {
  const root = column(0);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  const end = root + stride;
  let at = root;
  const relative = residualKind == RESIDUAL_RELATIVE;
  const isOne = separateWeights && !relative;
  let source = relative ? relativeWeight : weight;
  do {
    v128.store(at, isOne ? one : v128.load(source));
    v128.store(at, zero, 16);
    at += 32;
    source += 32;
  } while (at < end);
}

/**
 * Makes the problem ready: column 0 for the plain residual, and V and C where they do not change.
 * Parameters' values must stand in `parameterValue`.
 */
export function prepareEvaluation(start: usize): bool {
  prepareRoot();
  const combined = word(combinations, 0) >= 0;
  return combined || expressionCount > 0 ? updateParameters(start, WITH_DERIVATIVES) : true;
}

/** Weighted residual of the objective and what the derivatives will be multiplied by, with the loss worked in. Returns S. */
function objectiveResidual(residual: usize): f64 {
  const root = column(0);
  if (objectiveKind == OBJECTIVE_IMPEDANCE) impedanceResidual(residual, root, row, impedanceColumn, data, active);
  else if (objectiveKind == OBJECTIVE_ADMITTANCE) admittanceResidual(residual, root, row, impedanceColumn, data, active);
  else polarResidual(residual, root, row, impedanceColumn, data, active, objectiveKind == OBJECTIVE_LOG_MODULUS);
  const sum = weightRows(residual, row, coupling, weight, weightCorrelation, active);
  return threshold < Infinity ? applyLoss(residual, row, coupling, lossWeight, active) : sum;
}

/**
 * Residual and Jacobian at theta; the solver's problem function. Returns S; Infinity where a tie cannot be evaluated or the
 * impedance is not finite.
 */
export function evaluateCircuit(at: usize): f64 {
  if (!updateParameters(at, KERNEL_ONLY)) return Infinity;
  evaluateForward();
  const residual = jacobian + <usize>variables * stride;
  const plain = objectiveKind == OBJECTIVE_IMPEDANCE && lossKind == LOSS_SQUARES;
  let sum: f64;
  if (residualKind == RESIDUAL_LOGARITHM) {
    sum = logarithmicResidual(residual, column(0), impedanceColumn, data, weight, active);
  } else if (residualKind == RESIDUAL_RELATIVE) {
    sum = weightedResidual(residual, impedanceColumn, data, relativeWeight, active, false);
  } else if (plain) {
    sum = weightedResidual(residual, impedanceColumn, data, weight, active, separateWeights);
  } else {
    sum = objectiveResidual(residual);
  }
  if (!(sum - sum == 0)) return Infinity;
  evaluateBackward();
  combine();
  if (residualKind != RESIDUAL_OBJECTIVE) return sum;
  if (!plain) {
    for (let k = 0; k < variables; k++) multiplyRows(jacobian + <usize>k * stride, row, coupling, active);
  } else if (separateWeights) {
    for (let k = 0; k < variables; k++) weightColumn(jacobian + <usize>k * stride, weight, active);
  }
  return sum;
}
