import { exp } from "../../assembly/math/elementary.ts";
import type { Circuit } from "../circuit/index.ts";
import { requireCircuit } from "../fit/checkInput.ts";
import { fit } from "../fit/fit.ts";
import { FitError } from "../fit/fitError.ts";
import type { FitOptions } from "../fit/options.ts";
import type { FitResult } from "../fit/result.ts";
import type { Spectrum } from "../spectrum.ts";
import { comparisonVerdict } from "./comparisonWords.ts";
import { criteriaOf } from "./criteria.ts";
import { kramersKronigOf, type KramersKronigFit } from "./kramersKronig.ts";
import { lackOfFit, type LackOfFit } from "./lackOfFit.ts";
import { mapToCircuit, sharedOptions } from "./mapValues.ts";
import { areEquivalent, isNested } from "./nesting.ts";
import { testNested, type NestedTest } from "./nestedTest.ts";
import { plainFit } from "./plainFit.ts";
import { residualTests, type ResidualTests } from "./residualTests.ts";

/** Options of `compareCircuits`: those of `fit` but for the ones about single parameters, which the circuits' texts may hold. */
export type CompareOptions = Omit<FitOptions, "initial" | "fixed" | "bounds" | "ties" | "order">;

/** One circuit among those compared. */
export interface ComparedCircuit {
  /** Place in the list given, from 0. */
  readonly index: number;
  readonly circuit: Circuit;
  readonly result: FitResult;
  /** Free parameters that are not at a limit. */
  readonly parameters: number;
  /** null where there are too few points for so many parameters. */
  readonly aicc: number | null;
  readonly bic: number;
  /** Above the least of all circuits. */
  readonly deltaAicc: number | null;
  readonly deltaBic: number;
  /**
   * Akaike weight: the share of the evidence (Burnham and Anderson, Model Selection and Multimodel Inference, 2002, section
   * 2.9). Equivalent circuits count once, and each shows the weight of all.
   */
  readonly akaikeWeight: number;
  readonly residualTests: ResidualTests;
  readonly lackOfFit: LackOfFit;
}

/** What several circuits make of one spectrum. */
export interface Comparison {
  /** By rising AICc; those of null last. */
  readonly ranked: readonly ComparedCircuit[];
  /** Lists of circuits that no data can tell apart, by index; their results hold the mapped values. */
  readonly equivalent: readonly (readonly number[])[];
  /** F tests of each circuit that is a special case of another. */
  readonly nested: readonly NestedTest[];
  /** What a fit could reach; undefined for too few points. */
  readonly baseline: KramersKronigFit | undefined;
  readonly verdict: string;
}

/** An S this much larger, relatively, is another minimum. */
const SAME_OBJECTIVE = 1e-9;

/**
 * Fits several circuits to one spectrum and says which the data support: information criteria, F tests of special cases, tests of
 * the residuals, lack of fit, and which circuits are the same in another form.
 *
 * A circuit is fitted again from the values of its special case, or of an equivalent, where the search ended above that one's S.
 *
 * @throws {FitError} as `fit`, and `bad-option` for fewer than two circuits.
 */
export function compareCircuits(
  spectrum: Spectrum,
  circuits: readonly Circuit[],
  options: CompareOptions = {},
): Comparison {
  const given: unknown = circuits;
  if (!Array.isArray(given) || given.length < 2) {
    throw new FitError("bad-option", "A comparison needs at least two circuits; use fit for one.");
  }
  for (const circuit of circuits) requireCircuit(circuit);
  const shared = sharedOptions(options);
  const results = circuits.map((circuit) => fitNamed(spectrum, circuit, shared));
  const equivalent = groupEquivalent(circuits);
  const pairs = nestedPairs(circuits, equivalent);
  descendFurther(circuits, results, equivalent, pairs);
  const ranked = rank(circuits, results, equivalent);
  const nested = pairs.flatMap(([special, general]) => {
    const [one, other] = [results[special], results[general]];
    return one === undefined || other === undefined ? [] : [testNested(one, other, special, general)];
  });
  const [best] = ranked;
  const baseline = best === undefined ? undefined : kramersKronigOf(plainFit(best.result));
  return { ranked, equivalent, nested, baseline, verdict: comparisonVerdict(ranked, equivalent) };
}

