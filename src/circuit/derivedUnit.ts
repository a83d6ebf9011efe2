import type { Circuit, CircuitParameter } from "./circuit.ts";
import { evaluateExpression, expressionParameters, type Expression } from "./expression.ts";
import { propertyFormula } from "./properties.ts";
import { readUnit } from "./units.ts";

/**
 * Powers of ohm and second at given values of the exponents. `any`: of numbers only, which may stand for a quantity of any
 * unit. Undefined where unlike quantities are added, or one with a unit is an exponent or the argument of exp or ln.
 */
type Powers = { readonly ohm: number; readonly second: number } | "any" | undefined;

const PURE: Powers = { ohm: 0, second: 0 };
/** Powers are sums of products of numbers of order 1. */
const SAME = 1e-9;
const PROBE_STEP = 0.125;

/**
 * Units of a circuit's derived values, as far as they follow from those of the parameters: `ohm`, `F`, `s`, `S s^(1/2)`,
 * `F s^(CPE1.n-1)`, and `-` for a pure number. A unit that the text states stands as it is; the empty text means that none
 * is known.
 */
export function derivedUnits(circuit: Pick<Circuit, "parameters" | "derived">): string[] {
  const parameters = new Map(circuit.parameters.map((parameter) => [parameter.name, parameter]));
  const derived = new Map(circuit.derived.flatMap((each) => (each.name === undefined ? [] : [[each.name, each]])));
  return circuit.derived.map(({ expression, unit }) => {
    if (unit !== undefined) return unit;
    const sole = expression.kind === "parameter" ? recordOf(parameters.get(expression.name)) : undefined;
    if (sole !== undefined) return sole.unit;
    const names = parametersIn(expression, parameters, (name) => derived.get(name)?.expression);
    return unitByProbing(names, (values) => powersOf(expression, values, parameters, derived));
  });
}

type Derived = Circuit["derived"][number];

function recordOf(parameter: CircuitParameter | undefined) {
  return parameter?.element.record.parameters[parameter.index];
}

/** Parameters that an expression and those it refers to hold, and the exponents in these parameters' units. */
function parametersIn(
  expression: Expression,
  parameters: ReadonlyMap<string, CircuitParameter>,
  expressionOf: (name: string) => Expression | undefined,
): string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const open = [expression];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const name of expressionParameters(next)) {
      const parameter = parameters.get(name);
      const second = recordOf(parameter)?.second;
      if (parameter !== undefined) names.add(name);
      if (parameter !== undefined && typeof second === "string") names.add(`${parameter.element.name}.${second}`);
      const inner = seen.has(name) ? undefined : expressionOf(name);
      seen.add(name);
      if (inner !== undefined) open.push(inner);
    }
  }
  return [...names];
}

/** Probes how powers depend on the parameters; only a dependence of second's that is linear can be written as a unit. */
function unitByProbing(names: readonly string[], powersAt: (values: (name: string) => number) => Powers): string {
  const at = (base: number, moved?: string): Powers =>
    powersAt((name) => {
      const place = names.indexOf(name);
      return base + (place * 0.3) / (names.length + 1) + (name === moved ? PROBE_STEP : 0);
    });
  const origin = at(0.55);
  if (origin === undefined) return "";
  if (origin === "any") return "-";
  const slopes = new Map<string, number>();
  for (const name of names) {
    const powers = at(0.55, name);
    if (powers === undefined || powers === "any" || Math.abs(powers.ohm - origin.ohm) > SAME) return "";
    const slope = (powers.second - origin.second) / PROBE_STEP;
    if (Math.abs(slope) > SAME) slopes.set(name, slope);
  }
  const sum = [...slopes.values()].reduce((total, slope) => total + slope, 0);
  const elsewhere = at(0.65);
  if (elsewhere === undefined || elsewhere === "any" || Math.abs(elsewhere.ohm - origin.ohm) > SAME) return "";
  if (Math.abs(elsewhere.second - origin.second - 0.1 * sum) > SAME) return "";
  const constant = [...slopes].reduce(
    (rest, [name, slope]) => rest - slope * (0.55 + (names.indexOf(name) * 0.3) / (names.length + 1)),
    origin.second,
  );
  return unitText(origin.ohm, constant, slopes);
}

