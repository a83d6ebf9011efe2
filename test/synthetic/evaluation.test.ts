import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { evaluate, objective } from "../../src/reference/index.ts";
import { makeSpectrum } from "../../src/spectrum.ts";
import { Translation } from "../spectra/translate.ts";
import { readSyntheticSets, syntheticAbsent, syntheticPresent } from "./syntheticSets.ts";

if (!syntheticPresent) console.log(syntheticAbsent);

describe.runIf(syntheticPresent)("the second opinion on simulated spectra", () => {
  const sets = syntheticPresent ? readSyntheticSets() : [];

  it("knows all twelve sets", () => {
    expect(sets).toHaveLength(12);
  });

  it.each(sets.map((set) => [set.id, set.circuit, set] as const))(
    "%s: impedance and S of the truth, %s",
    (_id, _circuit, set) => {
      const circuit = parseCircuit(set.circuit);
      const translation = new Translation(circuit, set.parameters);
      expect(set.cases).toHaveLength(60);
      for (const one of set.cases) {
        const { re, im } = evaluate(circuit, set.frequencyHz, translation.toOurs(one.truth));
        if (one.noise === 0) {
          for (const [k, x] of re.entries()) {
            const y = im[k] ?? Number.NaN;
            const distance = Math.hypot(x - (one.re[k] ?? Number.NaN), y - (one.im[k] ?? Number.NaN));
            // Powers and hyperbolic functions of two implementations in float64, with exponents up to 30.
            expect(distance / Math.hypot(x, y), `${one.id}, point ${k}`).toBeLessThan(1e-13);
          }
        }
        if (one.objectiveOfTruth !== undefined && one.noise > 0) {
          const spectrum = makeSpectrum({ frequencyHz: set.frequencyHz, re: one.re, im: one.im });
          const found = objective(spectrum, { re, im }, "modulus");
          // Residuals of 1e-3 of |Z| and more, each known to some 1e-15 of |Z|.
          expect(Math.abs(found / one.objectiveOfTruth - 1), one.id).toBeLessThan(1e-12);
        }
      }
    },
  );
});
