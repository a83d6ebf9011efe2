/**
 * How much to damp: Nielsen's rule (IMM-REP-1999-05, eq. 2.21), which follows the gain ratio smoothly, and undamped
 * Gauss-Newton steps once the linear model has proved itself and little is left to gain.
 */

const INITIAL: f64 = 0.1;
const LARGEST: f64 = 1e20;
/** The most that one good step may relax the damping. */
const FASTEST_RELAXATION: f64 = 0.1;
/** With a predicted relative decrease of S under this, and a gain this close to 1, damping would only slow the end. */
const UNDAMPED_BELOW: f64 = 1e-2;
const UNDAMPED_GAIN: f64 = 0.25;

export let damping: f64 = INITIAL;
/** What to return to when an undamped step fails. */
let fallback: f64 = INITIAL;
let growth: f64 = 2;

export function resetDamping(): void {
  damping = INITIAL;
  fallback = INITIAL;
  growth = 2;
}

/** After a step that lowered S; `gain` is the actual over the predicted decrease, `relative` the predicted decrease over S. */
export function relax(gain: f64, relative: f64): void {
  const x = 2 * gain - 1;
  fallback *= max(FASTEST_RELAXATION, 1 - x * x * x);
  growth = 2;
  const undamped = relative < UNDAMPED_BELOW && abs(gain - 1) < UNDAMPED_GAIN;
  damping = undamped ? 0 : fallback;
}

/** After a step that did not. Returns false when damping has become pointless. */
export function tighten(): bool {
  if (damping != 0) {
    fallback *= growth;
    growth *= 2;
  }
  damping = fallback;
  return damping < LARGEST;
}
