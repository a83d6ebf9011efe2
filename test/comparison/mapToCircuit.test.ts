import { describe, expect, it } from "vitest";
import { fit, mapToCircuit, parseCircuit, type FitResult } from "../../src/index.ts";
import { errorOf, parameterOf, simulated, valueOf } from "../fit/support.ts";

/** The fit of the other circuit, which must exist. */
function mapped(result: FitResult, text: string): FitResult {
  const found = mapToCircuit(result, parseCircuit(text));
  if (found === undefined) throw new Error(`${text} cannot take the impedance`);
  return found;
}

/** Standard error of a function of the parameters by the delta method, derivatives by central differences. */
function deltaError(result: FitResult, of: (values: Record<string, number>) => number): number {
  const names = result.freeParameters;
  const values = Object.fromEntries(names.map((name) => [name, valueOf(result, name)]));
  const slopes = names.map((name) => {
    const step = 1e-5 * valueOf(result, name);
    const at = (shift: number): number => of({ ...values, [name]: valueOf(result, name) + shift });
    return (at(step) - at(-step)) / (2 * step);
  });
  let variance = 0;
  names.forEach((a, i) => {
    names.forEach((b, j) => {
      const covariance = (result.correlation[i]?.[j] ?? 0) * errorOf(result, a) * errorOf(result, b);
      variance += (slopes[i] ?? 0) * (slopes[j] ?? 0) * covariance;
    });
  });
  return Math.sqrt(variance);
}

describe("mapToCircuit", () => {
  const spectrum = simulated("R1{100}-(R2{250}|C1{3u})");
  const result = fit(spectrum, parseCircuit("R1-(R2|C1)"));
  const twin = mapped(result, "R3|(R4-C2)");

  // Z = R1 + R2/(1 + s C1 R2) written as R3|(R4-C2) and compared power by power of s.
  const map: Record<string, (values: Record<string, number>) => number> = {
    R3: ({ R1 = 0, R2 = 0 }) => R1 + R2,
    R4: ({ R1 = 0, R2 = 0 }) => (R1 * (R1 + R2)) / R2,
    C2: ({ R1 = 0, R2 = 0, C1 = 0 }) => C1 * (R2 / (R1 + R2)) ** 2,
  };

  it.each(Object.entries(map))("has the exact value and error of %s", (name, of) => {
    const values = Object.fromEntries(result.parameters.map((parameter) => [parameter.name, parameter.value]));
    // Both fits are polished to rounding, 1e-12 or so in the parameters.
    expect(Math.abs(valueOf(twin, name) / of(values) - 1)).toBeLessThan(1e-9);
    // Central differences of 1e-5 err by 1e-10; the linear map of the covariance itself is exact.
    expect(Math.abs(errorOf(twin, name) / deltaError(result, of) - 1)).toBeLessThan(1e-6);
  });

  it("keeps S and the impedance", () => {
    expect(Math.abs(twin.objective / result.objective - 1)).toBeLessThan(1e-12);
    expect(twin.degreesOfFreedom).toBe(result.degreesOfFreedom);
  });

  it("goes there and back through ladders and Voigt chains", () => {
    const data = simulated("R0{20}-(C1{1u}|(R1{100}-(R2{300}|C2{100u})))");
    const ladder = fit(data, parseCircuit("R0-(C1|(R1-(R2|C2)))"));
    const voigt = mapped(ladder, "R0-(R1|C1)-(R2|C2)");
    const maxwell = mapped(voigt, "R5|(R6-C6)|(R7-C7)");
    const back = mapped(maxwell, "R0-(C1|(R1-(R2|C2)))");
    for (const { name, value, stderr } of ladder.parameters) {
      expect(Math.abs(valueOf(back, name) / value - 1)).toBeLessThan(1e-9);
      expect(Math.abs(errorOf(back, name) / (stderr ?? Number.NaN) - 1)).toBeLessThan(1e-6);
    }
    // Limits at zero and infinite frequency are the same in all forms.
    expect(valueOf(maxwell, "R5")).toBeCloseTo(valueOf(voigt, "R0") + valueOf(voigt, "R1") + valueOf(voigt, "R2"), 6);
  });

  it("takes a special case into a general circuit, with the parameters at their limits", () => {
    const general = mapped(fit(spectrum, parseCircuit("R1-(R2|C1)")), "R1-(R2|CPE1)");
    expect(general.objective).toBeLessThanOrEqual(result.objective * (1 + 1e-12));
    expect(parameterOf(general, "CPE1.n").value).toBeGreaterThan(0.99);
  });

  it("says where a circuit cannot take the impedance", () => {
    expect(mapToCircuit(result, parseCircuit("R1-C1"))).toBeUndefined();
    expect(mapToCircuit(result, parseCircuit("R1{100 fixed}"))).toBeUndefined();
  });

  it("asks for a result of fit", () => {
    expect(() => mapToCircuit({ ...result }, parseCircuit("R3|(R4-C2)"))).toThrow("the very object");
  });
});
