import { describe, expect, it } from "vitest";
import {
  drt,
  drtToCircuit,
  FitError,
  makeSpectrum,
  parseCircuit,
  type DrtOptions,
  type Spectrum,
} from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";

function spectrumOf(points: number, z: (omega: number, index: number) => readonly [re: number, im: number]): Spectrum {
  const frequencyHz = sweep(1e5, 0.1, Math.max(2, points)).slice(0, points);
  const values = frequencyHz.map((frequency, index) => z(2 * Math.PI * frequency, index));
  return makeSpectrum({ frequencyHz, re: values.map(([re]) => re), im: values.map(([, im]) => im) });
}

/** Every number of a result, its getters included. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (value instanceof Float64Array) return Array.from(value);
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const odd: readonly [name: string, spectrum: Spectrum][] = [
  ["a pure capacitor", spectrumOf(30, (omega) => [0, -1 / (omega * 1e-5)])],
  ["a pure resistor", spectrumOf(30, () => [50, 0])],
  ["a pure inductor", spectrumOf(30, (omega) => [0, omega * 1e-6])],
  ["values that are all equal", spectrumOf(30, () => [10, -5])],
  ["negative real parts", spectrumOf(30, (omega) => [-10 - 5 / (1 + omega), -20 / (1 + omega)])],
  ["signs that alternate", spectrumOf(30, (_, k) => [k % 2 === 0 ? 1 : -1, k % 3 === 0 ? 2 : -2])],
  ["an inductive loop", spectrumOf(40, (omega) => [50 - 20 / (1 + omega * omega), (20 * omega) / (1 + omega * omega)])],
  [
    "five points",
    spectrumOf(5, (omega) => [10 + 50 / (1 + (omega * 1e-3) ** 2), (-50 * omega * 1e-3) / (1 + (omega * 1e-3) ** 2)]),
  ],
  ["tiny impedances", spectrumOf(30, (omega) => [1e-140, -1e-140 / (1 + omega)])],
  ["huge impedances", spectrumOf(30, (omega) => [1e140, -1e140 / (1 + omega)])],
];

describe("spectra that hold no distribution", () => {
  it.each(odd)("%s: finite numbers", (_name, spectrum) => {
    for (const options of [
      {},
      { basis: "piecewise-linear" },
      { lambda: "l-curve" },
      { data: "im" },
      { data: "re" },
    ] as DrtOptions[]) {
      const result = drt(spectrum, options);
      expect(numbersIn({ ...result, secondOpinion: null }).every(Number.isFinite)).toBe(true);
      expect(() => parseCircuit(drtToCircuit(result))).not.toThrow();
    }
    expect(typeof drt(spectrum).secondOpinion.verdict).toBe("string");
  });

  it("a pure capacitor is the series capacitor, and nothing else", () => {
    const result = drt(spectrumOf(30, (omega) => [1e-9, -1 / (omega * 1e-5)]));
    expect((result.capacitance ?? Number.NaN) / 1e-5).toBeCloseTo(1, 6);
    expect(drtToCircuit(result)).toContain("C0{0.00001}");
  });

  it("negative real parts and inductive loops are told", () => {
    expect(drt(odd[4]?.[1] ?? odd[0]![1]).warnings.join()).toMatch(/misses the data|no relaxation/);
    expect(drt(odd[6]?.[1] ?? odd[0]![1]).warnings.join()).toMatch(/misses the data|no relaxation/);
  });
});

describe("what cannot be inverted", () => {
  const good = simulated("R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})");

  it.each([1, 2, 4])("%d points", (points) => {
    const spectrum = spectrumOf(points, () => [10, -5]);
    expect(() => drt(spectrum)).toThrow(/at least 5 different frequencies; \d (is|are) left here/);
  });

  it("one frequency many times", () => {
    const spectrum = makeSpectrum({ frequencyHz: Array(9).fill(10), re: Array(9).fill(1), im: Array(9).fill(-1) });
    expect(() => drt(spectrum)).toThrow(FitError);
  });

  it.each([
    [{ lambda: -1 }, "lambda"],
    [{ lambda: "best" }, "lambda"],
    [{ shape: 0.1 }, "shape"],
    [{ derivative: 3 }, "derivative"],
    [{ basis: "spline" }, "basis"],
    [{ timeConstants: 2.5 }, "timeConstants"],
    [{ timeConstants: { from: 1, to: 0.1 } }, "time constants would reach"],
    [{ timeConstants: { from: 0 } }, "timeConstants.from"],
    [{ level: 1 }, "level"],
    [{ weight: "sigma" }, "standard deviations"],
    [{ minimumHz: 2, maximumHz: 1 }, "window"],
  ])("options %j", (options, word) => {
    const spectrum = makeSpectrum({ frequencyHz: good.frequencyHz, re: good.re, im: good.im });
    expect(() => drt(spectrum, options as DrtOptions)).toThrow(FitError);
    expect(() => drt(spectrum, options as DrtOptions)).toThrow(word);
  });

  it("what is no spectrum", () => {
    expect(() => drt({ frequencyHz: [1], re: [1], im: [1] } as never)).toThrow("makeSpectrum");
  });
});
