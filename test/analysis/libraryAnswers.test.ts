import { describe, expect, it } from "vitest";
import { shippedCircuits } from "../../src/circuits/index.ts";
import { answers, fit, parseCircuit } from "../../src/index.ts";
import { measuredAs } from "../circuits/support.ts";

describe("every circuit of the library has answers that are finite, with an error", () => {
  it.each(shippedCircuits)("$name", (shipped) => {
    const result = fit(measuredAs(shipped), parseCircuit(shipped.text), { search: false });
    const found = answers(result, { thickness: "1 mm", area: "1 cm2", permittivity: "50" });
    for (const { value, stderr, formula, interval, flags } of found.answers) {
      if (flags.some((flag) => flag.includes("held fixed"))) continue;
      expect(value, formula).toBeGreaterThan(0);
      expect(value, formula).toBeLessThan(Infinity);
      expect(stderr ?? 0, formula).toBeGreaterThan(0);
      expect(interval?.[0], formula).toBeGreaterThan(0);
    }
    const bulk = found.assignments.filter(({ part }) => part === "bulk");
    expect(found.answers.some(({ name }) => name === "bulk conductivity")).toBe(bulk.length > 0);
  });
});
