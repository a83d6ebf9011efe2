import { describe, expect, it } from "vitest";
import { givenValues } from "../../src/circuit/index.ts";
import { shippedCircuit, shippedCircuits } from "../../src/circuits/index.ts";
import { fit, parseCircuit } from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";
import { measuredAs, withoutGuess } from "./support.ts";

/** Five standard errors: with some 250 parameters four would be exceeded by chance in one of sixty runs of other seeds. */
const STANDARD_ERRORS = 5;

describe("typical values come back from simulated spectra, without a guess", () => {
  it.each(shippedCircuits)("$name", (shipped) => {
    const truth = givenValues(parseCircuit(shipped.text).parameters);
    const spectrum = measuredAs(shipped);
    const result = fit(spectrum, withoutGuess(shipped));
    const fromTruth = fit(spectrum, parseCircuit(shipped.text), { search: false });
    expect(result.termination.outcome).toBe("converged");
    expect(result.warnings).toEqual([]);
    expect(result.activeOrders).toEqual([]);
    // Noise of 0.3 % of |Z| on each part; with 2N - p near 140 chi-square lies within 36 % of it (three deviations of 12 %).
    expect(Math.abs((result.chi2Reduced ?? NaN) / 0.003 ** 2 - 1)).toBeLessThan(0.36);
    // A second start of the same descent ends in the same place, the flatness of which the solver's tolerance leaves.
    expect(result.objective).toBeLessThanOrEqual(1.001 * fromTruth.objective);
    for (const { name, value, stderr, status, lower, upper } of result.parameters) {
      const true_ = truth.get(name) ?? NaN;
      if (status === "fixed") {
        expect(value, name).toBe(true_);
        continue;
      }
      expect(status, name).toBe("free");
      expect(Math.abs(value - true_), name).toBeLessThan(STANDARD_ERRORS * (stderr ?? 0));
      // A number that the frequencies of the entry do not show would be a poor example.
      expect((stderr ?? Infinity) / true_, name).toBeLessThan(0.25);
      expect([lower < value, value < upper], name).toEqual([true, true]);
    }
  });
});

describe("a bulk arc beyond the instrument", () => {
  // Noiseless: the errors are those of the model.
  const pellet = "R_b{200}-(R_gb{100}|CPE_gb{Q=75n, n=0.9})-CPE_el{Q=5u, n=0.9}";
  const real = pellet.replace("R_b{200}", "(R_b{200}|C_b{44.27p})");
  const spectrum = simulated(real, { frequencyHz: sweep(1e6, 0.1, 71), noise: 0 });

  it("gives au-llzo-au-intercept the total, and not the split", () => {
    const result = fit(spectrum, withoutGuess(shippedCircuit("au-llzo-au-intercept")), { fixed: { L_lead: 1e-10 } });
    const value = (name: string): number => result.parameters.find((each) => each.name === name)?.value ?? NaN;
    const total = value("R_b") + value("R_gb");
    expect(Math.abs(total / 300 - 1)).toBeLessThan(0.01);
    expect(Math.abs(value("R_b") / 200 - 1)).toBeGreaterThan(0.01);
  });

  it("gives au-llzo-au-geometric the split too, where C_geo is right", () => {
    const result = fit(spectrum, withoutGuess(shippedCircuit("au-llzo-au-geometric")), { fixed: { L_lead: 1e-10 } });
    const value = (name: string): number => result.parameters.find((each) => each.name === name)?.value ?? NaN;
    // The inductance, held at its lower limit of 0.1 nH, is 6e-4 ohm at 1 MHz, 2e-6 of |Z|.
    expect(Math.abs(value("R_b") / 200 - 1)).toBeLessThan(1e-3);
    expect(Math.abs(value("R_gb") / 100 - 1)).toBeLessThan(1e-3);
  });
});
