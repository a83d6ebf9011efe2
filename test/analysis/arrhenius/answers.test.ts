import { describe, expect, it } from "vitest";
import { arrhenius } from "../../../src/analysis/arrhenius/index.ts";
import { QuantityError } from "../../../src/analysis/physicalQuantity.ts";

const BOLTZMANN_EV = 8.617333262e-5;

/** sigma T = 3e4 exp(-0.42 eV/(kB T)), in S/cm. */
function conductivity(celsius: number, form: "sigma-T" | "sigma" = "sigma-T"): number {
  const kelvin = celsius + 273.15;
  return (3e4 * Math.exp(-0.42 / (BOLTZMANN_EV * kelvin))) / (form === "sigma-T" ? kelvin : 1);
}

describe("arrhenius", () => {
  it("recovers a line without errors to rounding, and claims none", () => {
    const points = [0, 20, 40, 60, 80].map((t) => ({
      temperature: `${String(t)} C`,
      value: `${String(conductivity(t))} S/cm`,
    }));
    const result = arrhenius(points);
    // kB as above has ten digits.
    expect(result.activationEnergy.value).toBeCloseTo(0.42, 9);
    expect(result.prefactor.value / 3e4).toBeCloseTo(1, 7);
    expect([result.activationEnergy.stderr, result.prefactor.stderr, result.pValue]).toEqual([null, null, null]);
    expect(result.standardErrors.used).toBe("none");
    expect(result.warnings).toEqual([]);
    expect(result.prefactor.unit).toBe("S K/cm");
    expect(result.curvature?.preferred).toBe("arrhenius");
    const [room] = result.values;
    expect((room?.answer.value ?? 0) / conductivity(25)).toBeCloseTo(1, 9);
  });

  it("tells one point that is off where the others have no scatter", () => {
    const points = [0, 20, 40, 60, 80].map((t) => ({
      temperature: `${String(t)} C`,
      value: `${String(conductivity(t) * (t === 40 ? 1.5 : 1))} S/cm`,
    }));
    expect(arrhenius(points).points.map(({ isOutlier }) => isOutlier)).toEqual([false, false, true, false, false]);
  });

  it("names the form in every output", () => {
    const points = [0, 40, 80].map((t) => ({
      temperature: `${String(t)} C`,
      value: `${String(1 / conductivity(t, "sigma"))} ohm cm2`,
    }));
    const plain = arrhenius(points, { form: "sigma" });
    expect(plain.activationEnergy.formula).toBe("Ea = kB d ln R/d(1/T)");
    expect(plain.prefactor.unit).toBe("ohm cm2");
    expect(plain.activationEnergy.value).toBeCloseTo(0.42, 9);
    const scaledByT = arrhenius(points);
    expect(scaledByT.activationEnergy.formula).toBe("Ea = kB d ln(R/T)/d(1/T)");
    expect(scaledByT.prefactor.unit).toBe("ohm cm2/K");
    // They differ by kB T of the mean temperature, as near as 80 K allow.
    const difference = scaledByT.activationEnergy.value - plain.activationEnergy.value;
    expect(Math.abs(difference / (BOLTZMANN_EV * 313) - 1)).toBeLessThan(0.03);
  });

  it("flags what lies outside the measured range, and how far", () => {
    const points = [60, 80, 100].map((t) => ({
      temperature: { value: t, unit: "C" },
      value: { value: conductivity(t), stderr: 0.01 * conductivity(t), unit: "S/cm" },
    }));
    const result = arrhenius(points, { at: ["25 C", "70 C", "400 K"] });
    expect(result.values.map(({ extrapolated }) => extrapolated)).toEqual([true, false, true]);
    expect(result.values[0]?.answer.flags.join()).toContain("extrapolated 35 K beyond the measured 60 C .. 100 C");
    expect(result.values[0]?.answer.flags.join()).toContain("measure at 25 C");
    expect(result.values[1]?.answer.flags).toEqual([]);
    const [low = 0, inside = 0] = result.values.map(({ answer }) => (answer.stderr ?? 0) / answer.value);
    expect(low).toBeGreaterThan(3 * inside);
  });

  it("an error of the temperatures makes Ea less certain", () => {
    const points = (error: string) =>
      [0, 40, 80].map((t) => ({
        temperature: `${String(t)}${error} C`,
        value: { value: conductivity(t), stderr: 0.01 * conductivity(t), unit: "S/cm" },
      }));
    const [exact, loose] = [arrhenius(points("")), arrhenius(points("(1)"))];
    // d ln(sigma T)/dT is Ea/(kB T^2), some 5 % a kelvin here.
    expect((loose.activationEnergy.stderr ?? 0) / (exact.activationEnergy.stderr ?? 1)).toBeGreaterThan(4);
  });

  it("two temperatures have an energy, with errors from the points only", () => {
    const points = [0, 80].map((t) => ({
      temperature: `${String(t)} C`,
      value: { value: conductivity(t), stderr: 0.01 * conductivity(t), unit: "S/cm" },
    }));
    const result = arrhenius(points);
    expect(result.activationEnergy.value).toBeCloseTo(0.42, 9);
    expect(result.standardErrors).toMatchObject({ used: "given", scatter: null });
  });

  it.each([
    [[{ temperature: "25 C", value: "1 S/cm" }], "at one temperature only"],
    [[], "no unit"],
    [[{ temperature: "25 V", value: "1 S/cm" }], "The temperature is in V"],
    [[{ temperature: "25 C", value: "1 cm2" }], "cm2"],
    [
      [
        { temperature: "25 C", value: "1 S/cm" },
        { temperature: "35 C", value: "1 ohm" },
      ],
      "another kind",
    ],
    [
      [
        { temperature: "25 C", value: "1 S/cm" },
        { temperature: "35 C", value: "-1 S/cm" },
      ],
      "must be above 0",
    ],
    [
      [
        { temperature: "25 C", value: "1.0(1) S/cm" },
        { temperature: "35 C", value: "2 S/cm" },
      ],
      "no error at 35 C but at other temperatures",
    ],
  ])("refuses %j", (points, message) => {
    expect(() => arrhenius(points, { name: "sigma" })).toThrow(QuantityError);
    expect(() => arrhenius(points, { name: "sigma" })).toThrow(message);
  });
});
