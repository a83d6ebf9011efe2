import { describe, expect, it } from "vitest";
import { mlFitter } from "../../bench/rivals/mlLevenbergMarquardt.ts";
import { PlainFitter } from "../../bench/rivals/plainJavaScript.ts";
import { PlainModel } from "../../bench/rivals/plainModel.ts";
import { rivalTree } from "../../bench/rivals/rivalTree.ts";
import { findScipy, runScipy } from "../../bench/rivals/scipy.ts";
import { chainImpedance, chainWorkload } from "../../bench/workload.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { makeSpectrum, prepareFit } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";

const workload = chainWorkload("test", 2, 61, 12, 7);
const circuit = parseCircuit(workload.circuit);
const tree = rivalTree(circuit);
const names = circuit.parameters.map((parameter) => parameter.name);

function named(values: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(names.map((name, j) => [name, values[j] ?? Number.NaN]));
}

const scipy = findScipy();
if ("reason" in scipy) console.log(`Not run: the rival scipy (no interpreter has it: ${scipy.reason}).`);

describe("the bench's workload", () => {
  it("is simulated by the formulas that the element records state", () => {
    for (const { truth, frequenciesHz } of workload.problems) {
      const { re, im } = evaluate(circuit, frequenciesHz, named(truth));
      for (const [k, f] of frequenciesHz.entries()) {
        const [x, y] = chainImpedance(truth, 2, 2 * Math.PI * f);
        const distance = Math.hypot(x - (re[k] ?? NaN), y - (im[k] ?? NaN)) / Math.hypot(x, y);
        // Two powers, each with an exponent of ln omega up to 16 and thus some 16 roundings.
        expect(distance).toBeLessThan(1e-14);
      }
    }
  });

  it("is the same in every run", () => {
    const again = chainWorkload("test", 2, 61, 12, 7);
    expect(again).toEqual(workload);
    expect(chainWorkload("test", 2, 61, 12, 8)).not.toEqual(workload);
  });
});

describe("the plain-JS rival", () => {
  const trees = ["R0-p(R1,CPE1)-p(R2,CPE2)-CPE3", "p(C0,R0-p(CPE1,R1-W1)-L1)-R2", "p(R1,R2-C1)", "p(L0,R3)-La1-C1"];

  it.each(trees)("computes the impedance of %s", (text) => {
    const { model, point, values } = modelAt(text);
    model.evaluate(point);
    const expected = evaluate(parseCircuit(text), frequencies, values);
    for (const [k, re] of expected.re.entries()) {
      const im = expected.im[k] ?? NaN;
      const distance = Math.hypot((model.impedanceRe[k] ?? NaN) - re, (model.impedanceIm[k] ?? NaN) - im);
      expect(distance / Math.hypot(re, im)).toBeLessThan(1e-13);
    }
  });

  it.each(trees)("differentiates %s", (text) => {
    const { model, point } = modelAt(text);
    const weights = Float64Array.from(frequencies, (_, k) => 1 + k / 10);
    const rows = 2 * frequencies.length;
    const jacobian = new Float64Array(model.parameters * rows);
    model.evaluate(point);
    model.differentiate(weights, jacobian);
    const weighted = (at: Float64Array): number[] => {
      model.evaluate(at);
      return [...model.impedanceRe, ...model.impedanceIm].map(
        (z, row) => z * (weights[row % frequencies.length] ?? NaN),
      );
    };
    // A difference of fourth order is off by about step^4 of the fifth derivative, and by the roundings of Z over the step.
    const step = 1e-4;
    const rounding = (1e-14 * Math.max(...weighted(point).map(Math.abs))) / step;
    for (let j = 0; j < model.parameters; j++) {
      const [a, b, c, d] = [-2, -1, 1, 2].map((factor) =>
        weighted(point.map((value, i) => (i === j ? value + factor * step : value))),
      ) as [number[], number[], number[], number[]];
      const column = jacobian.subarray(j * rows, (j + 1) * rows);
      const size = Math.max(...column.map(Math.abs));
      for (let row = 0; row < rows; row++) {
        const difference = (a[row]! - 8 * b[row]! + 8 * c[row]! - d[row]!) / (12 * step);
        expect(Math.abs(difference - column[row]!)).toBeLessThan(1e-11 * size + rounding);
      }
    }
  });

  it("finds minima that the second opinion confirms", () => {
    const fitter = new PlainFitter(tree, workload.problems[0]!.frequenciesHz);
    let reached = 0;
    for (const problem of workload.problems) {
      fitter.setSpectrum(problem.re, problem.im);
      const fromTruth = fitter.fit(problem.truth, 1e-14).objective;
      const values = fitter.values.slice();
      const { objective } = fitter.fit(problem.start, workload.tolerance);
      // The stopping rule leaves S within its tolerance (relative 1e-10) of a minimum; a second-order effect is far smaller.
      if (Math.abs(objective / fromTruth - 1) < 1e-10) reached++;
      const { re, im } = evaluate(circuit, problem.frequenciesHz, named(values));
      const check = re.reduce((sum, x, k) => {
        const weight = 1 / Math.hypot(problem.re[k]!, problem.im[k]!);
        return sum + ((x - problem.re[k]!) * weight) ** 2 + ((im[k]! - problem.im[k]!) * weight) ** 2;
      }, 0);
      expect(Math.abs(check / fromTruth - 1)).toBeLessThan(1e-11);
    }
    // One local descent, the engine's own, ends in another minimum from 1 start in 100; of these, one is such a start.
    expect(reached).toBeGreaterThanOrEqual(workload.problems.length - 1);
  });
});

