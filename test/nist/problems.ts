/** The NIST StRD problems of ../shared/data/nist/strd.json, read in place. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { DoubleDouble } from "../math/doubleDouble.ts";
import { log } from "../math/oracle.ts";

const FILE = fileURLToPath(new URL("../../../shared/data/nist/strd.json", import.meta.url));

export interface Problem {
  readonly name: string;
  /** Level of difficulty. */
  readonly level: string;
  /** The model as a formula of the parameters b1, b2, ... and the predictors. */
  readonly expr: string;
  /** `y`, or `log(y)` where the model gives the logarithm of the response. */
  readonly response: "y" | "log(y)";
  readonly predictors: readonly ("x" | "x1" | "x2")[];
  readonly parameters: readonly string[];
  readonly start1: readonly number[];
  readonly start2: readonly number[];
  readonly certified: readonly number[];
  readonly certified_sd: readonly number[];
  readonly rss: number;
  /** The minimum recomputed to 20 digits, as text. */
  readonly refined_20: readonly string[];
  readonly refined_sd_20: readonly string[];
  readonly refined_rss_20: string;
  readonly y: readonly number[];
  readonly x?: readonly number[];
  readonly x1?: readonly number[];
  readonly x2?: readonly number[];
}

export const nistAbsent = "Not run: NIST StRD problems (../shared/data/nist is absent).";

/** All 27, or none where the shared data are absent. */
export function readProblems(): readonly Problem[] {
  if (!existsSync(FILE)) return [];
  return (JSON.parse(readFileSync(FILE, "utf8")) as { problems: Problem[] }).problems;
}

/** Predictor `name`, one number for each observation. */
export function predictor(problem: Problem, name: "x" | "x1" | "x2"): readonly number[] {
  const values = problem[name];
  if (values === undefined)
    throw new Error(`strd.json: ${problem.name} lists the predictor ${name} but has no such column`);
  return values;
}

/** What the model is compared with: y or, correctly rounded, log y. */
export function responses(problem: Problem): readonly number[] {
  return problem.response === "y" ? problem.y : problem.y.map((value) => log(new DoubleDouble(value)).high);
}
