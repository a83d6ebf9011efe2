import type { AssignedProcess } from "./assignment.ts";
import type { Numbers } from "./effectiveCapacitance.ts";
import { plus, stderrOf } from "./uncertain.ts";
import { told } from "./words.ts";

/** The error of a sum is so much smaller than those of its parts that only the sum is a finding. */
const MUCH_SMALLER = 0.3;
/** Relative errors of the parts below this leave them useful all the same. */
const SMALL = 0.1;

/** A pair of resistances of which the data determine the sum far better than the parts. */
export interface SharedSum {
  readonly names: readonly [first: string, second: string];
  readonly sentence: string;
}

export function sharedSums(processes: readonly AssignedProcess[], numbers: Numbers): SharedSum[] {
  return processes.flatMap((first, place) =>
    processes.slice(place + 1).flatMap((second): SharedSum[] => {
      const [a, b] = [numbers(first.resistance), numbers(second.resistance)];
      const sum = plus(a, b);
      const [errorA, errorB, error] = [stderrOf(a), stderrOf(b), stderrOf(sum)];
      const isUseful = errorA < SMALL * a.value && errorB < SMALL * b.value;
      // An infinite error would stand on both sides.
      if (isUseful || !(error < MUCH_SMALLER * Math.min(errorA, errorB))) return [];
      const sentence =
        `${first.resistance} and ${second.resistance} trade against each other: their sum is known to ${told((100 * error) / sum.value)} %, ` +
        `they themselves to ${told((100 * errorA) / a.value)} % and ${told((100 * errorB) / b.value)} %. Use the sum; a lower temperature or higher frequencies would tell them apart.`;
      return [{ names: [first.resistance, second.resistance], sentence }];
    }),
  );
}
