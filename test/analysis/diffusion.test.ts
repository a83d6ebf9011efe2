import { describe, expect, it } from "vitest";
import { finiteDiffusion, warburgDiffusion } from "../../src/analysis/diffusion.ts";
import { diffusionOfFit } from "../../src/analysis/diffusionOfFit.ts";
import { tailExponent } from "../../src/analysis/tailExponent.ts";
import { fit, makeSpectrum, parseCircuit, simulate, type FitResult } from "../../src/index.ts";
import { NormalGenerator } from "../../src/cli/random.ts";

const cell = { area: "1.13 cm2", concentration: "0.02 mol/cm3", temperature: "25 C" };

function fitted(truth: string, circuit: string, lowest = 1e-3, noise = 0.003): FitResult {
  const frequencyHz = Float64Array.from({ length: 60 }, (_, k) => 1e5 * (lowest / 1e5) ** (k / 59));
  const { re, im } = simulate(parseCircuit(truth), frequencyHz);
  const normal = new NormalGenerator(2);
  const noisy = re.map((each, k) => each + noise * Math.hypot(each, im[k] ?? 0) * normal.next());
  const noisyIm = im.map((each, k) => each + noise * Math.hypot(re[k] ?? 0, each) * normal.next());
  return fit(makeSpectrum({ frequencyHz, re: noisy, im: noisyIm }), parseCircuit(circuit));
}

describe("diffusion coefficients from numbers", () => {
  it("of a Warburg coefficient, with its error", () => {
    const answer = warburgDiffusion({ ...cell, sigma: "12.0(3) ohm s^-1/2" });
    // The constants of the SI, in units of cm throughout: R T/(sqrt 2 F^2 A c sigma).
    const root = (8.314462618 * 298.15) / (Math.SQRT2 * 96485.33212 ** 2 * 1.13 * 0.02 * 12);
    expect(answer.value / root ** 2).toBeCloseTo(1, 8);
    expect(answer.unit).toBe("cm2/s");
    expect((answer.stderr ?? 0) / answer.value).toBeCloseTo((2 * 0.3) / 12, 10);
    const two = warburgDiffusion({ ...cell, sigma: "12 ohm s^-1/2", electrons: 2 });
    expect(answer.value / two.value).toBeCloseTo(16, 8);
  });

  it("of a time constant", () => {
    const answer = finiteDiffusion({ tau: "400(20) s", length: "2.00(4) um" });
    expect(answer.value).toBeCloseTo(1e-10, 20);
    expect((answer.stderr ?? 0) / answer.value).toBeCloseTo(Math.hypot(0.05, 0.04), 10);
  });

  it("refuses other kinds of quantities", () => {
    expect(() => warburgDiffusion({ ...cell, sigma: "12 ohm" })).toThrow("another kind of quantity");
    expect(() => warburgDiffusion({ ...cell, sigma: "12 ohm s^-1/2", electrons: 0 })).toThrow("a whole number above 0");
    expect(() => finiteDiffusion({ tau: "4 ms", length: "2 cm2" })).toThrow("another kind of quantity");
  });
});

