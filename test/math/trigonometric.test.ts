/** sin, cos, atan, atan2 and the complex helpers: error over seeded arguments, and the values at the ends of the line. */

import { beforeAll, describe, expect, test } from "vitest";

import { Random } from "./arguments.ts";
import { checkFunction } from "./checkFunction.ts";
import { COMPLEX_ALGEBRA, TRIGONOMETRIC } from "./functions.ts";
import { compile, Kernel } from "./kernel.ts";

let kernel: Kernel;
beforeAll(async () => {
  kernel = new Kernel(await compile("test/math/entry.as.ts"));
});

test.each([...TRIGONOMETRIC, ...COMPLEX_ALGEBRA])("$name: error within the bound, and the same bits", (tested) => {
  checkFunction(kernel, tested);
});

const LARGEST = Number.MAX_VALUE;
const SMALLEST = 2 ** -1074;

describe("special arguments", () => {
  const CASES: readonly (readonly [name: string, args: readonly number[], value: number])[] = [
    ["sin", [0], 0],
    ["sin", [-0], -0],
    ["sin", [SMALLEST], SMALLEST],
    ["sin", [Infinity], NaN],
    ["sin", [-Infinity], NaN],
    ["sin", [NaN], NaN],
    // sin(pi - d) = d: what binary64 leaves out of pi.
    ["sin", [Math.PI], 1.2246467991473532e-16],
    ["cos", [0], 1],
    ["cos", [-0], 1],
    ["cos", [Math.PI / 2], 6.123233995736766e-17],
    ["cos", [Infinity], NaN],
    ["cos", [NaN], NaN],
    ["atan", [0], 0],
    ["atan", [-0], -0],
    ["atan", [SMALLEST], SMALLEST],
    ["atan", [1], Math.PI / 4],
    ["atan", [LARGEST], Math.PI / 2],
    ["atan", [Infinity], Math.PI / 2],
    ["atan", [-Infinity], -Math.PI / 2],
    ["atan", [NaN], NaN],
    ["atan2", [0, 0], 0],
    ["atan2", [-0, 0], -0],
    ["atan2", [0, -0], Math.PI],
    ["atan2", [-0, -0], -Math.PI],
    ["atan2", [0, 1], 0],
    ["atan2", [-0, -1], -Math.PI],
    ["atan2", [1, 0], Math.PI / 2],
    ["atan2", [-1, -0], -Math.PI / 2],
    ["atan2", [1, Infinity], 0],
    ["atan2", [-1, Infinity], -0],
    ["atan2", [1, -Infinity], Math.PI],
    ["atan2", [Infinity, 1], Math.PI / 2],
    ["atan2", [-Infinity, -LARGEST], -Math.PI / 2],
    ["atan2", [Infinity, Infinity], Math.PI / 4],
    ["atan2", [-Infinity, Infinity], -Math.PI / 4],
    ["atan2", [Infinity, -Infinity], (3 * Math.PI) / 4],
    ["atan2", [LARGEST, SMALLEST], Math.PI / 2],
    ["atan2", [SMALLEST, -LARGEST], Math.PI],
    ["atan2", [NaN, 1], NaN],
    ["atan2", [1, NaN], NaN],
  ];

  test.each(CASES)("%s(%j) = %d", (name, args, value) => {
    expect(kernel.scalar(name)(...args)).toBe(value);
  });

  test("sin(x) and atan(x) are x where x^3/6 is below the last place", () => {
    const random = new Random(2);
    for (const name of ["sin", "atan"]) {
      const f = kernel.scalar(name);
      for (let i = 0; i < 10_000; i++) {
        const x = i % 2 === 0 ? random.signedSpread(-1022, -27) : random.integer(-(2 ** 52), 2 ** 52) * SMALLEST;
        expect(f(x)).toBe(x);
      }
    }
  });

  test("beyond the stated interval sin and cos stay between -1 and 1", () => {
    const random = new Random(3);
    const sin = kernel.scalar("sin");
    const cos = kernel.scalar("cos");
    for (let i = 0; i < 10_000; i++) {
      const x = random.signedSpread(20, 1024);
      // Both come from polynomials on |y| <= 0.7854, which overstep 1 by rounding at most.
      expect(Math.abs(sin(x))).toBeLessThanOrEqual(1 + 2 ** -52);
      expect(Math.abs(cos(x))).toBeLessThanOrEqual(1 + 2 ** -52);
    }
  });
});

describe("complex square root and reciprocal", () => {
  function pair(name: string, re: number, im: number): readonly [number, number] {
    const [reOut, imOut] = kernel.run(name, [Float64Array.of(re, re), Float64Array.of(im, im)], 2);
    return [reOut?.[0] ?? NaN, imOut?.[0] ?? NaN];
  }

  test.each([
    [0, 0, 0, 0],
    [-0, -0, 0, -0],
    [4, 0, 2, 0],
    [4, -0, 2, -0],
    // The branch cut: the sign of a zero imaginary part says from which side it is reached.
    [-4, 0, 0, 2],
    [-4, -0, 0, -2],
    [0, 2, 1, 1],
    [0, -2, 1, -1],
    [3, -4, 2, -1],
    [-3, 4, 1, 2],
  ])("sqrt(%d %dj) = %d %dj", (re, im, rootRe, rootIm) => {
    expect(pair("sqrtColumn", re, im)).toEqual([rootRe, rootIm]);
  });

  test.each([
    [4, 0, 0.25, -0],
    [0, 2, 0, -0.5],
    [1e150, 0, 1e-150, -0],
    [0, -1e-150, 0, 1e150],
    // Parts 10^300 apart: the small component underflows to 0, the other stays.
    [1e150, 1e-150, 1e-150, -0],
  ])("1/(%d %dj) = %d %dj", (re, im, inverseRe, inverseIm) => {
    const [outRe, outIm] = pair("reciprocalColumn", re, im);
    // 2.5 units in the last place, as in the accuracy test: of 1e-150 and 1e150 a unit is 1.6e-16.
    expect(Math.abs(outRe - inverseRe)).toBeLessThanOrEqual(4e-16 * Math.abs(inverseRe));
    expect(Math.abs(outIm - inverseIm)).toBeLessThanOrEqual(4e-16 * Math.abs(inverseIm));
  });
});
