import type { Problem } from "../kernel/problem.ts";
import { theExaminer } from "../kernel/load.ts";
import { informationOf } from "../kernel/questions.ts";

/** What a fit's Jacobian says of the parameters, in their coordinates: ln p, or an exponent as it is. */
export interface Information {
  /** Root of S/(2N - p), or 1 with standard deviations as weights: what the displacements were multiplied by. */
  readonly scale: number;
  /** Displacement of all parameters by one standard error along each direction that the data see, best seen first. */
  readonly seen: readonly Float64Array[];
  /** The directions that they do not see, of no particular length. */
  readonly unseen: readonly Float64Array[];
}

/** A direction without rank touches a quantity that changes by more than this part of its largest term. */
const TOUCHES = 1e-6;

/**
 * @param scale what to multiply displacements by; that of the problem itself, unless given, or 0 for exact data.
 * @returns undefined where the circuit has no impedance at the values.
 */
export function informationAt(problem: Problem, values: Float64Array, scale?: number): Information | undefined {
  const found = informationOf(theExaminer(), problem, values);
  if (found === undefined) return undefined;
  const own = found.variance > 0 ? Math.sqrt(found.variance) : 0;
  const factor = scale ?? own;
  return {
    scale: factor,
    seen: found.directions.slice(0, found.rank).map((direction) => direction.map((x) => factor * x)),
    unseen: found.directions.slice(found.rank),
  };
}

/** A quantity's derivatives by the coordinates of parameters, by their numbers. */
export type Gradient = readonly (readonly [parameter: number, slope: number])[];

/** Standard error of a quantity to first order; Infinity where a direction that the data do not see changes it. */
export function spreadOf({ seen, unseen }: Information, gradient: Gradient): number {
  const along = (direction: Float64Array): number =>
    gradient.reduce((sum, [parameter, slope]) => sum + slope * (direction[parameter] ?? 0), 0);
  const touched = unseen.some((direction) => {
    const terms = gradient.map(([parameter, slope]) => Math.abs(slope * (direction[parameter] ?? 0)));
    const whole = Math.max(...direction.map((x) => Math.abs(x)));
    // What is nothing but rounding of the direction itself is no touch either.
    return Math.abs(along(direction)) > TOUCHES * Math.max(...terms, whole * TOUCHES);
  });
  if (touched) return Infinity;
  return Math.sqrt(
    seen.reduce((sum, direction) => {
      const part = along(direction);
      return sum + part * part;
    }, 0),
  );
}
