import { exp, ln } from "../../../assembly/math/elementary.ts";
import { capacitanceOf, type Numbers } from "../effectiveCapacitance.ts";
import type { Process } from "../processes.ts";
import { stderrOf } from "../uncertain.ts";
import { list, told } from "../words.ts";

/** Fewer spectra have no course to leave. */
const FEWEST_SPECTRA = 4;
/** Resistances change by decades over a series, capacitances of one process hardly: so many times more or less is another one. */
const ANOTHER = 5;
const SIGNIFICANT = 3;
/** So many of the spectra must agree before the others are called strange. */
const MAJORITY = 0.6;

/**
 * Arcs whose effective capacitance leaves, in some spectra, what it is in the others: there an arc has vanished or left the
 * frequencies measured, and its name went to something else, as to a part of a neighbour.
 *
 * @param labels of the spectra, in the order of `numbers`.
 */
export function strangeCapacitances(
  processes: readonly Process[],
  numbers: readonly Numbers[],
  labels: readonly string[],
): string[] {
  if (numbers.length < FEWEST_SPECTRA) return [];
  return processes.flatMap((process): string[] => {
    const found = numbers.flatMap((each, place) => {
      const value = capacitanceOf(process, each)?.value;
      if (value === undefined || !(value.value > 0 && value.value < Infinity)) return [];
      const relative = stderrOf(value) / value.value;
      return relative < Infinity ? [{ place, logarithm: ln(value.value), relative }] : [];
    });
    if (found.length < FEWEST_SPECTRA) return [];
    const middle = median(found.map(({ logarithm }) => logarithm));
    const distance = (logarithm: number): number => Math.abs(logarithm - middle);
    const near = found.filter(({ logarithm }) => distance(logarithm) <= ln(ANOTHER));
    const strange = found.filter(
      ({ logarithm, relative }) => distance(logarithm) > Math.max(ln(ANOTHER), SIGNIFICANT * relative),
    );
    if (strange.length === 0 || near.length < MAJORITY * found.length) return [];
    const where = list(
      strange.map(({ place, logarithm }) => `${told(exp(logarithm))} F at ${labels[place] ?? `#${String(place + 1)}`}`),
    );
    return [
      `The capacitance of ${process.name} is ${told(exp(middle))} F in most spectra, but ${where}: there it is likely another process, or no arc of its own. ` +
        "Its numbers there do not continue the series; a circuit without it would tell, or frequencies that reach it.",
    ];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