function fitNamed(spectrum: Spectrum, circuit: Circuit, options: FitOptions): FitResult {
  try {
    return fit(spectrum, circuit, options);
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    throw new FitError(error.code, `${circuit.text}: ${error.message}`);
  }
}

/** Lists of at least two circuits that are the same. */
function groupEquivalent(circuits: readonly Circuit[]): number[][] {
  const groups: number[][] = [];
  circuits.forEach((circuit, index) => {
    const group = groups.find(([first]) => {
      const other = first === undefined ? undefined : circuits[first];
      return other !== undefined && areEquivalent(other, circuit);
    });
    if (group === undefined) groups.push([index]);
    else group.push(index);
  });
  return groups.filter((group) => group.length > 1);
}

/** Pairs of a special case and a general one; of equivalent circuits the first speaks for all. */
function nestedPairs(
  circuits: readonly Circuit[],
  equivalent: readonly (readonly number[])[],
): (readonly [special: number, general: number])[] {
  const speaks = (index: number): boolean => !equivalent.some((group) => group.indexOf(index) > 0);
  const speakers = [...circuits.entries()].filter(([index]) => speaks(index));
  return speakers.flatMap(([special, a]) =>
    speakers.flatMap(([general, b]) => (special !== general && isNested(a, b) ? [[special, general] as const] : [])),
  );
}

/** Fits again, from what another circuit found, where a general or equivalent one ended above it. */
function descendFurther(
  circuits: readonly Circuit[],
  results: FitResult[],
  equivalent: readonly (readonly number[])[],
  pairs: readonly (readonly [number, number])[],
): void {
  const improve = (from: number, to: number): void => {
    const [source, target, circuit] = [results[from], results[to], circuits[to]];
    if (source === undefined || target === undefined || circuit === undefined) return;
    if (target.objective <= source.objective * (1 + SAME_OBJECTIVE)) return;
    const mapped = mapToCircuit(source, circuit);
    if (mapped !== undefined && mapped.objective < target.objective) results[to] = mapped;
  };
  for (const [special, general] of pairs) improve(special, general);
  for (const group of equivalent) {
    for (const from of group) for (const to of group) if (from !== to) improve(from, to);
  }
}

function rank(
  circuits: readonly Circuit[],
  results: readonly FitResult[],
  equivalent: readonly (readonly number[])[],
): ComparedCircuit[] {
  const criteria = criteriaOf(results);
  const entries = circuits.flatMap((circuit, index) => {
    const [result, own] = [results[index], criteria[index]];
    return result === undefined || own === undefined ? [] : [{ index, circuit, result, ...own }];
  });
  const least = Math.min(...entries.map(({ aicc }) => aicc ?? Infinity));
  const leastBic = Math.min(...entries.map(({ bic }) => bic));
  const evidence = (aicc: number | null): number => (aicc === null ? 0 : exp(-0.5 * (aicc - least)));
  const counted = entries.filter(({ index }) => !equivalent.some((group) => group.indexOf(index) > 0));
  const total = counted.reduce((sum, { aicc }) => sum + evidence(aicc), 0);
  return entries
    .map((entry): ComparedCircuit => {
      const { result, aicc, bic } = entry;
      return {
        ...entry,
        parameters: 2 * result.residuals.frequencyHz.length - result.degreesOfFreedom,
        deltaAicc: aicc === null ? null : aicc - least,
        deltaBic: bic - leastBic,
        // A twin is not counted in the total, from which it may differ by rounding.
        akaikeWeight: total > 0 ? Math.min(1, evidence(aicc) / total) : 0,
        residualTests: residualTests(result),
        lackOfFit: lackOfFit(result),
      };
    })
    .sort((a, b) => place(a.deltaAicc) - place(b.deltaAicc) || a.index - b.index);
}

/** Differences by rounding must not decide an order. */
function place(deltaAicc: number | null): number {
  return deltaAicc === null ? Number.MAX_VALUE : Math.round(deltaAicc * 1e6);
}
