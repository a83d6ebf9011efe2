import type { Circuit } from "../circuit/circuit.ts";
import { mapParameters } from "../compile/parameterMap.ts";
import { theKernel } from "../kernel/load.ts";
import { requireCircuit, shown } from "./checkInput.ts";
import { FitError } from "./fitError.ts";
import { programOf } from "./problem.ts";
import { assignRoles } from "./roles.ts";

/** Impedance of a circuit, ohm, one entry a frequency. */
export interface Simulated {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The impedance of a circuit at the given frequencies (Hz, finite and positive, in any order).
 *
 * Parameter values come from `values` (by parameter name, in the record's unit), else from the circuit's text, else from
 * the element's default.
 *
 * @throws {FitError} for unknown parameters, frequencies that are not positive, and values without an impedance.
 */
export function simulate(
  circuit: Circuit,
  frequenciesHz: ArrayLike<number>,
  values: Readonly<Record<string, number>> = {},
): Simulated {
  requireCircuit(circuit);
  checkFrequencies(frequenciesHz);
  const frequencyHz = Float64Array.from(frequenciesHz);
  const bad = frequencyHz.findIndex((frequency) => !(frequency > 0 && frequency < Infinity));
  if (bad >= 0) {
    throw new FitError(
      "bad-option",
      `Frequency number ${String(bad)} is ${String(frequencyHz[bad])}; frequencies must be positive and finite, in Hz.`,
    );
  }
  if (frequencyHz.length === 0) return { re: new Float64Array(0), im: new Float64Array(0) };
  const { roles } = assignRoles(circuit, { fixed: values }, "values");
  const fixed = roles.map((role) => (role.kind === "variable" ? { kind: "fixed" as const, value: role.value } : role));
  const kernel = theKernel();
  kernel.load({ program: programOf(circuit), map: mapParameters(circuit, fixed), frequencyHz });
  const impedance = kernel.impedance();
  const broken = impedance?.re.findIndex((re, index) => !Number.isFinite(re) || !Number.isFinite(impedance.im[index]));
  if (impedance === undefined || broken === undefined || broken >= 0) {
    throw new FitError(
      "bad-option",
      "With these values the circuit has no finite impedance: a tie gives an impossible value, or an element is open or shorted.",
    );
  }
  return impedance;
}

function checkFrequencies(given: unknown): void {
  const isList = typeof given === "object" && given !== null && "length" in given && typeof given.length === "number";
  const list = (isList ? given : { length: 0 }) as ArrayLike<unknown>;
  let wrong = isList ? undefined : `not ${shown(given)}`;
  for (let index = 0; wrong === undefined && index < list.length; index++) {
    if (typeof list[index] !== "number") wrong = `not with ${shown(list[index])} as number ${String(index)}`;
  }
  if (wrong === undefined) return;
  throw new FitError("bad-option", `Frequencies must be given as an array of numbers, in Hz, ${wrong}.`);
}
