/**
 * Ties between parameters: postfix code with forward derivatives by all variables.
 * A stack entry is a value and its P derivatives, P + 1 numbers.
 */
import { exp, ln, log10, pow } from "./math/elementary";
import {
  EXPRESSION_ADD,
  EXPRESSION_CONSTANT,
  EXPRESSION_DIVIDE,
  EXPRESSION_END,
  EXPRESSION_EXP,
  EXPRESSION_LN,
  EXPRESSION_LOG10,
  EXPRESSION_MULTIPLY,
  EXPRESSION_NEGATE,
  EXPRESSION_PARAMETER,
  EXPRESSION_POWER,
  EXPRESSION_SQRT,
  EXPRESSION_SUBTRACT,
} from "./program";
import { number, setNumber, word } from "./view";
import { expressionConstants, expressions, expressionStack, variables } from "./workspace";

const LOG10_E: f64 = 0.4342944819032518;

// @ts-ignore: decorator
@inline
function entry(depth: i32): usize {
  return expressionStack + (<usize>depth * (variables + 1) << 3);
}

/** top = value; its derivatives are scaled by `slope`. */
function applyFunction(top: usize, value: f64, slope: f64): void {
  setNumber(top, 0, value);
  for (let k = 1; k <= variables; k++) setNumber(top, k, slope * number(top, k));
}

/** first = value; derivatives = slopeFirst * first' + slopeSecond * second'. A slope of zero also silences an infinite derivative. */
function applyOperator(first: usize, second: usize, value: f64, slopeFirst: f64, slopeSecond: f64): void {
  setNumber(first, 0, value);
  for (let k = 1; k <= variables; k++) {
    const a = number(first, k);
    const b = number(second, k);
    setNumber(first, k, (a == 0 ? 0 : slopeFirst * a) + (b == 0 ? 0 : slopeSecond * b));
  }
}

/**
 * Evaluates the code at `offset`. The natural value of parameter i is at values[i], its derivatives by the variables
 * in row i of `derivatives`. Returns the address of the result: a value, then P derivatives.
 */
export function evaluateExpression(offset: i32, values: usize, derivatives: usize): usize {
  let depth = -1;
  let at = offset;
  while (true) {
    const op = word(expressions, at++);
    if (op == EXPRESSION_END) break;
    if (op == EXPRESSION_CONSTANT) {
      const top = entry(++depth);
      memory.fill(top, 0, <usize>(variables + 1) << 3);
      setNumber(top, 0, number(expressionConstants, word(expressions, at++)));
      continue;
    }
    if (op == EXPRESSION_PARAMETER) {
      const parameter = word(expressions, at++);
      const top = entry(++depth);
      setNumber(top, 0, number(values, parameter));
      memory.copy(top + 8, derivatives + (<usize>parameter * variables << 3), <usize>variables << 3);
      continue;
    }
    if (op >= EXPRESSION_NEGATE) {
      const top = entry(depth);
      const x = number(top, 0);
      if (op == EXPRESSION_NEGATE) applyFunction(top, -x, -1);
      else if (op == EXPRESSION_EXP) {
        const value = exp(x);
        applyFunction(top, value, value);
      } else if (op == EXPRESSION_LN) applyFunction(top, ln(x), 1 / x);
      else if (op == EXPRESSION_LOG10) applyFunction(top, log10(x), LOG10_E / x);
      else if (op == EXPRESSION_SQRT) {
        const value = Math.sqrt(x);
        applyFunction(top, value, 0.5 / value);
      }
      continue;
    }
    const second = entry(depth--);
    const first = entry(depth);
    const a = number(first, 0);
    const b = number(second, 0);
    if (op == EXPRESSION_ADD) applyOperator(first, second, a + b, 1, 1);
    else if (op == EXPRESSION_SUBTRACT) applyOperator(first, second, a - b, 1, -1);
    else if (op == EXPRESSION_MULTIPLY) applyOperator(first, second, a * b, b, a);
    else if (op == EXPRESSION_DIVIDE) applyOperator(first, second, a / b, 1 / b, -a / (b * b));
    else if (op == EXPRESSION_POWER) {
      const value = pow(a, b);
      applyOperator(first, second, value, b * pow(a, b - 1), value * ln(a));
    }
  }
  return entry(0);
}
