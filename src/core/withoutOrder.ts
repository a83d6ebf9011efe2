/**
 * Stands in the bundle of eisfit/core for what keeps an order of arcs in a fit: src/fit/withOrder.ts, order.ts, orderLimits.ts,
 * keepOrder.ts and orderWords.ts. Alike arcs are put in the order of their time constants as in `eisfit`. As all fits begin here, it is
 * also here that derived values are refused.
 */
import type { Circuit } from "../circuit/circuit.ts";
import { FitError } from "../fit/fitError.ts";

/**
 * The circuit, where it asks for no order and derives no values.
 * @throws {FitError} `bad-option` where its text does, or `order`.
 */
export function withOrder(circuit: Circuit, order: string | readonly string[] = []): Circuit {
  if (circuit.derived.length > 0) {
    throw new FitError(
      "bad-option",
      "eisfit/core computes no derived values: leave out the circuit's `derive`, or fit with eisfit, which has them with their errors.",
    );
  }
  if (circuit.orders.length + order.length === 0) return circuit;
  return fitInOrder();
}

/** @throws {FitError} `bad-option`, always. */
export function fitInOrder(): never {
  throw new FitError(
    "bad-option",
    "eisfit/core keeps no order of arcs in a fit: leave out the circuit's `order` and the option order, or fit with eisfit, which keeps them.",
  );
}

/** None can be broken where none is asked for. */
export const brokenOrders = (): readonly never[] => [];

/** No arcs have to change places for an order. */
export const exchangeArcs = (): undefined => undefined;

/** Nothing is said of orders. */
export const orderWarnings = brokenOrders;
export const edgeOfOrders = exchangeArcs;

/** No limits can forbid an order. */
export const checkOrderLimits = exchangeArcs;
