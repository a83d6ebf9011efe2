/**
 * A circuit as the kernel runs it. Comes only from `compileCircuit`; the meaning of the words stands in
 * assembly/program.ts.
 */
export interface Program {
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  /** Complex columns that the instructions name, column 0 included. */
  readonly registers: number;
}

/** What a parameter is in a particular fit. */
export type ParameterRole =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "variable"; readonly value: number; readonly lower: number; readonly upper: number }
  | { readonly kind: "tied" };

/** How the solver's variables become the circuit's parameters in a particular fit. */
export interface ParameterMap {
  /** PARAMETER_WORDS words a parameter. */
  readonly words: Int32Array;
  /** Powers of ohm and second in each parameter's unit. */
  readonly ohm: Float64Array;
  readonly second: Float64Array;
  /** Natural values: fixed ones as they are, variables at their start. */
  readonly values: Float64Array;
  /** Parameter of each variable, and its limits in natural units. */
  readonly variables: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly expressions: Int32Array;
  readonly constants: Float64Array;
  readonly combinations: Int32Array;
  /** Columns for the elements' kernels and for derivatives that go into several columns of the Jacobian. */
  readonly scratchColumns: number;
  /** For each parameter the variables that move its natural value. */
  readonly dependsOn: readonly (readonly number[])[];
}
