import type { DerivedAnswer } from "../answer.ts";
import type { Quantity } from "../physicalQuantity.ts";
import type { Uncertain } from "../uncertain.ts";
import type { Curvature } from "./curvature.ts";
import type { ActivationForm, ArrheniusKind, ArrheniusWords } from "./form.ts";
import type { ErrorsFrom } from "./line.ts";
import type { PointInfluence } from "./outliers.ts";

/** Options of `arrhenius`. */
export interface ArrheniusOptions {
  /** What the values are, as `bulk conductivity`; default `the value`. */
  readonly name?: string;
  /** Default `sigma-T`. */
  readonly form?: ActivationForm;
  /** Temperatures to give values at; default 25 C. */
  readonly at?: readonly (string | Quantity)[];
}

/** One point beside the line. */
export interface FittedPoint extends PointInfluence {
  readonly label: string;
  /** K */
  readonly temperature: number;
  readonly value: number;
  /** Null where it has no error. */
  readonly stderr: number | null;
  /** ln(sigma T), or as `words` tells. */
  readonly ordinate: number;
  readonly ordinateStderr: number | null;
  readonly fittedOrdinate: number;
  readonly fittedValue: number;
}

/** A value at a temperature: of the line, or of the Vogel-Tammann-Fulcher law where the points follow that. */
export interface ArrheniusValue {
  /** K */
  readonly temperature: number;
  readonly answer: DerivedAnswer;
  readonly number: Uncertain;
  /** Outside the temperatures of the points. */
  readonly extrapolated: boolean;
}

/** A line through points over 1/T, with what the points say about it. */
export interface ArrheniusResult {
  readonly name: string;
  readonly kind: ArrheniusKind;
  readonly form: ActivationForm;
  readonly words: ArrheniusWords;
  /** Of the points. */
  readonly unit: string;
  readonly activationEnergy: DerivedAnswer;
  readonly prefactor: DerivedAnswer;
  /** Ea in eV, and ln A, with the errors they share with other numbers. */
  readonly numbers: { readonly activationEnergy: Uncertain; readonly lnPrefactor: Uncertain };
  /** Of Ea and ln A. */
  readonly correlation: number;
  readonly standardErrors: {
    /** Of Ea in eV: from the errors of the points as given, from their scatter; null where there is none. */
    readonly given: number | null;
    readonly scatter: number | null;
    readonly used: ErrorsFrom;
  };
  /** Of the points about the line, weighted by their errors; with `scatter` in units of the ordinate. */
  readonly chi2: number;
  readonly degreesOfFreedom: number;
  /** Of so large a chi2 where the errors given are right; null without such errors or without degrees of freedom. */
  readonly pValue: number | null;
  /** In rising temperature. */
  readonly points: readonly FittedPoint[];
  /** K */
  readonly measuredRange: readonly [low: number, high: number];
  /** Null for too few points. */
  readonly curvature: Curvature | null;
  /** At the temperatures that were asked for. */
  readonly values: readonly ArrheniusValue[];
  /** Standard errors on either side that make a 95 % interval. */
  readonly quantile: number;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  /** The line, or the law that the points follow instead, at any temperature. */
  valueAt(temperature: string | Quantity): ArrheniusValue;
}
