import type { Engine, Outcome } from "./engine.ts";
import type { Problem, Workload } from "./workload.ts";

/** What one engine did with a workload. */
export interface Measurement {
  readonly engine: string;
  /** Microseconds a fit, by pass and problem. */
  readonly times: readonly (readonly number[])[];
  /** In the order of the problems. */
  readonly outcomes: readonly Outcome[];
}

/** Mean time of a fit in each pass, microseconds. */
export function passTimes({ times }: Measurement): number[] {
  return times.map(mean);
}

/**
 * Mean over problems of each one's fastest pass, microseconds a fit. Whatever else the machine does only adds time, so
 * the fastest pass is the nearest to what the fit itself takes.
 */
export function microsecondsPerFit({ times, outcomes }: Measurement, problems = [...outcomes.keys()]): number {
  return mean(problems.map((problem) => Math.min(...times.map((pass) => pass[problem] ?? Number.NaN))));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * Times engines in turn, pass by pass, so that what else the machine does falls on all of them alike. The first pass
 * warms up and is not counted. One thread.
 */
export function measure(workload: Workload, engines: readonly Engine[], passes: number): Measurement[] {
  const times = engines.map((): number[][] => []);
  const outcomes = engines.map((): readonly Outcome[] => []);
  for (let pass = 0; pass <= passes; pass++) {
    for (const [e, engine] of engines.entries()) {
      const ended = workload.problems.map((problem) => timeProblem(engine, problem));
      if (pass > 0) times[e]?.push(ended.map(({ microseconds }) => microseconds));
      outcomes[e] = ended.map(({ outcome }) => outcome);
    }
  }
  return engines.map((engine, e) => ({ engine: engine.name, times: times[e] ?? [], outcomes: outcomes[e] ?? [] }));
}

function timeProblem(engine: Engine, problem: Problem): { microseconds: number; outcome: Outcome } {
  const run = engine.prepare(problem);
  let outcome = run();
  const begin = performance.now();
  for (let repeat = 0; repeat < engine.repeats; repeat++) outcome = run();
  return { microseconds: ((performance.now() - begin) * 1000) / engine.repeats, outcome };
}
