import type { Circuit, CircuitElement, CircuitParameter } from "../circuit.ts";
import { givenValues } from "../ties.ts";
import { DialectError } from "./dialectError.ts";
import type { ElementRule, ParameterRule } from "./elementRule.ts";

/** A parameter as another program has it. */
export interface ExportedParameter {
  /** Name of our element. */
  readonly element: string;
  /** Name of the parameter there, within its element. */
  readonly parameter: string;
  /** Absent where our circuit gives no value. */
  readonly value?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly fixed: boolean;
}

/** A circuit in another program's notation. */
export interface DialectExport {
  readonly text: string;
  /** In the order in which that program numbers them. */
  readonly parameters: readonly ExportedParameter[];
  /** Our element names with those there. */
  readonly names: ReadonlyMap<string, string>;
  /** What the notation could not hold. */
  readonly notes: readonly string[];
}

/** An element with its parameters converted. */
export interface ExportedElement {
  readonly rule: ElementRule;
  readonly element: CircuitElement;
  readonly parameters: readonly ExportedParameter[];
}

/**
 * Converts all elements of a circuit by the rules of a program.
 * @param title - the program's name, for messages.
 * @throws DialectError that names the element which the program does not have.
 */
export function exportElements(
  circuit: Circuit,
  rules: readonly ElementRule[],
  title: string,
): { elements: ReadonlyMap<string, ExportedElement>; notes: string[] } {
  const notes: string[] = [];
  if (circuit.orders.length > 0) notes.push(`${title} has no order of arcs: it is left out`);
  if (circuit.derived.length > 0) notes.push(`${title} has no derived values: they are left out`);
  const values = givenValues(circuit.parameters);
  const byElement = new Map<string, CircuitParameter[]>(circuit.elements.map(({ name }) => [name, []]));
  for (const parameter of circuit.parameters) byElement.get(parameter.element.name)?.push(parameter);
  const elements = new Map<string, ExportedElement>();
  for (const element of circuit.elements) {
    const own = new Map<string, CircuitParameter>();
    for (const parameter of byElement.get(element.name) ?? []) {
      own.set(element.record.parameters[parameter.index]?.name ?? "", parameter);
    }
    const rule = chooseRule(rules, element, own, title);
    const parameters = rule.parameters.map((parameter) =>
      exportParameter(parameter, rule, element, own, values, notes),
    );
    elements.set(element.name, { rule, element, parameters });
  }
  return { elements, notes };
}

function chooseRule(
  rules: readonly ElementRule[],
  element: CircuitElement,
  own: ReadonlyMap<string, CircuitParameter>,
  title: string,
): ElementRule {
  const candidates = rules.filter(({ record, only }) => record === element.record.symbol && only !== "import");
  if (candidates.length === 0) {
    const known = [...new Set(rules.filter(({ only }) => only !== "import").map(({ record }) => record))].join(", ");
    throw new DialectError(
      `${title} has no element like ${element.name} (${element.record.name}); it has ${known}`,
      element.name,
    );
  }
  const fitting = candidates.find(({ held }) =>
    Object.entries(held ?? {}).every(([name, value]) => isHeld(own.get(name), value)),
  );
  if (fitting !== undefined) return fitting;
  const held = Object.entries(candidates[0]?.held ?? {});
  const conditions = held.map(([name, value]) => `${element.name}.${name} = ${String(value)} fixed`).join(", ");
  throw new DialectError(`${title} has an element like ${element.name} with ${conditions} only`, element.name);
}

function isHeld(parameter: CircuitParameter | undefined, value: number): boolean {
  if (parameter?.fixed !== true) return false;
  return (parameter.value ?? parameter.element.record.parameters[parameter.index]?.default) === value;
}

function exportParameter(
  rule: ParameterRule,
  elementRule: ElementRule,
  element: CircuitElement,
  own: ReadonlyMap<string, CircuitParameter>,
  values: ReadonlyMap<string, number>,
  notes: string[],
): ExportedParameter {
  const name = { element: element.name, parameter: rule.foreign };
  if (rule.own === undefined) return { ...name, value: rule.outward(0, {}), fixed: true };
  const parameter = own.get(rule.own);
  if (parameter === undefined)
    throw new TypeError(`The rule for ${elementRule.symbol} names an unknown parameter ${rule.own}.`);
  const partners = (rule.with ?? []).flatMap((foreign) => {
    const partner = elementRule.parameters.find((other) => other.foreign === foreign)?.own;
    return partner === undefined ? [] : [own.get(partner)];
  });
  const areFixed = partners.every((partner) => partner?.fixed === true);
  if (parameter.expression !== undefined) notes.push(`${parameter.name} is tied here and free there`);
  else if (parameter.fixed && !areFixed)
    notes.push(`${parameter.name} is fixed here, but nothing there holds it alone`);
  const our: Record<string, number> = {};
  for (const [ownName, { name: full }] of own) {
    const value = values.get(full);
    if (value !== undefined) our[ownName] = value;
  }
  const value = our[rule.own];
  const isComplete =
    value !== undefined && partners.every((partner) => partner !== undefined && values.has(partner.name));
  const fixed = parameter.fixed && areFixed;
  if (!isComplete) return { ...name, fixed };
  const converted = { ...name, value: rule.outward(value, our), fixed };
  if (!parameter.limitsGiven) return converted;
  if (!areFixed) notes.push(`The limits of ${parameter.name} are converted at the given values of its element`);
  const first = rule.outward(parameter.lower, our);
  const second = rule.outward(parameter.upper, our);
  const [lower, upper] = rule.decreasing === true ? [second, first] : [first, second];
  return { ...converted, lower, upper };
}

/** Names with numbers for programs that know no other labels: a number is kept, words are numbered on. */
export function numberedNames(elements: ReadonlyMap<string, ExportedElement>): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const [own, { rule, element }] of elements) {
    const name = rule.symbol + element.label;
    if (!/^\d+$/.test(element.label) || taken.has(name)) continue;
    taken.add(name);
    names.set(own, name);
  }
  const nextNumbers = new Map<string, number>();
  for (const [own, { rule }] of elements) {
    if (names.has(own)) continue;
    let number = nextNumbers.get(rule.symbol) ?? 1;
    while (taken.has(rule.symbol + String(number))) number++;
    nextNumbers.set(rule.symbol, number + 1);
    names.set(own, rule.symbol + String(number));
    taken.add(rule.symbol + String(number));
  }
  return new Map([...elements.keys()].map((own) => [own, names.get(own) ?? own]));
}
