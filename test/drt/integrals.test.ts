import { beforeAll, expect, it } from "vitest";
import { DRT_GAUSSIAN, DRT_PIECEWISE_LINEAR } from "../../assembly/agreed/drt.ts";
import entries from "../fixtures/drt/integrals.json" with { type: "json" };
import { compile, Kernel } from "../math/kernel.ts";

/**
 * Allowed error in units of the integral of phi: the quadrature's own 2^-50 and the rounding of some thirty terms. Relative to the
 * value itself it may be more, since small values are differences of nothing: the tails of phi decide them.
 */
const TOLERANCE = 4e-15;

let kernel: Kernel;

beforeAll(async () => {
  kernel = new Kernel(await compile("test/drt/entry.as.ts"));
});

it.each(["gaussian", "piecewise-linear"])("impedances of %s functions against mpmath", (basis) => {
  const kind = basis === "gaussian" ? DRT_GAUSSIAN : DRT_PIECEWISE_LINEAR;
  const ours = entries.filter((entry) => entry.basis === basis);
  expect(ours.length).toBeGreaterThan(15);
  for (const { epsilon, delta, a, re, im } of ours) {
    const area = basis === "gaussian" ? Math.sqrt(Math.PI) / epsilon : delta;
    const name = `epsilon ${epsilon}, delta ${delta}, a ${a}`;
    expect(Math.abs(kernel.scalar("basisRe")(kind, epsilon, delta, a) - re) / area, name).toBeLessThan(TOLERANCE);
    expect(Math.abs(kernel.scalar("basisIm")(kind, epsilon, delta, a) - im) / area, name).toBeLessThan(TOLERANCE);
  }
});
