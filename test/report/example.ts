import type { FitResult, FittedParameter } from "../../src/fit/result.ts";
import { makeSpectrum, type Spectrum } from "../../src/spectrum.ts";

function parameter(part: Partial<FittedParameter> & Pick<FittedParameter, "name" | "value" | "unit">): FittedParameter {
  return { stderr: null, interval: null, lower: 0, upper: Infinity, status: "free", ...part };
}

/** A resistor of 20 ohm in series with 100 ohm parallel to 1 uF, from 100 kHz to 10 Hz. */
export function exampleSpectrum(points = 33): Spectrum {
  const frequencyHz = Array.from({ length: points }, (_, index) =>
    Number((1e5 * 10 ** ((-4 * index) / (points - 1))).toPrecision(8)),
  );
  const x = frequencyHz.map((frequency) => 2 * Math.PI * frequency * 1e-4);
  return makeSpectrum({
    frequencyHz,
    re: x.map((value) => 20 + 100 / (1 + value * value)),
    im: x.map((value) => (-100 * value) / (1 + value * value)),
    name: "example.csv",
  });
}

/** A result put together by hand: every status, every kind of unit, residuals of up to 0.5 %. */
export function exampleResult(spectrum = exampleSpectrum()): FitResult {
  const magnitude = spectrum.re.map((value, index) => Math.sqrt(value ** 2 + (spectrum.im[index] ?? 0) ** 2));
  const rePercent = spectrum.re.map((_, index) => 0.4 * Math.sin(index * index));
  const imPercent = spectrum.re.map((_, index) => (index < 16 ? 0.3 : -0.3));
  return {
    circuit: "R_b-(R_gb|CPE_gb)",
    weight: "modulus",
    objectiveForm: "impedance",
    loss: "squares",
    logLikelihood: -321.5,
    aicc: 659.25,
    bic: 671.75,
    robust: null,
    errorStructure: null,
    parameters: [
      parameter({ name: "R_b", value: 20.0123, stderr: 0.0312, interval: [19.95, 20.08], unit: "ohm" }),
      parameter({ name: "R_gb", value: 12345.6, stderr: 78.9, interval: [12188, 12505], unit: "ohm" }),
      parameter({
        name: "CPE_gb.Q",
        value: 1.23456e-8,
        stderr: 2.1e-10,
        interval: [1.19e-8, 1.28e-8],
        unit: "F s^(n-1)",
      }),
      parameter({ name: "CPE_gb.n", value: 0.912345, stderr: 0.0021, interval: [0.908, 0.917], unit: "-", upper: 1 }),
      parameter({ name: "CPE_el.n", value: 1, unit: "-", upper: 1, status: "at-bound" }),
      parameter({ name: "C_geo", value: 0, unit: "F", status: "at-bound" }),
      parameter({ name: "L_lead", value: 3e-7, unit: "H", status: "fixed" }),
      parameter({ name: "R_a", value: 40.0246, stderr: 0.0624, interval: [39.9, 40.15], unit: "ohm", status: "tied" }),
      parameter({ name: "Wo1.tau", value: 12.5, stderr: 31, interval: [0.1, 1600], unit: "s" }),
      parameter({ name: "Wo1.R", value: 5e6, unit: "ohm", status: "unidentified" }),
    ],
    objective: 1.23456789e-3,
    chi2Reduced: 2.0576131e-5,
    degreesOfFreedom: 60,
    scaledCondition: 42.123,
    freeParameters: ["R_b", "R_gb", "CPE_gb.Q"],
    correlation: [
      [1, 0.1, 0.2],
      [0.1, 1, -0.987],
      [0.2, -0.987, 1],
    ],
    activeOrders: [],
    derived: [],
    minima: [],
    termination: {
      outcome: "converged",
      message: "Converged: one more step would lower S by 3e-17 of itself (threshold 1e-13).",
      measured: 3e-17,
      threshold: 1e-13,
      evaluations: 17,
      starts: 1,
      startsAgreeing: 1,
      unseenShare: null,
    },
    excluded: [],
    warnings: ["Wo1 is not determined by these data."],
    residuals: {
      point: Array.from(spectrum.frequencyHz.keys()),
      frequencyHz: spectrum.frequencyHz,
      fitRe: spectrum.re.map((value, index) => value + (magnitude[index] ?? 0) * 0.01 * (rePercent[index] ?? 0)),
      fitIm: spectrum.im.map((value, index) => value + (magnitude[index] ?? 0) * 0.01 * (imPercent[index] ?? 0)),
      rePercent,
      imPercent,
    },
  };
}
