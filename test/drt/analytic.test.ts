import { describe, expect, it } from "vitest";
import { drt, type DrtOptions, type DrtResult } from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";
import { arcOf, gerischerOf, havriliakNegamiOf, type Distribution } from "./distributions.ts";

const FREQUENCIES = sweep(1e6, 1e-3, 91);

function invert(text: string, options: DrtOptions = {}, noise = 0): DrtResult {
  return drt(simulated(text, { frequencyHz: FREQUENCIES, noise }), options);
}

/** Largest difference from the true gamma over the time constants that the frequencies reach, as a share of its maximum. */
function largestError({ tau, gamma }: DrtResult, truth: Distribution): number {
  const reached = (t: number): boolean => t > 1 / (2 * Math.PI * 1e6) && t < 1 / (2 * Math.PI * 1e-3);
  const all = Array.from(tau, truth);
  const errors = Array.from(tau, (t, k) =>
    reached(t) ? Math.abs((gamma[k] ?? Number.NaN) - (all[k] ?? Number.NaN)) : 0,
  );
  return Math.max(...errors) / Math.max(...all);
}

// Without noise nothing but smoothing and the finite grid is in the way: lambda is small, and the errors are those of the basis. The
// sharper a distribution, the more of it Gaussians of 0.29 in ln tau flatten.
const smooth: readonly [name: string, circuit: string, truth: Distribution, resistance: number, error: number][] = [
  ["ZARC, n = 0.8", "R0{10}-Zarc1{R=50, tau=0.1, n=0.8}", arcOf(50, 0.1, 0.8), 50, 0.025],
  ["ZARC, n = 0.6", "R0{10}-Zarc1{R=50, tau=0.1, n=0.6}", arcOf(50, 0.1, 0.6), 50, 0.01],
  [
    "two ZARCs",
    "R0{10}-Zarc1{R=50, tau=0.1, n=0.8}-Zarc2{R=30, tau=1m, n=0.7}",
    (tau) => arcOf(50, 0.1, 0.8)(tau) + arcOf(30, 1e-3, 0.7)(tau),
    80,
    0.025,
  ],
  [
    "Havriliak-Negami, a = 0.8, b = 0.7",
    "R0{10}-HN1{R=50, tau=0.1, a=0.8, b=0.7}",
    havriliakNegamiOf(50, 0.1, 0.8, 0.7),
    50,
    0.015,
  ],
];

describe.each(smooth)("%s without noise", (_name, circuit, truth, resistance, error) => {
  it.each(["gaussian", "piecewise-linear"] as const)("by %s functions", (basis) => {
    const result = invert(circuit, { basis });
    expect(largestError(result, truth)).toBeLessThan(error);
    // What lies beyond the frequencies is shared out between R and gamma.
    expect(Math.abs(result.polarisationResistance / resistance - 1)).toBeLessThan(0.005);
    expect(Math.abs(result.seriesResistance / 10 - 1)).toBeLessThan(0.03);
  });
});

describe("distributions too sharp for any inversion, with noise of 0.1 or 0.3 % of |Z|", () => {
  // Position within a grid step (0.13 in ln tau is 0.06 decades), the resistance within three standard errors of a fit of the
  // circuit at this noise (0.1 %) and what the condition on the sign adds from the noise (0.3 %).
  const position = 0.03;
  const area = 0.01;

  it("RC: one peak of the right place and resistance, as narrow as the functions of the basis allow", () => {
    for (const seed of [1, 2, 3]) {
      const spectrum = simulated("R0{10}-K1{R=50, tau=0.1}", { frequencyHz: FREQUENCIES, noise: 0.003, seed });
      const { peaks, seriesResistance } = drt(spectrum);
      expect(peaks.length).toBe(1);
      const [peak] = peaks;
      expect(Math.abs(Math.log10((peak?.tau ?? Number.NaN) / 0.1))).toBeLessThan(position);
      expect(Math.abs((peak?.resistance ?? Number.NaN) / 50 - 1)).toBeLessThan(area);
      expect(peak?.widthDecades).toBeLessThan(0.25);
      expect(peak?.exponent).toBeGreaterThan(0.94);
      expect(Math.abs(seriesResistance / 10 - 1)).toBeLessThan(0.005);
    }
  });

  it("two RC: two peaks", () => {
    const spectrum = simulated("R0{10}-K1{R=50, tau=0.1}-K2{R=20, tau=1m}", { frequencyHz: FREQUENCIES, noise: 0.001 });
    const { peaks } = drt(spectrum);
    expect(peaks.map(({ tau }) => Math.round(10 * Math.log10(tau)))).toEqual([-30, -10]);
    expect(Math.abs((peaks[0]?.resistance ?? Number.NaN) / 20 - 1)).toBeLessThan(2 * area);
    expect(Math.abs((peaks[1]?.resistance ?? Number.NaN) / 50 - 1)).toBeLessThan(area);
  });

  it("Gerischer: one peak below its end, with a tail to the fast side", () => {
    const truth = gerischerOf(50, 0.1);
    const spectrum = simulated("R0{10}-G1{R=50, tau=0.1}", { frequencyHz: FREQUENCIES, noise: 0.001 });
    const result = drt(spectrum);
    expect(result.peaks.length).toBe(1);
    const [peak] = result.peaks;
    // The infinite end at tau0 is flattened and lies some 0.15 decades above the maximum.
    expect(Math.abs(Math.log10((peak?.tau ?? Number.NaN) / 0.1))).toBeLessThan(0.2);
    expect(Math.abs((peak?.resistance ?? Number.NaN) / 50 - 1)).toBeLessThan(area);
    // Away from the end gamma is smooth and comes out.
    result.tau.forEach((tau, k) => {
      if (tau > 1e-5 && tau < 5e-3) expect(Math.abs((result.gamma[k] ?? Number.NaN) - truth(tau))).toBeLessThan(0.6);
    });
  });
});

describe("widths of a Cole-Cole arc", () => {
  it.each([
    [0.6, 0.02],
    [0.8, 0.06],
  ])("n = %d within %d of the decades", (n, tolerance) => {
    // cosh(n y) = 2 + cos((1 - n) pi) where gamma is half of its maximum; smoothing adds to it.
    const width = (2 * Math.acosh(2 - Math.cos((1 - n) * Math.PI))) / n / Math.LN10;
    const { peaks } = invert(`R0{10}-Zarc1{R=50, tau=0.1, n=${n}}`);
    expect(Math.abs((peaks[0]?.widthDecades ?? Number.NaN) / width - 1)).toBeLessThan(tolerance);
    expect(Math.abs((peaks[0]?.exponent ?? Number.NaN) - n)).toBeLessThan(0.01);
  });
});
