import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { evaluate, objective } from "../../src/reference/index.ts";
import { readReferenceCases, spectraAbsent, spectraPresent } from "./referenceFits.ts";
import { Translation } from "./translate.ts";

if (!spectraPresent) console.log(spectraAbsent);

describe.runIf(spectraPresent)("the second opinion on other people's fits", () => {
  const cases = spectraPresent ? readReferenceCases() : [];

  it("knows all 206 of them", () => {
    expect(cases.flatMap((one) => one.fits)).toHaveLength(206);
  });

  // Their S and ours are sums over the same residuals, each some 1e-2 of |Z| and known to 1e-15 of it: 1e-13, and up to
  // 1e-12 for the spectrum that its circuit fits to 1e-5 of |Z|.
  it.each(cases.map((one) => [one.id, one.circuit, one] as const))(
    "%s: S at the reference values, %s",
    (_id, _circuit, one) => {
      const circuit = parseCircuit(one.circuit);
      const translation = new Translation(circuit, one.parameters);
      for (const fit of one.fits) {
        const impedance = evaluate(circuit, one.spectrum.frequencyHz, translation.toOurs(fit.values));
        const found = objective(one.spectrum, impedance, fit.weight);
        expect(Math.abs(found / fit.objective - 1), fit.weight).toBeLessThan(2e-12);
      }
    },
  );
});
