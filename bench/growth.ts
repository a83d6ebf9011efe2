import { plainEngine, preparedEngine } from "./engines.ts";
import { measure } from "./measure.ts";
import { row, type Row } from "./report.ts";
import { printTable } from "./table.ts";
import { chainWorkload, type Workload } from "./workload.ts";

/** Engines on one size of problem. */
export interface GrowthStep {
  readonly size: number;
  readonly workload: Workload;
  readonly rows: readonly Row[];
}

const SEED = 2;
const PASSES = 3;

/** The blocking cell from 61 to 10 000 points. */
export function growthWithPoints(): GrowthStep[] {
  return [61, 122, 244, 1000, 4000, 10_000].map((points) =>
    step(points, chainWorkload(`blocking cell, ${points} points`, 2, points, points < 1000 ? 40 : 8, SEED)),
  );
}

/** Chains of 2 to 30 elements (3 to 45 parameters), all with 121 points. */
export function growthWithElements(): GrowthStep[] {
  return [0, 1, 2, 3, 5, 8, 14].map((arcs) => {
    const elements = 2 + 2 * arcs;
    return step(elements, chainWorkload(`chain of ${elements} elements`, arcs, 121, elements < 10 ? 20 : 4, SEED));
  });
}

function step(size: number, workload: Workload): GrowthStep {
  const engines = [preparedEngine(workload), plainEngine(workload)].map((engine) => ({ ...engine, repeats: 1 }));
  const rows = measure(workload, engines, PASSES).map((measurement) => row(workload.name, measurement));
  return { size, workload, rows };
}

/** Time of a fit and of an evaluation, for the engine and its plain-JS rival. */
export function printGrowth(title: string, sizeName: string, steps: readonly GrowthStep[]): void {
  console.log(`\n${title}`);
  printTable(
    [sizeName, "engine", "us a fit", "evaluations", "us an evaluation", "ns an evaluation and point"],
    steps.flatMap(({ size, workload, rows }) =>
      rows.map(({ engine, microsecondsPerFit, iterations }) => {
        const evaluation = microsecondsPerFit / iterations;
        const points = workload.problems[0]?.frequenciesHz.length ?? Number.NaN;
        return [
          String(size),
          engine,
          microsecondsPerFit.toFixed(1),
          iterations.toFixed(1),
          evaluation.toFixed(2),
          ((1000 * evaluation) / points).toFixed(1),
        ];
      }),
    ),
  );
}
