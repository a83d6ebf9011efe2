import type { AssignedProcess } from "./assignment.ts";
import type { Numbers } from "./effectiveCapacitance.ts";
import type { Uncertain } from "./uncertain.ts";

/** How an answer follows from the parameters of a fit, so that it can be asked for at other values of them too. */
export interface Derivation {
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
  /** The processes whose resistance it is made of. */
  readonly processes: readonly AssignedProcess[];
  /** Parameters that it is made of. */
  readonly parameters: readonly string[];
  /** Sums over different parts of the cell: right even where the parts cannot be told apart. */
  readonly isTotal: boolean;
  readonly compute: (numbers: Numbers) => Uncertain;
  readonly flags?: readonly string[];
  readonly notes?: readonly string[];
}

/** Names of the parameters that the capacitance of a process is made of. */
export function parametersOfCapacitance(process: AssignedProcess): string[] {
  const { storage } = process;
  return storage?.kind === "capacitor" ? [storage.c] : parametersOfProcess(process, true);
}

/** Names of the parameters of a process: its resistance, and what stores its charge where that matters. */
export function parametersOfProcess({ resistance, storage }: AssignedProcess, withStorage: boolean): string[] {
  if (!withStorage || storage === undefined) return [resistance];
  switch (storage.kind) {
    case "capacitor":
      return [resistance, storage.c];
    case "constant phase":
      return [resistance, storage.q, storage.n];
    case "time constant":
      return [resistance, storage.tau];
    default:
      return storage satisfies never;
  }
}
