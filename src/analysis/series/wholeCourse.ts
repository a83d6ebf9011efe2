import { anchored, type ArcFeatures } from "./continuity.ts";
import { permutations } from "./permutations.ts";

/** Fewer spectra than this lie on too many courses. */
const FEWEST_SPECTRA = 5;
/** From so many on a course may bend. */
const FEWEST_FOR_BEND = 7;
/** A departure from the course within this is none worth noticing, however small the errors are. */
const FLOOR = 0.15;
/** One wild value must not decide for a whole arc: squared departures beyond this count little more. */
const MOST_DEPARTURE = 16;
const ROUNDS = 3;
/** Other names must make the courses straighter by this part, and by this much, to be taken. */
const CLEARLY = 0.8;
const LEAST_GAIN = 4;

type Orders = readonly (readonly number[])[];

/** Which arc of each spectrum is which of the series, and how surely. */
export interface Course {
  readonly orders: Orders;
  /** Places of spectra from which on arcs might as well have changed names. */
  readonly unsettled: readonly number[];
}

/**
 * Betters an assignment of arcs that was found from neighbour to neighbour, where a few spectra near a crossing are too poor to
 * lead through it: arcs change names in one spectrum, or from one spectrum on, as long as that makes each arc's course over the
 * whole series, a line or a parabola through its coordinates, clearly straighter.
 *
 * @param orders of each spectrum, as `continuedOrders` gives them.
 * @param isStraight whether courses are lines, as of activated processes over 1/T; else they may bend.
 */
export function straightened(
  orders: Orders,
  features: readonly (readonly ArcFeatures[])[],
  positions: readonly number[],
  isStraight: boolean,
): Course {
  const [first = []] = orders;
  if (orders.length < FEWEST_SPECTRA || first.length < 2) return { orders, unsettled: [] };
  const degree = isStraight || orders.length < FEWEST_FOR_BEND ? 1 : 2;
  const measure: Measure = (tried) => departure(tried, features, positions, degree);
  const before = measure(orders);
  // From the order found and from that of each coordinate, as one search may end where only several changes at once would help.
  const starts = [orders, ...(features[0]?.[0]?.values ?? []).map((_value, which) => sortedBy(features, which))];
  const ends = starts.map((start) => descend(start, measure));
  const { best, least } = ends.reduce((lowest, each) => (each.least < lowest.least ? each : lowest));
  const kept = least <= CLEARLY * before && least <= before - LEAST_GAIN ? best : orders;
  return { orders: anchored(kept, first.length), unsettled: unsettledIn(kept, measure) };
}

/** Spectra from which on other names would make the courses hardly less straight. */
function unsettledIn(orders: Orders, measure: Measure): number[] {
  const least = measure(orders);
  const limit = least + Math.max(LEAST_GAIN, (1 / CLEARLY - 1) * least);
  const places = orders.flatMap((_order, from) =>
    from > 0 && renamingsOf(orders).some((renaming) => measure(renamed(orders, renaming, from)) < limit) ? [from] : [],
  );
  return places;
}

function renamingsOf([first = []]: Orders): (readonly number[])[] {
  return permutations(first.length).filter((each) => each.some((arc, place) => arc !== place));
}

function renamed(orders: Orders, renaming: readonly number[], from: number, to = orders.length): Orders {
  return orders.map((order, place) => (place < from || place >= to ? order : renaming.map((arc) => order[arc] ?? arc)));
}

type Measure = (orders: Orders) => number;

/** The arcs of each spectrum in the order of one coordinate. */
function sortedBy(features: readonly (readonly ArcFeatures[])[], which: number): Orders {
  return features.map((arcs) => {
    const value = (arc: number): number => arcs[arc]?.values[which] ?? 0;
    return arcs.map((_arc, place) => place).sort((first, second) => value(first) - value(second));
  });
}

