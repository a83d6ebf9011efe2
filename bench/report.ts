import { preparedName } from "./engines.ts";
import { mean, median, microsecondsPerFit, passTimes, type Measurement } from "./measure.ts";
import { printTable } from "./table.ts";

/** A row of `--json`. */
export interface Row {
  readonly workload: string;
  readonly engine: string;
  readonly microsecondsPerFit: number;
  /** Mean of S over the problems, as reached. */
  readonly objective: number;
  /** Mean number of evaluations (iterations for ml-levenberg-marquardt). */
  readonly iterations: number;
}

export function row(workload: string, measurement: Measurement): Row {
  return {
    workload,
    engine: measurement.engine,
    microsecondsPerFit: microsecondsPerFit(measurement),
    objective: mean(measurement.outcomes.map(({ objective }) => objective)),
    iterations: mean(measurement.outcomes.map(({ iterations }) => iterations)),
  };
}

/** S counts as the best of all engines up to this relative excess. */
const SAME_OBJECTIVE = 1e-8;

/** Time, quality and ratio to the first engine. */
export function printRivals(measurements: readonly Measurement[]): void {
  const problems = Array.from(measurements[0]?.outcomes ?? [], (_, problem) => problem);
  const best = problems.map((problem) =>
    Math.min(...measurements.map(({ outcomes }) => outcomes[problem]?.objective ?? Infinity)),
  );
  const reached = ({ outcomes }: Measurement, problem: number): boolean =>
    (outcomes[problem]?.objective ?? Infinity) <= (best[problem] ?? 0) * (1 + SAME_OBJECTIVE);
  const common = problems.filter((problem) => measurements.every((measurement) => reached(measurement, problem)));
  const [first] = measurements;
  if (first === undefined) return;
  printTable(
    [
      "engine",
      "us a fit",
      "times",
      "median pass",
      "slowest pass",
      "evaluations",
      "median",
      "reached",
      "us, all reached",
      "times",
    ],
    measurements.map((measurement) => {
      const passes = passTimes(measurement);
      const time = microsecondsPerFit(measurement);
      const commonTime = microsecondsPerFit(measurement, common);
      const iterations = measurement.outcomes.map((outcome) => outcome.iterations);
      return [
        measurement.engine,
        time.toFixed(1),
        (time / microsecondsPerFit(first)).toFixed(1),
        median(passes).toFixed(1),
        Math.max(...passes).toFixed(1),
        mean(iterations).toFixed(1),
        median(iterations).toFixed(0),
        `${((100 * problems.filter((problem) => reached(measurement, problem)).length) / problems.length).toFixed(1)} %`,
        commonTime.toFixed(1),
        (commonTime / microsecondsPerFit(first, common)).toFixed(1),
      ];
    }),
  );
  console.log(
    `us a fit: mean over the problems of each one's fastest pass. Times: ratio to ${preparedName}. Reached: fits within 1e-8 of the lowest S of any engine; the last columns are about ` +
      `the ${common.length} problems where all did.`,
  );
}
