import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit } from "../../src/fit/fit.ts";
import { makeSpectrum } from "../../src/spectrum.ts";
import { drawStart } from "../spectra/draws.ts";
import { Translation } from "../spectra/translate.ts";
import { readSyntheticSets, syntheticAbsent, syntheticPresent } from "./syntheticSets.ts";

if (!syntheticPresent) console.log(syntheticAbsent);

/** S counts as that of the reference up to this relative excess. */
const SAME_OBJECTIVE = 1e-8;

describe.runIf(syntheticPresent)("fits of simulated spectra without any guess", () => {
  it("reach what a fit from the truth reaches", () => {
    const missed = readSyntheticSets().flatMap((set) => {
      const circuit = parseCircuit(set.circuit);
      const translation = new Translation(circuit, set.parameters);
      return set.cases.flatMap(({ id, re, im, truth }) => {
        const spectrum = makeSpectrum({ frequencyHz: set.frequencyHz, re, im });
        const { objective } = fit(spectrum, circuit, { search: false, initial: translation.toOurs(truth) });
        // Under 1e-22 the S of exact data is rounding.
        return fit(spectrum, circuit).objective <= Math.max(1.001 * objective, 1e-22) ? [] : [id];
      });
    });
    expect(missed).toEqual([]);
  });
});

describe.runIf(syntheticPresent)("fits of simulated spectra", () => {
  const sets = syntheticPresent ? readSyntheticSets() : [];

  it.each(sets.map((set) => [set.id, set.circuit, set] as const))("%s: %s", (_id, _circuit, set) => {
    const circuit = parseCircuit(set.circuit);
    const translation = new Translation(circuit, set.parameters);
    const random = new Random(11);
    for (const one of set.cases) {
      const spectrum = makeSpectrum({ frequencyHz: set.frequencyHz, re: one.re, im: one.im });
      const start = drawStart(one.truth, translation.isExponent, random);
      const initial = translation.toOurs(start);
      let result = fit(spectrum, circuit, { search: false, initial });
      if (one.referenceObjective === undefined) {
        // Where another minimum lies nearer to the start, the default fit, which also searches, finds the way out.
        if (!(result.objective < 1e-24)) result = fit(spectrum, circuit, { initial });
        // Exact data: the residuals are rounding errors of some 1e-16 of |Z|, and conditions reach 1e4.
        expect(result.objective, one.id).toBeLessThan(1e-24);
        const { values } = translation.fromOurs(result, one.truth);
        for (const [j, truth] of one.truth.entries()) {
          expect(Math.abs((values[j] ?? Number.NaN) / truth - 1), `${one.id}, ${set.parameters[j]}`).toBeLessThan(
            1e-10,
          );
        }
      } else if (!(result.objective <= one.referenceObjective * (1 + SAME_OBJECTIVE))) {
        const found = fit(spectrum, circuit, { initial });
        expect(found.objective / one.referenceObjective - 1, one.id).toBeLessThan(SAME_OBJECTIVE);
      }
    }
  });
});