/** Changes of name in one spectrum, or from one spectrum on, as long as one of them lowers the measure. */
function descend(start: Orders, measure: Measure): { readonly best: Orders; readonly least: number } {
  let [best, least] = [start, measure(start)];
  const renamings = renamingsOf(start);
  for (;;) {
    let [bettered, lower] = [best, least];
    for (const renaming of renamings) {
      for (let from = 0; from < best.length; from++) {
        for (const to of new Set([from + 1, best.length])) {
          const tried = renamed(best, renaming, from, to);
          const found = measure(tried);
          if (found < lower) [bettered, lower] = [tried, found];
        }
      }
    }
    if (bettered === best) return { best, least };
    [best, least] = [bettered, lower];
  }
}

/** The sum of squared departures of all arcs' coordinates from their courses. */
function departure(
  orders: Orders,
  features: readonly (readonly ArcFeatures[])[],
  positions: readonly number[],
  degree: number,
): number {
  const coordinates = features[0]?.[0]?.values.length ?? 0;
  let sum = 0;
  for (let arc = 0; arc < (orders[0]?.length ?? 0); arc++) {
    for (let coordinate = 0; coordinate < coordinates; coordinate++) {
      const points = orders.flatMap((order, place) => {
        const own = features[place]?.[order[arc] ?? -1];
        const value = own?.values[coordinate] ?? Number.NaN;
        const variance = FLOOR ** 2 + (own?.errors[coordinate] ?? 0) ** 2;
        const at = positions[place] ?? Number.NaN;
        return Number.isFinite(value) && Number.isFinite(variance) ? [{ at, value, variance }] : [];
      });
      sum += aboutCourse(points, degree);
    }
  }
  return sum;
}

interface Point {
  readonly at: number;
  readonly value: number;
  readonly variance: number;
}

/** Squared departures from a polynomial that is fitted with less weight for those far from it. */
function aboutCourse(points: readonly Point[], degree: number): number {
  if (points.length <= degree + 1) return 0;
  const ends = points.map(({ at }) => at);
  const middle = (Math.min(...ends) + Math.max(...ends)) / 2;
  const half = Math.max(...ends) - middle;
  if (!(half > 0)) return 0;
  const powers = points.map(({ at }) => Array.from({ length: degree + 1 }, (_each, k) => ((at - middle) / half) ** k));
  let weights = points.map(({ variance }) => 1 / variance);
  let squares: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const coefficients = solve(powers, points, weights);
    squares = points.map(({ value, variance }, place) => {
      const course = (powers[place] ?? []).reduce((total, power, k) => total + power * (coefficients[k] ?? 0), 0);
      return (value - course) ** 2 / variance;
    });
    weights = points.map(({ variance }, place) => {
      const square = squares[place] ?? 0;
      return (square <= MOST_DEPARTURE ? 1 : MOST_DEPARTURE / square) / variance;
    });
  }
  return squares.reduce(
    (total, square) => total + (square <= MOST_DEPARTURE ? square : MOST_DEPARTURE + 0.01 * (square - MOST_DEPARTURE)),
    0,
  );
}

/** Weighted least squares for up to three coefficients, by elimination of the normal equations of powers within -1 .. 1. */
function solve(powers: readonly (readonly number[])[], points: readonly Point[], weights: readonly number[]): number[] {
  const count = powers[0]?.length ?? 0;
  const rows = Array.from({ length: count }, (_row, i) =>
    Array.from({ length: count + 1 }, (_column, j) =>
      points.reduce((sum, { value }, place) => {
        const own = powers[place] ?? [];
        return sum + (weights[place] ?? 0) * (own[i] ?? 0) * (j === count ? value : (own[j] ?? 0));
      }, 0),
    ),
  );
  for (let i = 0; i < count; i++) {
    const pivot = rows[i] ?? [];
    for (let k = 0; k < count; k++) {
      const row = rows[k];
      if (k === i || row === undefined) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let j = i; j <= count; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  return rows.map((row, i) => (row[count] ?? 0) / (row[i] ?? 1));
}
