import type { ActiveOrder } from "./keepOrder.ts";

/** What a result says of orders of arcs that the best fit inside them runs into. */
export function orderWarnings(orders: readonly ActiveOrder[], objectiveWithout: number, objective: number): string[] {
  const without = objectiveWithout / objective;
  const gain = without < 0.99 ? `, ${without.toPrecision(2)} times as large` : "";
  return orders.map(
    ({ text, tie }) =>
      `The order of arcs that was asked for is active: ${text}, by ${tie}. Without it S would be lower${gain}, with the arcs the other way round; does the circuit fit the data?`,
  );
}

/** Where the minimum is that orders hold back; undefined where none does. */
export function edgeOfOrders(orders: readonly ActiveOrder[]): string | undefined {
  if (orders.length === 0) return undefined;
  return `on the edge of the order that was asked for: ${orders.map(({ text }) => text).join(", ")}`;
}
