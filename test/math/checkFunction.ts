import { expect } from "vitest";
import checksums from "../fixtures/math/checksums.json" with { type: "json" };
import type { TestedFunction } from "./functions.ts";
import type { Kernel } from "./kernel.ts";
import { measure } from "./measure.ts";

/** Expects a function to keep its error bounds over its seeded arguments, and to give the bits that it gives everywhere. */
export function checkFunction(kernel: Kernel, tested: TestedFunction): void {
  const measured = measure(kernel, tested);
  measured.worst.forEach(({ error, at }, n) => {
    expect(error, `at ${at.join(", ")}`).toBeLessThanOrEqual(tested.bounds[n] ?? NaN);
    // A result correctly rounded everywhere would err by 0.5: less means that nothing was measured.
    expect(error).toBeGreaterThan(0.49);
  });
  expect(measured.checksum).toBe(checksums[tested.name as keyof typeof checksums]);
}