describe("the plain-JS rival and the engine", () => {
  it("take the same steps", () => {
    const fitter = new PlainFitter(tree, workload.problems[0]!.frequenciesHz);
    for (const { frequenciesHz, re, im, start } of workload.problems) {
      const { tolerance } = workload;
      const engine = prepareFit(makeSpectrum({ frequencyHz: frequenciesHz, re, im }), circuit, { tolerance }).run(
        start,
      );
      fitter.setSpectrum(re, im);
      const rival = fitter.fit(start, tolerance);
      expect(rival.evaluations).toBe(engine.evaluations);
      // Both stop at the same step; 122 squares and a dozen exponentials are summed in another order.
      expect(Math.abs(rival.objective / engine.objective - 1)).toBeLessThan(1e-12);
    }
  });
});

describe("the other rivals", () => {
  const best = (): number[] => {
    const fitter = new PlainFitter(tree, workload.problems[0]!.frequenciesHz);
    return workload.problems.map((problem) => {
      fitter.setSpectrum(problem.re, problem.im);
      return fitter.fit(problem.truth, 1e-14).objective;
    });
  };

  it("ml-levenberg-marquardt reaches the same minima from most starts", () => {
    const fit = mlFitter(tree, workload.problems[0]!.frequenciesHz);
    const minima = best();
    const reached = workload.problems.filter(
      (problem, i) => fit(problem, workload.tolerance).objective < minima[i]! * (1 + 1e-8),
    );
    expect(reached.length).toBeGreaterThanOrEqual(9);
  });

  it.runIf("interpreter" in scipy)("scipy reaches the same minima from most starts", () => {
    if (!("interpreter" in scipy)) return;
    const minima = best();
    const outcome = runScipy(scipy.interpreter, workload, 2, 1);
    for (const [i, objective] of outcome.objectives.entries())
      expect(objective).toBeGreaterThan(minima[i]! * (1 - 1e-8));
    expect(
      outcome.objectives.filter((objective, i) => objective < minima[i]! * (1 + 1e-8)).length,
    ).toBeGreaterThanOrEqual(8);
  });
});

const frequencies = Array.from({ length: 22 }, (_, k) => 10 ** (4 - k / 3));

function modelAt(text: string): { model: PlainModel; point: Float64Array; values: Record<string, number> } {
  const parsed = parseCircuit(text);
  const typical: Record<string, number> = { R: 50, C: 1e-5, L: 1e-3, W: 30 };
  const natural = parsed.parameters.map(({ element, index }) => {
    const { symbol } = element.record;
    if (index === 1) return 0.8;
    return typical[symbol] ?? 1e-3;
  });
  const model = new PlainModel(rivalTree(parsed), frequencies);
  const point = new Float64Array(natural.length);
  model.toSolver(natural, point);
  return { model, point, values: Object.fromEntries(parsed.parameters.map((p, j) => [p.name, natural[j] ?? NaN])) };
}
