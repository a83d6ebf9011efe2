import { FitError } from "../fit/fitError.ts";
import {
  LinearTest,
  MOST_TERMS,
  type LinearDomain,
  type LinearSolution,
  type LinearVariant,
} from "../linear/linearTest.ts";
import type { Spectrum } from "../spectrum.ts";
import type { MaskOptions } from "../fit/mask.ts";
import { chooseFrom, choosePoints, type ChosenPoints } from "./points.ts";
import { candidates, type TermsChoice } from "./terms.ts";

/** How the number of terms with a time constant is chosen; see `linearKramersKronig`. */
export type TermsCriterion =
  | { readonly criterion: "gcv" | "curvature" | "sum" }
  | {
      readonly criterion: "mu";
      /** Default 0.85. */ readonly threshold?: number;
      /** Default 50. */ readonly mostTerms?: number;
    };

/** Options of `linearKramersKronig`. */
export interface LinearKramersKronigOptions extends MaskOptions {
  /** Which parts the terms are fitted to; default `complex`, both. */
  readonly variant?: LinearVariant;
  /** Default `auto`: the one with the least cross-validation score. */
  readonly domain?: LinearDomain | "auto";
  /** A capacitance in series, or in parallel to an admittance; default true. */
  readonly capacitance?: boolean;
  /** An inductance likewise; default true. */
  readonly inductance?: boolean;
  /** Terms with a time constant, or how to choose their number; default `{ criterion: "gcv" }`. */
  readonly terms?: number | TermsCriterion;
  /**
   * Time constants reach from 1/(extension omega_max) to extension/omega_min. `auto`, the default with `gcv`: that of 1, 3 and 10 with
   * the least cross-validation score. Default 1 with other criteria.
   */
  readonly extension?: number | "auto";
}

/** A linear Kramers-Kronig test. Arrays have one entry a point, by falling frequency. */
export interface LinearKramersKronig {
  readonly variant: LinearVariant;
  readonly domain: LinearDomain;
  readonly capacitance: boolean;
  readonly inductance: boolean;
  readonly extension: number;
  /** Terms with a time constant. */
  readonly terms: number;
  /** How their number was chosen. */
  readonly criterion: "fixed" | TermsCriterion["criterion"];
  /** Whether mu came down to its threshold; true with other criteria. */
  readonly reached: boolean;
  /** 1 - sum of |R_k| below 0 over that above: near 1 for few terms, falling where they begin to fit noise. */
  readonly mu: number;
  /** Sum over both parts of all points of |Z_fit - Z|^2/|Z|^2, in the admittance of |Y_fit - Y|^2/|Y|^2. */
  readonly objective: number;
  /** (S/n)/(1 - p/n)^2 of the parts fitted, n numbers and p coefficients. */
  readonly score: number;
  /** Coefficients fitted to these parts, and n - p. */
  readonly parameters: number;
  readonly degreesOfFreedom: number;
  /** Root of S/(n - p) of the parts fitted, percent of |Z|: the noise, if the relations hold. */
  readonly noisePercent: number;
  /** Index of each point in the spectrum. */
  readonly point: readonly number[];
  readonly frequencyHz: Float64Array;
  /** ohm */
  readonly fitRe: Float64Array;
  readonly fitIm: Float64Array;
  /** (Z_fit - Z)/|Z| in percent. */
  readonly rePercent: Float64Array;
  readonly imPercent: Float64Array;
  /** s */
  readonly timeConstants: Float64Array;
  /**
   * Of the constant, the terms, j omega and 1/(j omega), as far as there are any: R0 and R_k (ohm), L (H) and 1/C (1/F); of an
   * admittance 1/R0 and C_k/tau_k (S), C (F) and 1/L (1/H).
   */
  readonly coefficients: Float64Array;
}

const variants: Readonly<Record<LinearVariant, LinearVariant>> = {
  complex: "complex",
  real: "real",
  imaginary: "imaginary",
};
const domainsOf: Readonly<Record<LinearDomain | "auto", readonly LinearDomain[]>> = {
  auto: ["impedance", "admittance"],
  impedance: ["impedance"],
  admittance: ["admittance"],
};

/**
 * The linear Kramers-Kronig test (Boukamp, J. Electrochem. Soc. 142, 1885, 1995): fits
 *
 *   Z = R0 + sum R_k/(1 + j omega tau_k) + j omega L + 1/(j omega C),   or
 *   Y = 1/R0 + sum C_k j omega/(1 + j omega tau_k) + j omega C + 1/(j omega L)
 *
 * with time constants evenly spaced in the logarithm and coefficients of either sign, weights 1/|Z|^2 or 1/|Y|^2. What obeys the
 * relations over these frequencies is met down to its noise. Number of terms:
 *
 * - `gcv`: the least score of generalised cross-validation (Craven and Wahba, Numer. Math. 31, 377, 1979), which recovers the noise;
 * - `mu`: the first, from one on, where mu falls to its threshold (Schoenleber, Klotz, Ivers-Tiffee, Electrochim. Acta 131, 20, 2014);
 * - `curvature`: the fewest changes of sign of the curvature of the fitted curve in the complex plane, of these the least norm of the
 *   curvatures, within a factor of 1.5 of the least score (Plank, Ruether, Danzer, IWIS 2022; Yrjana, Bobacka, Electrochim. Acta 504,
 *   144951, 2024);
 * - `sum`: the largest sum of |tau_k/R_k| or |tau_k/C_k| within the same limits (Yrjana and Bobacka).
 *
 * @returns undefined where the points are too few for one term.
 * @throws {FitError} for options that are none, points that are not there and terms that these points do not determine.
 */
