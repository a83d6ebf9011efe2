import { createHash } from "node:crypto";

import { beforeAll, describe, expect, it } from "vitest";

import { elementRecords } from "../../src/elements/index.ts";
import checksums from "../fixtures/elements/checksums.json" with { type: "json" };
import { type ColumnError, readPoints, worstErrors } from "./fixtures.ts";
import { type ComplexNumber, ElementKernels, componentError } from "./kernels.ts";

/**
 * The issue asks for 1e-13. What remains is the rounding of logarithms: ln omega is 69 at omega = 1e30 and carries half
 * a unit in its last place, 7e-15, which an exponential turns into a relative error.
 */
const IMPEDANCE_TOLERANCE = 1e-14;
/**
 * The issue asks for 1e-9. Differences that vanish with x^2 lose two digits before their series takes over at
 * |x| = 1/10; columns that fall as e^(-2a) carry the error of a, up to 350 times 2^-53, twice.
 */
const DERIVATIVE_TOLERANCE = 1e-12;
const withKernels = elementRecords.filter(({ powerLaw }) => powerLaw === undefined);

let kernels: ElementKernels;

beforeAll(async () => {
  kernels = await ElementKernels.load();
});

function only(column: readonly ComplexNumber[]): ComplexNumber {
  return column[0] ?? { re: NaN, im: NaN };
}

describe.each(withKernels.map((element) => [element.symbol, element] as const))("kernel of %s", (_symbol, element) => {
  const points = readPoints(element);
  let errors: readonly ColumnError[] = [];

  beforeAll(() => {
    errors = worstErrors(points, ({ parameters, omega }) => {
      const { impedance, derivatives } = kernels.evaluate(element, parameters, [omega]);
      return { impedance: only(impedance), derivatives: derivatives.map(only) };
    });
  });

  it("gives the impedance", () => {
    expect(errors[0]?.error, errors[0]?.where).toBeLessThanOrEqual(IMPEDANCE_TOLERANCE);
  });

  it.each(element.parameters.map(({ name }, index) => [name, index] as const))("gives dZ/d%s", (_name, index) => {
    const found = errors[index + 1];
    expect(found?.error, found?.where).toBeLessThanOrEqual(DERIVATIVE_TOLERANCE);
  });

  it("gives the same bits for a frequency alone and among others", () => {
    const parameters = points[0]?.parameters ?? [];
    const omega = points.slice(0, 61).map((point) => point.omega);
    const together = kernels.evaluate(element, parameters, omega);
    omega.forEach((w, k) => {
      const alone = kernels.evaluate(element, parameters, [w]);
      expect(together.impedance[k]).toStrictEqual(alone.impedance[0]);
      expect(together.derivatives.map((column) => column[k])).toStrictEqual(
        alone.derivatives.map((column) => column[0]),
      );
    });
  });

  it("stays finite for parameters from 0 to 1e100", () => {
    const choices = element.parameters.map(({ scale, upper }) =>
      scale === "linear" ? [0, 1e-3, 0.5, upper] : [0, 1e-100, 1e-30, 1e-12, 1, 1e15, 1e30, 1e100],
    );
    const count = choices.reduce((product, { length }) => product * length, 1);
    // All combinations of up to four parameters, an even sample of more.
    const step = Math.max(1, Math.floor(count / 5000) | 1);
    for (let number = 0; number < count; number += step) {
      let rest = number;
      const parameters = choices.map((values) => {
        const value = values[rest % values.length] ?? 0;
        rest = Math.floor(rest / values.length);
        return value;
      });
      const { impedance, derivatives } = kernels.evaluate(element, parameters, [1e-15, 1e-3, 1, 1e15]);
      const broken = [impedance, ...derivatives]
        .flat()
        .filter(({ re, im }) => !Number.isFinite(re) || !Number.isFinite(im));
      expect(broken, `${element.symbol}(${parameters.join(", ")})`).toStrictEqual([]);
    }
  });
});

describe("kernels", () => {
  it("have each a checksum, and every checksum its kernel", () => {
    expect(Object.keys(checksums).sort()).toEqual(withKernels.map(({ symbol }) => symbol).sort());
  });

  it.each(withKernels)("of $symbol give the same bits on every machine", (element) => {
    const hash = createHash("sha256");
    for (const { parameters, omega } of readPoints(element)) {
      const { impedance, derivatives } = kernels.evaluate(element, parameters, [omega]);
      hash.update(Float64Array.from([...impedance, ...derivatives.flat()].flatMap(({ re, im }) => [re, im])));
    }
    // Changes only with the kernel, its elementary functions or its fixture; never with the host.
    expect(hash.digest("hex").slice(0, 16)).toBe(checksums[element.symbol as keyof typeof checksums]);
  });

  it("trap on an opcode that no element has", () => {
    const [element] = withKernels;
    expect(element).toBeDefined();
    if (element)
      expect(() => kernels.evaluate({ ...element, opcode: 999 }, [1, 1, 1], [1])).toThrow(WebAssembly.RuntimeError);
  });

  it("reach impedances near the end of the range of float64 without cutting them off", () => {
    const element = withKernels.find(({ symbol }) => symbol === "Zarc");
    expect(element).toBeDefined();
    if (!element) return;
    const [found] = kernels.evaluate(element, [1e-290, 1, 0.5], [1]).impedance;
    // 1/(1 + sqrt(j)) = (1 - j (sqrt 2 - 1))/2
    expect(found).toBeDefined();
    if (found) expect(componentError(found, { re: 0.5e-290, im: -0.20710678118654752e-290 })).toBeLessThan(1e-14);
  });

  it("find angles within 3 units in the last place", () => {
    // Math.atan is fdlibm's, good to one unit in the last place.
    for (let k = 0; k <= 20000; k++) {
      const t = k <= 10000 ? k / 10000 : 10 ** (-(k - 10000) / 1000);
      const expected = Math.atan(t);
      const unit = 2 ** (Math.floor(Math.log2(Math.max(expected, 1e-290))) - 52);
      expect(Math.abs(kernels.angle(t, 1) - expected)).toBeLessThanOrEqual(4 * unit);
      expect(kernels.angle(-t, 1)).toBe(-kernels.angle(t, 1));
    }
  });
});
