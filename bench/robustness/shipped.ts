/** Problems of the shared data folder, read in place: simulated sets of known truth and measured spectra. */
import { makeSpectrum, parseCircuit } from "../../src/index.ts";
import { readReferenceCases } from "../../test/spectra/referenceFits.ts";
import { Translation } from "../../test/spectra/translate.ts";
import { readSyntheticSets } from "../../test/synthetic/syntheticSets.ts";
import type { RobustnessProblem } from "./problem.ts";

/** @param draws of each circuit at each noise; all where there are fewer */
export function syntheticProblems(draws: number): RobustnessProblem[] {
  return readSyntheticSets().flatMap((set) => {
    const circuit = parseCircuit(set.circuit);
    const translation = new Translation(circuit, set.parameters);
    const taken = new Map<number, number>();
    return set.cases.flatMap((one): RobustnessProblem[] => {
      const before = taken.get(one.noise) ?? 0;
      if (before >= draws) return [];
      taken.set(one.noise, before + 1);
      const { id, noise, referenceObjective } = one;
      return [
        {
          set: set.id,
          id,
          noise,
          spectrum: makeSpectrum({ frequencyHz: set.frequencyHz, re: one.re, im: one.im }),
          circuit,
          weight: "modulus",
          truth: translation.toOurs(one.truth),
          ...(referenceObjective === undefined ? {} : { referenceObjective }),
        },
      ];
    });
  });
}

/** Every reference fit of a measured spectrum: with both weights, with the reference's own rule-of-thumb start. */
export function measuredProblems(): RobustnessProblem[] {
  return readReferenceCases().flatMap((one) => {
    const circuit = parseCircuit(one.circuit);
    const guess = new Translation(circuit, one.parameters).toOurs(one.plainGuess);
    return one.fits.map(({ weight, status, objective }) => ({
      set: `measured, ${weight}`,
      id: `${one.id} (${status})`,
      noise: null,
      spectrum: one.spectrum,
      circuit,
      weight,
      referenceObjective: objective,
      guess,
    }));
  });
}
