import type { FitKernel } from "../kernel/kernel.ts";
import type { Spectrum } from "../spectrum.ts";
import type { PreparedProblem } from "./problem.ts";
import type { Residuals } from "./result.ts";

/** Fitted impedance and relative residuals at the points of a fit. `values`: all parameters, in the records' units. */
export function residualsAt(
  spectrum: Spectrum,
  prepared: PreparedProblem,
  values: Float64Array,
  kernel: FitKernel,
): Residuals {
  kernel.load(prepared.problem);
  kernel.setValues(values);
  const fitted = kernel.impedance();
  if (fitted === undefined) throw new RangeError("The fitted parameters have no impedance.");
  const { frequencyHz } = prepared.problem;
  const rePercent = new Float64Array(frequencyHz.length);
  const imPercent = new Float64Array(frequencyHz.length);
  prepared.used.forEach((source, point) => {
    const re = spectrum.re[source] ?? Number.NaN;
    const im = spectrum.im[source] ?? Number.NaN;
    // Math.hypot may differ in the last bit from one engine to another.
    const modulus = Math.sqrt(re * re + im * im);
    rePercent[point] = (100 * ((fitted.re[point] ?? Number.NaN) - re)) / modulus;
    imPercent[point] = (100 * ((fitted.im[point] ?? Number.NaN) - im)) / modulus;
  });
  return { point: prepared.used, frequencyHz, fitRe: fitted.re, fitIm: fitted.im, rePercent, imPercent };
}
