import type { ArcOrder, ArcReference, Circuit } from "../circuit/index.ts";
import { evaluateTimeConstant, timeConstantOf, type TimeConstant } from "../circuit/index.ts";
import type { ParameterRole } from "../compile/program.ts";
import { structureOf } from "./exchange.ts";
import { FitError } from "./fitError.ts";
import { arcText } from "./order.ts";

/** The same for `tau(R1, C1)` and `tau(C1, R1)`. */
export function arcKey({ elements }: ArcReference): string {
  return [...elements].sort().join(" ");
}

/**
 * Checks that limits and fixed values leave room for the orders of a circuit: no time constant may have to be smaller than
 * one that must come before it can be.
 * @throws {FitError} that names the two arcs and what their time constants can be.
 */
export function checkOrderLimits(circuit: Circuit, roles: readonly ParameterRole[]): void {
  if (circuit.orders.length === 0) return;
  // The least time constant that an arc can have is that of the slowest arc that must come before it, with that arc.
  const least = new Map<string, { readonly seconds: number; readonly arc: ArcReference }>();
  for (const arc of circuit.orders.flatMap(({ first, second }) => [first, second])) {
    least.set(arcKey(arc), { seconds: rangeOf(circuit, roles, arc)[0], arc });
  }
  for (const { first, second } of inOrder(circuit.orders)) {
    const before = least.get(arcKey(first));
    const own = least.get(arcKey(second));
    if (before !== undefined && own !== undefined && before.seconds > own.seconds) least.set(arcKey(second), before);
  }
  for (const { second } of circuit.orders) {
    const before = least.get(arcKey(second));
    const [, most] = rangeOf(circuit, roles, second);
    if (before === undefined || !(before.seconds > most)) continue;
    throw new FitError(
      "bad-option",
      `The order ${arcText(before.arc)} < ${arcText(second)} cannot be kept: with these limits and fixed values the first is at least ${before.seconds.toPrecision(3)} s and the second at most ${most.toPrecision(3)} s. Change the limits, or the order.`,
    );
  }
}

/** Orders so that each comes after those that end where it begins. */
function inOrder(orders: readonly ArcOrder[]): ArcOrder[] {
  const sorted: ArcOrder[] = [];
  let left = [...orders];
  while (left.length > 0) {
    const ends = new Set(left.map(({ second }) => arcKey(second)));
    const ready = left.filter(({ first }) => !ends.has(arcKey(first)));
    // The parser refuses circles, so that some order is ready.
    if (ready.length === 0) break;
    sorted.push(...ready);
    left = left.filter((order) => !ready.includes(order));
  }
  return sorted;
}

/** Least and largest time constant within the limits: monotonous in each parameter, so that corners are enough. */
function rangeOf(circuit: Circuit, roles: readonly ParameterRole[], arc: ArcReference): [least: number, most: number] {
  const time = timeConstantOf(circuit.elements.filter(({ name }) => arc.elements.includes(name)));
  if (time === undefined) return [0, Infinity];
  const corners = cornersOf(circuit, roles, time);
  if (corners === undefined) return [0, Infinity];
  let [least, most] = [Infinity, 0];
  for (const base of corners.base) {
    for (const scale of corners.scale) {
      for (const power of corners.power) {
        const seconds = evaluateTimeConstant({ ...time, base: "base", scale: "scale", power }, (name) =>
          name === "base" ? base : scale,
        );
        // 0 times infinity and the like: nothing is known.
        if (Number.isNaN(seconds)) return [0, Infinity];
        least = Math.min(least, seconds);
        most = Math.max(most, seconds);
      }
    }
  }
  return [least, most];
}

type Corners = Readonly<Record<"base" | "scale" | "power", readonly number[]>>;

/** Ends of what each parameter of a time constant can be; undefined where one of them is tied. */
function cornersOf(circuit: Circuit, roles: readonly ParameterRole[], time: TimeConstant): Corners | undefined {
  const { numbers } = structureOf(circuit);
  const ends = (name: string | number | undefined): readonly number[] | undefined => {
    if (typeof name !== "string") return [name ?? 1];
    const role = roles[numbers.get(name) ?? -1];
    if (role?.kind === "variable") return [role.lower, role.upper];
    return role?.kind === "fixed" ? [role.value] : undefined;
  };
  const [base, scale, power] = [ends(time.base), ends(time.scale), ends(time.power)];
  return base === undefined || scale === undefined || power === undefined ? undefined : { base, scale, power };
}
