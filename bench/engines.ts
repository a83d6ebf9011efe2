import { parseCircuit } from "../src/circuit/parse.ts";
import { fit } from "../src/fit/fit.ts";
import { prepareFit } from "../src/fit/prepareFit.ts";
import { makeSpectrum } from "../src/spectrum.ts";
import { operationsOf } from "./efficiency.ts";
import type { Engine } from "./engine.ts";
import { mlFitter } from "./rivals/mlLevenbergMarquardt.ts";
import { PlainFitter } from "./rivals/plainJavaScript.ts";
import { rivalTree } from "./rivals/rivalTree.ts";
import type { Workload } from "./workload.ts";

export const preparedName = "eisfit, local fit";
export const publicName = "eisfit, fit() with statistics";
export const plainName = "plain JavaScript";
export const mlName = "ml-levenberg-marquardt + complex.js";

/** The WebAssembly solver alone. */
export function preparedEngine(workload: Workload): Engine {
  const circuit = parseCircuit(workload.circuit);
  return {
    name: preparedName,
    repeats: 20,
    prepare: ({ frequenciesHz, re, im, start }) => {
      const spectrum = makeSpectrum({ frequencyHz: frequenciesHz, re, im });
      const prepared = prepareFit(spectrum, circuit, { tolerance: workload.tolerance });
      return () => {
        const { objective, evaluations } = prepared.run(start);
        return { objective, iterations: evaluations };
      };
    },
  };
}

/** What a user calls: checks, compilation of the parameters, fit, polish, errors, correlations, warnings. */
export function publicEngine(workload: Workload): Engine {
  const circuit = parseCircuit(workload.circuit);
  return {
    name: publicName,
    repeats: 5,
    prepare: ({ frequenciesHz, re, im, start }) => {
      const spectrum = makeSpectrum({ frequencyHz: frequenciesHz, re, im });
      const initial = Object.fromEntries(circuit.parameters.map(({ name }, j) => [name, start[j] ?? Number.NaN]));
      return () => {
        const { objective, termination } = fit(spectrum, circuit, { search: false, initial });
        return { objective, iterations: termination.evaluations };
      };
    },
  };
}

export function plainEngine(workload: Workload): Engine {
  const tree = rivalTree(parseCircuit(workload.circuit));
  const fitter = new PlainFitter(tree, workload.problems[0]?.frequenciesHz ?? []);
  return {
    name: plainName,
    repeats: 10,
    prepare: ({ re, im, start }) => {
      fitter.setSpectrum(re, im);
      return () => {
        const ended = fitter.fit(start, workload.tolerance);
        return { objective: ended.objective, iterations: ended.evaluations, operations: operationsOf(ended) };
      };
    },
  };
}

export function mlEngine(workload: Workload): Engine {
  const tree = rivalTree(parseCircuit(workload.circuit));
  const fitOne = mlFitter(tree, workload.problems[0]?.frequenciesHz ?? []);
  return { name: mlName, repeats: 1, prepare: (problem) => () => fitOne(problem, workload.tolerance) };
}
