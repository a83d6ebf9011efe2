import { Complex } from "complex.js";
import type { Spectrum } from "../spectrum.ts";
import type { ObjectiveDefinition } from "./objective.ts";

/** The two weighted parts of the residual at a point, from the fitted impedance in ohm. */
export type Residual = (re: number, im: number) => readonly [first: number, second: number];

/** Square roots of the weights of the two parts, and what the first residual adds to the second where they are correlated. */
interface RootWeight {
  readonly first: number;
  readonly second: number;
  readonly coupling: number;
}

/**
 * The weighted residuals of a spectrum, one function a point: e of the objective times the roots of its weights (see `Objective` and
 * `Weight`).
 *
 * @throws {RangeError} for `sigma` and `structure` without standard deviations, and for `proportional` where a part is exactly 0
 */
export function residualOf(spectrum: Spectrum, definition: ObjectiveDefinition): Residual[] {
  const { objective = "impedance" } = definition;
  return Array.from(spectrum.re, (x, k): Residual => {
    const z = new Complex(x, spectrum.im[k] ?? Number.NaN);
    const root = rootWeight(z, k, spectrum, definition);
    const weighted = (e1: number, e2: number): readonly [number, number] => [
      root.first * e1,
      root.coupling * e1 + root.second * e2,
    ];
    const modulus = z.abs();
    switch (objective) {
      case "impedance":
        return (re, im) => weighted(re - z.re, im - z.im);
      case "admittance": {
        const y = z.inverse();
        return (re, im) => {
          const fitted = new Complex(re, im).inverse();
          return weighted(fitted.re - y.re, fitted.im - y.im);
        };
      }
      case "modulus-phase":
        return (re, im) => weighted(Math.hypot(re, im) - modulus, modulus * turn(re, im, z));
      case "log-modulus":
        return (re, im) => weighted(Math.log(Math.hypot(re, im) / modulus), turn(re, im, z));
      default:
        return objective satisfies never;
    }
  });
}

/** Phase of re + j im less that of z, rad, between -pi and pi. */
function turn(re: number, im: number, z: Complex): number {
  return Math.atan2(im * z.re - re * z.im, re * z.re + im * z.im);
}

function rootWeight(z: Complex, k: number, spectrum: Spectrum, definition: ObjectiveDefinition): RootWeight {
  const { weight, objective = "impedance" } = definition;
  const measured = objective === "admittance" ? z.inverse() : z;
  const relative = objective === "log-modulus" ? 1 : 1 / measured.abs();
  switch (weight) {
    case "unit":
      return { first: 1, second: 1, coupling: 0 };
    case "modulus":
      return { first: relative, second: relative, coupling: 0 };
    case "proportional":
      if (objective === "modulus-phase" || objective === "log-modulus") {
        const phase = inverseOfPart("phase", z.arg(), k, spectrum);
        return { first: relative, second: relative * phase, coupling: 0 };
      }
      return {
        first: inverseOfPart("real part", measured.re, k, spectrum),
        second: inverseOfPart("imaginary part", measured.im, k, spectrum),
        coupling: 0,
      };
    case "sigma":
    case "structure":
    case "measured":
      return carriedOver(z, k, weight === "sigma" ? spectrum.sigma : (definition.sigma ?? spectrum.sigma), objective);
    default:
      return weight satisfies never;
  }
}

/**
 * The inverse Cholesky factor of J V J^T, with V = diag(sigma_re^2, sigma_im^2) and J the derivative of the objective's coordinates by Re Z
 * and Im Z at the measured value.
 */
function carriedOver(
  z: Complex,
  k: number,
  sigma: ObjectiveDefinition["sigma"],
  objective: NonNullable<ObjectiveDefinition["objective"]>,
): RootWeight {
  if (sigma === undefined) {
    throw new RangeError(
      'The weight "sigma" needs standard deviations, and this spectrum has none; give them to makeSpectrum or choose the weight "modulus".',
    );
  }
  const a = sigma.re[k] ?? Number.NaN;
  const b = sigma.im[k] ?? Number.NaN;
  if (objective === "impedance") return { first: 1 / a, second: 1 / b, coupling: 0 };
  const square = z.re * z.re + z.im * z.im;
  const modulus = Math.sqrt(square);
  // d(x1 + j x2) = f dZ for a complex f in all of them.
  const factor =
    objective === "admittance"
      ? z.mul(z).inverse().neg()
      : objective === "log-modulus"
        ? z.inverse()
        : z.inverse().mul(modulus);
  const v11 = (factor.re * a) ** 2 + (factor.im * b) ** 2;
  const v22 = (factor.im * a) ** 2 + (factor.re * b) ** 2;
  const v12 = factor.re * factor.im * (a * a - b * b);
  const rest = Math.sqrt(v22 - (v12 * v12) / v11);
  return { first: 1 / Math.sqrt(v11), second: 1 / rest, coupling: -v12 / v11 / rest };
}

function inverseOfPart(part: string, value: number, k: number, spectrum: Spectrum): number {
  if (value !== 0) return 1 / Math.abs(value);
  throw new RangeError(
    `The ${part} at point ${k} (${spectrum.frequencyHz[k]} Hz) is 0, which has no proportional weight; choose the weight "modulus" or leave the point out.`,
  );
}
