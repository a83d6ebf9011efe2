import type { Ancestry } from "./ancestry.ts";
import type { ArcOrder, ArcReference } from "./arcs.ts";
import type { CircuitElement } from "./circuit.ts";
import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";
import type { DraftOrder } from "./draft.ts";
import type { Reference } from "./expressionReader.ts";
import { checkProperty } from "./propertyReader.ts";

/** An order of two arcs with the place of the second in the text. */
interface PlacedOrder extends ArcOrder {
  /** Absent for an order of an earlier text. */
  readonly position?: SourcePosition;
}

/**
 * Resolves the orders of arcs that a text states.
 * @param earlier - orders of the circuit that the text adds to.
 * @param findElement - gives the element of a name, or throws.
 * @returns the earlier orders and the new ones.
 * @throws CircuitSyntaxError where an arc is none or orders contradict each other.
 */
export function resolveOrders(
  source: string,
  drafts: readonly DraftOrder[],
  earlier: readonly ArcOrder[],
  findElement: (reference: Reference) => CircuitElement,
  ancestry: Ancestry,
): ArcOrder[] {
  const placed = drafts.flatMap(({ arcs }) => {
    const resolved = arcs.map((arc): ArcReference => {
      checkProperty(source, arc, findElement, ancestry);
      return { elements: arc.elements.map((reference) => findElement(reference).name) };
    });
    return resolved.slice(1).flatMap((second, index): PlacedOrder[] => {
      const first = resolved[index];
      const position = arcs[index + 1]?.position;
      return first === undefined || position === undefined ? [] : [{ first, second, position }];
    });
  });
  const known = new Set(earlier.map(identifyOrder));
  const all: PlacedOrder[] = [...earlier, ...placed.filter((order) => !known.has(identifyOrder(order)))];
  refuseCircles(source, all);
  return all.map(({ first, second }) => ({ first, second }));
}

/** The same for `tau(R1, C1)` and `tau(C1, R1)`. */
function identify(arc: ArcReference): string {
  return [...arc.elements].sort().join(", ");
}

function identifyOrder({ first, second }: ArcOrder): string {
  return `${identify(first)} < ${identify(second)}`;
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
  // The earlier orders do not contradict each other, so that a circle has a part in this text.
  const position = left.flatMap((order) => order.position ?? []).at(-1);
  if (position === undefined) return;
  const arcs = [...new Set(left.map(({ first }) => `tau(${identify(first)})`))].slice(0, 4).join(", ");
  throw new CircuitSyntaxError(source, position, `The orders contradict each other: ${arcs}`, {
    hint: "Each time constant would have to be smaller than itself.",
  });
}
