import type { ArcOrder, ArcReference } from "../circuit/index.ts";
import { arcKey } from "./orderLimits.ts";

/** Arcs in a row, the fastest first: one that a circuit's orders allow. */
export type OrderChain = readonly ArcReference[];

/**
 * Puts the arcs of a circuit's orders into rows, one for each set of arcs that orders connect: always the fastest of those
 * that may come next (Kahn, Commun. ACM 5 (1962) 558).
 *
 * @param seconds - time constant of an arc.
 */
export function orderChains(orders: readonly ArcOrder[], seconds: (arc: ArcReference) => number): OrderChain[] {
  const arcs = new Map<string, ArcReference>();
  for (const { first, second } of orders) for (const arc of [first, second]) arcs.set(arcKey(arc), arc);
  const chains: ArcReference[][] = [];
  const left = new Map(arcs);
  while (left.size > 0) {
    const [start] = left.keys();
    const connected = start === undefined ? new Set<string>() : connectedTo(start, orders);
    const chain: ArcReference[] = [];
    const inside = new Map(
      [...connected].flatMap((key) => [...(left.has(key) ? [[key, arcs.get(key)] as const] : [])]),
    );
    while (inside.size > 0) {
      const isFree = (key: string): boolean =>
        !orders.some(({ first, second }) => arcKey(second) === key && inside.has(arcKey(first)));
      const ready = [...inside].filter(([key]) => isFree(key));
      const fastest = ready.reduce<(typeof ready)[number] | undefined>((best, each) => {
        if (best?.[1] === undefined || each[1] === undefined) return best ?? each;
        return seconds(each[1]) < seconds(best[1]) ? each : best;
      }, undefined);
      // The parser refuses circles, so that some arc is ready.
      if (fastest?.[1] === undefined) break;
      chain.push(fastest[1]);
      inside.delete(fastest[0]);
    }
    for (const key of connected) left.delete(key);
    chains.push(chain);
  }
  return chains;
}

function connectedTo(start: string, orders: readonly ArcOrder[]): Set<string> {
  const reached = new Set([start]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { first, second } of orders) {
      const ends = [arcKey(first), arcKey(second)];
      if (ends.some((key) => reached.has(key))) for (const key of ends) reached.add(key);
    }
  }
  return reached;
}

/** Whether the orders, or what follows from them, put the first arc before the second. */
export function isOrdered(orders: readonly ArcOrder[], first: ArcReference, second: ArcReference): boolean {
  const reached = new Set([arcKey(first)]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const order of orders) if (reached.has(arcKey(order.first))) reached.add(arcKey(order.second));
  }
  return reached.has(arcKey(second));
}
