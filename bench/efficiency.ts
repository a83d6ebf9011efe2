import { mean, microsecondsPerFit, type Measurement } from "./measure.ts";
import type { Peak } from "./peak.ts";
import type { PlainFitResult } from "./rivals/plainJavaScript.ts";

/** Columns of the blocking cell: nine parameters and the residual. */
const COLUMNS = 10;

/**
 * Floating-point operations at one frequency of the blocking cell, value and Jacobian: 3 CPEs at 36 (argument 2,
 * exponential of a polynomial of degree 11 some 32, real and imaginary part 2), sums 8, two reciprocals 14, two adjoints
 * 14, columns 37, residual and its square 8.
 */
const MODEL_OPERATIONS = 189;

/** One multiplication and one addition for each entry of the lower triangle and each of the two parts of a point. */
const NORMAL_OPERATIONS = COLUMNS * (COLUMNS + 1) * 2;

/** A fit of the prototype that first reached 0.42 of the peak, all of its evaluations on all points. */
const PROTOTYPE_OPERATIONS = 163e3;

/**
 * Operations of a fit of the blocking cell, from the points that the plain-JS engine worked at: it takes the same steps as
 * the WebAssembly engine, which evaluates value and Jacobian together. Solving for the steps, some 4 %, is left out.
 */
export function operationsOf({ pointsEvaluated, pointsLinearised }: PlainFitResult): number {
  return pointsEvaluated * MODEL_OPERATIONS + pointsLinearised * NORMAL_OPERATIONS;
}

/** Prints which part of the machine's peak the engine reached, with the operations counted by the plain-JS engine. */
export function printEfficiency(engine: Measurement, plain: Measurement, peak: Peak): void {
  const { flopsPerSecond, mix } = peak;
  const seconds = microsecondsPerFit(engine) * 1e-6;
  const counted = mean(plain.outcomes.map(({ operations }) => operations ?? Number.NaN));
  const share = (operations: number): string => (operations / seconds / flopsPerSecond).toFixed(2);
  console.log(
    `\nPeak in f64x2: ${(flopsPerSecond / 1e9).toFixed(1)} Gflop/s (${mix.multiplications} chains of multiplications, ${mix.additions} of additions).`,
  );
  console.log(
    `${engine.engine}: ${share(counted)} of the peak, by the ${(counted / 1000).toFixed(0)} kflop that its algorithm needs here; ` +
      `${share(PROTOTYPE_OPERATIONS)} by the 163 kflop of the prototype, which had no coarse grid.`,
  );
}
