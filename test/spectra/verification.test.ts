import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit } from "../../src/fit/fit.ts";
import { verify } from "../../src/reference/index.ts";
import { readReferenceCases, spectraAbsent, spectraPresent } from "./referenceFits.ts";
import { Translation } from "./translate.ts";

if (!spectraPresent) console.log(spectraAbsent);

describe.runIf(spectraPresent)("the second opinion on our fits of measured spectra", () => {
  const cases = spectraPresent ? readReferenceCases() : [];

  it.each(cases.map((one) => [one.id, one.circuit, one] as const))("%s: agrees, %s", (_id, _circuit, one) => {
    const circuit = parseCircuit(one.circuit);
    const translation = new Translation(circuit, one.parameters);
    for (const reference of one.fits) {
      const result = fit(one.spectrum, circuit, {
        weight: reference.weight,
        search: false,
        initial: translation.toOurs(one.plainGuess),
      });
      const check = verify(one.spectrum, circuit, result);
      // Wherever the fit ended, its curve and S are those of its values.
      expect(check.maximumImpedanceDifference, check.message).toBeLessThan(1e-13);
      expect(check.relativeDifference, check.message).toBeLessThan(1e-11);
      if (result.termination.outcome !== "not-converged") expect(check.agrees, check.message).toBe(true);
    }
  });
});