export function linearKramersKronig(
  spectrum: Spectrum,
  options: LinearKramersKronigOptions = {},
): LinearKramersKronig | undefined {
  const chosen = choosePoints(spectrum, options);
  const { variant = "complex", domain = "auto", capacitance = true, inductance = true } = options;
  const form = { variant: chooseFrom("variant", variants, variant), capacitance, inductance };
  const domains = chooseFrom("domain", domainsOf, domain);
  const terms = options.terms ?? { criterion: "gcv" };
  checkTerms(terms);
  const test = new LinearTest(chosen.points);
  const found = candidates(test, form, domains, terms, checkExtension(options.extension));
  const best = found.reduce<TermsChoice | undefined>(
    (least, one) => (least === undefined || one.score < least.score ? one : least),
    undefined,
  );
  const solution =
    best === undefined ? undefined : test.solve({ ...form, domain: best.domain }, best.extension, best.terms);
  if (best !== undefined && solution !== undefined) {
    const criterion = typeof terms === "number" ? "fixed" : terms.criterion;
    return describeSolution(chosen, solution, { ...best, criterion }, chosen.used.length);
  }
  if (typeof terms !== "number") return undefined;
  throw new FitError(
    "bad-option",
    `${String(terms)} terms are not determined by ${String(chosen.used.length)} points in the ${form.variant} variant; use fewer.`,
  );
}

function checkTerms(terms: number | TermsCriterion): void {
  if (typeof terms === "number") {
    if (Number.isInteger(terms) && terms >= 1 && terms <= MOST_TERMS) return;
    throw new FitError("bad-option", `terms is ${String(terms)}; give a whole number from 1 to ${String(MOST_TERMS)}.`);
  }
  chooseFrom("criterion", { gcv: 0, mu: 0, curvature: 0, sum: 0 }, terms.criterion);
  if (terms.criterion !== "mu") return;
  const { threshold, mostTerms = MOST_TERMS } = terms;
  if (threshold !== undefined && !(threshold > 0 && threshold < 1)) {
    throw new FitError("bad-option", `The threshold of mu is ${String(threshold)}; give a number between 0 and 1.`);
  }
  if (!(Number.isInteger(mostTerms) && mostTerms >= 1 && mostTerms <= MOST_TERMS)) {
    throw new FitError(
      "bad-option",
      `mostTerms is ${String(mostTerms)}; give a whole number from 1 to ${String(MOST_TERMS)}.`,
    );
  }
}

function checkExtension(extension: number | "auto" | undefined): number | "auto" | undefined {
  if (extension === undefined || extension === "auto") return extension;
  if (extension >= 0.01 && extension <= 1e4) return extension;
  throw new FitError("bad-option", `extension is ${String(extension)}; give a factor from 0.01 to 10000, or "auto".`);
}

/** A solution as it is shown, made from `included` of the points. */
export function describeSolution(
  { points, used }: ChosenPoints,
  solution: LinearSolution,
  { reached, score, criterion }: Pick<LinearKramersKronig, "reached" | "score" | "criterion">,
  included: number,
): LinearKramersKronig {
  const { form, extension, terms, mu, objective, partObjective, parameters, fitRe, fitIm } = solution;
  const { variant, domain, capacitance, inductance } = form;
  const degreesOfFreedom = (variant === "complex" ? 2 : 1) * included - parameters;
  return {
    variant,
    domain,
    capacitance,
    inductance,
    extension,
    terms,
    criterion,
    reached,
    mu,
    objective,
    score,
    parameters,
    degreesOfFreedom,
    noisePercent: 100 * Math.sqrt(partObjective / degreesOfFreedom),
    point: used,
    frequencyHz: points.frequencyHz,
    fitRe,
    fitIm,
    rePercent: points.re.map((re, k) => percentOf((fitRe[k] ?? Number.NaN) - re, re, points.im[k])),
    imPercent: points.im.map((im, k) => percentOf((fitIm[k] ?? Number.NaN) - im, points.re[k], im)),
    timeConstants: solution.timeConstants,
    coefficients: solution.coefficients,
  };
}

function percentOf(difference: number, re = Number.NaN, im = Number.NaN): number {
  return (100 * difference) / Math.sqrt(re * re + im * im);
}
