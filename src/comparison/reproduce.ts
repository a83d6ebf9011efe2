import type { Circuit } from "../circuit/index.ts";
import { fit } from "../fit/fit.ts";
import { FitError } from "../fit/fitError.ts";
import { simulate } from "../fit/simulate.ts";
import { makeSpectrum } from "../spectrum.ts";
import { DRAW_FREQUENCIES, drawValues, uniformSource } from "./draws.ts";
import { relativeRoot } from "./relativeRoot.ts";

/**
 * A curve is reproduced if the fit misses it by less than this, relative to |Z|. Circuits that contain it meet it to 1e-16, or to
 * 1e-11 to 1e-10 where a parameter must run to a limit; the nearest misses of others seen were 1e-6.
 */
const EXACT = 1e-9;
/** Random values are generic, so one exact fit is nearly proof; two leave no room for chance. */
const PROOF = 2;
/** The search for starting values may miss an exact fit once. */
const MOST_FAILURES = 3;

/** Answers do not depend on data, so a series of spectra asks for each pair once. */
const answers = new WeakMap<Circuit, WeakMap<Circuit, boolean>>();

/**
 * Whether one circuit can take every impedance that another one can, found by numbers: the other is simulated with random values,
 * and this one fitted to it. Says yes where the fit is exact for two draws, no where it fails for three.
 */
export function reproduces(general: Circuit, special: Circuit): boolean {
  let known = answers.get(general);
  if (known === undefined) {
    known = new WeakMap();
    answers.set(general, known);
  }
  let answer = known.get(special);
  if (answer === undefined) {
    answer = findOut(general, special);
    known.set(special, answer);
  }
  return answer;
}

function findOut(general: Circuit, special: Circuit): boolean {
  const uniform = uniformSource(1);
  let exact = 0;
  let failed = 0;
  while (exact < PROOF && failed < MOST_FAILURES) {
    const fits = reproducesAt(general, special, drawValues(special, uniform));
    if (fits) exact++;
    else failed++;
  }
  return exact >= PROOF;
}

function reproducesAt(general: Circuit, special: Circuit, values: Readonly<Record<string, number>>): boolean {
  try {
    const curve = simulate(special, DRAW_FREQUENCIES, values);
    // An order of time constants tells which of the alike arcs is which, not what the circuit can do.
    const unordered = general.orders.length === 0 ? general : { ...general, orders: [] };
    const result = fit(makeSpectrum({ frequencyHz: DRAW_FREQUENCIES, ...curve }), unordered);
    return relativeRoot(result.residuals) < EXACT;
  } catch (error) {
    // Drawn values may break a tie, or give a curve that a circuit of fixed values cannot be fitted to.
    if (error instanceof FitError) return false;
    throw error;
  }
}
