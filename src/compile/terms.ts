import { NO_TERM, PARAMETER_DERIVED, PARAMETER_VARIABLE } from "../../assembly/program.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { flatten } from "../circuit/walk.ts";

/** What must be known of a parameter. */
interface Scaled {
  /** PARAMETER_FIXED, PARAMETER_VARIABLE, PARAMETER_EXPRESSION or PARAMETER_DERIVED. */
  readonly kind: number;
  /** Name of its element. */
  readonly element: string;
  /** Power of ohm in its unit. */
  readonly ohm: number;
}

/**
 * For each element by name, which of the terms of the impedance it belongs to: Z is the sum of the children of a series connection
 * at the root. Any other circuit is one term.
 */
function termOfElement(circuit: Circuit): Map<string, number> {
  const root = flatten(circuit.root);
  const found = new Map<string, number>();
  (root.kind === "series" ? root.children : [root]).forEach((term, index) => {
    const pending = [term];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (node.kind === "element") found.set(node.element.name, index);
      else for (const child of node.children) pending.push(child);
    }
  });
  return found;
}

/**
 * For each parameter that carries ohm, the number of its term of the circuit's sum if that term can be scaled by its variables
 * alone, else NO_TERM: where one of them is fixed or tied, or moves a tied parameter, it cannot. Terms are numbered from 0 without gaps.
 *
 * @param natural - the variables on which each parameter's value depends.
 */
export function scalableTerms(
  circuit: Circuit,
  parameters: readonly Scaled[],
  natural: readonly ReadonlySet<number>[],
): number[] {
  const termOf = termOfElement(circuit);
  const moves = new Map<number, number>();
  natural.forEach((set, index) => {
    if (parameters[index]?.kind === PARAMETER_DERIVED) return;
    for (const variable of set) moves.set(variable, (moves.get(variable) ?? 0) + 1);
  });
  const own = parameters.map(({ ohm, element }) => (ohm === 0 ? NO_TERM : (termOf.get(element) ?? NO_TERM)));
  const stiff = new Set([NO_TERM]);
  let variable = 0;
  parameters.forEach(({ kind }, index) => {
    const free = kind === PARAMETER_VARIABLE;
    if (!free || moves.get(variable) !== 1) stiff.add(own[index] ?? NO_TERM);
    if (free) variable++;
  });
  const numbers = new Map<number, number>();
  return own.map((term) => {
    if (stiff.has(term)) return NO_TERM;
    const number = numbers.get(term) ?? numbers.size;
    numbers.set(term, number);
    return number;
  });
}
