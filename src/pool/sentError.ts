import { CircuitSyntaxError } from "../circuit/diagnostics.ts";
import { FitError } from "../fit/fitError.ts";
import { EngineError } from "../kernel/engineError.ts";
import { SpectrumError } from "../spectrum.ts";

/** An error as it can be copied: its class by name, and all that it carries. */
export interface SentError {
  readonly kind: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

const classes: Readonly<Record<string, new (...rest: never[]) => Error>> = {
  CircuitSyntaxError,
  EngineError,
  FitError,
  SpectrumError,
  RangeError,
  TypeError,
};

export function sendError(thrown: unknown): SentError {
  if (!(thrown instanceof Error)) return { kind: "Error", message: String(thrown), stack: undefined, fields: {} };
  const { message, stack } = thrown;
  const kind = Object.keys(classes).find((name) => thrown instanceof (classes[name] ?? Error)) ?? "Error";
  // The cause may be anything, also what cannot be copied.
  const fields = Object.fromEntries(Object.entries(thrown).filter(([name]) => name !== "cause"));
  return { kind, message, stack, fields };
}

/** The error again, of its class and with its fields; its stack tells where it arose in the other thread. */
export function receiveError({ kind, message, stack, fields }: SentError): Error {
  const error = new Error(message);
  Object.setPrototypeOf(error, (classes[kind] ?? Error).prototype as object);
  Object.assign(error, fields);
  if (stack !== undefined) error.stack = stack;
  return error;
}
