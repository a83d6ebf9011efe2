import { anchored, type ArcFeatures } from "./continuity.ts";
import { CourseFit } from "./courseFit.ts";
import { permutations } from "./permutations.ts";

/** Fewer spectra than this lie on too many courses. */
const FEWEST_SPECTRA = 5;
/** From so many on a course may bend. */
const FEWEST_FOR_BEND = 7;
/** A departure from the course within this is none worth noticing, however small the errors are. */
const FLOOR = 0.15;
/** Other names must make the courses straighter by this part, and by this much, to be taken. */
const CLEARLY = 0.8;
const LEAST_GAIN = 4;
const NEAR_CROSSING = 8;
/** Courses that coordinates depart from by so little, squared and in the mean, need no bettering. */
const SMOOTH = 0.3;

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
  const measure = departureFrom(features, positions, degree);
  const before = measure(orders);
  const numbers = orders.length * first.length * (features[0]?.[0]?.values.length ?? 0);
  if (before <= SMOOTH * numbers) return { orders, unsettled: unsettledIn(orders, measure) };
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
  // Of a long series only so many spectra are about a crossing.
  const share = Math.min(1, NEAR_CROSSING / orders.length);
  const limit = least + Math.max(LEAST_GAIN, (1 / CLEARLY - 1) * share * least);
  const places = orders.flatMap((_order, from) =>
    from > 0 && renamingsOf(orders).some((renaming) => measure(renamed(orders, renaming, from)) < limit) ? [from] : [],
  );
  return places;
}

/** Exchanges of two arcs, of which all other renamings are made. */
function renamingsOf([first = []]: Orders): (readonly number[])[] {
  return permutations(first.length).filter((each) => each.filter((arc, place) => arc !== place).length === 2);
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
  for (let changes = -1; changes !== 0;) {
    changes = 0;
    for (const renaming of renamings) {
      for (let from = 0; from < best.length; from++) {
        for (const to of new Set([from + 1, best.length])) {
          const tried = renamed(best, renaming, from, to);
          const found = measure(tried);
          if (found >= least) continue;
          [best, least] = [tried, found];
          changes++;
        }
      }
    }
  }
  return { best, least };
}

/** The sum of squared departures of all arcs' coordinates from their courses, for orders as they are tried. */
function departureFrom(
  features: readonly (readonly ArcFeatures[])[],
  positions: readonly number[],
  degree: number,
): Measure {
  const count = features.length;
  const [first = []] = features;
  const coordinates = first[0]?.values.length ?? 0;
  const [low, high] = [Math.min(...positions), Math.max(...positions)];
  const at = Float64Array.from(positions, (position) => (2 * position - low - high) / (high - low));
  if (!(high > low)) return () => 0;
  const place = (arc: number, coordinate: number): number => (arc * coordinates + coordinate) * count;
  const values = new Float64Array(first.length * coordinates * count);
  // 0 where there is nothing to go by.
  const certainties = new Float64Array(values.length);
  features.forEach((arcs, spectrum) => {
    arcs.forEach((arc, name) => {
      arc.values.forEach((value, coordinate) => {
        const variance = FLOOR ** 2 + (arc.errors[coordinate] ?? 0) ** 2;
        const isKnown = Number.isFinite(value) && Number.isFinite(variance);
        values[place(name, coordinate) + spectrum] = isKnown ? value : 0;
        certainties[place(name, coordinate) + spectrum] = isKnown ? 1 / variance : 0;
      });
    });
  });
  const course = new CourseFit(at, degree);
  return (orders) => {
    let sum = 0;
    for (let name = 0; name < first.length; name++) {
      for (let coordinate = 0; coordinate < coordinates; coordinate++) {
        for (let spectrum = 0; spectrum < count; spectrum++) {
          const from = place(orders[spectrum]?.[name] ?? 0, coordinate) + spectrum;
          course.value[spectrum] = values[from] ?? 0;
          course.certainty[spectrum] = certainties[from] ?? 0;
        }
        sum += course.departure();
      }
    }
    return sum;
  };
}
