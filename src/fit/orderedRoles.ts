import type { ArcReference, Circuit, Expression, TimeConstant } from "../circuit/index.ts";
import { expressionParameters, timeConstantOf } from "../circuit/index.ts";
import type { ExtraQuantity, ParameterRole } from "../compile/program.ts";
import { structureOf } from "./exchange.ts";
import { FitError } from "./fitError.ts";
import { arcText } from "./order.ts";
import type { OrderChain } from "./orderChains.ts";

/** Two neighbours in a row of arcs, with the parameter that follows from the others. */
export interface OrderedPair {
  readonly first: ArcReference;
  readonly second: ArcReference;
  /** Number of the parameter that holds the two in order, and its formula. */
  readonly parameter: number;
  readonly expression: Expression;
  /** Place of their ratio among the extra quantities, absent where it is 1. */
  readonly ratio?: number;
}

/** A fit in which rows of arcs keep their order by construction. */
export interface OrderedRoles {
  readonly roles: readonly ParameterRole[];
  /** Ratios of neighbouring time constants, 1 or more. */
  readonly extras: readonly ExtraQuantity[];
  readonly pairs: readonly OrderedPair[];
}

/**
 * Makes one parameter of each arc but one in a row follow from the neighbour's time constant and their ratio, which becomes
 * the variable in its place: tau_2 = f tau_1 with f >= 1. The limits of that parameter are lost.
 *
 * @param isEqual - whether two neighbours are to have the same time constant, f = 1; those of which it says neither are free.
 * @param roles - of the fit without order.
 * @param avoided - numbers of parameters that must keep their own variable.
 * @param values - of all parameters, from which the parameters furthest from their limits are told.
 * @throws {FitError} where an arc has no parameter that could follow.
 */
export function orderedRoles(
  circuit: Circuit,
  roles: readonly ParameterRole[],
  chains: readonly OrderChain[],
  isEqual: (first: ArcReference, second: ArcReference) => boolean | undefined,
  avoided: ReadonlySet<number>,
  values: Float64Array,
): OrderedRoles {
  const result = [...roles];
  const extras: ExtraQuantity[] = [];
  const pairs: OrderedPair[] = [];
  for (const chain of chains) {
    // Where a neighbour has nothing to do with it, an arc begins a row of its own.
    for (const row of rowsOf(chain, isEqual)) orderRow(row);
  }
  return { roles: result, extras, pairs };

  function orderRow(row: OrderChain): void {
    // The arc with the least freedom keeps its parameters, the others follow from it to either side.
    const freedom = row.map((arc) => candidatesOf(circuit, roles, arc, avoided, values).length);
    const root = freedom.indexOf(Math.min(...freedom));
    for (let k = root + 1; k < row.length; k++) follow(row[k], row[k - 1], false);
    for (let k = root - 1; k >= 0; k--) follow(row[k], row[k + 1], true);
  }

  function follow(arc: ArcReference | undefined, neighbour: ArcReference | undefined, isFirst: boolean): void {
    if (arc === undefined || neighbour === undefined) return;
    const [first, second] = isFirst ? [arc, neighbour] : [neighbour, arc];
    const equal = isEqual(first, second) === true;
    const ratio = `order ${String(extras.length)}`;
    const other: Expression = { kind: "property", property: "tau", elements: neighbour.elements, arguments: [] };
    const seconds: Expression = equal
      ? other
      : { kind: "binary", operator: isFirst ? "/" : "*", left: other, right: { kind: "parameter", name: ratio } };
    for (const candidate of candidatesOf(circuit, roles, arc, avoided, values)) {
      const expression = solveFor(candidate.name, candidate.time, seconds);
      if (result[candidate.number]?.kind !== "variable") continue;
      const before = result[candidate.number];
      result[candidate.number] = { kind: "tied", expression };
      if (!dependsOnItself(circuit, result, candidate.number)) {
        if (!equal) extras.push({ kind: "variable", name: ratio, value: 1, lower: 1, upper: Infinity });
        const place = equal ? {} : { ratio: extras.length - 1 };
        pairs.push({ first, second, parameter: candidate.number, expression, ...place });
        return;
      }
      if (before !== undefined) result[candidate.number] = before;
    }
    throw new FitError(
      "bad-option",
      `The order ${arcText(first)} < ${arcText(second)} cannot be kept: no free parameter of ${arcText(arc)} sets it independently. Free one, loosen its limits, or drop the order.`,
    );
  }
}

function rowsOf(
  chain: OrderChain,
  isEqual: (first: ArcReference, second: ArcReference) => boolean | undefined,
): OrderChain[] {
  const rows: ArcReference[][] = [];
  chain.forEach((arc, k) => {
    const previous = chain[k - 1];
    if (previous === undefined || isEqual(previous, arc) === undefined) rows.push([arc]);
    else rows.at(-1)?.push(arc);
  });
  return rows.filter((row) => row.length > 1);
}

interface Candidate {
  readonly name: string;
  readonly number: number;
  readonly time: TimeConstant;
  /** Factor by which the value may change before it meets a limit. */
  readonly room: number;
}

/** The parameters of an arc that could follow from its time constant, those with the most room first. */
function candidatesOf(
  circuit: Circuit,
  roles: readonly ParameterRole[],
  arc: ArcReference,
  avoided: ReadonlySet<number>,
  values: Float64Array,
): Candidate[] {
  const elements = arc.elements.flatMap((name) => circuit.elements.filter((element) => element.name === name));
  const time = timeConstantOf(elements);
  if (time === undefined) return [];
  const { numbers } = structureOf(circuit);
  const names = time.scale === undefined ? [time.base] : [time.base, time.scale];
  const candidates = names.flatMap((name): Candidate[] => {
    const number = numbers.get(name) ?? -1;
    const role = roles[number];
    if (role?.kind !== "variable" || avoided.has(number)) return [];
    const value = values[number] ?? Number.NaN;
    return [{ name, number, time, room: Math.min(value / role.lower, role.upper / value) }];
  });
  return candidates.sort((a, b) => (a.room === b.room ? 0 : b.room - a.room));
}

/** The base or the scale of a time constant (base · scale^sign)^(1/power) that makes it `seconds`. */
function solveFor(name: string, time: TimeConstant, seconds: Expression): Expression {
  const power: Expression =
    typeof time.power === "number" ? { kind: "number", value: time.power } : { kind: "parameter", name: time.power };
  const product: Expression =
    time.power === 1 ? seconds : { kind: "binary", operator: "^", left: seconds, right: power };
  const other = name === time.base ? time.scale : time.base;
  if (other === undefined) return product;
  const factor: Expression = { kind: "parameter", name: other };
  if (time.sign === 1) return { kind: "binary", operator: "/", left: product, right: factor };
  return name === time.base
    ? { kind: "binary", operator: "*", left: product, right: factor }
    : { kind: "binary", operator: "/", left: factor, right: product };
}

/** Whether a tied parameter follows from itself by way of other ties. */
function dependsOnItself(circuit: Circuit, roles: readonly ParameterRole[], start: number): boolean {
  const { numbers } = structureOf(circuit);
  const seen = new Set<number>();
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const role = roles[next];
    if (role?.kind !== "tied") continue;
    const expression = role.expression ?? circuit.parameters[next]?.expression;
    for (const name of expression === undefined ? [] : expressionParameters(expression)) {
      const number = numbers.get(name);
      if (number === start) return true;
      if (number !== undefined && !seen.has(number)) {
        seen.add(number);
        open.push(number);
      }
    }
  }
  return false;
}
