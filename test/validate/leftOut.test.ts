import { describe, expect, it } from "vitest";
import { STOP_NEVER } from "../../assembly/agreed/kramersKronig.ts";
import { LinearTest, type LinearForm, type Points } from "../../src/linear/linearTest.ts";
import { deviation, simulated, sweep } from "../fit/support.ts";

const whole: LinearForm = { variant: "complex", domain: "impedance", capacitance: true, inductance: true };
const spectrum = simulated("R0{20}-(R1{100}|CPE1{Q = 10u, n = 0.9})-(R2{300}|CPE2{Q = 2m, n = 0.85})", {
  frequencyHz: sweep(1e5, 1e-2, 61),
  noise: 0.003,
});
/** None at the ends, which set the range of time constants. More than one factor follows. */
const LEFT_OUT = [30, 5, 31, 12, 50, 44, 20, 58, 8, 37];
/** Beyond these the columns lose digits at 61 points, and nothing is chosen there. */
const NUMBERS_OF_TERMS = [1, 2, 3, 4, 7, 8, 13, 15, 20, 29, 33, 37];

function without(points: Points, out: readonly number[]): Points {
  const keep = (values: Float64Array): Float64Array => values.filter((_, k) => !out.includes(k));
  return { frequencyHz: keep(points.frequencyHz), re: keep(points.re), im: keep(points.im) };
}

describe.each([
  ["impedance", whole],
  ["admittance", { ...whole, domain: "admittance" }],
  ["real parts", { ...whole, variant: "real" }],
  ["imaginary parts", { ...whole, variant: "imaginary", inductance: false }],
] as const)("scores of %s", (_name, form: LinearForm) => {
  it.each([1, 10])("are those of factors made anew while points are left out, extension %d", (extension) => {
    const numbers = NUMBERS_OF_TERMS.filter((terms) => form.variant === "complex" || terms <= 15);
    // Tests share one engine, so each is asked all there is before the next one is made.
    const fresh = Array.from({ length: LEFT_OUT.length + 1 }, (_, left) => {
      const test = new LinearTest(without(spectrum, LEFT_OUT.slice(0, left)));
      return numbers.map((terms) => test.scan(form, extension, terms, terms, STOP_NEVER)[0]?.score ?? Number.NaN);
    });
    const test = new LinearTest(spectrum);
    fresh.forEach((scores, left) => {
      if (left > 0) test.leaveOut(LEFT_OUT[left - 1] ?? 0);
      numbers.forEach((terms, place) => {
        const score = test.score(form, extension, terms);
        const [masked] = test.scan(form, extension, terms, terms, STOP_NEVER);
        // Condition numbers of columns up to 1e10 leave six digits of residuals of 0.3 %.
        expect(deviation(score, scores[place] ?? 0)).toBeLessThan(1e-6);
        expect(deviation(masked?.score ?? 0, scores[place] ?? 0)).toBeLessThan(1e-6);
      });
    });
  });
});

describe("falls of S", () => {
  it("are those of tests without the point, whatever was left out before", () => {
    const [terms, extension] = [15, 3];
    const squares = (out: readonly number[]): number => {
      const [row] = new LinearTest(without(spectrum, out)).scan(whole, extension, terms, terms, STOP_NEVER);
      return row?.objective ?? Number.NaN;
    };
    const points = [1, 6, 29, 32, 33, 51];
    const steps = [0, 1, 4, LEFT_OUT.length].map((left) => {
      const out = LEFT_OUT.slice(0, left);
      return { out, all: squares(out), each: points.map((point) => squares([...out, point])) };
    });
    const test = new LinearTest(spectrum);
    for (const { out, all, each } of steps) {
      out.forEach((point) => test.leaveOut(point));
      const found = test.falls(whole, extension, terms);
      // As the scores above, with fewer terms.
      expect(deviation(found?.objective ?? 0, all)).toBeLessThan(1e-8);
      points.forEach((point, place) => {
        expect(Math.abs((found?.falls[point] ?? 0) - (all - (each[place] ?? 0)))).toBeLessThan(1e-8 * all);
      });
      out.forEach((point) => expect(found?.falls[point]).toBeNaN());
    }
  });

  it("are no numbers where the terms are not determined", () => {
    const few = without(
      spectrum,
      Array.from({ length: 57 }, (_, k) => k + 2),
    );
    expect(new LinearTest(few).falls(whole, 1, 6)).toBeUndefined();
    expect(new LinearTest(few).score(whole, 1, 6)).toBe(Infinity);
  });
});
