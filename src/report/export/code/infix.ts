import type { Formula } from "./formula.ts";

const ADDITIVE = 1;
const MULTIPLICATIVE = 2;
const POWER = 3;
const PRIMARY = 4;

function precedence(formula: Formula): number {
  if (formula.kind === "negate") return ADDITIVE;
  if (formula.kind !== "binary") return PRIMARY;
  if (formula.operator === "^") return POWER;
  return formula.operator === "+" || formula.operator === "-" ? ADDITIVE : MULTIPLICATIVE;
}

/** A number that programs read as the same one. */
export function printNumber(value: number): string {
  return value < 0 ? `(${String(value)})` : String(value);
}

/**
 * Prints a formula with the operators that Python and JavaScript share, and the fewest parentheses that both take.
 *
 * @param functionName the name of a function there.
 */
export function printInfix(formula: Formula, functionName: (name: string) => string): string {
  const within = (part: Formula, least: number): string =>
    precedence(part) >= least ? printInfix(part, functionName) : `(${printInfix(part, functionName)})`;
  switch (formula.kind) {
    case "number":
      return printNumber(formula.value);
    case "name":
      return formula.name;
    case "call":
      return `${functionName(formula.function)}(${printInfix(formula.argument, functionName)})`;
    case "negate":
      return `-${within(formula.operand, PRIMARY)}`;
    case "binary": {
      const { operator, left, right } = formula;
      if (operator === "^") return `${within(left, PRIMARY)}**${within(right, PRIMARY)}`;
      const additive = precedence(formula) === ADDITIVE;
      const before = within(left, left.kind === "negate" || !additive ? MULTIPLICATIVE : ADDITIVE);
      return before + (additive ? ` ${operator} ` : operator) + within(right, additive ? MULTIPLICATIVE : POWER);
    }
    default:
      return formula satisfies never;
  }
}

/** All functions that a formula calls. */
export function functionsOf(formula: Formula): string[] {
  switch (formula.kind) {
    case "number":
    case "name":
      return [];
    case "negate":
      return functionsOf(formula.operand);
    case "call":
      return [formula.function, ...functionsOf(formula.argument)];
    case "binary":
      return [...functionsOf(formula.left), ...functionsOf(formula.right)];
    default:
      return formula satisfies never;
  }
}
