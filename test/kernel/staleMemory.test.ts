import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { compileCircuit } from "../../src/compile/compile.ts";
import { mapParameters } from "../../src/compile/parameterMap.ts";
import { assignRoles } from "../../src/fit/roles.ts";
import type { Problem } from "../../src/kernel/problem.ts";
import { theKernel } from "../../src/kernel/load.ts";

describe("the Jacobian of a problem without a measurement", () => {
  const circuit = parseCircuit("R0{10}-p(R1{100},CPE1{Q = 1u, n = 0.9})");
  const problem = (points: number): Problem => ({
    program: compileCircuit(circuit),
    map: mapParameters(circuit, assignRoles(circuit, {}).roles),
    frequencyHz: Float64Array.from({ length: points }, (_, k) => k + 1),
  });

  it("does not depend on what an earlier problem left in memory", () => {
    const kernel = theKernel();
    const [small, large] = [problem(1), problem(200)];
    kernel.load(large);
    const before = kernel.jacobian();
    expect(before).toBeDefined();
    kernel.load(small);
    kernel.load(large);
    expect(kernel.jacobian()).toEqual(before);
  });
});
