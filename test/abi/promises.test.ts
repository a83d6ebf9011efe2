/** What docs/abi.md says beyond names and numbers, asked of the exports themselves. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  BUFFER_BACKWARD,
  BUFFER_COMBINATIONS,
  BUFFER_FITTED_IM,
  BUFFER_FITTED_RE,
  BUFFER_FORWARD,
  BUFFER_FREQUENCY,
  BUFFER_JACOBIAN,
  BUFFER_MEASURED_IM,
  BUFFER_MEASURED_RE,
  BUFFER_MINIMA,
  BUFFER_PARAMETER_OHM,
  BUFFER_PARAMETER_SECOND,
  BUFFER_PARAMETER_STDERR,
  BUFFER_PARAMETER_VALUE,
  BUFFER_PARAMETER_WORDS,
  BUFFER_THETA,
  BUFFER_VARIABLE_LOWER,
  BUFFER_VARIABLE_PARAMETER,
  BUFFER_VARIABLE_UPPER,
  LOSS_SQUARES,
  OBJECTIVE_IMPEDANCE,
  OUTCOME_CONVERGED,
  OUTCOME_START_FAILED,
  BUFFER_REPORT,
  REPORT_MINIMA,
  REPORT_MOVED_STARTS,
  REPORT_RESIDUAL_UNIT,
  WEIGHT_MODULUS,
  WEIGHT_UNIT,
} from "../../assembly/program.ts";
import { parseCircuit } from "../../src/index.ts";
import { compileCircuit } from "../../src/compile/compile.ts";
import { mapParameters } from "../../src/compile/parameterMap.ts";
import type { ParameterRole } from "../../src/compile/program.ts";
import type { KernelExports } from "../../src/kernel/exports.ts";

const module = new WebAssembly.Module(readFileSync(join(import.meta.dirname, "../../build/engine.wasm")));
const circuit = parseCircuit("R0-(R1|CPE1)");
const TRUTH = [12, 85, 2e-5, 0.86];
const POINTS = 15;
const frequencyHz = Float64Array.from({ length: POINTS }, (_, k) => 1e5 / 2 ** k);

let engine: KernelExports;
let re: Float64Array;
let im: Float64Array;

const numbers = (buffer: number, count: number): Float64Array =>
  new Float64Array(engine.memory.buffer, engine.address(buffer) >>> 0, count);
const words = (buffer: number, count: number): Int32Array =>
  new Int32Array(engine.memory.buffer, engine.address(buffer) >>> 0, count);
const reported = (number: number): number => numbers(BUFFER_REPORT, number + 1)[number] ?? Number.NaN;

/** Writes everything but the measurement. */
function write(kind: "fixed" | "variable", values: readonly number[]): void {
  const limits = { lower: 0, upper: Infinity };
  const roles = values.map((value, k): ParameterRole =>
    kind === "fixed" ? { kind, value } : { kind, value, ...limits, ...(k === 3 ? { upper: 1 } : {}) },
  );
  const map = mapParameters(circuit, roles);
  const program = compileCircuit(circuit);
  const backward = kind === "fixed" ? Int32Array.of(0) : program.backward;
  const sizes = [program.forward.length, backward.length, map.expressions.length, map.constants.length] as const;
  const placed = engine.layout(
    POINTS, values.length, map.variables.length, program.registers, map.scratchColumns, ...sizes, map.combinations.length,
  ); // prettier-ignore
  expect(placed).toBe(1);
  numbers(BUFFER_FREQUENCY, POINTS).set(frequencyHz);
  words(BUFFER_FORWARD, program.forward.length).set(program.forward);
  words(BUFFER_BACKWARD, backward.length).set(backward);
  words(BUFFER_PARAMETER_WORDS, map.words.length).set(map.words);
  numbers(BUFFER_PARAMETER_OHM, values.length).set(map.ohm);
  numbers(BUFFER_PARAMETER_SECOND, values.length).set(map.second);
  numbers(BUFFER_PARAMETER_VALUE, values.length).set(values);
  words(BUFFER_VARIABLE_PARAMETER, map.variables.length).set(map.variables);
  numbers(BUFFER_VARIABLE_LOWER, map.lower.length).set(map.lower);
  numbers(BUFFER_VARIABLE_UPPER, map.upper.length).set(map.upper);
  words(BUFFER_COMBINATIONS, map.combinations.length).set(map.combinations);
}

function measure(weight: number): void {
  numbers(BUFFER_MEASURED_RE, POINTS).set(re);
  numbers(BUFFER_MEASURED_IM, POINTS).set(im);
  engine.prepareFrequencies(1);
  engine.prepareImpedances(1, weight, OBJECTIVE_IMPEDANCE, LOSS_SQUARES, 0, 0);
}

const fit = (search: number): number => engine.runFit(search, 1, 1e-9, 1000, 20, 0.95);
const start = [100, 100, 1e-6, 0.9];

/** A spectrum with deviations of a thousandth, by the engine itself. */
beforeEach(() => {
  engine = new WebAssembly.Instance(module, {}).exports as WebAssembly.Exports & KernelExports;
  write("fixed", TRUTH);
  engine.prepareFrequencies(0);
  engine.prepareImpedances(0, -1, 0, 0, 0, 0);
  expect(engine.runForward()).toBe(1);
  re = numbers(BUFFER_FITTED_RE, POINTS).map((x, k) => x * (1 + 1e-3 * ((k % 3) - 1)));
  im = numbers(BUFFER_FITTED_IM, POINTS).map((x, k) => x * (1 + 1e-3 * ((k % 4) - 1.5)));
});

