/** Runs a compiled function over its seeded arguments and judges each result. */

import { checksum, error, errorOfScaled } from "./accuracy.ts";
import { draw } from "./arguments.ts";
import type { Argument } from "./arguments.ts";
import { DoubleDouble } from "./doubleDouble.ts";
import type { TestedFunction } from "./functions.ts";
import type { Kernel } from "./kernel.ts";

const SEED = 20240611;

export interface Measurement {
  /** For each result the largest error in units of the last place, and the argument where it occurs. */
  readonly worst: readonly { readonly error: number; readonly at: Argument }[];
  /** Over the bits of all results, in the order of the arguments. */
  readonly checksum: string;
}

function columns(args: readonly Argument[]): Float64Array[] {
  return (args[0] ?? []).map((_, n) => Float64Array.from(args, (arg) => arg[n] ?? NaN));
}

/** Checksum alone: what an engine has to reproduce. */
export function checksumOf(kernel: Kernel, tested: TestedFunction): string {
  const args = draw(tested.count, SEED, tested.mixture);
  return checksum(...kernel.run(tested.column, columns(args), tested.bounds.length));
}

export function measure(kernel: Kernel, tested: TestedFunction): Measurement {
  const args = draw(tested.count, SEED, tested.mixture);
  const results = kernel.run(tested.column, columns(args), tested.bounds.length);
  const worst = results.map(() => ({ error: 0, at: [] as Argument }));
  args.forEach((arg, i) => {
    const exact = tested.exact(new DoubleDouble(arg[0] ?? NaN), new DoubleDouble(arg[1] ?? NaN));
    exact.forEach((value, n) => {
      const result = results[n]?.[i] ?? NaN;
      const size = "exponent" in value ? errorOfScaled(result, value) : error(result, value);
      if (size > (worst[n]?.error ?? NaN)) worst[n] = { error: size, at: arg };
    });
  });
  return { worst, checksum: checksum(...results) };
}
