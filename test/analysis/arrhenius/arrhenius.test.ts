import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { arrhenius, type ActivationForm, type ArrheniusPoint } from "../../../src/analysis/arrhenius/index.ts";
import { correlated, exactly, measured, stderrOf, times } from "../../../src/analysis/uncertain.ts";
import { spectraPresent } from "../../spectra/referenceFits.ts";

interface Line {
  readonly celsius: readonly number[];
  readonly value: readonly number[];
  readonly relative: readonly number[];
  readonly form: ActivationForm;
  readonly shared: number;
  readonly further: readonly (readonly number[])[] | null;
  readonly Ea: number;
  readonly EaError: number;
  readonly lnA: number;
  readonly lnAError: number;
  readonly correlation: number;
  readonly chi2: number;
  readonly pValue: number;
  readonly at25: number;
  readonly at25Relative: number;
  readonly quantile: number;
  readonly studentised: readonly number[];
  readonly without: readonly number[];
  readonly F: number;
  readonly FpValue: number;
}

interface Fixture {
  readonly lines: Readonly<Record<string, Line>>;
  readonly vft: readonly {
    readonly form: string;
    readonly lnA: number;
    readonly B: number;
    readonly T0: number;
    readonly errors: readonly number[];
    readonly chi2: number;
    readonly aicc: number;
  }[];
  readonly ceramic: readonly (Pick<Line, "form" | "Ea" | "EaError" | "lnA" | "lnAError" | "chi2"> & {
    readonly name: string;
  })[];
}

const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/arrhenius/values.json"), "utf8"),
) as Fixture;

// The fixture inverts the whole covariance, which costs digits; some 1e-11 agree, errors and tests included.
const RELATIVE = 1e-9;

function near(found: number | null | undefined, expected: number): void {
  expect(Math.abs((found ?? NaN) - expected)).toBeLessThanOrEqual(RELATIVE * Math.max(1e-3, Math.abs(expected)));
}

function pointsOf({ celsius, value, relative, shared, further }: Line): ArrheniusPoint[] {
  // One standard deviation of ln sigma for all points alike, as of a thickness.
  const shift = shared === 0 ? exactly(1) : measured(1, shared);
  const covariance = value.map((sigma, i) =>
    value.map((other, j) => sigma * other * ((i === j ? (relative[i] ?? 0) ** 2 : 0) + (further?.[i]?.[j] ?? 0))),
  );
  return correlated(value, covariance).map((number, i) => ({
    temperature: { value: celsius[i] ?? NaN, unit: "C" },
    value: { number: times(number, shift), unit: "S/cm" },
  }));
}

