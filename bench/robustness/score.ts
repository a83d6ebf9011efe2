/** Who reached which minimum. */
import { EXACT } from "./exact.ts";
import type { Attempt } from "./methods.ts";
import { defaultName, truthName } from "./methods.ts";
import type { RobustnessProblem } from "./problem.ts";

/** A fit succeeds if its S is at most this many times the S of the minimum it is compared with. */
export const SUCCESS = 1.001;
/** One problem with all that was tried on it. */
export interface Trial {
  readonly problem: RobustnessProblem;
  readonly attempts: ReadonlyMap<string, Attempt>;
  /** Whether a local fit from where the default fit ended stays there. */
  readonly stationary: boolean;
}

/** The S to be reached: the lower of the one from the truth and the one that came with the data. */
export function targetOf({ problem, attempts }: Trial): number {
  const reference = problem.referenceObjective ?? Infinity;
  return Math.min(reference, attempts.get(truthName)?.objective ?? Infinity);
}

/** The lowest S known. */
export function bestOf(trial: Trial): number {
  return Math.min(targetOf(trial), ...[...trial.attempts.values()].map(({ objective }) => objective));
}

export function reaches(objective: number, target: number): boolean {
  return objective <= target * SUCCESS || objective <= EXACT;
}

/** What one method did on the problems of one set at one noise. */
export interface Row {
  readonly set: string;
  readonly noise: number | null;
  readonly method: string;
  /** S at most 1.001 times the one reached from the truth, and the reference's where there is one. */
  readonly successes: number;
  readonly draws: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly medianEvaluations: number;
  /** S at most 1.001 times the lowest that any method found. */
  readonly successesAgainstBest: number;
  /**
   * Of the default fit: converged by its own word, but at a minimum that is not the one sought, or at a point from which a
   * local fit goes further down.
   */
  readonly falseClaims: number | null;
}

export function rowOf(set: string, noise: number | null, method: string, trials: readonly Trial[]): Row | undefined {
  const tried = trials.flatMap((trial) => {
    const attempt = trial.attempts.get(method);
    return attempt === undefined ? [] : [{ trial, attempt }];
  });
  if (tried.length === 0) return undefined;
  const times = tried.map(({ attempt }) => attempt.milliseconds);
  const successful = tried.filter(({ trial, attempt }) => reaches(attempt.objective, targetOf(trial)));
  const best = tried.filter(({ trial, attempt }) => reaches(attempt.objective, bestOf(trial)));
  const falsely = tried.filter(
    ({ trial, attempt }) => attempt.claims && !(trial.stationary && reaches(attempt.objective, targetOf(trial))),
  );
  return {
    set,
    noise,
    method,
    successes: successful.length,
    draws: tried.length,
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    maxMs: Math.max(...times),
    medianEvaluations: quantile(
      tried.map(({ attempt }) => attempt.evaluations).filter((count) => !Number.isNaN(count)),
      0.5,
    ),
    successesAgainstBest: best.length,
    falseClaims: method === defaultName ? falsely.length : null,
  };
}

/** A default fit that missed. */
export interface Failure {
  readonly set: string;
  readonly id: string;
  readonly noise: number | null;
  /** S over that of the minimum sought. */
  readonly ratio: number;
  /** S over the lowest found by any method. */
  readonly ratioToBest: number;
  readonly circuit: string;
}

/** Default fits above the S sought or above the lowest found, the worst first. */
export function failuresOf(trials: readonly Trial[]): Failure[] {
  return trials
    .flatMap((trial): Failure[] => {
      const { problem, attempts } = trial;
      const objective = attempts.get(defaultName)?.objective ?? Infinity;
      if (reaches(objective, bestOf(trial))) return [];
      const { set, id, noise, circuit } = problem;
      const ratio = objective / targetOf(trial);
      return [{ set, id, noise, ratio, ratioToBest: objective / bestOf(trial), circuit: circuit.text }];
    })
    .sort((a, b) => b.ratioToBest - a.ratioToBest);
}

/** By linear interpolation between the ordered values. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}
