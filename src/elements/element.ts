import type { Complex } from "complex.js";

/** How a parameter is fitted: a positive quantity by its logarithm, an exponent as it stands. */
export type ParameterScale = "logarithmic" | "linear";

/** One parameter of an element, with all that parsing, fitting, scaling and printing need to know of it. */
export interface ElementParameter {
  readonly name: string;
  /** For people, e.g. `ohm`, `F s^(n-1)`, `-`. */
  readonly unit: string;
  readonly description: string;
  readonly scale: ParameterScale;
  /** Power of ohm in the unit: 1 for R, -1 for C and Q, 0 for a time constant or an exponent. */
  readonly ohm: number;
  /** Power of second in the unit, or the name of the parameter of the same element that is this power (`n` for the Q of a CPE). */
  readonly second: number | string;
  /** A typical value, used where nothing better is known. */
  readonly default: number;
  /** Default limits; a logarithmic parameter may run to 0 or infinity. */
  readonly lower: number;
  readonly upper: number;
  /** Kept at its default unless the circuit frees it, as the exponent 1/2 of a Warburg element. */
  readonly fixedByDefault?: true;
}

/** Parameter values by name, in the units of the record. */
export type ParameterValues = Readonly<Record<string, number>>;

/** The one place that says what an element is. */
export interface ElementRecord {
  readonly symbol: string;
  /** Other spellings of the symbol, e.g. `Q` for `CPE`. */
  readonly aliases: readonly string[];
  readonly name: string;
  /** The kernel that computes it: a value of `Opcode` in assembly/program.ts. */
  readonly opcode: number;
  readonly parameters: readonly ElementParameter[];
  /**
   * Present for elements of the form amplitude * s^exponent, which the kernel computes in either domain without a reciprocal.
   * The first parameter is the amplitude; `exponent` is a number or the name of the parameter that is the exponent
   * (its sign taken in `domain`: a CPE is the admittance Q s^n).
   */
  readonly powerLaw?: {
    readonly domain: "impedance" | "admittance";
    readonly exponent: number | string;
    /** What the amplitude is multiplied by: 1 but for W, whose sigma is 1/sqrt(2) of the coefficient of s^(-1/2). */
    readonly factor: number;
  };
  /** The formula in plain text, as in `R tanh((s tau)^p)/(s tau)^p`. */
  readonly formula: string;
  readonly latex: string;
  readonly citation: string;
  /** The formula written down naively, as specification and second opinion; `s` = j omega in rad/s. */
  readonly impedance: (parameters: ParameterValues, s: Complex) => Complex;
  /** Limit of Z for omega -> 0: a resistance in ohm, 0, or Infinity. */
  readonly limitAtZero: (parameters: ParameterValues) => number;
  /** Limit of Z for omega -> infinity: a resistance in ohm, 0, or Infinity. */
  readonly limitAtInfinity: (parameters: ParameterValues) => number;
}
