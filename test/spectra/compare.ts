import type { Circuit } from "../../src/circuit/circuit.ts";
import { fit } from "../../src/fit/fit.ts";
import type { FitResult } from "../../src/fit/result.ts";
import { Random } from "../../bench/random.ts";
import { drawStart } from "./draws.ts";
import type { ReferenceCase, ReferenceFit } from "./referenceFits.ts";
import { Translation } from "./translate.ts";

/** S counts as that of the reference up to this relative excess. */
export const SAME_OBJECTIVE = 1e-8;

/** One fit of ours beside the reference's minimum. */
export interface Attempt {
  readonly result: FitResult;
  /** S/S_reference - 1. */
  readonly excess: number;
  readonly reached: boolean;
}

/** A reference fit with ours from several starts. */
export interface Comparison {
  readonly one: ReferenceCase;
  readonly reference: ReferenceFit;
  readonly circuit: Circuit;
  readonly translation: Translation;
  /** Local fits from the reference values times random factors. */
  readonly near: readonly Attempt[];
  /** For those of them that ended in another minimum: the default fit, which takes the same values as one start among others. */
  readonly again: readonly Attempt[];
  /** Local fit from the rule-of-thumb values. */
  readonly plain: Attempt;
  /** The one of lowest S. */
  readonly best: Attempt;
}

/**
 * Local fits of one case from the reference values times random factors of up to 2 (exponents off by up to 0.05), default
 * fits from those starts whose own minimum is another, and a local fit from the plain guess. A parameter that the reference sent to 0 or infinity starts around its plain guess instead.
 *
 * @param draws number of random starts
 */
export function compare(one: ReferenceCase, reference: ReferenceFit, circuit: Circuit, draws: number): Comparison {
  const translation = new Translation(circuit, one.parameters);
  // A seed for each fit, so that a case run alone sees the starts that it sees among the others.
  const random = new Random(seedOf(`${one.id} ${reference.weight}`));
  const attempt = (start: readonly number[], search: boolean): Attempt => {
    const result = fit(one.spectrum, circuit, {
      weight: reference.weight,
      search,
      initial: translation.toOurs(start),
    });
    const excess = result.objective / reference.objective - 1;
    return { result, excess, reached: excess <= SAME_OBJECTIVE };
  };
  const centre = reference.values.map((value, j) => {
    const name = one.parameters[j] ?? "";
    return name in reference.atLimit ? (one.plainGuess[j] ?? value) : value;
  });
  const starts = Array.from({ length: draws }, () => drawStart(centre, translation.isExponent, random));
  const near = starts.map((start) => attempt(start, false));
  const again = starts.filter((_, i) => near[i]?.reached !== true).map((start) => attempt(start, true));
  const plain = attempt(one.plainGuess, false);
  const best = [...near, ...again, plain].reduce((a, b) => (b.excess < a.excess ? b : a));
  return { one, reference, circuit, translation, near, again, plain, best };
}

/** Largest deviations from the reference over the parameters that its data determine. */
export interface Deviation {
  /** Of a value, relative; of an exponent, absolute. */
  readonly value: number;
  /** Of a standard error, relative. */
  readonly stderr: number;
  readonly worst: string;
}

/** A standard error above this part of the value means that the data do not determine the parameter. */
const IDENTIFIABLE = 1;

/** Compares values and standard errors where the reference has an error and that is no larger than the value. */
export function deviation({ one, reference, translation }: Comparison, result: FitResult): Deviation {
  const ours = translation.fromOurs(result, reference.values);
  let value = 0;
  let stderr = 0;
  let worst = "";
  for (const [j, expected] of reference.values.entries()) {
    const expectedError = reference.stderr[j] ?? null;
    if (expectedError === null || !(expectedError <= IDENTIFIABLE * expected)) continue;
    const valueOff = Math.abs((ours.values[j] ?? Number.NaN) / expected - 1);
    const errorOff = Math.abs((ours.stderr[j] ?? Number.NaN) / expectedError - 1);
    // Written so that NaN counts as the worst.
    if (!(Math.max(valueOff, errorOff) <= Math.max(value, stderr))) worst = one.parameters[j] ?? "";
    if (!(valueOff <= value)) value = valueOff;
    if (!(errorOff <= stderr)) stderr = errorOff;
  }
  return { value, stderr, worst };
}

function seedOf(text: string): number {
  let seed = 0;
  for (const character of text) seed = (Math.imul(seed, 31) + (character.codePointAt(0) ?? 0)) | 0;
  return seed;
}
