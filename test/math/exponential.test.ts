/** exp, expm1, log, log1p and pow: error over 10^6 seeded arguments each, and the values at the ends of the line. */

import { beforeAll, describe, expect, test } from "vitest";

import { Random } from "./arguments.ts";
import { checkFunction } from "./checkFunction.ts";
import { EXPONENTIAL } from "./functions.ts";
import { compile, Kernel } from "./kernel.ts";

let kernel: Kernel;
beforeAll(async () => {
  kernel = new Kernel(await compile("test/math/entry.as.ts"));
});

test.each(EXPONENTIAL)("$name keeps its error bound, and its bits", (tested) => {
  checkFunction(kernel, tested);
});

const LARGEST = Number.MAX_VALUE;
const SMALLEST = 2 ** -1074;

describe("special arguments", () => {
  const CASES: readonly (readonly [name: string, args: readonly number[], value: number])[] = [
    ["exp", [0], 1],
    ["exp", [-0], 1],
    ["exp", [SMALLEST], 1],
    // log(2^1024) = 709.7827128933840868 lies between these two numbers; the finite value is mpmath's, rounded.
    ["exp", [709.782712893384], 1.7976931348622732e308],
    ["expm1", [709.782712893384], 1.7976931348622732e308],
    ["exp", [709.7827128933841], Infinity],
    // Half of the smallest subnormal number is exp(-745.1332191019412).
    ["exp", [-745.1332191019411], SMALLEST],
    ["exp", [-745.1332191019412], 0],
    ["exp", [LARGEST], Infinity],
    ["exp", [-LARGEST], 0],
    ["exp", [Infinity], Infinity],
    ["exp", [-Infinity], 0],
    ["exp", [NaN], NaN],
    ["expm1", [0], 0],
    ["expm1", [-0], -0],
    ["expm1", [-50], -1],
    ["expm1", [709.7827128933841], Infinity],
    ["expm1", [Infinity], Infinity],
    ["expm1", [-Infinity], -1],
    ["expm1", [NaN], NaN],
    ["log", [1], 0],
    ["log", [0], -Infinity],
    ["log", [-0], -Infinity],
    ["log", [SMALLEST], -744.4400719213812],
    ["log", [LARGEST], 709.782712893384],
    ["log", [-SMALLEST], NaN],
    ["log", [-1], NaN],
    ["log", [-Infinity], NaN],
    ["log", [Infinity], Infinity],
    ["log", [NaN], NaN],
    ["log1p", [0], 0],
    ["log1p", [-0], -0],
    ["log1p", [-1], -Infinity],
    ["log1p", [-1 - 2 ** -52], NaN],
    ["log1p", [-Infinity], NaN],
    ["log1p", [Infinity], Infinity],
    ["log1p", [LARGEST], 709.782712893384],
    ["log1p", [NaN], NaN],
    ["pow", [0, 2], 0],
    ["pow", [0, -2], Infinity],
    ["pow", [0, 0], 1],
    ["pow", [NaN, 0], 1],
    ["pow", [1, NaN], NaN],
    ["pow", [1, Infinity], 1],
    ["pow", [2, NaN], NaN],
    ["pow", [-8, 3], -512],
    ["pow", [-8, 1 / 3], NaN],
    ["pow", [-2, -2], 0.25],
    ["pow", [2, Infinity], Infinity],
    ["pow", [0.5, Infinity], 0],
    ["pow", [0.5, -Infinity], Infinity],
    ["pow", [Infinity, 0.5], Infinity],
    ["pow", [Infinity, -0.5], 0],
    ["pow", [2, LARGEST], Infinity],
    ["pow", [2, -LARGEST], 0],
    ["pow", [2, SMALLEST], 1],
    ["pow", [2, -1074], SMALLEST],
    ["pow", [SMALLEST, 1], SMALLEST],
    ["pow", [SMALLEST, 0.5], 2 ** -537],
    ["pow", [1 - 2 ** -53, LARGEST], 0],
    ["pow", [1 + 2 ** -52, LARGEST], Infinity],
  ];

  test.each(CASES)("%s(%j) = %d", (name, args, value) => {
    expect(kernel.scalar(name)(...args)).toBe(value);
  });

  test("where x^2/2 is below the last place, expm1(x) and log1p(x) are x", () => {
    const random = new Random(1);
    for (const name of ["expm1", "log1p"]) {
      const f = kernel.scalar(name);
      for (let i = 0; i < 10_000; i++) {
        const x = i % 2 === 0 ? random.signedSpread(-1022, -54) : random.integer(-(2 ** 52), 2 ** 52) * SMALLEST;
        expect(f(x)).toBe(x);
      }
    }
  });

  test("powers of two are exact", () => {
    const exact = Array.from({ length: 2098 }, (_, i) => 2 ** (i - 1074));
    const logarithm = kernel.scalar("log");
    const pow = kernel.scalar("pow");
    exact.forEach((value, i) => {
      expect(pow(2, i - 1074)).toBe(value);
      expect(Math.abs(logarithm(value) - (i - 1074) * Math.LN2)).toBeLessThanOrEqual(2 ** -43);
    });
  });
});
