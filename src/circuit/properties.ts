import { isResistance, only, parameterName, storage, timeConstantOf, type NamedElement } from "./arcs.ts";
import type { Expression, ExpressionOperator } from "./expression.ts";
import { splitName } from "./names.ts";

/** Functions of elements rather than of numbers, with what they give. */
export const propertyDescriptions = {
  tau: "time constant of an arc: R·C, (R·Q)^(1/n), L/R, or the element's own",
  capacitance: "effective capacitance of an arc: its time constant over its resistance",
  brug: "effective capacitance of a constant phase element behind an ohmic resistance",
} as const;

export type Property = keyof typeof propertyDescriptions;

/** `C(R1, CPE1)` is short for `capacitance(R1, CPE1)`. */
const ALIASES: ReadonlyMap<string, Property> = new Map([["C", "capacitance"]]);

export const propertyNames: readonly string[] = Object.keys(propertyDescriptions);

/** The property that a word names. */
export function findProperty(word: string): Property | undefined {
  return isProperty(word) ? word : ALIASES.get(word);
}

function isProperty(word: string): word is Property {
  return Object.hasOwn(propertyDescriptions, word);
}

/** How many elements, and how many formulas after them, a property takes. */
export const propertyArguments: Readonly<Record<Property, { elements: number; formulas: number }>> = {
  tau: { elements: 2, formulas: 0 },
  capacitance: { elements: 2, formulas: 0 },
  brug: { elements: 1, formulas: 2 },
};

type PropertyExpression = Extract<Expression, { kind: "property" }>;

const one: Expression = { kind: "number", value: 1 };

function parameter(name: string): Expression {
  return { kind: "parameter", name };
}

function binary(left: Expression, operator: ExpressionOperator, right: Expression): Expression {
  return { kind: "binary", operator, left, right };
}

/** x^(1/n). */
function root(x: Expression, power: number | string): Expression {
  if (power === 1) return x;
  return binary(
    x,
    "^",
    typeof power === "number" ? { kind: "number", value: 1 / power } : binary(one, "/", parameter(power)),
  );
}

/**
 * The formula of a property in terms of parameters.
 *
 * - `tau`: time constant, as {@link timeConstantOf} finds it by the parameters' dimensions.
 * - `capacitance`: tau/R. For R parallel to CPE that is Q^(1/n) R^(1/n - 1) (Hsu, Mansfeld, Corrosion 57 (2001) 747).
 * - `brug`: (Q R_s^(1-n))^(1/n) behind R_s, and Q^(1/n) (1/R_s + 1/R_ct)^((n-1)/n) with a charge-transfer resistance in
 *   parallel (Brug, van den Eeden, Sluyters-Rehbach, Sluyters, J. Electroanal. Chem. 176 (1984) 275).
 *
 * @throws {RangeError} for elements that do not have the property; the reader of formulas refuses these.
 */
export function propertyFormula({ property, elements, arguments: formulas }: PropertyExpression): Expression {
  const named = elements.flatMap((name) => splitName(name) ?? []);
  const formula = formulaOf(property, named, formulas);
  if (formula === undefined) throw new RangeError(`No ${property} follows from ${elements.join(", ")}.`);
  return formula;
}

/** The same, undefined where the elements do not have the property. */
export function formulaOf(
  property: Property,
  elements: readonly NamedElement[],
  formulas: readonly Expression[],
): Expression | undefined {
  switch (property) {
    case "tau":
      return timeFormula(elements);
    case "capacitance":
      return capacitanceFormula(elements);
    case "brug":
      return brugFormula(elements, formulas);
    default:
      return property satisfies never;
  }
}

function timeFormula(elements: readonly NamedElement[]): Expression | undefined {
  const time = timeConstantOf(elements);
  if (time === undefined) return undefined;
  const base = parameter(time.base);
  if (time.scale === undefined) return root(base, time.power);
  return root(binary(base, time.sign === 1 ? "*" : "/", parameter(time.scale)), time.power);
}

function capacitanceFormula(elements: readonly NamedElement[]): Expression | undefined {
  const time = timeConstantOf(elements);
  const tau = timeFormula(elements);
  const resistance = time?.scale ?? ownResistance(elements);
  if (time === undefined || tau === undefined || resistance === undefined) return undefined;
  // R with L, La or W has a time constant, but stores no charge.
  if (time.sign !== 1) return undefined;
  return binary(tau, "/", parameter(resistance));
}

/** The resistance of a sole element that has one. */
function ownResistance(elements: readonly NamedElement[]): string | undefined {
  const element = only(elements);
  const resistance = only(element?.record.parameters.filter(({ ohm }) => ohm !== 0) ?? []);
  if (element === undefined || resistance?.ohm !== 1 || resistance.second !== 0) return undefined;
  return parameterName(element, resistance);
}

function brugFormula(elements: readonly NamedElement[], formulas: readonly Expression[]): Expression | undefined {
  const element = only(elements);
  const [ohmic, transfer] = formulas;
  if (element === undefined || ohmic === undefined || isResistance(element.record)) return undefined;
  const coefficient = storage(element.record);
  if (coefficient?.ohm !== -1) return undefined;
  const q = parameter(parameterName(element, coefficient));
  const { second } = coefficient;
  const n: Expression =
    typeof second === "number" ? { kind: "number", value: second } : parameter(`${element.name}.${second}`);
  const power = typeof second === "number" ? second : `${element.name}.${second}`;
  if (transfer === undefined) return root(binary(q, "*", binary(ohmic, "^", binary(one, "-", n))), power);
  const conductance = binary(binary(one, "/", ohmic), "+", binary(one, "/", transfer));
  return binary(root(q, power), "*", binary(conductance, "^", binary(binary(n, "-", one), "/", n)));
}
