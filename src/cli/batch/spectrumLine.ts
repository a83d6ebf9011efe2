import { makeSpectrum, ReadError, SpectrumError, type Spectrum, type SpectrumInput } from "../../index.ts";
import type { Overrides } from "./item.ts";
import { overridesOf } from "./overrides.ts";

/** Names that programs give the arrays; the first is the one of eisfit's own JSON. */
const ARRAYS = {
  frequencyHz: ["frequencyHz", "frequency", "freq", "f", "frequency_Hz", "freq_Hz"],
  re: ["re", "real", "zreal", "z_real", "Zreal", "Z_real", "Re", "Z'", "re_ohm"],
  im: ["im", "imag", "imaginary", "zimag", "z_imag", "Zimag", "Z_imag", "Im", "Z''", "im_ohm"],
} as const;

/** A spectrum as a line of JSON gives it. */
export interface LineSpectrum {
  readonly overrides: Overrides;
  /** @throws {ReadError} for points that cannot be used. */
  readonly spectrum: () => Spectrum;
}

/**
 * Reads one spectrum from a line of JSON: `{"frequencyHz":[],"re":[],"im":[]}` in Hz and ohm with the true sign of Z'', perhaps with
 * `sigma`, fields that say how it is to be fitted, and any others, which are handed on.
 *
 * @param source of the line, for messages.
 * @throws {ReadError} for what is no such line, {UsageError} for a field that cannot be.
 */
export function readSpectrumLine(text: string, source: string): LineSpectrum {
  const fields = new Map<string, unknown>(Object.entries(objectOf(text, source)));
  const take = (names: readonly string[]): readonly [string, unknown] => {
    const name = names.find((one) => fields.has(one));
    if (name === undefined) {
      const found = [...fields.keys()].slice(0, 12).join(", ");
      throw bad(
        source,
        found === "" ? "no fields" : `the fields ${found}`,
        `an array ${names.slice(0, 3).join(" or ")}`,
      );
    }
    const value = fields.get(name);
    fields.delete(name);
    return [name, value];
  };
  const arrays = { frequencyHz: take(ARRAYS.frequencyHz), re: take(ARRAYS.re), im: take(ARRAYS.im) };
  const sigma = fields.has("sigma") ? take(["sigma"])[1] : undefined;
  return {
    overrides: overridesOf(fields),
    spectrum: () =>
      spectrumOf(source, {
        frequencyHz: numbers(arrays.frequencyHz, source),
        re: numbers(arrays.re, source),
        im: numbers(arrays.im, source),
        ...(sigma === undefined ? {} : { sigma: sigmaOf(sigma, source) }),
      }),
  };
}

function spectrumOf(source: string, input: SpectrumInput): Spectrum {
  try {
    return makeSpectrum({ ...input, name: source });
  } catch (error) {
    if (!(error instanceof SpectrumError)) throw error;
    throw new ReadError("bad-data", { file: source, expected: `usable data. ${error.message}` }, { cause: error });
  }
}

function objectOf(text: string, source: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const expected = `one JSON object a line (${error instanceof Error ? error.message : String(error)})`;
    throw new ReadError("bad-json", { file: source, found: text.trim(), expected }, { cause: error });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ReadError("bad-json", { file: source, found: text.trim(), expected: "one JSON object a line" });
}

function sigmaOf(value: unknown, source: string): number[] | { re: number[]; im: number[] } {
  if (Array.isArray(value)) return numbers(["sigma", value], source);
  if (typeof value !== "object" || value === null)
    throw bad(source, "sigma that is none", "an array, or re and im, at sigma");
  const { re, im } = value as { re?: unknown; im?: unknown };
  return { re: numbers(["sigma.re", re], source), im: numbers(["sigma.im", im], source) };
}

function numbers([name, value]: readonly [string, unknown], source: string): number[] {
  if (!Array.isArray(value)) throw bad(source, typeof value, `an array of numbers at ${name}`);
  const place = value.findIndex((one: unknown) => typeof one !== "number");
  if (place >= 0) {
    throw bad(source, JSON.stringify(value[place]) ?? "nothing", `a number at ${name}[${String(place)}]`);
  }
  return value as number[];
}

function bad(source: string, foundWhat: string, expected: string): ReadError {
  return new ReadError("bad-json", { file: source, foundWhat, expected });
}