describe("lines over 1/T beside numpy and scipy", () => {
  it.each(Object.entries(fixture.lines))("%s", (_name, line) => {
    const result = arrhenius(pointsOf(line), { form: line.form });
    near(result.activationEnergy.value, line.Ea);
    near(result.activationEnergy.stderr, line.EaError);
    near(result.numbers.lnPrefactor.value, line.lnA);
    near(stderrOf(result.numbers.lnPrefactor), line.lnAError);
    // Parameters of the fixture are ln A and Ea as well.
    near(result.correlation, line.correlation);
    near(result.chi2, line.chi2);
    near(result.pValue, line.pValue);
    near(result.quantile, line.quantile);
    const [room] = result.values;
    // A polymer's value is that of its own law, tested below.
    if (result.curvature?.preferred !== "vft") {
      near(room?.answer.value, line.at25);
      near((room?.answer.stderr ?? NaN) / line.at25, line.at25Relative);
    }
    expect(room?.extrapolated).toBe(false);
    result.points.forEach((point, i) => {
      near(point.studentised, line.studentised[i] ?? NaN);
      near(point.activationEnergyWithout, line.without[i] ?? NaN);
    });
    near(result.curvature?.fStatistic, line.F);
    near(result.curvature?.pValue, line.FpValue);
  });

  it("says where the errors come from", () => {
    const used = (name: string): string => {
      const line = fixture.lines[name];
      return line === undefined ? "" : arrhenius(pointsOf(line)).standardErrors.used;
    };
    expect(used("quiet")).toBe("given");
    expect(used("scattered")).toBe("given, scaled by the scatter");
  });

  it("names the outlier, and what Ea would be without it", () => {
    const line = fixture.lines["outlying"];
    if (line === undefined) throw new Error("no fixture");
    const { warnings, points } = arrhenius(pointsOf(line), { name: "the conductivity" });
    expect(points.flatMap(({ isOutlier, label }) => (isOutlier ? [label] : []))).toEqual(["55 C"]);
    expect(warnings).toEqual([
      "the conductivity at 55 C lies off the line by 51 standard errors of the scatter of the others. Without it Ea is 0.4206 instead of 0.4433 eV.",
    ]);
  });

  it("a thickness is found in the prefactor and not in Ea", () => {
    const [alone, shared] = ["scattered", "one thickness"].map((name) => {
      const line = fixture.lines[name];
      return line === undefined ? undefined : arrhenius(pointsOf(line));
    });
    near(shared?.activationEnergy.stderr, alone?.activationEnergy.stderr ?? NaN);
    const relative = (stderr?: number | null, value?: number): number => (stderr ?? NaN) / (value ?? NaN);
    expect(relative(shared?.prefactor.stderr, shared?.prefactor.value)).toBeGreaterThan(
      relative(alone?.prefactor.stderr, alone?.prefactor.value),
    );
  });
});

