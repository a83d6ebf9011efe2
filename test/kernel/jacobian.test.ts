import { describe, expect, it } from "vitest";
import { WEIGHT_MODULUS, WEIGHT_PROPORTIONAL, WEIGHT_SIGMA, WEIGHT_UNIT } from "../../assembly/program.ts";
import { Random } from "../../bench/random.ts";
import type { Circuit, CircuitParameter } from "../../src/circuit/circuit.ts";
import { foldCircuit } from "../../src/circuit/walk.ts";
import { compileCircuit } from "../../src/compile/compile.ts";
import { mapParameters } from "../../src/compile/parameterMap.ts";
import { elementRecords, simulate } from "../../src/index.ts";
import { assignRoles } from "../../src/fit/roles.ts";
import type { Measured, Problem } from "../../src/kernel/problem.ts";
import { theKernel } from "../../src/kernel/load.ts";
import { evaluate } from "../../src/reference/index.ts";
import { resolveParameters } from "../../src/reference/parameters.ts";
import { coordinateSlopes } from "./coordinateSlopes.ts";
import { networkDerivatives, type NetworkDerivatives } from "./networkDerivatives.ts";
import { drawCircuit, HIGHEST_HZ, LOWEST_HZ } from "./randomCircuits.ts";

const CIRCUITS = 320;
const MOST_POINTS = 5;

/**
 * Against the sum of the moduli that the impedance is made of. Each of the two evaluations rounds some twenty times on the way
 * (1.1e-16 each, not all in one direction), ties with exp and powers included.
 */
const IMPEDANCE_TOLERANCE = 5e-15;
/**
 * Against the sum of the moduli that the derivative is made of. The differences divide rounding errors of 2e-15 by their
 * step of 1/1024 and add eight of them with weights of 2 in all.
 */
const DERIVATIVE_TOLERANCE = 4e-12;

interface Case {
  readonly circuit: Circuit;
  readonly values: Readonly<Record<string, number>>;
  readonly frequencyHz: Float64Array;
  readonly expected: readonly NetworkDerivatives[];
}

function drawCases(): Case[] {
  const random = new Random(20);
  return Array.from({ length: CIRCUITS }, (_, number) => {
    const circuit = drawCircuit(random, number);
    const values = Object.fromEntries(resolveParameters(circuit, {}));
    const points = 1 + (number % MOST_POINTS);
    const frequencyHz = Float64Array.from({ length: points }, () => random.logUniform(LOWEST_HZ, HIGHEST_HZ));
    return { circuit, values, frequencyHz, expected: Array.from(frequencyHz, networkDerivatives(circuit, values)) };
  });
}

const cases = drawCases();

function problemOf({ circuit, frequencyHz }: Case, measured?: Measured): Problem {
  const map = mapParameters(circuit, assignRoles(circuit, {}).roles);
  return { program: compileCircuit(circuit), map, frequencyHz, ...(measured === undefined ? {} : { measured }) };
}

function variablesOf({ circuit }: Case): CircuitParameter[] {
  return circuit.parameters.filter(({ fixed, expression }) => !fixed && expression === undefined);
}

/** The largest error of the kernel's columns relative to what they are made of, and the share that is not negligible. */
interface Comparison {
  readonly worst: number;
  readonly where: string;
  readonly columns: number;
  /** Columns that reach 1 % of |Z| somewhere. */
  readonly visible: number;
}

/**
 * @param weightsAt what the derivatives of the real and of the imaginary part are multiplied by at a point
 * @param logOmegaScale ln omega_c of the scaled grid
 */
function compareColumns(
  one: Case,
  problem: Problem,
  weightsAt: (point: number) => readonly [re: number, im: number],
  logOmegaScale: number,
): Comparison {
  const kernel = theKernel();
  kernel.load(problem);
  kernel.setValues(Float64Array.from(one.circuit.parameters, ({ name }) => one.values[name] ?? Number.NaN));
  const columns = kernel.jacobian();
  if (columns === undefined) throw new Error(`no Jacobian: ${one.circuit.text}`);
  let [worst, where, visible] = [0, "", 0];
  const variables = variablesOf(one);
  expect(columns.length).toBe(variables.length);
  for (const [j, variable] of variables.entries()) {
    const slopes = coordinateSlopes(one.circuit, one.values, variable, logOmegaScale);
    let share = 0;
    for (const [k, { impedance, byParameter }] of one.expected.entries()) {
      let [re, im, size] = [0, 0, 0];
      for (const [name, slope] of slopes) {
        const own = byParameter.get(name);
        if (own === undefined) throw new Error(`nothing known of ${name}`);
        re += own.value.re * slope;
        im += own.value.im * slope;
        // A tie may be level by chance; its slope is known to the same absolute error all the same.
        size += own.size * Math.max(1, Math.abs(slope));
      }
      const [weightRe, weightIm] = weightsAt(k);
      const error = Math.hypot(
        (columns[j]?.re[k] ?? Number.NaN) - weightRe * re,
        (columns[j]?.im[k] ?? Number.NaN) - weightIm * im,
      );
      const relative = error / (size * Math.max(weightRe, weightIm));
      const place = `${variable.name} at ${String(one.frequencyHz[k])} Hz in ${one.circuit.text}`;
      if (Number.isNaN(relative)) throw new Error(`NaN for ${place}`);
      if (relative > worst) [worst, where] = [relative, place];
      share = Math.max(share, Math.hypot(re, im) / impedance.value.abs());
    }
    if (share > 0.01) visible++;
  }
  return { worst, where, columns: columns.length, visible };
}

