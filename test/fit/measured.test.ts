import { describe, expect, it } from "vitest";
import {
  checkSpectrum,
  compareCircuits,
  fit,
  intervals,
  lackOfFit,
  makeSpectrum,
  parseCircuit,
} from "../../src/index.ts";
import { deviation, fitErrorOf, simulated } from "./support.ts";

const circuit = parseCircuit("R0-(R1|C1)");
const text = "R0{20}-(R1{100}|C1{10u})";
const { frequencyHz, re, im, sigma } = simulated(text, { noise: 0.01, seed: 2 });
/** Without its standard deviations. */
const bare = makeSpectrum({ frequencyHz, re, im });

describe("weight measured", () => {
  it("takes the noise of the Kramers-Kronig test where the spectrum has none, and says so", () => {
    const result = fit(bare, circuit, { weight: "measured" });
    const noise = (checkSpectrum(bare).noisePercent ?? 0) / 100;
    expect(result.weight).toBe("measured");
    expect(result.errorStructure).toMatchObject({ terms: ["modulus"], coefficients: [noise] });
    expect(result.warnings.join(" ")).toMatch(
      /weights suppose the noise that the Kramers-Kronig test found, [01]\.\d+ %/,
    );
    // The same minimum as with modulus weights; errors as those of s^2 with the other estimate of the noise.
    const modulus = fit(bare, circuit);
    expect(deviation(result.objective * noise * noise, modulus.objective)).toBeLessThan(1e-9);
    const ratio = noise / Math.sqrt(modulus.chi2Reduced ?? 1);
    result.parameters.forEach(({ value, stderr }, k) => {
      const other = modulus.parameters[k];
      expect(deviation(value, other?.value ?? 0)).toBeLessThan(1e-9);
      expect(deviation(stderr ?? 0, (other?.stderr ?? 0) * ratio)).toBeLessThan(1e-6);
    });
    // S is a chi-square of 83 degrees of freedom, the noise good to 9 %.
    expect(Math.abs((result.chi2Reduced ?? 0) - 1)).toBeLessThan(0.6);
  });

  it("takes the spectrum's own standard deviations where it has some", () => {
    const own = makeSpectrum({ frequencyHz, re, im, ...(sigma === undefined ? {} : { sigma }) });
    const result = fit(own, circuit, { weight: "measured" });
    const given = fit(own, circuit, { weight: "sigma" });
    expect(result.objective).toBe(given.objective);
    expect(result.parameters).toEqual(given.parameters);
    expect(result.errorStructure).toBeNull();
    expect(lackOfFit(result).kind).toBe("sigma");
  });

  it("leaves points aside that the others contradict, and looks only at those fitted", () => {
    const wrong = makeSpectrum({ frequencyHz, re: re.map((x, k) => (k === 20 ? 1.2 * x : x)), im });
    const result = fit(wrong, circuit, { weight: "measured" });
    expect(result.warnings.join(" ")).toContain("without point 20, which the others contradict");
    const masked = fit(wrong, circuit, { weight: "measured", exclude: [20] });
    expect(masked.warnings.join(" ")).not.toContain("contradict");
  });

  it("warns where the circuit leaves more than the noise", () => {
    const result = fit(bare, parseCircuit("R0-C1"), { weight: "measured" });
    expect(result.warnings.join(" ")).toMatch(
      /S is [\d.e+]+ times what it explains, so the circuit leaves something out/,
    );
  });

  it("serves further questions", () => {
    const result = fit(bare, circuit, { weight: "measured" });
    expect(lackOfFit(result).kind).toBe("kramers-kronig");
    expect(intervals(result, { method: "profile" }).parameters).toHaveLength(3);
    const compared = compareCircuits(bare, [circuit, parseCircuit("R0-(R1|CPE1)")], { weight: "measured" });
    expect(compared.nested[0]?.denominator).toBe(Infinity);
  });

  it("needs points to take the noise from, and takes data without noise", () => {
    const short = makeSpectrum({ frequencyHz: [3, 2, 1], re: [1, 2, 3], im: [-1, -1, -1] });
    expect(fitErrorOf(() => fit(short, circuit, { weight: "measured" })).code).toBe("bad-weight");
    const exact = fit(simulatedExactly(), circuit, { weight: "measured" });
    expect(exact.errorStructure?.coefficients[0]).toBeLessThan(1e-4);
  });
});

function simulatedExactly() {
  return simulated(text, { noise: 0 });
}
