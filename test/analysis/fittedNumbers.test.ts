import { expect, it } from "vitest";
import { fittedNumbers } from "../../src/analysis/fittedNumbers.ts";
import { exactly, plus, stderrOf, times, type Uncertain } from "../../src/analysis/uncertain.ts";
import { derive, fit, parseCircuit, type FitResult } from "../../src/index.ts";
import { simulated, sweep } from "../fit/support.ts";

const truth = "R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})-(R2{300}|CPE2{Q = 100u, n = 0.9})";

function fitted(circuit: string): FitResult {
  return fit(simulated(truth, { frequencyHz: sweep(1e6, 1, 61) }), parseCircuit(circuit));
}

function agree(number: Uncertain, value: number, stderr: number | null): void {
  // The correlations of the result are rounded in the last places, and ties are differentiated by differences.
  expect(number.value).toBeCloseTo(value, 6);
  expect(stderrOf(number) / (stderr ?? Number.NaN)).toBeCloseTo(1, 6);
}

it("propagates the covariance of a fit as the kernel does", () => {
  const result = fitted("R0-p(R1,CPE1)-p(R2,CPE2)");
  const numbers = fittedNumbers(result);
  const of = (name: string): Uncertain => numbers.get(name) ?? exactly(Number.NaN);
  const sum = derive(result, "R0 + R1 + R2");
  agree(plus(of("R0"), of("R1"), of("R2")), sum.value, sum.stderr);
  const product = derive(result, "R1*CPE1.Q");
  expect(stderrOf(times(of("R1"), of("CPE1.Q"))) / (product.stderr ?? Number.NaN)).toBeCloseTo(1, 6);
});

it("ties move with what they are tied to", () => {
  const result = fitted("R0-p(R1,CPE1)-p(R2,CPE2{n = 1.8 - CPE1.n})");
  const numbers = fittedNumbers(result);
  const of = (name: string): Uncertain => numbers.get(name) ?? exactly(Number.NaN);
  expect(stderrOf(of("CPE2.n")) / stderrOf(of("CPE1.n"))).toBeCloseTo(1, 8);
  // Their sum is fixed by the tie.
  expect(stderrOf(plus(of("CPE1.n"), of("CPE2.n")))).toBeLessThan(1e-8);
});
