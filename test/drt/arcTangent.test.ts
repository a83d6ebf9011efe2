import { expect, it } from "vitest";
import { arcTangent } from "../../src/drt/arcTangent.ts";

it("is the arctangent", () => {
  for (let k = -400; k <= 400; k++) {
    const x = 1.1 ** k;
    // Each halving rounds twice, and so does the series: some units of 1.1e-16; the host's own is good to one.
    expect(Math.abs(arcTangent(x) / Math.atan(x) - 1), String(x)).toBeLessThan(1e-15);
  }
  expect(arcTangent(0)).toBe(0);
  expect(arcTangent(Infinity)).toBe(Math.PI / 2);
});
