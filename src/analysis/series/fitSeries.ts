import type { Circuit } from "../../circuit/circuit.ts";
import { requireCircuit } from "../../fit/checkInput.ts";
import { fit } from "../../fit/fit.ts";
import { FitError } from "../../fit/fitError.ts";
import type { FitOptions } from "../../fit/options.ts";
import type { FitResult } from "../../fit/result.ts";
import type { Spectrum } from "../../spectrum.ts";
import { ZERO_CELSIUS } from "../constants.ts";
import { conditionText, type ConditionKind } from "./conditions.ts";
import { keepArcs, type Crossing } from "./keepArcs.ts";

/** A spectrum of a series with its condition. */
export interface SeriesInput {
  readonly spectrum: Spectrum;
  /** In the unit of the kind; C for temperatures. */
  readonly condition: number;
  /** For messages; the name of the spectrum if absent. */
  readonly label?: string;
}

/** How the fit that was kept was found. */
export type SeriesStart =
  /** From its own spectrum; a warm start did no better. */
  | "own search"
  /** From the parameters of a neighbour, with a lower S than from its own spectrum. */
  | "warm start";

/** The fit of one spectrum of a series. */
export interface SeriesFit {
  readonly label: string;
  readonly spectrum: Spectrum;
  readonly condition: number;
  readonly result: FitResult;
  readonly start: SeriesStart;
  /** Of the neighbour that a warm start came from. */
  readonly from: string | null;
  /** S from its own spectrum, and the best from neighbours; null where that fit failed or had no neighbour. */
  readonly objectives: { readonly own: number | null; readonly warm: number | null };
}

/** A spectrum that could not be fitted. */
export interface SeriesFailure {
  readonly label: string;
  readonly condition: number;
  readonly message: string;
}

/** The fits of a series. */
export interface SeriesResult {
  readonly kind: ConditionKind;
  /** In rising condition. */
  readonly fits: readonly SeriesFit[];
  readonly failures: readonly SeriesFailure[];
  /** Where time constants of alike arcs pass each other, so that continuity has decided which is which. */
  readonly crossings: readonly Crossing[];
  readonly warnings: readonly string[];
}

/** Options of `fitSeries`: those of `fit`, by which each spectrum is fitted. */
export interface SeriesOptions extends Omit<FitOptions, "sortArcs"> {
  /** What the conditions are; default `number`. */
  readonly kind?: ConditionKind;
  /** Replaces the options for one spectrum, as for points to leave out. */
  readonly optionsFor?: (input: SeriesInput) => FitOptions;
  /**
   * Asked before each fit from a spectrum's own search and before each from its neighbours, to tell how far the work is; false
   * ends the work with what is fitted so far, and a warning.
   */
  readonly proceed?: (next: SeriesStart) => boolean;
}

/** A lower S within this part is the same minimum. */
const SAME_OBJECTIVE = 1e-6;
/** Passes over the series in which better fits are handed on; each next one starts only where the last one found something. */
const MOST_PASSES = 4;

interface Kept {
  readonly input: SeriesInput;
  readonly label: string;
  readonly options: FitOptions;
  readonly own: FitResult | undefined;
  readonly failure: string;
  result: FitResult | undefined;
  from: string | null;
  warm: number | null;
}

/**
 * Fits a circuit to each spectrum of a series: from its own spectrum, and from what its neighbours on either side ended with; the
 * lower S is kept. Alike arcs that only their values tell apart keep their identity over the series, also where their time
 * constants cross: an arc is what continues its neighbours' ln R, ln tau and n.
 *
 * A spectrum that cannot be fitted stands among `failures` and does not stop the others.
 *
 * @throws {FitError} for options that no spectrum can be fitted with.
 */