describe("the circuits drawn", () => {
  it("hold every element, and all that a parameter can be", () => {
    const symbols = new Set(cases.flatMap(({ circuit }) => circuit.elements.map(({ record }) => record.symbol)));
    expect([...symbols].sort()).toEqual(elementRecords.map(({ symbol }) => symbol).sort());
    const parameters = cases.flatMap(({ circuit }) => circuit.parameters);
    const texts = cases.map(({ circuit }) => circuit.text).join("\n");
    for (const operation of ["*", "/", "^", "sqrt(", "exp(", "ln(", "log10(", "-(", " + "]) {
      expect(texts).toContain(operation);
    }
    expect(parameters.filter(({ expression }) => expression !== undefined).length).toBeGreaterThan(300);
    expect(parameters.filter(({ fixed }) => fixed).length).toBeGreaterThan(300);
    expect(parameters.filter(({ limitsGiven }) => limitsGiven).length).toBeGreaterThan(300);
    const depths = cases.map(({ circuit }) =>
      foldCircuit(
        circuit.root,
        () => 0,
        (_, parts) => 1 + Math.max(...parts),
      ),
    );
    expect(Math.max(...depths)).toBe(5);
  });
});

describe("impedance of circuits of any shape", () => {
  it("is that of the independent evaluation", () => {
    let worst = 0;
    let where = "";
    for (const { circuit, frequencyHz, expected } of cases) {
      const ours = simulate(circuit, frequencyHz);
      const theirs = evaluate(circuit, frequencyHz);
      for (const [k, { impedance }] of expected.entries()) {
        const dRe = (ours.re[k] ?? Number.NaN) - (theirs.re[k] ?? Number.NaN);
        const dIm = (ours.im[k] ?? Number.NaN) - (theirs.im[k] ?? Number.NaN);
        const relative = Math.hypot(dRe, dIm) / impedance.size;
        const place = `${String(frequencyHz[k])} Hz in ${circuit.text}`;
        if (Number.isNaN(relative)) throw new Error(`NaN at ${place}`);
        if (relative > worst) [worst, where] = [relative, place];
      }
    }
    expect(worst, where).toBeLessThan(IMPEDANCE_TOLERANCE);
    expect(worst).toBeGreaterThan(0);
  });
});

describe("Jacobian of circuits of any shape", () => {
  it("is that of the product rule without scaling and weights", () => {
    const results = cases
      .filter((one) => variablesOf(one).length > 0)
      .map((one) => compareColumns(one, problemOf(one), () => [1, 1], 0));
    expectAgreement(results);
  });

  const random = new Random(21);
  /** Data near the impedance, and standard deviations that have nothing to do with it. */
  const measuredAt = (one: Case, weight: number): Measured => {
    const { re, im } = simulate(one.circuit, one.frequencyHz);
    const off = (k: number): number => random.uniform(-0.1, 0.1) * Math.hypot(at(re, k), at(im, k));
    const near = (part: Float64Array): Float64Array => part.map((x, k) => x + off(k));
    const sigma = (): Float64Array => re.map(() => random.logUniform(1e-3, 10));
    return { re: near(re), im: near(im), sigmaRe: sigma(), sigmaIm: sigma(), weight };
  };
  const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const at = (values: Float64Array | undefined, k: number): number => values?.[k] ?? Number.NaN;

  it.each([
    ["unit", WEIGHT_UNIT],
    ["modulus", WEIGHT_MODULUS],
    ["proportional", WEIGHT_PROPORTIONAL],
    ["sigma", WEIGHT_SIGMA],
  ] as const)("is that of the product rule on the scaled grid of a measurement, weight %s", (name, weight) => {
    const results = cases
      .filter((one) => variablesOf(one).length > 0)
      .map((one) => {
        const measured = measuredAt(one, weight);
        const modulus = measured.re.map((re, k) => Math.hypot(re, at(measured.im, k)));
        const impedanceScale = Math.exp(mean(modulus.map(Math.log)));
        const weights = {
          // The kernel's residuals with weight 1 are in units of the geometric mean of |Z|.
          unit: () => [1 / impedanceScale, 1 / impedanceScale] as const,
          modulus: (k: number) => [1 / at(modulus, k), 1 / at(modulus, k)] as const,
          proportional: (k: number) => [1 / Math.abs(at(measured.re, k)), 1 / Math.abs(at(measured.im, k))] as const,
          sigma: (k: number) => [1 / at(measured.sigmaRe, k), 1 / at(measured.sigmaIm, k)] as const,
        }[name];
        const logOmegaScale = mean(one.frequencyHz.map((f) => Math.log(2 * Math.PI * f)));
        return compareColumns(one, problemOf(one, measured), weights, logOmegaScale);
      });
    expectAgreement(results);
  });
});

function expectAgreement(results: readonly Comparison[]): void {
  const worst = results.reduce((a, b) => (b.worst > a.worst ? b : a));
  expect(worst.worst, worst.where).toBeLessThan(DERIVATIVE_TOLERANCE);
  expect(results.length).toBeGreaterThanOrEqual(300);
  const columns = results.reduce((sum, one) => sum + one.columns, 0);
  const visible = results.reduce((sum, one) => sum + one.visible, 0);
  // Elements shorted or blocked by others hardly show in Z, but most columns must, or the comparison would say little.
  expect(visible / columns).toBeGreaterThan(0.4);
  expect(columns).toBeGreaterThan(2000);
}
