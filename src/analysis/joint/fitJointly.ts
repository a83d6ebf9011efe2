import type { Circuit } from "../../circuit/circuit.ts";
import { FitError } from "../../fit/fitError.ts";
import type { Spectrum } from "../../spectrum.ts";
import type { JointOptions } from "./options.ts";
import type { JointFit } from "./result.ts";

/** Fits one circuit to several spectra that have parameters in common. */
export function fitJointly(spectra: readonly Spectrum[], circuit: Circuit, options: JointOptions): JointFit {
  throw new FitError(
    "bad-option",
    `Joint fits are not built yet: ${String(spectra.length)} spectra, ${circuit.text}, ${String(options.shared.length)} shared.`,
  );
}
