import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Random } from "../../bench/random.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import {
  fit,
  makeSpectrum,
  prepareFit,
  type Loss,
  type Objective,
  type Spectrum,
  type Weight,
} from "../../src/index.ts";
import { effectiveResiduals, evaluate } from "../../src/reference/index.ts";
import { deviation, errorOf, fitErrorOf, simulated, valueOf, valuesOf } from "./support.ts";

/** Written by test/fixtures/robust/make.py with scipy.optimize.least_squares. */
interface Fixture {
  readonly spectra: readonly {
    readonly circuit: string;
    readonly outliers: readonly number[];
    readonly frequencyHz: readonly number[];
    readonly re: readonly number[];
    readonly im: readonly number[];
    readonly sigma: readonly number[];
  }[];
  readonly fits: readonly {
    readonly spectrum: number;
    readonly objective: Objective;
    readonly weight: Weight;
    readonly loss: Loss;
    readonly scale: number;
    readonly S: number;
    /** Whether other minima were met, each with a scale of its own; a fit without a search may end in any of them. */
    readonly several: boolean;
    readonly values: Readonly<Record<string, number>>;
    readonly stderr: Readonly<Record<string, number>>;
  }[];
}

const path = join(import.meta.dirname, "../fixtures/robust/fits.json");
const fixture = JSON.parse(readFileSync(path, "utf8")) as Fixture;
const spectra = fixture.spectra.map((one) => makeSpectrum(one));

/** The scale is found when it changes by less than 1e-10, and S, values and standard errors follow it with slopes of order 1. */
const SCALE_TOLERANCE = 1e-8;
/** Of a standard error. */
const VALUE_TOLERANCE = 1e-7;
/** The script's Jacobian is by differences, good to 1e-11 of its columns' lengths; correlations up to 0.99 cost two digits. */
const ERROR_TOLERANCE = 1e-7;

describe.each(fixture.fits.map((expected) => [expected.spectrum, expected] as const))(
  "robust minima of scipy, spectrum %i",
  (number, expected) => {
    const { circuit } = fixture.spectra[number] ?? { circuit: "" };
    const spectrum = spectra[number];
    const { objective, weight, loss } = expected;

    it.each(expected.several ? [true] : [true, false])(
      `${objective}, weight ${weight}, ${loss}; search %s`,
      (search) => {
        if (spectrum === undefined) throw new Error("no such spectrum");
        const initial = Object.fromEntries(
          Object.entries(expected.values).map(([name, value]) => [name, name.endsWith(".n") ? 0.8 : value * 1.3]),
        );
        const options = { objective, weight, loss, search, ...(search ? {} : { initial }) };
        const result = fit(spectrum, parseCircuit(circuit), options);
        expect(result.termination.outcome).toBe("converged");
        expect(deviation(result.robust?.scale ?? Number.NaN, expected.scale)).toBeLessThan(SCALE_TOLERANCE);
        expect(deviation(result.objective, expected.S)).toBeLessThan(SCALE_TOLERANCE);
        for (const [name, value] of Object.entries(expected.values)) {
          const error = expected.stderr[name] ?? Number.NaN;
          expect(Math.abs(valueOf(result, name) - value) / error, name).toBeLessThan(VALUE_TOLERANCE);
          expect(deviation(errorOf(result, name), error), name).toBeLessThan(ERROR_TOLERANCE);
        }
      },
    );
  },
);

describe("outliers", () => {
  it.each(["huber", "cauchy"] as const)("are named, and no others, loss %s", (loss) => {
    fixture.spectra.forEach(({ circuit, outliers }, number) => {
      const spectrum = spectra[number];
      if (spectrum === undefined) throw new Error("no such spectrum");
      const result = fit(spectrum, parseCircuit(circuit), { loss });
      expect(result.robust?.outliers.map(({ point }) => point)).toEqual(outliers);
      for (const { point, frequencyHz } of result.robust?.outliers ?? []) {
        expect(frequencyHz).toBe(spectrum.frequencyHz[point]);
      }
      const warnings = result.warnings.filter((warning) => warning.includes("outlier"));
      expect(warnings.length).toBe(outliers.length > 0 ? 1 : 0);
      for (const point of outliers) expect(warnings[0]).toContain(`point ${String(point)} at `);
    });
  });

  it("are told by how many standard deviations they are off, with the sign of the residual", () => {
    const [, spectrum] = spectra;
    if (spectrum === undefined) throw new Error("no such spectrum");
    const result = fit(spectrum, parseCircuit("R0-p(R1,CPE1)"), { loss: "cauchy" });
    const [seventh, later] = result.robust?.outliers ?? [];
    const scale = result.robust?.scale ?? Number.NaN;
    // Measured 30 % too large: the fit is below it by 0.3/1.3 of what was measured.
    const { rePercent, imPercent } = result.residuals;
    const larger = (k: number): number =>
      Math.abs(rePercent[k] ?? 0) > Math.abs(imPercent[k] ?? 0) ? (rePercent[k] ?? 0) : (imPercent[k] ?? 0);
    expect(deviation(seventh?.deviations ?? 0, larger(7) / 100 / scale)).toBeLessThan(1e-9);
    expect(deviation(later?.deviations ?? 0, larger(25) / 100 / scale)).toBeLessThan(1e-9);
  });

  it("barely move a robust fit, where they move squares", () => {
    const text = "R0-p(R1,CPE1)";
    const [clean, , dirty] = spectra;
    if (clean === undefined || dirty === undefined) throw new Error("no such spectrum");
    const expected = fit(clean, parseCircuit(text));
    const shift = (loss: Loss): number =>
      Math.abs(valueOf(fit(dirty, parseCircuit(text), { loss }), "R1") - valueOf(expected, "R1")) /
      errorOf(expected, "R1");
    // Five of 43 points are spoiled; squares follow them by many standard errors, losses by what their influence allows.
    expect(shift("squares")).toBeGreaterThan(5);
    expect(shift("huber")).toBeLessThan(1.5);
    expect(shift("cauchy")).toBeLessThan(1);
  });
});

