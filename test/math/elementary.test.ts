import { describe, expect, it } from "vitest";
import { exp, ln, log10, pow } from "../../assembly/math/elementary.ts";
import { error, errorOfScaled } from "./accuracy.ts";
import { draw, EXP, LOG, POW, type Argument, type Mixture } from "./arguments.ts";
import { DoubleDouble } from "./doubleDouble.ts";
import * as oracle from "./oracle.ts";

const LN_10 = oracle.log(new DoubleDouble(10));

/** The largest error over seeded arguments, and where it occurs. */
function worst(
  count: number,
  mixture: Mixture,
  errorAt: (x: DoubleDouble, y: DoubleDouble, argument: Argument) => number,
): { error: number; at: Argument } {
  let found = { error: 0, at: [] as Argument };
  for (const at of draw(count, 20_260_131, mixture)) {
    const here = errorAt(new DoubleDouble(at[0] ?? NaN), new DoubleDouble(at[1] ?? NaN), at);
    // Also where it is NaN.
    if (!(here <= found.error)) found = { error: here, at };
  }
  return found;
}

describe("errors in units of the last place, against double-double arithmetic", () => {
  it("exp: 0.75 with subnormal results, which are rounded twice", () => {
    // Half a unit of rounding; the terms beyond 1 + r, at most 0.06, come with three roundings: 0.2 at most.
    const { error: largest, at } = worst(100_000, EXP, (x) => errorOfScaled(exp(x.high), oracle.exp(x)));
    expect(largest, String(at)).toBeLessThan(0.75);
    expect(largest).toBeGreaterThan(0.5);
  });

  it("ln and log10: little more than the last rounding", () => {
    // The logarithm is known to 2^-65 before it is rounded.
    const natural = worst(100_000, LOG, (x) => error(ln(x.high), oracle.log(x)));
    expect(natural.error, String(natural.at)).toBeLessThan(0.502);
    const decimal = worst(50_000, LOG, (x) => error(log10(x.high), oracle.log(x).divide(LN_10)));
    expect(decimal.error, String(decimal.at)).toBeLessThan(0.502);
  });

  it("pow: 0.75", () => {
    // As exp; the error of the logarithm, 2^-65 of at most 745, adds 0.1.
    const { error: largest, at } = worst(50_000, POW, (x, y) => errorOfScaled(pow(x.high, y.high), oracle.pow(x, y)));
    expect(largest, String(at)).toBeLessThan(0.75);
  });
});

describe("exact results are exact", () => {
  it("powers that are whole numbers, their reciprocals and roots", () => {
    for (let base = 2; base <= 100; base++) {
      let power = 1;
      for (let n = 0; power < Number.MAX_SAFE_INTEGER; n++, power *= base) {
        expect(pow(base, n), `${base}^${n}`).toBe(power);
        expect(pow(base, -n), `${base}^-${n}`).toBe(1 / power);
        expect(pow(-base, n), `(-${base})^${n}`).toBe(n % 2 === 0 ? power : -power);
        if (n % 2 === 0) expect(pow(power, 0.5), `sqrt(${base}^${n})`).toBe(Math.sqrt(power));
      }
    }
  });

  it("logarithms of powers of ten", () => {
    for (let n = -307; n <= 308; n++) expect(log10(Number(`1e${n}`)), `log10(1e${n})`).toBe(n);
  });

  it("the constants of the language", () => {
    expect(exp(1)).toBe(Math.E);
    expect(ln(2)).toBe(Math.LN2);
    expect(ln(10)).toBe(Math.LN10);
    expect(log10(Math.E)).toBe(Math.LOG10E);
    expect(pow(2, 0.5)).toBe(Math.SQRT2);
  });
});

describe("where there is no ordinary result", () => {
  it("exp ends in 0 and Infinity", () => {
    for (const x of [-Infinity, -1e300, -746]) expect(exp(x)).toBe(0);
    for (const x of [-0, 0]) expect(exp(x)).toBe(1);
    for (const x of [710, 1e300, Infinity]) expect(exp(x)).toBe(Infinity);
    expect(exp(NaN)).toBeNaN();
  });

  it("ln and log10 do as Math", () => {
    for (const x of [-Infinity, -1, -5e-324, -0, 0, 1, Infinity, NaN]) {
      expect(ln(x), `ln(${x})`).toBe(Math.log(x));
      expect(log10(x), `log10(${x})`).toBe(Math.log10(x));
    }
  });

  it("pow does as the operator", () => {
    for (const x of [-Infinity, -2, -1, 0, 1, 2, Infinity, NaN]) {
      for (const y of [-3, -2, -1, 0, 1, 2, 3, NaN]) {
        // The sign of a zero does not matter to any formula that ends in a parameter.
        expect(pow(x, y) + 0, `${x}^${y}`).toBe(x ** y + 0);
      }
    }
    expect(pow(-8, 1 / 3)).toBeNaN();
    expect(pow(0.5, Infinity)).toBe(0);
    expect(pow(2, 1e10)).toBe(Infinity);
    expect(pow(2, -1e300)).toBe(0);
  });
});
