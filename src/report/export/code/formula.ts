/** A formula of impedances: what an element's record writes down as text, or what a tie of a circuit says. */
export type Formula =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate"; readonly operand: Formula }
  | { readonly kind: "binary"; readonly operator: FormulaOperator; readonly left: Formula; readonly right: Formula }
  | { readonly kind: "call"; readonly function: string; readonly argument: Formula };

export type FormulaOperator = "+" | "-" | "*" | "/" | "^";

/** A formula with what it abbreviates, each of which uses only those behind it. */
export interface FormulaWithDefinitions {
  readonly value: Formula;
  readonly definitions: readonly { readonly name: string; readonly value: Formula }[];
}

export function binary(operator: FormulaOperator, left: Formula, right: Formula): Formula {
  return { kind: "binary", operator, left, right };
}

export function call(name: string, argument: Formula): Formula {
  return { kind: "call", function: name, argument };
}

/** The same formula with other names in it. */
export function renamed(formula: Formula, rename: (name: string) => string): Formula {
  switch (formula.kind) {
    case "number":
      return formula;
    case "name":
      return { kind: "name", name: rename(formula.name) };
    case "negate":
      return { kind: "negate", operand: renamed(formula.operand, rename) };
    case "call":
      return call(formula.function, renamed(formula.argument, rename));
    case "binary":
      return binary(formula.operator, renamed(formula.left, rename), renamed(formula.right, rename));
    default:
      return formula satisfies never;
  }
}

/** Whether two formulas are written alike. */
export function isSame(one: Formula, other: Formula): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
