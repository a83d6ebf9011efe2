/**
 * What every engine runs and whose text must be the same, character for character. Nothing here takes a logarithm, an
 * exponential, a power or an angle by the host's functions, whose last bits each engine is free to choose; and
 * nothing here imports anything of Node.
 */

import { circuitCases } from "./circuitCases.ts";
import { invertCases, type CaseDistribution } from "./distributions.ts";
import { elementCases } from "./elementCases.ts";
import { runFitCase, simulateSpectrum, type FitCase } from "./fitCase.ts";
import { impedanceChecksums, type BlockChecksum } from "./impedanceChecksums.ts";
import { fitJointCases } from "./jointCases.ts";
import { bootstrap, checkSpectrum, identifiability, intervals, lackOfFit, residualTests } from "../../src/index.ts";
import type {
  BootstrapResult,
  CheckOptions,
  FitResult,
  Identifiability,
  Intervals,
  LackOfFit,
  ResidualTests,
  SpectrumCheck,
} from "../../src/index.ts";

export const fitCases: readonly FitCase[] = [...elementCases, ...circuitCases];

/** The outcome of one fit, all points included, and of the questions that can be asked about it. */
export interface CaseResult {
  readonly name: string;
  readonly result: FitResult;
  readonly profiles: Intervals;
  readonly replicas: BootstrapResult;
  readonly identifiability: Identifiability;
  readonly residualTests: ResidualTests;
  readonly lackOfFit: LackOfFit;
  readonly check: SpectrumCheck;
}

/** What the text of an engine holds, as {@link exactJson}. */
export interface WorkloadResult {
  readonly fits: readonly CaseResult[];
  readonly impedances: readonly BlockChecksum[];
  readonly distributions: readonly CaseDistribution[];
  readonly joint: ReturnType<typeof fitJointCases>;
}

/** The default, and the forms that take other ways through the engine; a measurement model is a search, which the fits are too. */
const checkOptions: readonly CheckOptions[] = [
  {},
  { linear: { variant: "real", terms: { criterion: "mu" } }, zhit: { smoothing: "local", window: "hann" } },
  { linear: { variant: "imaginary", terms: { criterion: "sum" } }, zhit: { smoothing: "none", window: "triangle" } },
  { linear: { terms: { criterion: "curvature" }, capacitance: false }, exclude: [3] },
];

/** Each is a fit, and a few show as well as many whether fits are the same. */
const REPLICAS = 20;

/** Fits the case of this number in {@link fitCases}; nothing that ran before may matter. */
export function runFit(index: number): CaseResult {
  const one = fitCases[index];
  if (one === undefined) throw new RangeError(`There is no case ${String(index)}.`);
  const result = runFitCase(one, index + 1);
  return {
    name: one.name,
    result,
    profiles: intervals(result, { method: "profile" }),
    replicas: bootstrap(result, { replicas: REPLICAS }),
    identifiability: identifiability(result),
    residualTests: residualTests(result),
    lackOfFit: lackOfFit(result),
    check: checkSpectrum(simulateSpectrum(one, index + 1), checkOptions[index % checkOptions.length]),
  };
}

/** JSON that keeps every bit: shortest digits that give the number back; -0, NaN and infinities by name. */
export function exactJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (part instanceof Float64Array) return Array.from(part);
      if (typeof part !== "number" || (Number.isFinite(part) && !Object.is(part, -0))) return part;
      return Object.is(part, -0) ? "-0" : String(part);
    },
    1,
  );
}

/** Runs all; the engine must be loaded. */
export function runWorkload(): WorkloadResult {
  return {
    fits: fitCases.map((_, index) => runFit(index)),
    impedances: impedanceChecksums(),
    distributions: invertCases(),
    joint: fitJointCases(),
  };
}
