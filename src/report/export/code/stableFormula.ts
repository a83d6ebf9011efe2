import { binary, call, isSame, type Formula } from "./formula.ts";

/**
 * The same formula in a form that neither overflows nor cancels in double precision:
 * 1/sinh x is cosech x, I0(x)/I1(x) one function, and x - tanh x is x tanh x (coth x - 1/x), whose bracket is one function, langevin.
 */
export function stableFormula(formula: Formula): Formula {
  switch (formula.kind) {
    case "number":
    case "name":
      return formula;
    case "negate":
      return { kind: "negate", operand: stableFormula(formula.operand) };
    case "call":
      return call(formula.function, stableFormula(formula.argument));
    case "binary": {
      const left = stableFormula(formula.left);
      const right = stableFormula(formula.right);
      if (formula.operator === "/") return stableQuotient(left, right);
      if (
        formula.operator === "-" &&
        right.kind === "call" &&
        right.function === "tanh" &&
        isSame(left, right.argument)
      ) {
        return binary("*", binary("*", left, right), call("langevin", left));
      }
      return binary(formula.operator, left, right);
    }
    default:
      return formula satisfies never;
  }
}

function stableQuotient(numerator: Formula, denominator: Formula): Formula {
  const above = factorsOf(numerator);
  const below: Formula[] = [];
  for (const factor of factorsOf(denominator)) {
    if (factor.kind === "call" && factor.function === "sinh") {
      above.push(call("cosech", factor.argument));
      continue;
    }
    const partner = factor.kind === "call" && factor.function === "I1" ? call("I0", factor.argument) : undefined;
    const at = above.findIndex((other) => partner !== undefined && isSame(other, partner));
    if (at < 0 || factor.kind !== "call") below.push(factor);
    else above[at] = call("besselRatio", factor.argument);
  }
  // A factor 1 is left where it is all there is.
  const needed = above.filter((factor) => factor.kind !== "number" || factor.value !== 1);
  const top = productOf(needed.length === 0 ? above.slice(0, 1) : needed);
  return below.length === 0 ? top : binary("/", top, productOf(below));
}

function factorsOf(formula: Formula): Formula[] {
  if (formula.kind !== "binary" || formula.operator !== "*") return [formula];
  return [...factorsOf(formula.left), ...factorsOf(formula.right)];
}

function productOf(factors: readonly Formula[]): Formula {
  return factors.reduce((product, factor) => binary("*", product, factor));
}
