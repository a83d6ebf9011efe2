import type { FitOptions } from "../../fit/options.ts";
import type { Watched } from "../../fit/progress.ts";
import type { FitResult } from "../../fit/result.ts";
import type { Quantity } from "../physicalQuantity.ts";

/**
 * How a shared parameter goes from spectrum to spectrum:
 *
 * - `same`: one value for all;
 * - `linear`: x = a + b (T - T_0);
 * - `arrhenius`: ln x, or ln(x/T), is a + (E_a/k_B) (1/T - 1/T_0).
 */
export type SharedLaw = "same" | "linear" | "arrhenius";

/** The laws that `fitJointly` knows. */
export const sharedLaws: readonly SharedLaw[] = ["same", "linear", "arrhenius"];

/**
 * What is straight against 1/T. For a resistance `ln(x/T)` is that ln(sigma T) is straight, as for hopping ions; the activation energies
 * of the two forms differ by k_B T.
 */
export type ArrheniusForm = "ln(x)" | "ln(x/T)";

/** The forms that `fitJointly` knows. */
export const arrheniusForms: readonly ArrheniusForm[] = ["ln(x)", "ln(x/T)"];

/** A parameter that the spectra of a joint fit have in common. */
export interface SharedParameter {
  /** Its name, as `CPE1.Q` or `R1`. */
  readonly parameter: string;
  /** Default `same`. */
  readonly law?: SharedLaw;
  /** With the law `arrhenius`; default `ln(x)`. */
  readonly form?: ArrheniusForm;
}

/** Options of `fitJointly`; those that it has in common with `fit` hold for every spectrum. */
export interface JointOptions extends Omit<FitOptions, "loss" | "errorTerms" | "search">, Watched {
  /** What the spectra have in common; nothing gives the separate fits. */
  readonly shared: readonly SharedParameter[];
  /** One a spectrum, as `25 C` or `298.15 K`; needed where a law goes with temperature. */
  readonly temperatures?: readonly (string | Quantity)[];
  /** The fit of each spectrum alone with the same options, where that has been done already. */
  readonly separate?: readonly FitResult[];
}