describe("Vogel-Tammann-Fulcher", () => {
  const line = fixture.lines["polymer"];
  const result = arrhenius(line === undefined ? [] : pointsOf(line), { name: "the conductivity" });

  it.each(fixture.vft)("as scipy fits it: $form", (expected) => {
    const found = result.curvature?.vft.find(({ form }) => form === expected.form);
    // scipy stops where T0 is good to some 1e-8; chi2 is flat there.
    expect(Math.abs((found?.vogelTemperature.value ?? NaN) / expected.T0 - 1)).toBeLessThan(1e-6);
    expect(Math.abs((found?.b.value ?? NaN) / expected.B - 1)).toBeLessThan(1e-6);
    near(found?.chi2, expected.chi2);
    near(found?.aicc, expected.aicc);
    if (found === undefined) throw new Error("not fitted");
    // scipy's Jacobian is one of differences.
    const [lnA = NaN, b = NaN, vogel = NaN] = expected.errors;
    expect(stderrOf(found.lnPrefactor) / lnA).toBeCloseTo(1, 5);
    expect(stderrOf(found.b) / b).toBeCloseTo(1, 5);
    expect(stderrOf(found.vogelTemperature) / vogel).toBeCloseTo(1, 5);
  });

  it("is preferred where the data bend, and T0 is recovered", () => {
    const best = result.curvature?.vft[0];
    expect(result.curvature?.preferred).toBe("vft");
    expect(best?.form).toBe("root-T");
    // Simulated with T0 = 195 K.
    const off = Math.abs((best?.vogelTemperature.value ?? NaN) - 195);
    expect(off).toBeLessThan(2 * (best === undefined ? 0 : stderrOf(best.vogelTemperature)));
    expect(result.warnings.join()).toMatch(/curved over 1\/T \(F = [\d.]+, p < 0\.0001/);
    expect(result.warnings.join()).toContain("T^(-1/2) exp(-B/(T - T0))");
  });

  it("gives the value at 25 C, where the line is far off", () => {
    const room = result.valueAt("25 C").answer;
    const [expected] = fixture.vft.filter(({ form }) => form === "root-T");
    const { lnA = NaN, B = NaN, T0 = NaN } = expected ?? {};
    const value = Math.exp(lnA - B / (298.15 - T0)) / Math.sqrt(298.15);
    // As T0 and B of scipy, above; both move the value together.
    expect(room.value / value).toBeCloseTo(1, 5);
    // 1100 K and 195 K were simulated; the line is off by a fifth.
    expect(Math.abs((line?.at25 ?? NaN) / value - 1)).toBeGreaterThan(0.2);
    // Points of 2 to 5 % on either side.
    expect((room.stderr ?? NaN) / room.value).toBeGreaterThan(0.005);
    expect((room.stderr ?? NaN) / room.value).toBeLessThan(0.03);
    expect([room.formula, room.flags]).toEqual(["sigma = A T^(-1/2) exp(-B/(T - T0))", []]);
    expect(room.notes.join()).toContain("interpolated by the law of Vogel, Tammann and Fulcher");
    const [beyond] = result.valueAt("150 C").answer.flags;
    expect(beyond).toContain("extrapolated");
    // Below T0 the law has no value.
    const frozen = result.valueAt("-100 C").answer;
    expect(frozen.formula).toContain("Ea");
    expect(frozen.flags).toHaveLength(2);
  });

  it("is not fitted to few points, nor preferred on a straight line", () => {
    expect(arrhenius(pointsOf(line ?? ({} as Line)).slice(0, 4)).curvature).toBeNull();
    expect(arrhenius(pointsOf(line ?? ({} as Line)).slice(0, 5)).curvature?.vft).toEqual([]);
    const quiet = fixture.lines["quiet"];
    expect(arrhenius(quiet === undefined ? [] : pointsOf(quiet)).curvature?.preferred).toBe("arrhenius");
  });

  it("is the same for resistances, which are its reciprocals", () => {
    const upside = (line === undefined ? [] : pointsOf(line)).map(({ temperature }, i) => {
      const value = 1 / (line?.value[i] ?? NaN);
      return { temperature, value: { value, stderr: value * (line?.relative[i] ?? NaN), unit: "ohm cm" } };
    });
    const found = arrhenius(upside).curvature?.vft[0];
    near(found?.vogelTemperature.value, result.curvature?.vft[0]?.vogelTemperature.value ?? NaN);
    const room = arrhenius(upside).valueAt("25 C").answer;
    near(1 / room.value, result.valueAt("25 C").answer.value);
    expect(room.formula).toBe("1/R = A T^(-1/2) exp(-B/(T - T0))");
  });
});

/** Of the ceramic series, whose resistances stay in ../shared/data: see test/fixtures/arrhenius/make.py. */
describe.runIf(spectraPresent)("published ceramic series, resistances fitted by scipy", () => {
  it.each(fixture.ceramic)("$name, $form", ({ name, form, Ea, EaError, lnA, lnAError, chi2 }) => {
    const place = name === "bulk" ? 0 : 3;
    const given = [140, 160, 180, 200].map((celsius) => {
      const path = join(import.meta.dirname, `../../../../shared/data/spectra/se-s04147-${String(celsius)}c.json`);
      const document = JSON.parse(readFileSync(path, "utf8")) as {
        cases: { fits: { modulus: { values: number[]; stderr: number[] } } }[];
      };
      const fit = document.cases[0]?.fits.modulus;
      const [value = NaN, stderr = NaN] = [fit?.values[place], fit?.stderr[place]];
      return { temperature: `${String(celsius)} C`, value: { value, stderr, unit: "ohm" } };
    });
    const ofResistances = arrhenius(given, { form });
    near(ofResistances.activationEnergy.value, Ea);
    near(ofResistances.activationEnergy.stderr, EaError);
    const scale = 0.21 / (Math.PI * 0.16);
    const conductivities = given.map(({ temperature, value: { value, stderr } }) => ({
      temperature,
      value: { value: scale / value, stderr: (scale * stderr) / value ** 2, unit: "S/cm" },
    }));
    const ofConductivities = arrhenius(conductivities, { form });
    near(ofConductivities.activationEnergy.value, Ea);
    near(ofConductivities.activationEnergy.stderr, EaError);
    near(ofConductivities.numbers.lnPrefactor.value, lnA);
    near(stderrOf(ofConductivities.numbers.lnPrefactor), lnAError);
    near(ofConductivities.chi2, chi2);
  });
});
