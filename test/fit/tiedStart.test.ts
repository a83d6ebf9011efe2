import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { compileCircuit } from "../../src/compile/compile.ts";
import { mapParameters } from "../../src/compile/parameterMap.ts";
import { assignRoles } from "../../src/fit/roles.ts";
import { simulate } from "../../src/index.ts";
import { theKernel } from "../../src/kernel/load.ts";
import { WEIGHT_MODULUS } from "../../assembly/program.ts";
import { sweep } from "./support.ts";

describe("the start of a Q whose exponent is tied", () => {
  it("is the value given: the impedance there is that of the text", () => {
    const circuit = parseCircuit("R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.9})-p(R2{50},CPE2{Q = 2m, n = CPE1.n})");
    const frequencyHz = Float64Array.from(sweep(1e5, 0.1, 43));
    const { re, im } = simulate(circuit, frequencyHz);
    const map = mapParameters(circuit, assignRoles(circuit, {}).roles);
    const kernel = theKernel();
    kernel.load({ program: compileCircuit(circuit), map, frequencyHz, measured: { re, im, weight: WEIGHT_MODULUS } });
    const started = kernel.impedance();
    const worst = Math.max(
      ...Array.from(
        re,
        (x, k) =>
          Math.hypot((started?.re[k] ?? 0) - x, (started?.im[k] ?? 0) - (im[k] ?? 0)) / Math.hypot(x, im[k] ?? 0),
      ),
    );
    // Scaled and natural units round differently.
    expect(worst).toBeLessThan(1e-13);
  });
});
