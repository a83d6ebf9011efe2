import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REPORT_RESIDUAL_UNIT } from "../../assembly/program.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { prepareProblem } from "../../src/fit/problem.ts";
import { fit, makeSpectrum, profile, type Objective, type Weight } from "../../src/index.ts";
import { theKernel } from "../../src/kernel/load.ts";
import { effectiveResiduals, evaluate, objective as objectiveOf, verify } from "../../src/reference/index.ts";
import { deviation, errorOf, fitErrorOf, simulated, valueOf, valuesOf } from "./support.ts";

/** Written by test/fixtures/objectives/make.py with mpmath, 60 digits. */
interface Fixture {
  readonly frequencyHz: readonly number[];
  readonly re: readonly number[];
  readonly im: readonly number[];
  readonly sigmaRe: readonly number[];
  readonly sigmaIm: readonly number[];
  /** R0, R1, C1. */
  readonly values: readonly number[];
  readonly cases: readonly {
    readonly objective: Objective;
    readonly weight: Exclude<Weight, "structure">;
    /** Of the first parts, then of the second ones. */
    readonly residuals: readonly number[];
    readonly S: number;
    /** Derivatives of the residuals by ln R0, ln R1 and ln C1. */
    readonly columns: readonly (readonly number[])[];
    readonly logLikelihood: number;
  }[];
}

const path = join(import.meta.dirname, "../fixtures/objectives/values.json");
const fixture = JSON.parse(readFileSync(path, "utf8")) as Fixture;
const { frequencyHz, re, im, sigmaRe, sigmaIm } = fixture;
const spectrum = makeSpectrum({ frequencyHz, re, im, sigma: { re: sigmaRe, im: sigmaIm } });
const circuit = parseCircuit("R0-p(R1,C1)");
const values = Float64Array.from(fixture.values);

/** Largest difference, against the largest of the expected numbers. */
function worst(found: ArrayLike<number>, expected: readonly number[]): number {
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((x, k) => Math.abs((found[k] ?? Number.NaN) - x) / largest));
}

describe.each(fixture.cases.map((one) => [one.objective, one.weight, one] as const))(
  "objective %s, weight %s",
  (objective, weight, expected) => {
    const prepared = prepareProblem(spectrum, circuit, { objective, weight });
    const kernel = theKernel();
    const atValues = (): void => {
      kernel.load(prepared.problem);
      kernel.setValues(values);
    };

    it("has the residuals and derivatives of mpmath", () => {
      atValues();
      const residuals = kernel.weightedResiduals();
      // Z is good to 2e-15 of |Z|; the residuals are some 5 % of it, and correlated parts are differences of larger ones.
      expect(worst([...(residuals?.re ?? []), ...(residuals?.im ?? [])], expected.residuals)).toBeLessThan(1e-13);
      const columns = kernel.jacobian() ?? [];
      const unit = kernel.reported(REPORT_RESIDUAL_UNIT);
      expect(columns.length).toBe(3);
      columns.forEach((column, j) => {
        const found = [...column.re, ...column.im].map((x) => unit * x);
        // A few roundings more than Z itself; no cancellation.
        expect(worst(found, expected.columns[j] ?? [])).toBeLessThan(1e-13);
      });
    });

    it("is the S of the second opinion and of mpmath", () => {
      const named = { R0: values[0] ?? 0, R1: values[1] ?? 0, C1: values[2] ?? 0 };
      const found = objectiveOf(spectrum, evaluate(circuit, frequencyHz, named), { weight, objective });
      expect(deviation(found, expected.S)).toBeLessThan(1e-12);
    });

    it("has the likelihood, AICc and BIC of its S", () => {
      const result = fit(spectrum, circuit, { objective, weight });
      expect(result.objective).toBeLessThan(expected.S);
      const n = 2 * frequencyHz.length;
      const ofSum = (S: number): number =>
        weight === "sigma" ? -(n * Math.log(2 * Math.PI) + S) / 2 : -(n * Math.log((2 * Math.PI * S) / n) + n) / 2;
      const given = expected.logLikelihood - ofSum(expected.S);
      // The sum cancels at most three digits of terms of order 100.
      expect(Math.abs(result.logLikelihood - given - ofSum(result.objective))).toBeLessThan(1e-10);
      const k = 3 + (weight === "sigma" ? 0 : 1);
      const aicc = -2 * result.logLikelihood + 2 * k + (2 * k * (k + 1)) / (n - k - 1);
      expect(Math.abs((result.aicc ?? Number.NaN) - aicc)).toBeLessThan(1e-10);
      expect(Math.abs(result.bic - (-2 * result.logLikelihood + k * Math.log(n)))).toBeLessThan(1e-10);
      expect([result.objectiveForm, result.weight, result.loss]).toEqual([objective, weight, "squares"]);
    });

    it("is fitted to a minimum that the second opinion confirms", () => {
      const result = fit(spectrum, circuit, { objective, weight });
      expect(result.termination.outcome).toBe("converged");
      const verification = verify(spectrum, circuit, result);
      expect(verification.message).toMatch(/^The second opinion agrees/);
      const at = (name: string, factor: number): number => {
        const moved = { ...valuesOf(result), [name]: valueOf(result, name) * factor };
        const z = evaluate(circuit, frequencyHz, moved);
        return effectiveResiduals(spectrum, { weight, objective })(z).reduce((sum, r) => sum + r * r, 0);
      };
      for (const name of result.freeParameters) {
        const [low, high] = [at(name, 1 - 1e-4) - result.objective, at(name, 1 + 1e-4) - result.objective];
        expect(low, name).toBeGreaterThan(0);
        expect(high, name).toBeGreaterThan(0);
        // S rises as h^2 on both sides; a slope would show as a difference of the first order in h.
        expect(Math.abs(high - low) / (high + low), name).toBeLessThan(1e-2);
      }
    });
  },
);

