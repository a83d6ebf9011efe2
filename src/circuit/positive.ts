import type { Circuit } from "./circuit.ts";
import type { Expression } from "./expression.ts";
import { propertyFormula } from "./properties.ts";

/**
 * Which of a circuit's derived values are positive whatever the data: sums, products, quotients and powers of positive
 * quantities and numbers. The others hold a difference, a logarithm, or an exponent outside of powers.
 */
export function positiveDerived({ parameters, derived }: Pick<Circuit, "parameters" | "derived">): boolean[] {
  const positive = new Set(
    parameters.flatMap(({ name, element, index }) =>
      element.record.parameters[index]?.scale === "logarithmic" ? [name] : [],
    ),
  );
  return derived.map(({ name, expression }) => {
    const isPositive = isPositiveExpression(expression, positive);
    if (isPositive && name !== undefined) positive.add(name);
    return isPositive;
  });
}

function isPositiveExpression(expression: Expression, positive: ReadonlySet<string>): boolean {
  const visit = (part: Expression): boolean => isPositiveExpression(part, positive);
  switch (expression.kind) {
    case "number":
      return expression.value > 0;
    case "parameter":
      return positive.has(expression.name);
    case "negate":
      return false;
    case "property":
      return visit(propertyFormula(expression));
    case "call":
      return expression.function === "exp" || (expression.function === "sqrt" && visit(expression.argument));
    case "binary":
      if (expression.operator === "^") return visit(expression.left);
      return expression.operator !== "-" && visit(expression.left) && visit(expression.right);
    default:
      return expression satisfies never;
  }
}
