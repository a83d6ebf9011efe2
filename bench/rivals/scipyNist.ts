import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Problem } from "../../test/nist/problems.ts";
import type { Solution } from "../../test/nist/score.ts";
import { environment } from "./scipy.ts";

const script = fileURLToPath(new URL("scipy_nist.py", import.meta.url));

/** One run of scipy on a NIST problem. */
export interface ScipyNistRun extends Solution {
  readonly problem: Problem;
  readonly start: 1 | 2;
  readonly method: string;
}

/**
 * scipy's solvers on all problems from both starts. A run that found nothing has no values, and NaN for the sum of squares.
 *
 * @throws {Error} if the script fails or answers something else than it should
 */
export function runScipyNist(
  interpreter: string,
  problems: readonly Problem[],
): { readonly version: string; readonly runs: readonly ScipyNistRun[] } {
  const job = { problems: problems.map((problem) => ({ ...problem, starts: [problem.start1, problem.start2] })) };
  const child = spawnSync(interpreter, [script], {
    input: JSON.stringify(job),
    encoding: "utf8",
    env: environment,
    maxBuffer: 1 << 28,
  });
  if (child.status !== 0) throw new Error(`${interpreter} ${script} failed: ${child.error?.message ?? child.stderr}`);
  const answer: unknown = JSON.parse(child.stdout);
  if (!isAnswer(answer)) throw new Error(`${script} gave an answer without version and runs.`);
  const runs = answer.runs.map(({ problem: number, start, method, values, deviations, objective }): ScipyNistRun => {
    const problem = problems[number];
    if (problem === undefined) throw new Error(`${script} answered for a problem number ${String(number)}.`);
    const known = (numbers: readonly (number | null)[] = []): number[] => numbers.map((x) => x ?? Number.NaN);
    return {
      problem,
      start: start === 0 ? 1 : 2,
      method,
      values: known(values),
      deviations: known(deviations),
      objective: objective ?? Number.NaN,
    };
  });
  return { version: answer.version, runs };
}

interface Answer {
  readonly version: string;
  readonly runs: readonly {
    readonly problem: number;
    readonly start: number;
    readonly method: string;
    readonly values?: readonly (number | null)[];
    readonly deviations?: readonly (number | null)[];
    readonly objective?: number | null;
  }[];
}

function isAnswer(answer: unknown): answer is Answer {
  return typeof answer === "object" && answer !== null && "version" in answer && "runs" in answer;
}
