import { exp, ln, log10, pow } from "../../assembly/math/elementary.ts";
import { formatNumber } from "./formatNumber.ts";
import { propertyFormula, type Property } from "./properties.ts";

export type ExpressionFunction = "exp" | "ln" | "log10" | "sqrt";
export type ExpressionOperator = "+" | "-" | "*" | "/" | "^";

/**
 * A formula over the parameters of a circuit, in their records' units. `parameter` holds a parameter's name, or that of a
 * value derived before.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "parameter"; readonly name: string }
  | { readonly kind: "negate"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: ExpressionOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly function: ExpressionFunction; readonly argument: Expression }
  | {
      readonly kind: "property";
      readonly property: Property;
      /** Names of the elements whose property it is. */
      readonly elements: readonly string[];
      readonly arguments: readonly Expression[];
    };

/** What expressions are evaluated with. */
export interface ElementaryFunctions {
  readonly call: Readonly<Record<ExpressionFunction, (x: number) => number>>;
  readonly pow: (x: number, y: number) => number;
}

/** The kernel's, so that a tie has the same bits here and there. */
const elementary: ElementaryFunctions = { call: { exp, ln, log10, sqrt: Math.sqrt }, pow };

export const expressionFunctions: readonly string[] = Object.keys(elementary.call);

export function isExpressionFunction(word: string): word is ExpressionFunction {
  return Object.hasOwn(elementary.call, word);
}

// The expression reader limits depth and length, so recursion is safe here.

const ADDITIVE = 1;
const MULTIPLICATIVE = 2;
const NEGATED = 3;
const POWER = 4;
const PRIMARY = 5;

function precedence(expression: Expression): number {
  switch (expression.kind) {
    case "number":
    case "parameter":
    case "call":
    case "property":
      return PRIMARY;
    case "negate":
      return NEGATED;
    case "binary":
      if (expression.operator === "^") return POWER;
      return expression.operator === "*" || expression.operator === "/" ? MULTIPLICATIVE : ADDITIVE;
    default:
      return expression satisfies never;
  }
}

/** Prints an expression with the fewest parentheses from which the same tree is read again. */
export function printExpression(expression: Expression): string {
  const within = (part: Expression, least: number): string =>
    precedence(part) >= least ? printExpression(part) : `(${printExpression(part)})`;
  switch (expression.kind) {
    case "number":
      return formatNumber(expression.value);
    case "parameter":
      return expression.name;
    case "negate":
      return `-${within(expression.operand, POWER)}`;
    case "call":
      return `${expression.function}(${printExpression(expression.argument)})`;
    case "property":
      return `${expression.property}(${[...expression.elements, ...expression.arguments.map(printExpression)].join(", ")})`;
    case "binary": {
      const { operator, left, right } = expression;
      if (operator === "^") return `${within(left, PRIMARY)}^${within(right, POWER)}`;
      const additive = precedence(expression) === ADDITIVE;
      // `a - -b` would be read all the same, but by the parser only.
      const after = right.kind === "negate" || !additive ? POWER : MULTIPLICATIVE;
      const before = additive ? ADDITIVE : MULTIPLICATIVE;
      return within(left, before) + (additive ? ` ${operator} ` : operator) + within(right, after);
    }
    default:
      return expression satisfies never;
  }
}

/** The value of an expression; `valueOf` gives the value of a parameter by name. */
export function evaluateExpression(
  expression: Expression,
  valueOf: (name: string) => number,
  functions = elementary,
): number {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "parameter":
      return valueOf(expression.name);
    case "negate":
      return -evaluateExpression(expression.operand, valueOf, functions);
    case "call":
      return functions.call[expression.function](evaluateExpression(expression.argument, valueOf, functions));
    case "property":
      return evaluateExpression(propertyFormula(expression), valueOf, functions);
    case "binary": {
      const left = evaluateExpression(expression.left, valueOf, functions);
      const right = evaluateExpression(expression.right, valueOf, functions);
      switch (expression.operator) {
        case "+":
          return left + right;
        case "-":
          return left - right;
        case "*":
          return left * right;
        case "/":
          return left / right;
        case "^":
          return functions.pow(left, right);
        default:
          return expression.operator satisfies never;
      }
    }
    default:
      return expression satisfies never;
  }
}

/** The same expression with other parameter names. */
export function renameParameters(expression: Expression, rename: (name: string) => string): Expression {
  switch (expression.kind) {
    case "number":
      return expression;
    case "parameter":
      return { kind: "parameter", name: rename(expression.name) };
    case "negate":
      return { kind: "negate", operand: renameParameters(expression.operand, rename) };
    case "call":
      return { ...expression, argument: renameParameters(expression.argument, rename) };
    case "property":
      return { ...expression, arguments: expression.arguments.map((argument) => renameParameters(argument, rename)) };
    case "binary":
      return {
        ...expression,
        left: renameParameters(expression.left, rename),
        right: renameParameters(expression.right, rename),
      };
    default:
      return expression satisfies never;
  }
}

/** Names of the parameters in an expression, each once, in the order of their first appearance. */
export function expressionParameters(expression: Expression): string[] {
  const names = new Set<string>();
  const visit = (part: Expression): void => {
    switch (part.kind) {
      case "number":
        return;
      case "parameter":
        names.add(part.name);
        return;
      case "negate":
        visit(part.operand);
        return;
      case "call":
        visit(part.argument);
        return;
      case "property":
        visit(propertyFormula(part));
        return;
      case "binary":
        visit(part.left);
        visit(part.right);
        return;
      default:
        part satisfies never;
    }
  };
  visit(expression);
  return [...names];
}
