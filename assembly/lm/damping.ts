/**
 * How much to damp: Nielsen's rule (IMM-REP-1999-05, eq. 2.21), which follows the gain ratio smoothly, and takes undamped
 * Gauss-Newton steps once they are predicted to be small.
 */

const INITIAL: f64 = 0.1;
const LARGEST: f64 = 1e20;
/** Under this predicted relative decrease of S the model is as good as quadratic: damping would only slow it. */
const UNDAMPED_BELOW: f64 = 1e-2;

export let damping: f64 = INITIAL;
let growth: f64 = 2;

export function resetDamping(): void {
  damping = INITIAL;
  growth = 2;
}

/** After a step that lowered S; `gain` is the actual over the predicted decrease, `relative` the predicted decrease over S. */
export function relax(gain: f64, relative: f64): void {
  const x = 2 * gain - 1;
  let factor = 1 - x * x * x;
  if (factor < 0.1) factor = 0.1;
  damping *= factor;
  growth = 2;
  if (relative < UNDAMPED_BELOW && gain > 0.5) damping = 0;
}

/** After a step that did not. Returns false when damping has become pointless. */
export function tighten(): bool {
  damping = damping == 0 ? 1e-4 : damping * growth;
  growth *= 2;
  return damping < LARGEST;
}