describe("docs/abi.md", () => {
  it("simulates without variables and with an empty backward program", () => {
    const [R0 = 0, R1 = 0, Q = 0, n = 0] = TRUTH;
    const modulus = Q * (2 * Math.PI * 1e5) ** n;
    const angle = (n * Math.PI) / 2;
    const admittance = { re: 1 / R1 + modulus * Math.cos(angle), im: modulus * Math.sin(angle) };
    const square = admittance.re ** 2 + admittance.im ** 2;
    // A few units in the last place, by the host's own powers and cosines.
    expect(numbers(BUFFER_FITTED_RE, POINTS)[0]).toBeCloseTo(R0 + admittance.re / square, 12);
    expect(numbers(BUFFER_FITTED_IM, POINTS)[0]).toBeCloseTo(-admittance.im / square, 12);
  });

  it("places buffers at multiples of 64, and refuses more than there is memory for without harm", () => {
    for (let buffer = BUFFER_FREQUENCY; buffer <= BUFFER_MINIMA; buffer++) {
      expect(engine.address(buffer)).toBeGreaterThan(0);
      expect(engine.address(buffer) % 64).toBe(0);
    }
    expect(engine.address(99)).toBe(0);
    expect(engine.layout(50_000_000, 4, 4, 6, 4, 28, 22, 0, 0, 1)).toBe(0);
    write("variable", start);
    measure(WEIGHT_MODULUS);
    expect(fit(1)).toBe(OUTCOME_CONVERGED);
  });

  it("grows memory in layout only", () => {
    write("variable", start);
    const { buffer } = engine.memory;
    measure(WEIGHT_MODULUS);
    for (const search of [0, 1, 2]) fit(search);
    engine.runForward();
    engine.runJacobian();
    engine.runStatistics(0.95);
    expect(engine.memory.buffer).toBe(buffer);
  });

  it("moves starting values that are no numbers, or outside their limits, and says how many", () => {
    write("variable", [Number.NaN, -3, 1e-6, 7]);
    measure(WEIGHT_MODULUS);
    expect(fit(0)).toBe(OUTCOME_CONVERGED);
    expect(reported(REPORT_MOVED_STARTS)).toBe(3);
  });

  it("leaves errors of an earlier fit where no start led anywhere", () => {
    write("variable", start);
    measure(WEIGHT_MODULUS);
    expect(fit(1)).toBe(OUTCOME_CONVERGED);
    const errors = [...numbers(BUFFER_PARAMETER_STDERR, 4)];
    re.fill(Number.NaN);
    measure(WEIGHT_MODULUS);
    expect(fit(1)).toBe(OUTCOME_START_FAILED);
    expect(reported(0)).not.toSatisfy(Number.isFinite);
    expect([...numbers(BUFFER_PARAMETER_STDERR, 4)]).toEqual(errors);
  });

  it("has theta of minima, from which parameters are had", () => {
    write("variable", start);
    measure(WEIGHT_MODULUS);
    fit(1);
    expect(reported(REPORT_MINIMA)).toBeGreaterThan(0);
    const lowest = [...numbers(BUFFER_MINIMA, 4)];
    numbers(BUFFER_THETA, 4).set(lowest);
    expect(engine.runNatural()).toBe(1);
    const [R0 = 0, R1 = 0, Q = 0, n = 0] = numbers(BUFFER_PARAMETER_VALUE, 4);
    const mean = (terms: Float64Array): number => terms.reduce((sum, x) => sum + x, 0) / POINTS;
    const z = mean(re.map((x, k) => Math.log(Math.hypot(x, im[k] ?? Number.NaN))));
    const w = mean(frequencyHz.map((f) => Math.log(2 * Math.PI * f)));
    const theta = [Math.log(R0) - z, Math.log(R1) - z, Math.log(Q) + z + n * w, n];
    // Sums of logarithms of some ten units each.
    theta.forEach((value, k) => expect(lowest[k]).toBeCloseTo(value, 12));
  });

  it.each([
    ["modulus", WEIGHT_MODULUS],
    ["unit", WEIGHT_UNIT],
  ])("has weighted residuals and their derivatives in columns, with %s weights", (_name, weight) => {
    write("variable", TRUTH);
    measure(weight);
    const columns = (): { re: Float64Array; im: Float64Array }[] => {
      expect(engine.runJacobian()).toBe(1);
      const size = 32 * Math.ceil(POINTS / 2);
      return Array.from({ length: 5 }, (_, column) => {
        const at = (engine.address(BUFFER_JACOBIAN) >>> 0) + column * size;
        const view = new DataView(engine.memory.buffer);
        const part = (offset: number): Float64Array => {
          const values = new Float64Array(POINTS);
          for (let k = 0; k < POINTS; k++) {
            values[engine.sourceOf(k)] = view.getFloat64(at + 32 * Math.floor(k / 2) + 8 * (k % 2) + offset, true);
          }
          return values;
        };
        return { re: part(0), im: part(16) };
      });
    };
    const [byR0, , , , residual] = columns();
    const unit = reported(REPORT_RESIDUAL_UNIT);
    expect(engine.runForward()).toBe(1);
    numbers(BUFFER_FITTED_RE, POINTS).forEach((fitted, k) => {
      const root = weight === WEIGHT_UNIT ? 1 : 1 / Math.hypot(re[k] ?? Number.NaN, im[k] ?? Number.NaN);
      const [R0 = 0] = TRUTH;
      // Rounding of numbers of the size of |Z|, some hundred ohm, weighted.
      expect((residual?.re[k] ?? Number.NaN) * unit).toBeCloseTo((fitted - (re[k] ?? Number.NaN)) * root, 11);
      // dZ/d ln R0 = R0.
      expect((byR0?.re[k] ?? Number.NaN) * unit).toBeCloseTo(R0 * root, 11);
      expect(byR0?.im[k]).toBeCloseTo(0, 15);
    });
  });
});
