import { FitError } from "../fit/fitError.ts";
import { maskPoints, takePoints, type ExcludedPoint, type MaskOptions } from "../fit/mask.ts";
import type { Points } from "../linear/linearTest.ts";
import { isSpectrum, type Spectrum } from "../spectrum.ts";

/** Points of a spectrum and which of its own they are. */
export interface ChosenPoints {
  readonly points: Points;
  readonly used: readonly number[];
  readonly excluded: readonly ExcludedPoint[];
}

/** @throws {FitError} for what is no spectrum, and where no point is left. */
export function choosePoints(spectrum: Spectrum, options: MaskOptions): ChosenPoints {
  if (!isSpectrum(spectrum)) {
    throw new FitError("not-a-spectrum", "The first argument must come from makeSpectrum or readSpectrum.");
  }
  const { used, excluded } = maskPoints(spectrum, options);
  const take = (values: Float64Array): Float64Array => takePoints(values, used);
  return {
    points: { frequencyHz: take(spectrum.frequencyHz), re: take(spectrum.re), im: take(spectrum.im) },
    used,
    excluded,
  };
}

/** What a name stands for. @throws {FitError} `bad-option` for one that is not in the table. */
export function chooseFrom<Name extends string, Value>(
  what: string,
  table: Readonly<Record<Name, Value>>,
  name: Name,
): Value {
  if (Object.hasOwn(table, name)) return table[name];
  const known = Object.keys(table).join(", ");
  throw new FitError("bad-option", `There is no ${what} ${JSON.stringify(name)}; choose one of ${known}.`);
}