describe("objectives of the same data", () => {
  const truth = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
  const model = parseCircuit("R0-p(R1,CPE1)");
  const precise = simulated(truth, { noise: 1e-4, seed: 3 });
  const objectives = ["impedance", "admittance", "modulus-phase", "log-modulus"] as const;

  it("agree to first order in the noise with modulus weights, in values, errors and likelihood", () => {
    const [first, ...others] = objectives.map((objective) => fit(precise, model, { objective }));
    if (first === undefined) throw new Error("no fit");
    for (const other of others) {
      for (const name of first.freeParameters) {
        // Second order in noise of 1e-4, in units of first order.
        expect(Math.abs(valueOf(other, name) - valueOf(first, name)) / errorOf(first, name)).toBeLessThan(1e-2);
        expect(deviation(errorOf(other, name), errorOf(first, name))).toBeLessThan(1e-2);
      }
      expect(Math.abs(other.logLikelihood - first.logLikelihood)).toBeLessThan(0.1);
    }
  });

  it("agree with standard deviations that differ between the parts, since their correlation is carried over", () => {
    const modulus = precise.re.map((x, k) => Math.hypot(x, precise.im[k] ?? 0));
    const sigma = { re: modulus.map((z) => 1e-4 * z), im: modulus.map((z) => 3e-4 * z) };
    const measured = makeSpectrum({ ...precise, sigma });
    const [first, ...others] = objectives.map((objective) => fit(measured, model, { objective, weight: "sigma" }));
    if (first === undefined) throw new Error("no fit");
    for (const other of others) {
      for (const name of first.freeParameters) {
        expect(Math.abs(valueOf(other, name) - valueOf(first, name)) / errorOf(first, name)).toBeLessThan(0.05);
        expect(deviation(errorOf(other, name), errorOf(first, name))).toBeLessThan(1e-2);
      }
    }
  });

  it.each(objectives)("do not depend on the unit of Z: %s", (objective) => {
    const factor = 1e6;
    const { frequencyHz: hz } = precise;
    const larger = makeSpectrum({
      frequencyHz: hz,
      re: precise.re.map((x) => factor * x),
      im: precise.im.map((y) => factor * y),
    });
    const one = fit(precise, model, { objective, weight: "unit" });
    const other = fit(larger, model, { objective, weight: "unit" });
    for (const name of ["R0", "R1"]) {
      // Minima of the two are 1e-10 of their standard errors from one another, which are 1e-4 of the values.
      expect(deviation(valueOf(other, name), factor * valueOf(one, name))).toBeLessThan(1e-12);
    }
    const power = objective === "admittance" ? -2 : objective === "log-modulus" ? 0 : 2;
    expect(deviation(other.objective, factor ** power * one.objective)).toBeLessThan(1e-10);
  });

  it("say which they are in profiles, of robust losses too", () => {
    const noisy = simulated(truth, { noise: 0.01, seed: 3 });
    for (const options of [{ objective: "log-modulus" }, { loss: "huber" }, { loss: "cauchy" }] as const) {
      const result = fit(noisy, model, options);
      const [found] = profile(result, ["R1"]);
      const [low = 0, high = 0] = result.parameters.find(({ name }) => name === "R1")?.interval ?? [];
      // R1 is well determined, so the profile is close to Wald's; the robust covariance averages over fewer points.
      expect(deviation((found?.interval?.[1] ?? 0) - (found?.interval?.[0] ?? 0), high - low)).toBeLessThan(0.15);
    }
  });
});

describe("what cannot be compared", () => {
  it("an objective that there is not", () => {
    const options: object = { objective: "phase" };
    const error = fitErrorOf(() => fit(spectrum, circuit, options));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe(
      'There is no objective "phase"; choose one of impedance, admittance, modulus-phase, log-modulus.',
    );
  });

  it("proportional weights where the phase is 0", () => {
    const real = makeSpectrum({ frequencyHz, re, im: [...im.slice(0, -1), 0] });
    for (const objective of ["modulus-phase", "log-modulus"] as const) {
      const error = fitErrorOf(() => fit(real, circuit, { objective, weight: "proportional" }));
      expect(error.code).toBe("bad-weight");
      expect(error.message).toBe(
        "Proportional weights divide by the phase, and it is 0 at 0.7 Hz (point 5); exclude that point or use modulus weights.",
      );
    }
    expect(fit(real, circuit, { objective: "modulus-phase" }).termination.outcome).toBe("converged");
  });
});
