import { describe, expect, it } from "vitest";
import { makeSpectrum, zhit, type ZhitInterpolation, type ZhitSmoothing, type ZhitWindow } from "../../src/index.ts";
import peers from "../fixtures/validate/zhitPeers.json" with { type: "json" };

/** Names of pyimpspec and their counterparts here. Its `triang` does not end at 0, and its other windows are not here. */
const smoothings: Readonly<Record<string, ZhitSmoothing>> = {
  none: "none",
  savgol: "savitzky-golay",
  lowess: "lowess",
  whithend: "whittaker",
  modsinc: "modified-sinc",
};
const interpolations: Readonly<Record<string, ZhitInterpolation>> = {
  akima: "akima",
  makima: "modified-akima",
  cubic: "not-a-knot",
  pchip: "pchip",
};
const windows: Readonly<Record<string, ZhitWindow>> = { boxcar: "boxcar", hann: "hann", bartlett: "triangle" };
/** Its filters take half the width of the Savitzky-Golay filter whose bandwidth they have. */
const HALF = ["whithend", "modsinc"];

/** The c that makes sum w^2 (r + c)^4 least, which is the constant of pyimpspec. */
function leastFourthPowers(r: readonly number[], weight: readonly number[]): number {
  let c = 0;
  for (let round = 0; round < 100; round++) {
    let slope = 0;
    let curvature = 0;
    r.forEach((value, k) => {
      const square = (weight[k] ?? 0) ** 2;
      slope += square * (value + c) ** 3;
      curvature += 3 * square * (value + c) ** 2;
    });
    c -= slope / curvature;
  }
  return c;
}

describe("Z-HIT of pyimpspec on the same data", () => {
  it.each(
    peers.rows.map((row) => {
      const { kind, smoothing, num_points, polynomial_order, interpolation, window } = row;
      return [
        `${kind}: ${smoothing} ${String(num_points)} ${String(polynomial_order)}, ${interpolation}, ${window}`,
        row,
      ] as const;
    }),
  )("%s", (_name, row) => {
    const spectrum = peers.spectra.find(({ kind }) => kind === row.kind);
    const [smoothing, interpolation, window] = [
      smoothings[row.smoothing],
      interpolations[row.interpolation],
      windows[row.window],
    ];
    if (spectrum === undefined || !smoothing || !interpolation || !window) throw new Error("no counterpart");
    const span = HALF.includes(row.smoothing) ? 2 * row.num_points + 1 : row.num_points;
    const found = zhit(makeSpectrum(spectrum), {
      smoothing,
      interpolation,
      window,
      ...(smoothing === "none" ? {} : { span, degree: row.polynomial_order }),
      centreHz: 10 ** row.center,
      decades: row.width,
    });
    if (found === undefined) throw new Error("no Z-HIT");
    const differences = row.modulus.map((value, k) => Math.log(value / (found.reconstructed[k] ?? Number.NaN)));
    const constant = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    // Twelve digits are stored. In robust rounds, points with a weight near 0 leave lines nearly without a slope, which loses two digits.
    const digits = row.smoothing === "lowess" ? 1e-9 : 2e-11;
    differences.forEach((value) => expect(Math.abs(value - constant)).toBeLessThan(digits));
    // Ours is the weighted mean. Its minimiser stops when S changes by less than 1e-8 or so, near the least of a fourth power.
    const logarithms = Array.from(found.reconstructed, (value, k) => Math.log(value / (found.modulus[k] ?? 1)));
    const theirs = leastFourthPowers(logarithms, Array.from(found.weight));
    expect(Math.abs(constant - theirs)).toBeLessThan(5e-6);
  });
});
