import { Complex } from "complex.js";
import { levenbergMarquardt } from "ml-levenberg-marquardt";
import type { Problem } from "../workload.ts";
import type { RivalNode } from "./plainModel.ts";

/**
 * ml-levenberg-marquardt with complex.js, used as well as it lets itself be used: logarithmic amplitudes, weights folded
 * into data and model, s = j omega made once, one pass over the frequencies per parameter vector, forward differences.
 * It knows no relative stopping rule, so the model watches S and ends the fit from within.
 */

/** Impedance of a subcircuit at frequency k for the parameter vector last given to `load`. */
interface Subcircuit {
  readonly load: (point: readonly number[]) => void;
  readonly impedance: (k: number) => Complex;
}

/** Ends a fit from within the model. */
class Reached extends Error {}

const DIFFERENCE = 1e-7;
const MOST_ITERATIONS = 200;
/** The solver accepts worse steps, and fails on a Jacobian that overflows; this keeps every product in range. */
const LOGARITHM_LIMIT = 100;

export interface MlOutcome {
  readonly objective: number;
  readonly iterations: number;
}

/** A fitter for one circuit and one set of frequencies. */
export function mlFitter(
  tree: RivalNode,
  frequenciesHz: ArrayLike<number>,
): (problem: Problem, tolerance: number) => MlOutcome {
  const s = Array.from(frequenciesHz, (f) => new Complex(0, 2 * Math.PI * f));
  const isExponent: boolean[] = [];
  const circuit = build(tree, s, isExponent);
  const points = s.length;
  const rows = Array.from({ length: 2 * points }, (_, row) => row);

  return ({ re, im, start }, tolerance) => {
    const weight = re.map((x, k) => 1 / Math.hypot(x, im[k]!));
    const y = new Float64Array(2 * points);
    for (let k = 0; k < points; k++) {
      y[k] = re[k]! * weight[k]!;
      y[points + k] = im[k]! * weight[k]!;
    }
    let calls = 0;
    let objective = Infinity;
    let best = Infinity;
    // Of each iteration's calls (current point, one a parameter, new point) the last is the new point's.
    const callsAnIteration = isExponent.length + 2;
    const model = (point: number[]): ((row: number) => number) => {
      circuit.load(point);
      const fitted = new Float64Array(2 * points);
      let sum = 0;
      for (let k = 0; k < points; k++) {
        const z = circuit.impedance(k);
        fitted[k] = z.re * weight[k]!;
        fitted[points + k] = z.im * weight[k]!;
        sum += (fitted[k]! - y[k]!) ** 2 + (fitted[points + k]! - y[points + k]!) ** 2;
      }
      if (calls++ % callsAnIteration === 0) {
        const settled = sum <= objective && objective - sum < tolerance * objective;
        objective = sum;
        best = Math.min(best, sum);
        if (settled) throw new Reached();
      }
      return (row) => fitted[row]!;
    };
    const initialValues = Array.from(start, (value, j) => (isExponent[j] ? value : Math.log(value)));
    try {
      levenbergMarquardt({ x: rows, y }, model, {
        initialValues,
        minValues: isExponent.map((exponent) => (exponent ? 1e-6 : -LOGARITHM_LIMIT)),
        maxValues: isExponent.map((exponent) => (exponent ? 1 : LOGARITHM_LIMIT)),
        errorTolerance: 0,
        gradientDifference: DIFFERENCE,
        maxIterations: MOST_ITERATIONS,
      });
    } catch (error) {
      if (!(error instanceof Reached)) throw error;
    }
    return { objective: best, iterations: Math.floor((calls - 1) / callsAnIteration) };
  };
}

function build(node: RivalNode, s: readonly Complex[], isExponent: boolean[]): Subcircuit {
  if (node.kind !== "powerLaw") {
    const children = node.children.map((child) => build(child, s, isExponent));
    const load = (point: readonly number[]): void => {
      for (const child of children) child.load(point);
    };
    const series = node.kind === "series";
    const impedance = (k: number): Complex => {
      const terms = children.map((child) => (series ? child.impedance(k) : child.impedance(k).inverse()));
      const sum = terms.reduce((total, term) => total.add(term));
      return series ? sum : sum.inverse();
    };
    return { load, impedance };
  }
  const amplitudeIndex = isExponent.push(false) - 1;
  const exponentIndex = node.exponent === "free" ? isExponent.push(true) - 1 : -1;
  let amplitude = 0;
  let exponent = node.exponent === "free" ? 0 : node.exponent;
  return {
    load: (point) => {
      amplitude = node.factor * Math.exp(point[amplitudeIndex]!);
      if (exponentIndex >= 0) exponent = point[exponentIndex]!;
    },
    impedance: (k) => {
      if (exponent === 0) return new Complex(node.domain === "impedance" ? amplitude : 1 / amplitude, 0);
      const term = s[k]!.pow(exponent).mul(amplitude);
      return node.domain === "impedance" ? term : term.inverse();
    },
  };
}
