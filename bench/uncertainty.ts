import { parseCircuit } from "../src/circuit/parse.ts";
import { fit } from "../src/fit/fit.ts";
import type { FitResult } from "../src/fit/result.ts";
import { makeSpectrum } from "../src/spectrum.ts";
import { bootstrap } from "../src/uncertainty/bootstrap.ts";
import { identifiability } from "../src/uncertainty/identifiability.ts";
import { profile } from "../src/uncertainty/profile.ts";
import { median } from "./measure.ts";
import { printTable } from "./table.ts";
import type { Workload } from "./workload.ts";

/** What one question about a finished fit costs. */
export interface QuestionCost {
  readonly question: string;
  /** Median over the problems of each one's fastest pass. */
  readonly milliseconds: number;
  /** Local fits that the answer is made of, mean over the problems. */
  readonly fits: number;
}

/** A question and the local fits that its answer took; 0 where there are none to count. */
type Question = readonly [name: string, ask: (result: FitResult) => number];

const questions: readonly Question[] = [
  ["residual bootstrap, 1000 replicas", (result) => bootstrap(result).replicas],
  ["wild bootstrap, 1000 replicas", (result) => bootstrap(result, { kind: "wild" }).replicas],
  ["profiles of all parameters", (result) => profile(result).reduce((sum, { curve }) => sum + curve.length, 0)],
  ["identifiability", (result) => (identifiability(result).parameters.length > 0 ? 0 : Number.NaN)],
];

/** Times the questions on the fits of the first problems of a workload. */
export function measureQuestions(workload: Workload, problems: number, passes: number): QuestionCost[] {
  const circuit = parseCircuit(workload.circuit);
  const cells = workload.problems.slice(0, problems).map(({ frequenciesHz, re, im, truth }) => {
    const initial = Object.fromEntries(circuit.parameters.map(({ name }, j) => [name, truth[j] ?? Number.NaN]));
    const spectrum = makeSpectrum({ frequencyHz: frequenciesHz, re, im });
    // Answers are kept with their result, so each pass needs a new one.
    return () => fit(spectrum, circuit, { search: false, initial });
  });
  return questions.map(([question, ask]): QuestionCost => {
    let fits = 0;
    const times = cells.map((fitCell) => {
      let fastest = Infinity;
      for (let pass = 0; pass <= passes; pass++) {
        const result = fitCell();
        const started = performance.now();
        const count = ask(result);
        fastest = Math.min(fastest, performance.now() - started);
        if (pass === 0) fits += count / cells.length;
      }
      return fastest;
    });
    return { question, milliseconds: median(times), fits };
  });
}

export function printQuestions(workload: Workload, costs: readonly QuestionCost[]): void {
  console.log(`\nQuestions about a finished fit (${workload.name}; median over problems of the fastest pass)\n`);
  printTable(
    ["question", "ms", "local fits", "us a local fit"],
    costs.map(({ question, milliseconds, fits }) => [
      question,
      milliseconds.toFixed(2),
      fits === 0 ? "" : fits.toFixed(0),
      fits === 0 ? "" : ((1000 * milliseconds) / fits).toFixed(1),
    ]),
  );
}
