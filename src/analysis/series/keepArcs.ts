import type { Circuit } from "../../circuit/circuit.ts";
import { fit } from "../../fit/fit.ts";
import type { FitOptions } from "../../fit/options.ts";
import type { FitResult } from "../../fit/result.ts";
import { exchangeableArcs, featuresOf, secondsOf, type ExchangeableArcs } from "./alikeArcs.ts";
import { continuedOrders, MOST_ARCS } from "./continuity.ts";
import { list } from "../words.ts";
import { straightened } from "./wholeCourse.ts";
import type { SeriesInput } from "./fitSeries.ts";

/** Two alike arcs whose time constants change places between two neighbours of a series. */
export interface Crossing {
  /** `R1, CPE1` */
  readonly first: string;
  readonly second: string;
  /** The conditions between which they cross. */
  readonly between: readonly [number, number];
  readonly text: string;
}

/** A fit whose arcs may have to be exchanged. */
export interface FitOfSeries {
  readonly input: SeriesInput;
  readonly options: FitOptions;
  readonly result: FitResult;
  readonly label: string;
}

/** Exchanged arcs reach the same S to rounding. */
const SAME_OBJECTIVE = 1e-6;

/** Gives the alike arcs of each fit the names of those that they continue. */
export function keepArcs(
  fits: readonly FitOfSeries[],
  circuit: Circuit,
  { positions, isStraight }: { readonly positions: readonly number[]; readonly isStraight: boolean },
  conditionText: (condition: number) => string,
): { results: FitResult[]; crossings: Crossing[]; warnings: string[] } {
  const warnings: string[] = [];
  let results = fits.map(({ result }) => result);
  const groups = exchangeableArcs(circuit).filter(({ arcs }) => {
    if (arcs.length <= MOST_ARCS) return true;
    warnings.push(
      `${String(arcs.length)} alike arcs are too many to follow over the series; each spectrum has them in the order of their time constants.`,
    );
    return false;
  });
  for (const group of groups) {
    const features = results.map((result) => featuresOf(group, result));
    const { orders, unsettled } = straightened(continuedOrders(features, positions), features, positions, isStraight);
    if (unsettled.length > 0) {
      const from = list(unsettled.map((place) => conditionText(fits[place]?.input.condition ?? Number.NaN)));
      const texts = list(group.arcs.map(({ text }) => text));
      warnings.push(
        `Which of ${texts} is which from ${from} on is not settled: with other names their courses would be as steady. More spectra near there, less noise, or limits that tell the arcs apart would settle it.`,
      );
    }
    results = results.map((result, place) => {
      const order = orders[place] ?? [];
      const own = fits[place];
      if (own === undefined || order.every((arc, name) => arc === name)) return result;
      const renamed = refit(own, circuit, exchanged(result, group, order));
      if (renamed !== undefined && Math.abs(renamed.objective / result.objective - 1) <= SAME_OBJECTIVE) return renamed;
      warnings.push(`${own.label}: its arcs could not be given the names of those that they continue.`);
      return result;
    });
  }
  const crossings = groups.flatMap((group) => crossingsOf(group, fits, results, conditionText));
  return { results, crossings, warnings };
}

/** Values with the parameters of arc `order[a]` under the names of arc a. */
function exchanged(result: FitResult, { arcs }: ExchangeableArcs, order: readonly number[]): Map<string, number> {
  const values = new Map(result.parameters.map(({ name, value }) => [name, value]));
  const moved = new Map(values);
  order.forEach((from, to) => {
    arcs[to]?.parameters.forEach((name, k) => {
      const source = arcs[from]?.parameters[k];
      if (source !== undefined) moved.set(name, values.get(source) ?? Number.NaN);
    });
  });
  return moved;
}

function refit({ input, options, result }: FitOfSeries, circuit: Circuit, values: Map<string, number>) {
  const initial: Record<string, number> = {};
  for (const { name, status } of result.parameters) {
    const value = values.get(name) ?? Number.NaN;
    if (status !== "fixed" && status !== "tied" && Number.isFinite(value) && value !== 0) initial[name] = value;
  }
  const refitted = fit(input.spectrum, circuit, { ...options, search: false, sortArcs: false, initial });
  return refitted.termination.outcome === "not-converged" ? undefined : refitted;
}

function crossingsOf(
  { arcs }: ExchangeableArcs,
  fits: readonly FitOfSeries[],
  results: readonly FitResult[],
  conditionText: (condition: number) => string,
): Crossing[] {
  const crossings: Crossing[] = [];
  for (let k = 1; k < results.length; k++) {
    const [before, now] = [results[k - 1], results[k]];
    const [from, to] = [fits[k - 1]?.input.condition, fits[k]?.input.condition];
    if (before === undefined || now === undefined || from === undefined || to === undefined) continue;
    arcs.forEach((first, a) => {
      for (const second of arcs.slice(a + 1)) {
        if (first.time === undefined || second.time === undefined) continue;
        const was = secondsOf(first.time, before) < secondsOf(second.time, before);
        const is = secondsOf(first.time, now) < secondsOf(second.time, now);
        if (was === is) continue;
        const text = `The time constants of ${first.text} and ${second.text} cross between ${conditionText(from)} and ${conditionText(to)}; which arc is which follows from the steadiness of R, tau and n there.`;
        crossings.push({ first: first.text, second: second.text, between: [from, to], text });
      }
    });
  }
  return crossings;
}
