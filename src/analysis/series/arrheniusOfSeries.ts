import { arrhenius, type ActivationForm, type ArrheniusResult } from "../arrhenius/index.ts";
import { positiveIn, QuantityError, type Quantity } from "../physicalQuantity.ts";
import { conditionText } from "./conditions.ts";
import type { SeriesFit } from "./fitSeries.ts";
import type { SeriesQuantity } from "./quantities.ts";

/** Activation energies of a series over temperature. */
export interface SeriesArrhenius {
  readonly results: readonly ArrheniusResult[];
  /** Quantities without a line, each with the reason. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/** Options of `arrheniusOfSeries`. */
export interface SeriesArrheniusOptions {
  /** Default `sigma-T`. */
  readonly form?: ActivationForm;
  /** Temperatures to give values at; default 25 C. */
  readonly at?: readonly (string | Quantity)[];
}

/**
 * A line over 1/T through each quantity of a series that an activation energy is of interest for.
 *
 * @throws {QuantityError} for temperatures in `at` that are none.
 * @param fits of the series, their conditions being temperatures in C; `quantities` has one value for each.
 */
export function arrheniusOfSeries(
  fits: readonly Pick<SeriesFit, "condition" | "label">[],
  quantities: readonly SeriesQuantity[],
  options: SeriesArrheniusOptions = {},
): SeriesArrhenius {
  // A wrong one is wrong for all quantities.
  for (const temperature of options.at ?? []) positiveIn("The temperature", temperature, "K");
  const results: ArrheniusResult[] = [];
  const refused: { name: string; reason: string }[] = [];
  for (const { name, unit, values, isActivated } of quantities) {
    if (!isActivated) continue;
    const points = values.flatMap((number, place) => {
      const fit = fits[place];
      if (fit === undefined) return [];
      const temperature = { value: fit.condition, unit: "C" };
      return [
        { temperature, value: { number, unit }, label: fit.label || conditionText("temperature", fit.condition) },
      ];
    });
    try {
      results.push(arrhenius(points, { ...options, name }));
    } catch (error) {
      if (!(error instanceof QuantityError)) throw error;
      refused.push({ name, reason: error.message });
    }
  }
  return { results, refused };
}