export function fitSeries(
  inputs: readonly SeriesInput[],
  circuit: Circuit,
  { kind = "number", optionsFor, proceed = () => true, ...options }: SeriesOptions = {},
): SeriesResult {
  requireCircuit(circuit);
  const sorted = [...inputs].sort((first, second) => first.condition - second.condition);
  const kept: Kept[] = [];
  for (const input of sorted) {
    if (!proceed("own search")) break;
    kept.push(fitAlone(input, circuit, optionsFor?.(input) ?? options));
  }
  const isWhole = improveByNeighbours(kept, circuit, proceed) && kept.length === sorted.length;
  const fitted = kept.flatMap((each) => (each.result === undefined ? [] : [{ ...each, result: each.result }]));
  const positions = fitted.map(({ input }) => positionOf(kind, input.condition));
  const course = { positions, isStraight: kind === "temperature" };
  const { results, crossings, warnings } = keepArcs(fitted, circuit, course, (condition) =>
    conditionText(kind, condition),
  );
  return {
    kind,
    fits: fitted.map(({ input, label, own, from, warm }, place): SeriesFit => {
      const result = results[place];
      if (result === undefined) throw new RangeError("A fit of the series was lost.");
      return {
        label,
        spectrum: input.spectrum,
        condition: input.condition,
        result,
        start: from === null ? "own search" : "warm start",
        from,
        objectives: { own: own?.objective ?? null, warm },
      };
    }),
    failures: kept.flatMap(({ input, label, result, failure }) =>
      result === undefined ? [{ label, condition: input.condition, message: failure }] : [],
    ),
    crossings,
    warnings: isWhole
      ? warnings
      : [
          `The work was ended early: ${String(kept.length)} of ${String(sorted.length)} spectra were fitted, and not all of them from their neighbours.`,
          ...warnings,
        ],
  };
}

/** Hands good fits on along the series; false if that was ended early. */
function improveByNeighbours(kept: Kept[], circuit: Circuit, proceed: (next: SeriesStart) => boolean): boolean {
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const places = kept.map((_each, place) => (pass % 2 === 0 ? place : kept.length - 1 - place));
    let improved = false;
    for (const place of places) {
      if (!proceed("warm start")) return false;
      improved = tryNeighbours(kept, place, circuit) || improved;
    }
    // The second pass hands on what the first has found against its direction.
    if (!improved && pass > 0) break;
  }
  return true;
}

/** Logarithms of thermally activated parameters are straight in 1/T. */
function positionOf(kind: ConditionKind, condition: number): number {
  const kelvin = condition + ZERO_CELSIUS;
  return kind === "temperature" && kelvin > 0 ? -1000 / kelvin : condition;
}

function fitAlone(input: SeriesInput, circuit: Circuit, options: FitOptions): Kept {
  const label = input.label ?? input.spectrum.name ?? String(input.condition);
  const rest = { input, label, options, from: null, warm: null };
  try {
    const own = fit(input.spectrum, circuit, options);
    return { ...rest, own, failure: "", result: own };
  } catch (error) {
    if (!isOfSpectrum(error)) throw error;
    return { ...rest, own: undefined, failure: error.message, result: undefined };
  }
}

/** What is wrong with one spectrum, and not with the circuit or the options. */
function isOfSpectrum(error: unknown): error is FitError {
  return error instanceof FitError && error.code !== "bad-option" && error.code !== "unknown-parameter";
}

/** Whether the spectrum at a place is fitted better from one of its neighbours. */
function tryNeighbours(kept: readonly Kept[], place: number, circuit: Circuit): boolean {
  const here = kept[place];
  // Without its own fit for another reason than a missing start there is nothing to fit.
  if (here === undefined) return false;
  let improved = false;
  for (const neighbour of [kept[place - 1], kept[place + 1]]) {
    if (neighbour?.result === undefined) continue;
    const warm = fitFrom(here, circuit, neighbour.result);
    if (warm === undefined) continue;
    if (here.warm === null || warm.objective < here.warm) here.warm = warm.objective;
    if (here.result !== undefined && !isBetter(warm, here.result)) continue;
    here.result = warm;
    here.from = neighbour.label;
    improved = true;
  }
  return improved;
}

function isBetter(one: FitResult, other: FitResult): boolean {
  // A fitted error structure changes the weights, and S with them.
  if (one.weight === "structure") return one.logLikelihood > other.logLikelihood + SAME_OBJECTIVE;
  return one.objective < other.objective * (1 - SAME_OBJECTIVE);
}

function fitFrom({ input, options }: Kept, circuit: Circuit, neighbour: FitResult): FitResult | undefined {
  try {
    return fit(input.spectrum, circuit, { ...options, search: false, initial: startOf(neighbour, options) });
  } catch (error) {
    if (error instanceof FitError) return undefined;
    throw error;
  }
}

/** The values of a fit as a start: those at 0 or infinity would be none. */
export function startOf(result: FitResult, { initial = {} }: FitOptions = {}): Record<string, number> {
  const start = { ...initial };
  for (const { name, value, status } of result.parameters) {
    const isStart = status !== "fixed" && status !== "tied" && Number.isFinite(value) && value !== 0;
    if (isStart) start[name] = value;
  }
  return start;
}
