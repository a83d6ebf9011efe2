import { FitError } from "./fitError.ts";

/** The circuit has no finite impedance where a fit was to start. */
export class StartError extends FitError {
  constructor() {
    super(
      "no-start",
      "At the starting values the circuit has no finite impedance (a tie gives an impossible value, or an element is open or shorted); give other values.",
    );
  }
}