function powersOf(
  expression: Expression,
  values: (name: string) => number,
  parameters: ReadonlyMap<string, CircuitParameter>,
  derived: ReadonlyMap<string, Derived>,
): Powers {
  const known = new Map<string, Powers>();
  const computed = new Map<string, number>();
  const value = (name: string): number => {
    const inner = derived.get(name);
    if (inner === undefined) return values(name);
    const result = computed.get(name) ?? evaluateExpression(inner.expression, value);
    computed.set(name, result);
    return result;
  };

  function named(name: string): Powers {
    const record = recordOf(parameters.get(name));
    if (record !== undefined) {
      if (typeof record.second === "number") return { ohm: record.ohm, second: record.second };
      return { ohm: record.ohm, second: values(`${parameters.get(name)?.element.name ?? ""}.${record.second}`) };
    }
    const inner = derived.get(name);
    if (inner === undefined) return undefined;
    if (!known.has(name)) known.set(name, inner.unit === undefined ? visit(inner.expression) : ofLabel(inner.unit));
    return known.get(name);
  }

  function visit(part: Expression): Powers {
    switch (part.kind) {
      case "number":
        return "any";
      case "parameter":
        return named(part.name);
      case "negate":
        return visit(part.operand);
      case "property":
        return visit(propertyFormula(part));
      case "call": {
        const argument = visit(part.argument);
        if (part.function === "sqrt") return raised(argument, 0.5);
        return argument === "any" || isPure(argument) ? argument : undefined;
      }
      case "binary": {
        const left = visit(part.left);
        const right = visit(part.right);
        if (left === undefined || right === undefined) return undefined;
        if (part.operator === "+" || part.operator === "-") return same(left, right);
        if (part.operator === "*") return product(left, right, 1);
        if (part.operator === "/") return product(left, right, -1);
        if (right !== "any" && !isPure(right)) return undefined;
        return left === "any" ? (right === "any" ? "any" : PURE) : raised(left, evaluateExpression(part.right, value));
      }
      default:
        return part satisfies never;
    }
  }

  return visit(expression);
}

/** Powers of a unit that a text states, where it is one of the language's without prefix. */
function ofLabel(label: string): Powers {
  const unit = readUnit(label);
  return unit?.decimal === 0 ? { ohm: unit.ohm, second: unit.second } : undefined;
}

function isPure(powers: Powers): boolean {
  return powers !== undefined && powers !== "any" && powers.ohm === 0 && powers.second === 0;
}

function raised(powers: Powers, power: number): Powers {
  if (powers === undefined || powers === "any") return powers;
  return { ohm: powers.ohm * power, second: powers.second * power };
}

function same(left: Powers, right: Powers): Powers {
  if (left === undefined || right === undefined) return undefined;
  if (left === "any") return right;
  if (right === "any") return left;
  return Math.abs(left.ohm - right.ohm) < SAME && Math.abs(left.second - right.second) < SAME ? left : undefined;
}

function product(left: Powers, right: Powers, sign: 1 | -1): Powers {
  if (left === undefined || right === undefined) return undefined;
  const other = right === "any" ? "any" : raised(right, sign);
  if (left === "any" || other === "any" || other === undefined) return left === "any" ? other : left;
  return { ohm: left.ohm + other.ohm, second: left.second + other.second };
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["0 0", "-"],
  ["1 0", "ohm"],
  ["-1 0", "S"],
  ["-1 1", "F"],
  ["1 1", "H"],
  ["0 1", "s"],
  ["0 -1", "Hz"],
]);

/** ohm^ohm s^(second + sum of slope × name), with F for s/ohm as in `F s^(n-1)`. */
function unitText(ohm: number, second: number, slopes: ReadonlyMap<string, number>): string {
  const powerOfOhm = fraction(ohm);
  const plain = slopes.size === 0 ? NAMED.get(`${powerOfOhm} ${fraction(second)}`) : undefined;
  if (plain !== undefined) return plain;
  const isFarad = powerOfOhm === "-1";
  const terms = [...slopes].map(([name, slope]) => {
    const factor = fraction(slope);
    return factor === "1" ? name : factor === "-1" ? `-${name}` : `${factor}*${name}`;
  });
  const constant = fraction(second - (isFarad ? 1 : 0));
  if (constant !== "0" || terms.length === 0) terms.push(constant);
  const power = terms.reduce((text, term) => text + (text === "" || term.startsWith("-") ? term : `+${term}`), "");
  const seconds = power === "0" ? "" : power === "1" ? "s" : `s^${/^\d+$/.test(power) ? power : `(${power})`}`;
  if (powerOfOhm === "0") return seconds;
  const head = isFarad
    ? "F"
    : powerOfOhm === "1"
      ? "ohm"
      : `ohm^${/^\d+$/.test(powerOfOhm) ? powerOfOhm : `(${powerOfOhm})`}`;
  return seconds === "" ? head : `${head} ${seconds}`;
}

const LARGEST_DENOMINATOR = 12;

/** A number as a fraction with a small denominator, `-1/2`, or else with four digits. */
function fraction(value: number): string {
  for (let denominator = 1; denominator <= LARGEST_DENOMINATOR; denominator++) {
    const numerator = Math.round(value * denominator);
    if (Math.abs(numerator - value * denominator) > SAME * denominator) continue;
    return denominator === 1 ? String(numerator + 0) : `${String(numerator)}/${String(denominator)}`;
  }
  return String(Number(value.toPrecision(4)));
}
