/** Scores of the compiled solver on the NIST StRD problems, as the README of the data defines them. */

import { compile } from "../math/kernel.ts";
import { MODELS } from "./models.ts";
import { predictor, readProblems, responses, type Problem } from "./problems.ts";

/** Where a solver ended on one problem. */
export interface Solution {
  readonly values: ArrayLike<number>;
  readonly deviations: ArrayLike<number>;
  /** Residual sum of squares. */
  readonly objective: number;
}

/** Correct digits of a solution: of the worst parameter, of the worst standard deviation, and of the sum of squares. */
export interface Digits {
  readonly digits: number;
  readonly deviationDigits: number;
  readonly objectiveDigits: number;
}

/** One run with the evaluations that it took. */
export interface Score extends Digits {
  readonly problem: string;
  readonly start: 1 | 2;
  readonly evaluations: number;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly allocate: (bytes: number) => number;
  readonly solveProblem: (model: number, start: number, p: number, x: number, y: number, n: number) => number;
}

function isExports(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Exports {
  return exports["memory"] instanceof WebAssembly.Memory && typeof exports["solveProblem"] === "function";
}

/** -log10 of the relative error, 0 to 11; NIST certifies 11 digits. */
function correctDigits(value: number, certified: number): number {
  const digits = -Math.log10(Math.abs(value - certified) / Math.abs(certified));
  return Number.isNaN(digits) ? 0 : Math.min(11, Math.max(0, digits));
}

function worst(values: ArrayLike<number>, certified: readonly string[]): number {
  return Math.min(...certified.map((text, k) => correctDigits(values[k] ?? Number.NaN, Number(text))));
}

/** Digits in agreement with the minimum recomputed to 20 digits. */
export function digitsOf(problem: Problem, { values, deviations, objective }: Solution): Digits {
  return {
    digits: worst(values, problem.refined_20),
    deviationDigits: worst(deviations, problem.refined_sd_20),
    objectiveDigits: correctDigits(objective, Number(problem.refined_rss_20)),
  };
}

function solve(exports: Exports, problem: Problem, start: 1 | 2): Score {
  const y = responses(problem);
  const x = problem.predictors.flatMap((name) => predictor(problem, name));
  const from = start === 1 ? problem.start1 : problem.start2;
  const at = exports.allocate(8 * (from.length + x.length + y.length));
  const input = new Float64Array(exports.memory.buffer, at, from.length + x.length + y.length);
  input.set(from);
  input.set(x, from.length);
  input.set(y, from.length + x.length);
  const p = from.length;
  const model = MODELS[problem.name];
  if (model === undefined) throw new Error(`no model for the NIST problem ${problem.name}`);
  const result = exports.solveProblem(model, at, p, at + 8 * p, at + 8 * (p + x.length), y.length);
  const output = new Float64Array(exports.memory.buffer, result, 2 * p + 2);
  return {
    problem: problem.name,
    start,
    ...digitsOf(problem, {
      values: output.subarray(0, p),
      deviations: output.subarray(p, 2 * p),
      objective: output[2 * p] ?? Number.NaN,
    }),
    evaluations: output[2 * p + 1] ?? Number.NaN,
  };
}

/** All 54 runs; none where the data are absent. */
export async function scoreAll(): Promise<Score[]> {
  const problems = readProblems();
  if (problems.length === 0) return [];
  const { exports } = new WebAssembly.Instance(await compile("test/nist/solver.as.ts"));
  if (!isExports(exports)) throw new Error("test/nist/solver.as.ts does not export memory and solveProblem");
  return problems.flatMap((problem) => [solve(exports, problem, 1), solve(exports, problem, 2)]);
}
