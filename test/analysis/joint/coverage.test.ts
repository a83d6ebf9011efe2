import { describe, expect, it } from "vitest";
import { fit, fitJointly, parseCircuit, type SharedParameter } from "../../../src/index.ts";
import { sweep } from "../../fit/support.ts";
import { arrhenius, CERAMIC, ceramicSeries, TRUTH } from "./support.ts";

const DRAWS = 200;
const KELVIN = [290, 310, 330, 350];
const LAWS: readonly SharedParameter[] = [
  { parameter: "R1", law: "arrhenius" },
  { parameter: "R2", law: "arrhenius" },
  { parameter: "CPE1.Q" },
  { parameter: "CPE1.n" },
];

describe("errors of joint fits", () => {
  // Of 200 draws 190 +- 3.1 are covered; 4 standard deviations of chance either way.
  it(`cover the truth in 95 % of ${String(DRAWS)} series`, () => {
    const circuit = parseCircuit(CERAMIC);
    const covered = new Map<string, number>();
    for (let seed = 1; seed <= DRAWS; seed++) {
      const { spectra, temperatures } = ceramicSeries({
        kelvin: KELVIN,
        seed,
        noise: 0.005,
        frequencies: () => sweep(5e6, 1, 21),
      });
      const separate = spectra.map((spectrum, index) => {
        const kelvin = KELVIN[index] ?? 0;
        const R1 = arrhenius(TRUTH.R1, TRUTH.activation1, kelvin);
        const R2 = arrhenius(TRUTH.R2, TRUTH.activation2, kelvin);
        const initial = { R1, R2, "CPE1.Q": 2e-10, "CPE1.n": 0.9, "CPE2.Q": 2e-8, "CPE2.n": 0.85, "CPE3.Q": 5e-6 };
        return fit(spectrum, circuit, { search: false, initial: { ...initial, "CPE3.n": 0.8 } });
      });
      const joint = fitJointly(spectra, circuit, { shared: LAWS, temperatures, separate });
      const note = (name: string, value: number, stderr: number | null | undefined, truth: number): void => {
        // Student's t at 5 % for the 146 degrees of freedom.
        const inside = stderr !== null && stderr !== undefined && Math.abs(value - truth) <= 1.9763 * stderr;
        covered.set(name, (covered.get(name) ?? 0) + (inside ? 1 : 0));
      };
      const truth = [TRUTH.activation1, TRUTH.activation2];
      joint.shared.slice(0, 2).forEach(({ parameter, activationEnergy }, index) => {
        note(`E of ${parameter}`, activationEnergy?.value ?? 0, activationEnergy?.stderr, truth[index] ?? 0);
      });
      const n = joint.shared[3];
      note("CPE1.n", n?.value ?? 0, n?.stderr, TRUTH["CPE1.n"]);
      const R2 = joint.spectra[3]?.parameters.find(({ name }) => name === "R2");
      const [low = 0, high = 0] = R2?.interval ?? [];
      const value = arrhenius(TRUTH.R2, TRUTH.activation2, 350);
      covered.set("R2 at 350 K", (covered.get("R2 at 350 K") ?? 0) + (low <= value && value <= high ? 1 : 0));
      expect(joint.degreesOfFreedom).toBe(2 * 21 * 4 - 22);
    }
    expect(covered.size).toBe(4);
    for (const [name, count] of covered) {
      expect(count, name).toBeGreaterThan(177);
      expect(count, name).toBeLessThanOrEqual(DRAWS);
    }
    console.log(
      `covered of ${String(DRAWS)}: ${[...covered].map(([name, count]) => `${name} ${String(count)}`).join(", ")}`,
    );
  });
});