describe("a robust loss", () => {
  const truth = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
  const circuit = parseCircuit("R0-p(R1,CPE1)");

  it("of residuals that are rounding is that of squares", () => {
    const exact = simulated(truth, { noise: 0 });
    const result = fit(exact, circuit, { loss: "huber" });
    expect(result.robust).toEqual({ scale: 0, outliers: [] });
    expect(deviation(valueOf(result, "R1"), 100)).toBeLessThan(1e-10);
    expect(result.warnings).toContain(
      "The residuals are mere rounding, so there are no outliers and squares were minimised.",
    );
  });

  it("has the scale whose minimum has that median", () => {
    const spectrum = simulated(truth, { noise: 0.01, seed: 4 });
    const result = fit(spectrum, circuit, { loss: "cauchy" });
    const residuals = effectiveResiduals(
      spectrum,
      "modulus",
    )(evaluate(circuit, spectrum.frequencyHz, valuesOf(result)));
    const sorted = residuals.map(Math.abs).sort();
    const half = sorted.length / 2;
    const median = ((sorted[half] ?? 0) + (sorted[half - 1] ?? 0)) / 2;
    expect(deviation(result.robust?.scale ?? 0, median / 0.6744897501960817)).toBeLessThan(SCALE_TOLERANCE);
  });

  it("is refused where it is not known", () => {
    const options: object = { loss: "tukey" };
    const error = fitErrorOf(() => fit(simulated(truth), circuit, options));
    expect(error.code).toBe("bad-option");
    expect(error.message).toBe('There is no loss "tukey"; choose one of squares, huber, cauchy.');
  });

  it("is minimised by prepared fits too", () => {
    const spectrum = simulated(truth, { noise: 0.01, seed: 4 });
    const result = fit(spectrum, circuit, { loss: "huber" });
    const prepared = prepareFit(spectrum, circuit, { loss: "huber" });
    const start = Float64Array.from(result.parameters, ({ value }) => value * 0.95);
    // Prepared fits are not polished.
    expect(deviation(prepared.run(start).objective, result.objective)).toBeLessThan(1e-8);
  });

  it("has intervals that cover as they should in the presence of outliers", () => {
    const random = new Random(7);
    const values = { R0: 20, R1: 100, "CPE1.Q": 1e-5, "CPE1.n": 0.85 };
    const exact = simulated(truth, { noise: 0 });
    const draws = 600;
    let [inside, all] = [0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const result = fit(contaminated(exact, random), circuit, { loss: "huber", search: false, initial: values });
      for (const { name, interval } of result.parameters) {
        const value = values[name as keyof typeof values];
        if (interval !== null && interval[0] <= value && value <= interval[1]) inside++;
        all++;
      }
    }
    // The covariance is asymptotic and the scale estimated from 86 residuals; 2400 intervals, of which four share a fit, scatter by
    // 0.7 % about their coverage.
    expect(inside / all).toBeGreaterThan(0.92);
    expect(inside / all).toBeLessThan(0.97);
  });
});

/** 1 % noise, of which one point in twenty has ten times as much. */
function contaminated({ frequencyHz, re, im }: Spectrum, random: Random): Spectrum {
  const scale = re.map((x, k) => Math.hypot(x, im[k] ?? 0) * (random.uniform(0, 1) < 0.05 ? 0.1 : 0.01));
  const add = (part: Float64Array): Float64Array => part.map((x, k) => x + random.normal() * (scale[k] ?? 0));
  return makeSpectrum({ frequencyHz, re: add(re), im: add(im) });
}
