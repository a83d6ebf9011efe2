import { Ancestry } from "./ancestry.ts";
import { timeConstantOf, type ArcOrder, type ArcReference } from "./arcs.ts";
import type { CircuitElement } from "./circuit.ts";
import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";
import type { CircuitDraft, DraftArc } from "./draft.ts";
import type { Reference } from "./expressionReader.ts";

/** An order of two arcs with the place of the second in the text. */
interface PlacedOrder extends ArcOrder {
  readonly position: SourcePosition;
}

/**
 * Resolves the orders of arcs that a text states.
 * @param findElement - gives the element of a name, or throws.
 * @throws CircuitSyntaxError where an arc has no time constant, is none, or orders contradict each other.
 */
export function resolveOrders(draft: CircuitDraft, findElement: (reference: Reference) => CircuitElement): ArcOrder[] {
  const ancestry = new Ancestry(draft.root);
  const placed = draft.orders.flatMap(({ arcs }) => {
    const resolved = arcs.map((arc) => resolveArc(draft.source, arc, findElement, ancestry));
    return resolved.slice(1).flatMap((second, index): PlacedOrder[] => {
      const first = resolved[index];
      const position = arcs[index + 1]?.position;
      return first === undefined || position === undefined ? [] : [{ first, second, position }];
    });
  });
  refuseCircles(draft.source, placed);
  return placed.map(({ first, second }) => ({ first, second }));
}

function resolveArc(
  source: string,
  arc: DraftArc,
  findElement: (reference: Reference) => CircuitElement,
  ancestry: Ancestry,
): ArcReference {
  const elements = arc.elements.map(findElement);
  if (timeConstantOf(elements) === undefined) {
    const names = elements.map(({ name }) => name).join(", ");
    throw new CircuitSyntaxError(source, arc.position, `No time constant follows from ${names}`, {
      expected: [
        "a resistor and a capacitor, CPE, inductor or Warburg element",
        "one element with a time constant of its own",
      ],
    });
  }
  const [first, second] = elements;
  if (first !== undefined && second !== undefined && ancestry.common(first.name, second.name)?.kind !== "parallel") {
    throw new CircuitSyntaxError(source, arc.position, `${first.name} and ${second.name} are not in parallel`, {
      hint: "The two elements of an arc stand in different branches of one parallel connection.",
    });
  }
  return { elements: elements.map(({ name }) => name) };
}

/** The same for `tau(R1, C1)` and `tau(C1, R1)`. */
function identify(arc: ArcReference): string {
  return [...arc.elements].sort().join(", ");
}

/** Takes away arcs that no other is smaller than, until none are left (Kahn, Commun. ACM 5 (1962) 558). */
function refuseCircles(source: string, orders: readonly PlacedOrder[]): void {
  let left = orders;
  for (;;) {
    const larger = new Set(left.map(({ second }) => identify(second)));
    const remaining = left.filter(({ first }) => larger.has(identify(first)));
    if (remaining.length === left.length) break;
    left = remaining;
  }
  const last = left.at(-1);
  if (last === undefined) return;
  const arcs = [...new Set(left.map(({ first }) => `tau(${identify(first)})`))].slice(0, 4).join(", ");
  throw new CircuitSyntaxError(source, last.position, `The orders contradict each other: ${arcs}`, {
    hint: "Each time constant would have to be smaller than itself.",
  });
}
