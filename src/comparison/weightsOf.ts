import type { Weight } from "../fit/weights.ts";
import type { Measured } from "../kernel/problem.ts";

/** w of real and imaginary part of a point's impedance, as a fit of squares has them. */
export function weightsOf({ re, im, sigmaRe, sigmaIm }: Measured, point: number, weight: Weight): [number, number] {
  const x = re[point] ?? Number.NaN;
  const y = im[point] ?? Number.NaN;
  switch (weight) {
    case "unit":
      return [1, 1];
    case "modulus":
      return [1 / (x * x + y * y), 1 / (x * x + y * y)];
    case "proportional":
      return [1 / (x * x), 1 / (y * y)];
    case "sigma":
    case "measured":
    case "structure": {
      const a = sigmaRe?.[point] ?? Number.NaN;
      const b = sigmaIm?.[point] ?? Number.NaN;
      return [1 / (a * a), 1 / (b * b)];
    }
  }
}
