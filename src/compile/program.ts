import type { Expression } from "../circuit/expression.ts";

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
  /** By the circuit's own tie, or by this one. */
  | { readonly kind: "tied"; readonly expression?: Expression };

/** A quantity of a fit that no element of the circuit has. Others may name it in their expressions. */
export type ExtraQuantity = { readonly name: string } & (
  | {
      /** Follows from parameters; a value that is not finite does no harm. */
      readonly kind: "derived";
      readonly expression: Expression;
      /** Whether its natural coordinate is its logarithm. */
      readonly logarithmic: boolean;
    }
  | {
      /** A positive number without unit, fitted by its logarithm. */
      readonly kind: "variable";
      readonly value: number;
      readonly lower: number;
      readonly upper: number;
    }
);

/** How the solver's variables become the circuit's parameters in a particular fit. */
export interface ParameterMap {
  /** PARAMETER_WORDS words a parameter; extra quantities come after those of the circuit, here and below. */
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
  /** For each parameter, then each extra quantity, the variables that move its natural value. */
  readonly dependsOn: readonly (readonly number[])[];
}
