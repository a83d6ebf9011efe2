import { parseCircuit } from "../src/circuit/parse.ts";
import { mlFitter } from "./rivals/mlLevenbergMarquardt.ts";
import { PlainFitter } from "./rivals/plainJavaScript.ts";
import { rivalTree } from "./rivals/rivalTree.ts";
import type { Workload } from "./workload.ts";

/** How one fit of a workload ended. */
export interface Outcome {
  readonly objective: number;
  /** Evaluations of the model, or iterations where a solver counts only those. */
  readonly iterations: number;
}

/** A fitter made ready for a workload: `pass` fits every problem once, from data in memory to the optimum. */
export interface Runner {
  readonly engine: string;
  readonly pass: () => readonly Outcome[];
}

export function plainRunner(workload: Workload): Runner {
  const tree = rivalTree(parseCircuit(workload.circuit));
  const fitter = new PlainFitter(tree, workload.problems[0]?.frequenciesHz ?? []);
  return {
    engine: "plain JavaScript",
    pass: () =>
      workload.problems.map((problem) => {
        fitter.setSpectrum(problem.re, problem.im);
        const { objective, evaluations } = fitter.fit(problem.start, workload.tolerance);
        return { objective, iterations: evaluations };
      }),
  };
}

export function mlRunner(workload: Workload): Runner {
  const tree = rivalTree(parseCircuit(workload.circuit));
  const fit = mlFitter(tree, workload.problems[0]?.frequenciesHz ?? []);
  return {
    engine: "ml-levenberg-marquardt + complex.js",
    pass: () => workload.problems.map((problem) => fit(problem, workload.tolerance)),
  };
}
