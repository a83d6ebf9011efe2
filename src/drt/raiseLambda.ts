import {
  DRT_CHOICE,
  DRT_FIXED_LAMBDA,
  DRT_GIVEN_LAMBDA,
  DRT_LAMBDA,
  DRT_MISFIT,
  DRT_STATUS,
  DRT_DONE,
} from "../../assembly/agreed/drt.ts";
import { theExaminer } from "../kernel/load.ts";
import type { PreparedDrt } from "./prepare.ts";

const FACTOR = 2;
const LARGEST = 1e4;

/**
 * The largest lambda whose squared residuals exceed those of the lambda found by less than their own standard deviation,
 * sqrt(2/n) of themselves: the rule of one standard error (Breiman, Friedman, Olshen, Stone, Classification and Regression Trees, 1984),
 * in steps of a factor 2. For spectra that need negative parts to be described well, cross-validation without the condition on the
 * sign finds a lambda that serves those parts and not the distribution.
 *
 * @param found the engine's numbers at the lambda found
 * @returns the engine's numbers at the other; undefined where the next step is too large already
 */
export function raiseLambda({ input, options }: PreparedDrt, found: Float64Array): Float64Array | undefined {
  const rows = options.data === "both" ? 2 * input.points : input.points;
  const limit = (found[DRT_MISFIT] ?? Number.NaN) * (1 + Math.sqrt(2 / rows));
  const numbers = input.numbers.slice();
  numbers[DRT_CHOICE] = DRT_FIXED_LAMBDA;
  let best: number | undefined;
  for (let lambda = FACTOR * (found[DRT_LAMBDA] ?? LARGEST); lambda < LARGEST; lambda *= FACTOR) {
    numbers[DRT_GIVEN_LAMBDA] = lambda;
    const tried = theExaminer().arena.distribution({ ...input, numbers });
    if (tried[DRT_STATUS] !== DRT_DONE || !((tried[DRT_MISFIT] ?? Infinity) <= limit)) break;
    best = lambda;
  }
  if (best === undefined) return undefined;
  // Once more, so that what is asked of the engine afterwards is asked of this one.
  numbers[DRT_GIVEN_LAMBDA] = best;
  return theExaminer().arena.distribution({ ...input, numbers });
}
