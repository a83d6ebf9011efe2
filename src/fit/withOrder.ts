import { addOrder, type Circuit } from "../circuit/index.ts";

/** Circuits with orders from options, so that each is compiled once. */
const known = new WeakMap<Circuit, Map<string, Circuit>>();

/**
 * A circuit with the orders of arcs that options add to its own.
 * @throws {CircuitSyntaxError} with a position in the order.
 */
export function withOrder(circuit: Circuit, order: string | readonly string[] = []): Circuit {
  const texts = typeof order === "string" ? [order] : order;
  return texts.reduce((current, text) => {
    const earlier = known.get(current) ?? new Map<string, Circuit>();
    known.set(current, earlier);
    const found = earlier.get(text) ?? addOrder(current, text);
    earlier.set(text, found);
    return found;
  }, circuit);
}
