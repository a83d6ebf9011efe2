import type { Circuit } from "../circuit/circuit.ts";
import type { FitOrigin } from "../fit/origin.ts";
import type { FitOptions } from "../fit/options.ts";
import type { FitResult } from "../fit/result.ts";
import type { Spectrum } from "../spectrum.ts";
import type { SentError } from "./sentError.ts";

/** The first message to a thread. */
export interface Modules {
  readonly kind: "modules";
  readonly engine: WebAssembly.Module;
  readonly examiner: WebAssembly.Module;
}

/** A fit to be done. */
export interface Task {
  readonly kind: "fit";
  readonly spectrum: Spectrum;
  /** The same number for the same circuit. */
  readonly circuitNumber: number;
  /** Packed. */
  readonly circuit: unknown;
  readonly options: FitOptions;
}

export type ToThread = Modules | Task;

/** A result with what it was made from, as far as the other side does not have it. */
export interface Fitted {
  readonly result: FitResult;
  readonly origin: Pick<FitOrigin, "prepared" | "values" | "status">;
  /** The circuit with the ties and orders of the options; absent where it is the one that was sent. */
  readonly circuit?: Circuit;
}

export type FromThread =
  /** The script runs: before the first message to the thread. */
  | { readonly kind: "present" }
  /** `fitted` is packed. */
  | { readonly kind: "fitted"; readonly fitted: unknown }
  | { readonly kind: "failed"; readonly error: SentError };
