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
} from "../../assembly/program.ts";
import type { Expression, ExpressionFunction, ExpressionOperator } from "../circuit/expression.ts";
import { propertyFormula } from "../circuit/properties.ts";

const operators: Readonly<Record<ExpressionOperator, number>> = {
  "+": EXPRESSION_ADD,
  "-": EXPRESSION_SUBTRACT,
  "*": EXPRESSION_MULTIPLY,
  "/": EXPRESSION_DIVIDE,
  "^": EXPRESSION_POWER,
};

const functions: Readonly<Record<ExpressionFunction, number>> = {
  exp: EXPRESSION_EXP,
  ln: EXPRESSION_LN,
  log10: EXPRESSION_LOG10,
  sqrt: EXPRESSION_SQRT,
};

/** Appends the postfix code of an expression, its end mark included; constants go into `constants`. */
export function writeExpression(
  expression: Expression,
  parameterNumber: (name: string) => number,
  code: number[],
  constants: number[],
): void {
  // The parser bounds the depth of expressions, so recursion is safe.
  const write = (part: Expression): void => {
    switch (part.kind) {
      case "number":
        code.push(EXPRESSION_CONSTANT, constants.length);
        constants.push(part.value);
        return;
      case "parameter":
        code.push(EXPRESSION_PARAMETER, parameterNumber(part.name));
        return;
      case "negate":
        write(part.operand);
        code.push(EXPRESSION_NEGATE);
        return;
      case "call":
        write(part.argument);
        code.push(functions[part.function]);
        return;
      case "property":
        write(propertyFormula(part));
        return;
      case "binary":
        write(part.left);
        write(part.right);
        code.push(operators[part.operator]);
        return;
      default:
        part satisfies never;
    }
  };
  write(expression);
  code.push(EXPRESSION_END);
}
