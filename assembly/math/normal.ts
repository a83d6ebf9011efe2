/** Normal random numbers by the polar method (Marsaglia and Bray, SIAM Rev. 6, 260, 1964), the same on every machine. */
import { uniform } from "../start/random";
import { log } from "./log";

/** Of mean 0 and variance 1, from the generator that `seedRandom` sets. */
export function normal(): f64 {
  // The second number of a pair is not kept: what came before would then decide about it.
  let x: f64;
  let s: f64;
  do {
    x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    s = x * x + y * y;
  } while (!(s > 0 && s < 1));
  return x * Math.sqrt((-2 * log(s)) / s);
}
