/** The NIST models and their derivatives against NIST's formulas, differentiated automatically in double-double. */

import { beforeAll, describe, expect, test } from "vitest";

import constants from "../fixtures/math/constants.json" with { type: "json" };
import { DoubleDouble } from "../math/doubleDouble.ts";
import { Dual } from "./dual.ts";
import { evaluateExpression } from "./expression.ts";
import { NistKernel } from "./kernel.ts";
import { MODELS } from "./models.ts";
import { nistAbsent, predictor, readProblems, responses } from "./problems.ts";
import type { Problem } from "./problems.ts";

const problems = readProblems();
if (problems.length === 0) console.log(nistAbsent);

const PI = constants.halfPiParts
  .reduceRight((sum, part) => sum.add(new DoubleDouble(part)), new DoubleDouble(0))
  .scale(2);

/** f(x_i; b) with its derivatives, from the formula as text. */
function exactModel(problem: Problem, b: readonly number[]): Dual[] {
  const names = new Map(b.map((value, j) => [`b${j + 1}`, Dual.parameter(value, j, b.length)]));
  names.set("pi", Dual.constant(PI, b.length));
  return problem.y.map((_, i) => {
    for (const name of problem.predictors) {
      names.set(name, Dual.constant(new DoubleDouble(predictor(problem, name)[i] ?? NaN), b.length));
    }
    return evaluateExpression(problem.expr, names, b.length);
  });
}

/** Largest |computed - exact| of a column over `size`, or over the column's largest entry; NaN if any is NaN. */
function worstError(computed: Float64Array, exact: readonly DoubleDouble[], size?: number): number {
  const scale = size ?? Math.max(...exact.map(({ high }) => Math.abs(high)));
  return Math.max(
    ...exact.map((value, i) => Math.abs(value.subtract(new DoubleDouble(computed[i] ?? NaN)).high) / scale),
  );
}

/**
 * Largest error of a residual or derivative against the largest entry of its column. A dozen operations at 1.1e-16
 * each, none of which cancels, give 2e-15. In ENSO the angles reach 88 rad, where one rounding alone is 0.7e-14. In
 * Thurber at x = -3.067 the terms of the numerator cancel to 1/530, those of the denominator to 1/26.
 */
const TOLERANCES: Readonly<Record<string, number>> = { ENSO: 3e-14, Thurber: 3e-14 };

let kernel: NistKernel;
beforeAll(async () => {
  kernel = await NistKernel.load();
});

describe.skipIf(problems.length === 0)("models of ../shared/data/nist", () => {
  test("there is a model for each of the 27 problems, and no other", () => {
    expect(Object.keys(MODELS)).toEqual(problems.map(({ name }) => name));
    expect(problems).toHaveLength(27);
  });

  test.each(problems)("$name: residual and every derivative at both starts and the certified values", (problem) => {
    const tolerance = TOLERANCES[problem.name] ?? 2e-15;
    const y = responses(problem);
    for (const b of [problem.start1, problem.start2, problem.certified]) {
      const exact = exactModel(problem, b);
      const { residual, jacobian } = kernel.evaluate(problem, b);
      const largest = Math.max(...y.map(Math.abs), ...exact.map(({ value }) => Math.abs(value.high)));
      const difference = exact.map(({ value }, i) => value.subtract(new DoubleDouble(y[i] ?? NaN)));
      expect(worstError(residual, difference, largest)).toBeLessThanOrEqual(tolerance);
      jacobian.forEach((column, j) => {
        const derivatives = exact.map((dual) => dual.derivative(j));
        expect(worstError(column, derivatives), `d/d b${j + 1} at ${b.join(", ")}`).toBeLessThanOrEqual(tolerance);
      });
    }
  });

  test.each(problems)("$name: sum of squares at the minimum is NIST's", (problem) => {
    const { residual } = kernel.evaluate(problem, problem.refined_20.map(Number));
    const sum = residual.reduce((total, value) => total + value * value, 0);
    // NIST prints 11 digits. The residuals of Lanczos1 are 1e-13 of the response, so that rounding the 24 model values
    // of size 0.1..2.5 (half a unit: up to 2.2e-16) leaves about 3e-3 of them.
    const tolerance = problem.name === "Lanczos1" ? 1e-2 : 1e-10;
    expect(Math.abs(sum / problem.rss - 1)).toBeLessThanOrEqual(tolerance);
  });

  const named = (name: string): Problem => {
    const problem = problems.find((candidate) => candidate.name === name);
    if (problem === undefined) throw new Error(`strd.json has no problem ${name}`);
    return problem;
  };

  test("where a formula has no value the residual is NaN, not a number that looks like one", () => {
    expect([...kernel.evaluate(named("Misra1c"), [500, -1]).residual].every(Number.isNaN)).toBe(true);
    expect([...kernel.evaluate(named("Bennett5"), [-2000, -50, 0.8]).residual].every(Number.isNaN)).toBe(true);
  });

  test("logistic models stay finite where their exponential overflows", () => {
    for (const [name, b] of [
      ["Rat42", [100, 1000, 0.1]],
      ["Rat42", [100, -1000, 0.1]],
      ["Rat43", [100, 1000, 1, 1]],
      ["Rat43", [100, -1000, 1, 1]],
    ] as const) {
      const { residual, jacobian } = kernel.evaluate(named(name), b);
      expect([...residual, ...jacobian.flatMap((column) => [...column])].every(Number.isFinite)).toBe(true);
    }
  });
});

describe("the formula reader of this test", () => {
  const scope = new Map([["b1", Dual.parameter(3, 0, 1)]]);
  const read = (text: string) => evaluateExpression(text, scope, 1);

  test.each([
    // Powers bind tighter than the sign and to the right; the rest from the left.
    ["-b1**2", -9, -6],
    ["2**3**0", 2, 0],
    ["12/b1/2", 2, -2 / 3],
    ["1-b1-2", -4, -1],
    ["b1*(b1+1)", 12, 7],
    ["exp(log(b1))", 3, 1],
    ["atan(b1-3)", 0, 1],
    ["sin(b1-3)+cos(b1-3)", 1, 1],
    ["1.5e1*b1", 45, 15],
    ["b1**(-2)", 1 / 9, -2 / 27],
  ])("%s at b1 = 3", (text, value, slope) => {
    const result = read(text);
    expect(Math.abs(result.value.high - value)).toBeLessThanOrEqual(2 ** -52 * Math.abs(value));
    expect(Math.abs(result.derivative(0).high - slope)).toBeLessThanOrEqual(2 ** -52 * Math.abs(slope));
  });

  test.each([
    ["b1+", "b1+: neither number nor name: "],
    ["b1*c", "b1*c: neither number nor name: c"],
    ["(b1", "(b1: expected ) at token 2, found the end"],
    ["b1 b1", "b1 b1: left over from token 1: b1"],
  ])("%s is refused", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
