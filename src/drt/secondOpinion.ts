import { pow } from "../../assembly/math/elementary.ts";
import { parseCircuit } from "../circuit/index.ts";
import { fit } from "../fit/fit.ts";
import { FitError } from "../fit/fitError.ts";
import { goesOn } from "../fit/progress.ts";
import type { FitResult } from "../fit/result.ts";
import type { Spectrum } from "../spectrum.ts";
import { compareProcesses, type Agreement } from "./agreement.ts";
import type { DrtOptions } from "./options.ts";
import type { PreparedDrt } from "./prepare.ts";
import type { DrtResult } from "./result.ts";

/** An arc of the circuit of the second method. */
export interface FittedArc {
  /** (R Q)^(1/n), s. */
  readonly tau: number;
  /** ohm */
  readonly resistance: number;
  /** n */
  readonly exponent: number;
}

/** What a method of another kind finds in the same points. */
export interface SecondOpinion extends Agreement {
  /**
   * `m(RQ)`: series connections of m arcs (R|CPE), with what the ends of the spectrum ask for, fitted by `fit` from no values (Boukamp, Electrochim.
   * Acta 252, 154, 2017), m by BIC: AICc added arcs of noise to four of seven simulated spectra of two arcs. It shares neither basis nor regularisation with the distribution.
   */
  readonly method: "m(RQ)";
  /** The circuit fitted; null where none could be. */
  readonly circuit: string | null;
  /** By rising time constant. */
  readonly arcs: readonly FittedArc[];
  /** BIC and AICc for m = 0, 1, ... as far as was tried; AICc is null where it has no value. */
  readonly bic: readonly number[];
  readonly aicc: readonly (number | null)[];
  /** Sum of the arcs' resistances, ohm. */
  readonly polarisationResistance: number;
}

const MOST_ARCS = 6;
/** An arc more must lower BIC by more than this: less is no evidence (Kass and Raftery, J. Am. Stat. Assoc. 90, 773, 1995). */
const NO_EVIDENCE = 2;
/** The search for m ends after so many without a better BIC. */
const PATIENCE = 2;
/** Points at the upper end among which one with Z'' > 0 asks for an inductor. */
const UPPER_SHARE = 0.1;

/** Fits chains of arcs and compares them with the peaks. */
export function secondOpinionOn(
  spectrum: Spectrum,
  options: DrtOptions,
  prepared: PreparedDrt,
  result: DrtResult,
): SecondOpinion {
  const fits: FitResult[] = [];
  const bic = (m: number): number => fits[m]?.bic ?? Infinity;
  let best = 0;
  let early = false;
  for (let m = 0; m <= MOST_ARCS && m <= best + PATIENCE; m++) {
    early = !goesOn(options.onProgress, "chains of arcs", m, MOST_ARCS + 1);
    if (early) break;
    const fitted = fitChain(spectrum, options, prepared, m);
    if (fitted === undefined) break;
    fits.push(fitted);
    if (bic(m) < bic(best) - NO_EVIDENCE) best = m;
  }
  const fitted = fits[best];
  const arcs = fitted === undefined ? [] : arcsOf(fitted, best);
  return {
    method: "m(RQ)",
    circuit: fitted?.circuit ?? null,
    arcs,
    bic: fits.map((one) => one.bic),
    aicc: fits.map((one) => one.aicc),
    polarisationResistance: arcs.reduce((sum, { resistance }) => sum + resistance, 0),
    ...(early ? unfinished(fits.length) : compareProcesses(result, fitted === undefined ? undefined : arcs)),
  };
}

/** Chains with fewer arcs than the best one would have say nothing about peaks. */
function unfinished(chains: number): Agreement {
  const most = chains === 1 ? "none but R0" : `up to ${String(chains - 1)} arc${chains === 2 ? "" : "s"}`;
  const sentence =
    chains === 0
      ? "The second method was ended before its first fit, so nothing confirms the distribution."
      : `The second method was ended early, after chains of ${most}, so nothing confirms the distribution.`;
  return { matches: [], agrees: false, disagreements: [sentence], summary: sentence, verdict: sentence };
}

/** R0 and `arcs` arcs with an inductor and a CPE where the ends of the spectrum look like them; undefined for too few points. */
function fitChain(
  spectrum: Spectrum,
  { minimumHz, maximumHz, exclude, excludeSigns, weight }: DrtOptions,
  { im, tail }: PreparedDrt,
  arcs: number,
): FitResult | undefined {
  const upper = im.subarray(0, Math.max(1, Math.floor(UPPER_SHARE * im.length)));
  const parts = [
    ...(upper.some((value) => value > 0) ? ["L0"] : []),
    "R0",
    ...Array.from({ length: arcs }, (_, k) => `(R${String(k + 1)}|CPE${String(k + 1)})`),
    ...(tail.rises ? ["CPE0"] : []),
  ];
  try {
    return fit(spectrum, parseCircuit(parts.join("-")), {
      ...(minimumHz === undefined ? {} : { minimumHz }),
      ...(maximumHz === undefined ? {} : { maximumHz }),
      ...(exclude === undefined ? {} : { exclude }),
      ...(excludeSigns === undefined ? {} : { excludeSigns }),
      ...(weight === undefined ? {} : { weight }),
    });
  } catch (error) {
    if (error instanceof FitError && (error.code === "too-few-points" || error.code === "no-start")) return undefined;
    throw error;
  }
}

function arcsOf({ parameters }: FitResult, count: number): FittedArc[] {
  const values = new Map(parameters.map(({ name, value }) => [name, value]));
  const at = (name: string): number => values.get(name) ?? Number.NaN;
  return Array.from({ length: count }, (_, k) => {
    const label = String(k + 1);
    const [resistance, q, exponent] = [at(`R${label}`), at(`CPE${label}.Q`), at(`CPE${label}.n`)];
    return { tau: pow(resistance * q, 1 / exponent), resistance, exponent };
  }).sort((a, b) => a.tau - b.tau);
}
