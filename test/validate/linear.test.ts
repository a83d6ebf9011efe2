import { describe, expect, it } from "vitest";
import { LinearTest } from "../../src/linear/linearTest.ts";
import { linearKramersKronig, makeSpectrum, type LinearDomain, type LinearVariant } from "../../src/index.ts";
import { deviation, fitErrorOf, simulated, sweep } from "../fit/support.ts";
import fixtures from "../fixtures/validate/linear.json" with { type: "json" };

/** Points whose fitted impedance and deletion the fixture has. */
const SHOWN = [0, 7, 20, 33, -1];
const DELETED = [0, 5, 20];

describe.each(fixtures.map((fixture) => [fixture.kind, fixture] as const))("linear test of %s", (_kind, fixture) => {
  const spectrum = makeSpectrum(fixture);

  it.each(
    fixture.cases.map((one) => {
      const lumped = [one.capacitance ? "C" : "", one.inductance ? "L" : ""].join("");
      return [`${one.variant} ${one.domain} ${lumped} ${String(one.terms)} x${String(one.extension)}`, one] as const;
    }),
  )("%s agrees with numpy", (_name, one) => {
    const found = linearKramersKronig(spectrum, {
      variant: one.variant as LinearVariant,
      domain: one.domain as LinearDomain,
      capacitance: one.capacitance,
      inductance: one.inductance,
      terms: one.terms,
      extension: one.extension,
    });
    if (found === undefined) throw new Error("no test");
    // Columns of condition numbers up to 1e7 with twelve terms: coefficients keep nine digits, fits and sums of squares more.
    expect(deviation(found.objective, one.objective)).toBeLessThan(1e-7);
    const part = found.noisePercent ** 2 * 1e-4 * found.degreesOfFreedom;
    expect(deviation(part, one.partObjective)).toBeLessThan(1e-8);
    expect(Math.abs(found.mu - one.mu)).toBeLessThan(1e-6);
    SHOWN.forEach((point, place) => {
      const [re, im] = [one.fit.re[place] ?? Number.NaN, one.fit.im[place] ?? Number.NaN];
      expect(Math.hypot((found.fitRe.at(point) ?? 0) - re, (found.fitIm.at(point) ?? 0) - im)).toBeLessThan(
        1e-7 * Math.hypot(re, im),
      );
    });
    const { drops, separate } = one as { drops?: number[]; separate?: number };
    if (drops === undefined || separate === undefined) return;
    const form = { variant: "complex", capacitance: true, inductance: true } as const;
    const test = new LinearTest(spectrum);
    const own = { ...form, domain: found.domain };
    const falls = test.falls(own, one.extension, one.terms)?.falls;
    // The fall of S is known to the rounding of S itself, which may be a thousand times as large.
    DELETED.forEach((point, place) => {
      expect(Math.abs((falls?.[point] ?? 0) - (drops[place] ?? 0))).toBeLessThan(1e-8 * one.objective);
    });
    const solution = test.solve(own, one.extension, one.terms);
    expect(deviation(solution?.separateObjective ?? 0, separate)).toBeLessThan(1e-8);
  });
});

describe("linear test", () => {
  const spectrum = simulated("R0{20}-(R1{100}|C1{1u})-(R2{50}|C2{1m})-L1{1u}");

  it("recovers a circuit of its own kind by its time constants, R0, C and L", () => {
    // Time constants of the ends of the range are on the grid whatever the number of terms.
    const frequencyHz = sweep(1e5, 0.1, 43);
    const ends = [1 / (2e5 * Math.PI), 1 / (0.2 * Math.PI)];
    const circuit = `R0{20}-K1{R = 70, tau = ${String(ends[0])}}-K2{R = 30, tau = ${String(ends[1])}}-C3{2m}-L4{3u}`;
    const found = linearKramersKronig(simulated(circuit, { noise: 0, frequencyHz }), {
      domain: "impedance",
      terms: 2,
      extension: 1,
    });
    const expected = [20, 70, 30, 3e-6, 500];
    // Frequencies are rounded to twelve digits.
    expected.forEach((value, k) => expect(deviation(found?.coefficients[k] ?? 0, value)).toBeLessThan(1e-8));
    ends.forEach((tau, k) => expect(deviation(found?.timeConstants[k] ?? 0, tau)).toBeLessThan(1e-10));
  });

  it("has the same S in the admittance for the same circuit turned over", () => {
    const turned = makeSpectrum({
      frequencyHz: spectrum.frequencyHz,
      re: spectrum.re.map((x, k) => x / (x * x + (spectrum.im[k] ?? 0) ** 2)),
      im: spectrum.im.map((y, k) => -y / (y * y + (spectrum.re[k] ?? 0) ** 2)),
    });
    const options = { terms: 9, extension: 1 };
    const own = linearKramersKronig(spectrum, { ...options, domain: "admittance" });
    const other = linearKramersKronig(turned, { ...options, domain: "impedance" });
    // Y of one is Z of the other but for x/(1 + x) in place of 1/(1 + x), which R0 makes up for.
    expect(deviation(own?.objective ?? 0, other?.objective ?? 1)).toBeLessThan(1e-8);
  });

  it("chooses terms by each criterion", () => {
    const by = (criterion: "gcv" | "mu" | "curvature" | "sum") =>
      linearKramersKronig(spectrum, { domain: "impedance", extension: 1, terms: { criterion } });
    const least = by("gcv")?.score ?? Number.NaN;
    expect(by("mu")?.mu).toBeLessThanOrEqual(0.85);
    for (const criterion of ["curvature", "sum"] as const) {
      expect(by(criterion)?.criterion).toBe(criterion);
      expect(by(criterion)?.score).toBeLessThanOrEqual(1.5 * least * 1.2);
    }
    const never = linearKramersKronig(spectrum, { terms: { criterion: "mu", threshold: 0.01, mostTerms: 4 } });
    expect(never).toMatchObject({ terms: 4, reached: false });
  });

  it("takes 3 to 2000 points and says where there are too few", () => {
    const many = simulated("R0{20}-(R1{100}|C1{1u})", { frequencyHz: sweep(1e5, 0.1, 2000) });
    const found = linearKramersKronig(many);
    expect(Math.abs((found?.noisePercent ?? 0) / 0.5 - 1)).toBeLessThan(0.06);
    const short = makeSpectrum({ frequencyHz: [3, 2], re: [1, 2], im: [-1, -1] });
    expect(linearKramersKronig(short)).toBeUndefined();
  });

  it.each([
    [{ terms: 0 }, "whole number from 1 to 100"],
    [{ terms: 90, variant: "real" }, "not determined by 43 points"],
    [{ variant: "half" }, "There is no variant"],
    [{ domain: "modulus" }, "There is no domain"],
    [{ terms: { criterion: "guess" } }, "There is no criterion"],
    [{ terms: { criterion: "mu", threshold: 2 } }, "threshold of mu"],
    [{ extension: -1 }, "extension is -1"],
    [{ minimumHz: 1e9 }, "No point is left"],
  ] as const)("refuses %j", (options, message) => {
    expect(fitErrorOf(() => linearKramersKronig(spectrum, options as never)).message).toContain(message);
  });
});