describe("diffusion coefficients from fits", () => {
  const before = "R0{20}-(R1{100}|C1{10u})";

  it("of a semi-infinite Warburg element, its exponent tested", () => {
    const result = fitted(`${before}-W1{12}`, "R0-(R1|C1)-W1");
    const { answer, element, exponent } = diffusionOfFit(result, cell);
    expect(element).toBe("W1");
    expect(Math.abs((exponent?.value ?? 0) - 0.5)).toBeLessThan(3 * (exponent?.stderr ?? 0));
    if (!("value" in answer)) throw new Error(answer.reason);
    const truth = warburgDiffusion({ ...cell, sigma: "12 ohm s^-1/2" }).value;
    expect(Math.abs(answer.value - truth)).toBeLessThan(3.5 * (answer.stderr ?? 0));
    expect((answer.stderr ?? 0) / answer.value).toBeLessThan(0.05);
    expect(answer.notes.join()).toContain("in agreement with 1/2");
  });

  it("halves sigma of a symmetric cell", () => {
    const one = diffusionOfFit(fitted(`${before}-W1{12}`, "R0-(R1|C1)-W1"), cell).answer;
    const both = diffusionOfFit(fitted(`${before}-W1{12}`, "R0-(R1|C1)-W1; cell symmetric"), cell).answer;
    expect("value" in one && "value" in both ? both.value / one.value : 0).toBeCloseTo(4, 8);
  });

  it.each(["Wo", "Ws"])("of a finite element %s", (symbol) => {
    const result = fitted(`${before}-${symbol}1{R = 80, tau = 30}`, `R0-(R1|C1)-${symbol}1`);
    const { answer } = diffusionOfFit(result, { length: "1 um" });
    if (!("value" in answer)) throw new Error(answer.reason);
    expect(Math.abs(answer.value - 1e-8 / 30)).toBeLessThan(3.5 * (answer.stderr ?? 0));
  });

  it.each([
    ["CPE1{Q = 30m, n = 0.62}", "W1"],
    ["CPE1{Q = 30m, n = 0.42}", "W1"],
    ["Wo1{R = 80, tau = 30, p = 0.42}", "Wo1"],
    ["Wo1{R = 80, tau = 30, p = 0.42}", "Wo1{p = 0.5 in 0.3..0.7}"],
  ])("is refused for a tail of %s fitted by %s, with what to do", (tail, element) => {
    const { answer, exponent } = diffusionOfFit(fitted(`${before}-${tail}`, `R0-(R1|C1)-${element}`), {
      ...cell,
      length: "1 um",
    });
    if (!("reason" in answer)) throw new Error("a D");
    expect(answer.reason).toMatch(/the tail has the exponent 0\.\d+ \+- 0\.\d+ when it is free, not 1\/2/);
    expect(answer.settledBy).toContain("GITT");
    expect(Math.abs((exponent?.value ?? 0) - Number(/[np] = (0\.\d+)/.exec(tail)?.[1]))).toBeLessThan(0.02);
  });

  it("is refused where the circuit does not describe the spectrum", () => {
    // Without the arc of 100 ohm; the tail alone, at low frequencies, it describes.
    const { answer } = diffusionOfFit(fitted(`${before}-W1{12}`, "R0-W1"), cell);
    if (!("reason" in answer)) throw new Error("a D");
    expect(answer.reason).toMatch(/^the fit misses the data by [\d.]+ % of \|Z\| \(root mean square\)/);
    expect(answer.settledBy).toContain("--fmax");
  });

  it("is refused where the tail ends before it bends", () => {
    const result = fitted(`${before}-Wo1{R = 800, tau = 3000}`, "R0-(R1|C1)-Wo1", 0.05);
    const { answer } = diffusionOfFit(result, { length: "1 um" });
    if (!("reason" in answer)) throw new Error("a D");
    expect(answer.reason).toMatch(
      /do not determine tau of Wo1|the spectrum ends at omega tau = 1\d, before the tail bends/,
    );
  });

  it("takes one diffusion element", () => {
    const none = fitted(`${before}-W1{12}`, "R0-(R1|C1)-CPE1");
    expect(() => diffusionOfFit(none, cell)).toThrow("the circuit has none of W, Ws and Wo");
    expect(
      tailExponent(fitted(`${before}-W1{12}`, "R0-(R1|C1)-W1; R2 = 2*W1".replace("R2 = 2*W1", "derive 2*W1")), "W1"),
    ).toBeUndefined();
    expect(() => diffusionOfFit(fitted(`${before}-W1{12}`, "R0-(R1|C1)-W1"), { area: "1 cm2" })).toThrow(
      "needs the area, the concentration",
    );
  });
});
