import { permutations } from "./permutations.ts";

/** One arc of one spectrum: coordinates that change steadily over the series, with their standard errors. */
export interface ArcFeatures {
  /** ln R, ln tau, n ... */
  readonly values: readonly number[];
  readonly errors: readonly number[];
}

/** More arcs than this have too many orders to try. */
export const MOST_ARCS = 4;

/** A step between neighbours within this is no change worth noticing, however small the errors are. */
const FLOOR = 0.1;
/** Far off is far off: one wild value must not decide for a whole arc. */
const MOST_CHANGE = 25;
/** Beside how far arcs lie from where their neighbours on the one side lead, how far they lie from the last one. */
const PLAIN_CHANGE = 0.05;
/** A neighbour across a gap so many times wider leads nowhere. */
const MOST_REACH = 2;

/**
 * Which arc of each spectrum continues which: for each spectrum an order, `order[a]` being the arc of that spectrum which is
 * arc a of the series. Over the whole series it makes the sum of squared departures from straight continuation least, so that
 * arcs whose time constants cross go through each other (a shortest path over all orders of each two neighbours; Bellman,
 * Dynamic Programming, 1957).
 *
 * @param features of each spectrum's arcs, the spectra in the order of `positions`.
 * @param positions on an axis over which the coordinates are nearly straight, as 1/T.
 */
export function continuedOrders(
  features: readonly (readonly ArcFeatures[])[],
  positions: readonly number[],
): readonly (readonly number[])[] {
  const count = features[0]?.length ?? 0;
  const orders = permutations(count);
  if (features.length < 2 || count < 2) return features.map(() => orders[0] ?? []);
  // Only orders relative to the first spectrum matter; it keeps its own. Below, the best path for each last two orders.
  const first = orders[0] ?? [];
  let paths: Path[] = orders.map((order) => ({
    cost: change(features, positions, 1, [first, order]),
    trail: [first, order],
  }));
  for (let k = 2; k < features.length; k++) {
    const best = new Map<string, Path>();
    for (const { cost, trail } of paths) {
      for (const order of orders) {
        const last = trail.slice(-2);
        const key = [...last.slice(1), order].join();
        const total = cost + change(features, positions, k, [...last, order]);
        if (total < (best.get(key)?.cost ?? Infinity)) best.set(key, { cost: total, trail: [...trail, order] });
      }
    }
    paths = [...best.values()];
  }
  const cheapest = paths.reduce<Path | undefined>(
    (best, path) => (best !== undefined && best.cost <= path.cost ? best : path),
    undefined,
  );
  return anchored(cheapest?.trail ?? [], count);
}

interface Path {
  readonly cost: number;
  readonly trail: readonly (readonly number[])[];
}

/** The same assignment with names such that most spectra keep their arcs as they are, the first one where that is even. */
export function anchored(trail: readonly (readonly number[])[], count: number): readonly (readonly number[])[] {
  let best = trail;
  let most = -1;
  for (const rename of permutations(count)) {
    const renamed = trail.map((order) => rename.map((arc) => order[arc] ?? arc));
    const kept = renamed.filter((order) => order.every((arc, place) => arc === place)).length;
    if (kept > most) [best, most] = [renamed, kept];
  }
  return best;
}

/** How far the arcs of spectrum k lie from where those before lead, with the orders of up to three spectra ending at k. */
function change(
  features: readonly (readonly ArcFeatures[])[],
  positions: readonly number[],
  k: number,
  orders: readonly (readonly number[])[],
): number {
  const here = orders.at(-1) ?? [];
  const last = orders.at(-2) ?? [];
  const before = orders.at(-3);
  const step = (positions[k] ?? 0) - (positions[k - 1] ?? 0);
  const stepBefore = k > 1 ? (positions[k - 1] ?? 0) - (positions[k - 2] ?? 0) : 0;
  const ratio = step / stepBefore;
  const leads = before !== undefined && Number.isFinite(ratio) && ratio > 0 && ratio <= MOST_REACH;
  let sum = 0;
  here.forEach((arc, place) => {
    const now = features[k]?.[arc];
    const then = features[k - 1]?.[last[place] ?? -1];
    const earlier = leads ? features[k - 2]?.[before[place] ?? -1] : undefined;
    now?.values.forEach((value, m) => {
      const error = now.errors[m] ?? 0;
      const moved = value - (then?.values[m] ?? value);
      const spread = error ** 2 + (then?.errors[m] ?? 0) ** 2;
      const plain = part(moved, FLOOR ** 2 + spread);
      if (earlier === undefined) {
        sum += plain;
        return;
      }
      const course = moved - ratio * ((then?.values[m] ?? value) - (earlier.values[m] ?? value));
      const wide = error ** 2 + ((1 + ratio) * (then?.errors[m] ?? 0)) ** 2 + (ratio * (earlier.errors[m] ?? 0)) ** 2;
      sum += part(course, FLOOR ** 2 * (1 + ratio) + wide) + PLAIN_CHANGE * plain;
    });
  });
  return sum;
}

function part(difference: number, variance: number): number {
  const squared = (difference * difference) / variance;
  if (Number.isNaN(squared)) return 0;
  return squared <= MOST_CHANGE ? squared : MOST_CHANGE + 0.01 * (squared - MOST_CHANGE);
}
