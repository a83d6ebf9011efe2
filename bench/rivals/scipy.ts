import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Workload } from "../workload.ts";

const script = fileURLToPath(new URL("scipy_leastsq.py", import.meta.url));
/** One thread, as for every engine of the bench. */
export const environment = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** Python interpreters that may have scipy, in the order in which they are tried. */
const interpreters = ["python3", "/usr/bin/python3"];

/** The first interpreter that imports scipy, or why there is none. */
export function findScipy(): { readonly interpreter: string } | { readonly reason: string } {
  const reasons: string[] = [];
  for (const interpreter of interpreters) {
    const attempt = spawnSync(interpreter, ["-c", "import scipy.optimize"], { encoding: "utf8", env: environment });
    if (attempt.status === 0) return { interpreter };
    reasons.push(`${interpreter}: ${attempt.error?.message ?? attempt.stderr.trim().split("\n").at(-1) ?? "failed"}`);
  }
  return { reason: reasons.join("; ") };
}

/** What scipy did with a workload; per problem in its order. */
export interface ScipyOutcome {
  readonly version: string;
  /** By pass and problem. */
  readonly microseconds: readonly (readonly number[])[];
  readonly objectives: readonly number[];
  readonly evaluations: readonly number[];
}

/**
 * Fits all problems of a chain `passes` times after one pass to warm up.
 *
 * @throws {Error} if the script fails or answers something else than it should
 */
export function runScipy(interpreter: string, workload: Workload, arcs: number, passes: number): ScipyOutcome {
  const job = {
    arcs,
    passes,
    tolerance: workload.tolerance,
    frequenciesHz: Array.from(workload.problems[0]?.frequenciesHz ?? []),
    problems: workload.problems.map(({ re, im, start }) => ({
      re: Array.from(re),
      im: Array.from(im),
      start: Array.from(start),
    })),
  };
  const child = spawnSync(interpreter, [script], {
    input: JSON.stringify(job),
    encoding: "utf8",
    env: environment,
    maxBuffer: 1 << 28,
  });
  if (child.status !== 0) throw new Error(`${interpreter} ${script} failed: ${child.error?.message ?? child.stderr}`);
  const answer: unknown = JSON.parse(child.stdout);
  if (!isAnswer(answer)) throw new Error(`${script} gave an answer without objectives, evaluations and times.`);
  return {
    version: answer.version,
    microseconds: answer.seconds.map((pass) => pass.map((seconds) => seconds * 1e6)),
    objectives: answer.objectives,
    evaluations: answer.evaluations,
  };
}

interface Answer {
  readonly version: string;
  readonly seconds: readonly (readonly number[])[];
  readonly objectives: readonly number[];
  readonly evaluations: readonly number[];
}

function isAnswer(answer: unknown): answer is Answer {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "version" in answer &&
    "seconds" in answer &&
    "objectives" in answer &&
    "evaluations" in answer
  );
}
