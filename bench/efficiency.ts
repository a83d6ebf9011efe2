import { mean, microsecondsPerFit, type Measurement } from "./measure.ts";
import type { Peak } from "./peak.ts";

const POINTS = 61;
const COLUMNS = 10;

/**
 * Floating-point operations at one frequency of the blocking cell, value and Jacobian: 3 CPEs at 36 (argument 2,
 * exponential of a polynomial of degree 11 some 32, real and imaginary part 2), sums 8, two reciprocals 14, two adjoints
 * 14, columns 37, residual and its square 8.
 */
const MODEL_OPERATIONS = 189;

/** One multiplication and one addition a row for each entry of the lower triangle, residual included. */
const NORMAL_OPERATIONS = ((COLUMNS * (COLUMNS + 1)) / 2) * 2 * POINTS * 2;

/** Of one evaluation with its normal equations; solving them adds about 1 in 25, which is left out. */
export const OPERATIONS_PER_EVALUATION = MODEL_OPERATIONS * POINTS + NORMAL_OPERATIONS;

/** A fit of the prototype that first reached 0.42 of the peak. */
const PROTOTYPE_OPERATIONS = 163e3;

export function printEfficiency(measurement: Measurement, peak: Peak): void {
  const { flopsPerSecond, mix } = peak;
  const seconds = microsecondsPerFit(measurement) * 1e-6;
  const evaluations = mean(measurement.outcomes.map(({ iterations }) => iterations));
  const counted = evaluations * OPERATIONS_PER_EVALUATION;
  console.log(
    `\nPeak in f64x2: ${(flopsPerSecond / 1e9).toFixed(1)} Gflop/s (${mix.multiplications} chains of multiplications, ${mix.additions} of additions).`,
  );
  console.log(
    `${measurement.engine}: ${(counted / 1000).toFixed(0)} kflop (${evaluations.toFixed(1)} evaluations of ${(OPERATIONS_PER_EVALUATION / 1000).toFixed(1)}) = ` +
      `${(counted / seconds / flopsPerSecond).toFixed(2)} of the peak; 163 kflop over this time and peak = ${(PROTOTYPE_OPERATIONS / seconds / flopsPerSecond).toFixed(2)}.`,
  );
}
