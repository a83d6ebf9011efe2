/** One element as a circuit of its own, through the whole engine: circuit text, compiler, scaling, adjoint pass. */

import { WEIGHT_UNIT } from "../../assembly/program.ts";
import { parseCircuit } from "../../src/circuit/index.ts";
import { compileCircuit } from "../../src/compile/compile.ts";
import { mapParameters } from "../../src/compile/parameterMap.ts";
import type { ElementRecord } from "../../src/elements/element.ts";
import { theKernel } from "../../src/kernel/load.ts";
import type { Columns, Point } from "./fixtures.ts";

/**
 * A function that evaluates one element through the engine. Every parameter is a variable with limits, so that the
 * solver's coordinates are those of the fixtures: ln p, or p.
 */
export function engineColumns(element: ElementRecord): (point: Point) => Columns {
  const circuit = parseCircuit(`${element.symbol}1`);
  const program = compileCircuit(circuit);
  return ({ parameters, omega, impedance }) => {
    const frequencyHz = Float64Array.of(omega / (2 * Math.PI));
    const roles = circuit.parameters.map((_, index) => {
      const value = parameters[index] ?? NaN;
      const linear = element.parameters[index]?.scale === "linear";
      const limits = linear ? { lower: 0, upper: 1 } : { lower: value / 10, upper: value * 10 };
      return { kind: "variable" as const, value, ...limits };
    });
    const kernel = theKernel();
    kernel.load({ program, map: mapParameters(circuit, roles), frequencyHz });
    const simulated = kernel.impedance();
    const measured = { re: Float64Array.of(impedance.re), im: Float64Array.of(impedance.im), weight: WEIGHT_UNIT };
    kernel.load({ program, map: mapParameters(circuit, roles), frequencyHz, measured });
    const jacobian = kernel.jacobian();
    if (simulated === undefined || jacobian === undefined) {
      throw new Error(`${element.symbol} with ${parameters.join(", ")} is not finite at omega = ${String(omega)}`);
    }
    // The engine's unit of impedance is the geometric mean of the measured moduli.
    const unit = Math.hypot(impedance.re, impedance.im);
    return {
      impedance: { re: simulated.re[0] ?? NaN, im: simulated.im[0] ?? NaN },
      derivatives: jacobian.map(({ re, im }) => ({ re: (re[0] ?? NaN) * unit, im: (im[0] ?? NaN) * unit })),
    };
  };
}
