import { findSpectrumWarnings } from "./spectrumWarnings.ts";

/** Standard deviations of the real and imaginary part, ohm, in the order of the spectrum's points. */
export interface SpectrumSigma {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * A measured or simulated impedance spectrum. It comes only from `makeSpectrum` (or `readSpectrum`), so that whoever
 * receives one can rely on it: equal lengths, at least one point, finite values, f > 0, Z not 0, falling frequency.
 */
export interface Spectrum {
  /** Hz, falling; equal frequencies keep the order in which they were given. */
  readonly frequencyHz: Float64Array;
  /** Z', ohm. */
  readonly re: Float64Array;
  /** Z'', ohm, with its true sign: negative for a capacitive point. */
  readonly im: Float64Array;
  readonly sigma?: SpectrumSigma;
  /** Where the data come from, such as a file name. */
  readonly name?: string;
  /** What the file tells besides the points, by plain names: `title`, `date`, `temperature_C`, `area_cm2` ... */
  readonly metadata: Readonly<Record<string, string | number>>;
  /** What a reader took for what, such as "column -Z'' was read with its sign changed". */
  readonly notes: readonly string[];
  /** What looks wrong in the data, in sentences for people. */
  readonly warnings: readonly string[];
}

/** What `makeSpectrum` takes; all arrays have one entry a point, in any order of frequency. */
export interface SpectrumInput {
  readonly frequencyHz: ArrayLike<number>;
  readonly re: ArrayLike<number>;
  readonly im: ArrayLike<number>;
  /** Standard deviations, ohm: one array for both parts, or one each. */
  readonly sigma?: ArrayLike<number> | { readonly re: ArrayLike<number>; readonly im: ArrayLike<number> };
  readonly name?: string;
  readonly metadata?: Readonly<Record<string, string | number>>;
  readonly notes?: readonly string[];
  readonly warnings?: readonly string[];
}

/** What was wrong with the input of `makeSpectrum` or `averageSpectra`. */
export type SpectrumErrorCode =
  | "not-an-array"
  | "empty"
  | "unequal-lengths"
  | "not-a-number"
  | "not-a-text"
  | "frequency-not-positive"
  | "zero-impedance"
  | "out-of-range"
  | "bad-sigma"
  | "unequal-frequencies";

/** Thrown by `makeSpectrum` and `averageSpectra`; `index` is the position of the offending point in the input arrays, counted from 0. */
export class SpectrumError extends Error {
  readonly code: SpectrumErrorCode;
  readonly index: number | undefined;

  constructor(code: SpectrumErrorCode, message: string, index?: number) {
    super(message);
    this.name = "SpectrumError";
    this.code = code;
    this.index = index;
  }
}

// Squares of impedances and their reciprocals must stay inside float64 for the weights 1/|Z|^2.
const SMALLEST = 1e-150;
const LARGEST = 1e150;

/** The engine's memory, of at most 4 GB, has no room for the columns of more. */
const MOST_POINTS = 2 ** 24;

const made = new WeakSet<object>();

/** True for what `makeSpectrum` returned, false for look-alikes whose invariants nobody has checked. */
export function isSpectrum(value: unknown): value is Spectrum {
  return typeof value === "object" && value !== null && made.has(value);
}

/** A spectrum whose copy has come from another thread, where `makeSpectrum` had made it. */
export function adoptSpectrum(copy: Spectrum): Spectrum {
  made.add(copy);
  return copy;
}

/**
 * Makes a spectrum from arrays in any order of frequency. The arrays are copied.
 *
 * Duplicate frequencies are kept (repeated measurements are data) and named in a warning. Further warnings are given for
 * impedances that are all equal, for a sign of Z'' that contradicts |Z|, and for frequencies that look like rad/s.
 *
 * @throws {SpectrumError} for anything but arrays of equal length with finite numbers, f > 0 and Z not 0.
 */
export function makeSpectrum(input: SpectrumInput): Spectrum {
  if (typeof input !== "object" || input === null) {
    throw new SpectrumError(
      "not-an-array",
      "makeSpectrum expects an object { frequencyHz, re, im } of three arrays of numbers.",
    );
  }
  const frequencyHz = copyNumbers("frequencyHz", input.frequencyHz);
  const re = copyNumbers("re", input.re);
  const im = copyNumbers("im", input.im);
  const points = frequencyHz.length;
  requireLength("re", re, points);
  requireLength("im", im, points);
  if (points === 0) {
    throw new SpectrumError("empty", "The spectrum has no points; give at least one frequency with its impedance.");
  }
  checkPoints(frequencyHz, re, im);
  const sigma = copySigma(input.sigma, points);
  checkTexts(input);

  const order = fallingOrder(frequencyHz);
  const sorted = {
    frequencyHz: take(frequencyHz, order),
    re: take(re, order),
    im: take(im, order),
    ...(sigma === undefined ? {} : { sigma: { re: take(sigma.re, order), im: take(sigma.im, order) } }),
  };
  const spectrum: Spectrum = Object.freeze({
    ...sorted,
    ...(input.name === undefined ? {} : { name: input.name }),
    metadata: Object.freeze({ ...input.metadata }),
    notes: Object.freeze([...(input.notes ?? [])]),
    warnings: Object.freeze([...(input.warnings ?? []), ...findSpectrumWarnings(sorted)]),
  });
  made.add(spectrum);
  return spectrum;
}

function checkTexts({ name, metadata, notes, warnings }: SpectrumInput): void {
  const refuse = (field: string, expected: string): never => {
    throw new SpectrumError("not-a-text", `makeSpectrum: "${field}" must be ${expected}.`);
  };
  if (name !== undefined && typeof name !== "string") refuse("name", "a text");
  if (metadata !== undefined && (typeof metadata !== "object" || metadata === null)) refuse("metadata", "an object");
  for (const [field, texts] of Object.entries({ notes, warnings })) {
    const isList = texts === undefined || (Array.isArray(texts) && texts.every((text) => typeof text === "string"));
    if (!isList) refuse(field, "an array of texts");
  }
}

function copyNumbers(field: string, values: ArrayLike<number> | undefined): Float64Array {
  if (typeof values !== "object" || values === null || typeof values.length !== "number") {
    throw new SpectrumError("not-an-array", `makeSpectrum: "${field}" is ${nameOf(values)}; give an array of numbers.`);
  }
  if (!(Number.isInteger(values.length) && values.length >= 0 && values.length <= MOST_POINTS)) {
    throw new SpectrumError(
      "not-an-array",
      `makeSpectrum: "${field}" has a length of ${values.length}; give an array of at most ${MOST_POINTS} numbers.`,
    );
  }
  const copy = new Float64Array(values.length);
  for (let index = 0; index < copy.length; index++) {
    const value = values[index];
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new SpectrumError(
        "not-a-number",
        `${field}[${index}] is ${describe(value)}; every value must be a finite number. Leave the point out or mend it.`,
        index,
      );
    }
    copy[index] = value;
  }
  return copy;
}

function nameOf(value: unknown): string {
  if (value === undefined) return "missing";
  return value === null ? "null" : typeof value;
}

function describe(value: unknown): string {
  return typeof value === "string" ? `the text ${JSON.stringify(value.slice(0, 40))}` : String(value);
}

function requireLength(field: string, values: Float64Array, points: number): void {
  if (values.length !== points) {
    throw new SpectrumError(
      "unequal-lengths",
      `frequencyHz has ${points} values but ${field} has ${values.length}; give one value per frequency.`,
    );
  }
}

function checkPoints(frequencyHz: Float64Array, re: Float64Array, im: Float64Array): void {
  for (let index = 0; index < frequencyHz.length; index++) {
    const frequency = frequencyHz[index] ?? Number.NaN;
    const largest = Math.max(Math.abs(re[index] ?? Number.NaN), Math.abs(im[index] ?? Number.NaN));
    if (!(frequency > 0)) {
      throw new SpectrumError(
        "frequency-not-positive",
        `frequencyHz[${index}] is ${frequency}; a frequency must be above 0 Hz. Leave dc points out.`,
        index,
      );
    }
    if (largest === 0) {
      throw new SpectrumError(
        "zero-impedance",
        `The impedance at point ${index} (${frequency} Hz) is 0; no measurement gives exactly 0 ohm. Leave the point out.`,
        index,
      );
    }
    if (!(frequency >= SMALLEST && frequency <= LARGEST && largest >= SMALLEST && largest <= LARGEST)) {
      throw new SpectrumError(
        "out-of-range",
        `Point ${index} (${frequency} Hz, ${re[index]} ohm, ${im[index]} ohm) lies outside ${SMALLEST} .. ${LARGEST}; check the units.`,
        index,
      );
    }
  }
}

function copySigma(sigma: SpectrumInput["sigma"], points: number): SpectrumSigma | undefined {
  if (sigma === undefined) return undefined;
  const copy =
    typeof sigma === "object" && sigma !== null && "re" in sigma
      ? { re: copyNumbers("sigma.re", sigma.re), im: copyNumbers("sigma.im", sigma.im) }
      : { re: copyNumbers("sigma", sigma), im: copyNumbers("sigma", sigma) };
  requireLength("sigma", copy.re, points);
  requireLength("sigma", copy.im, points);
  for (let index = 0; index < points; index++) {
    const smallest = Math.min(copy.re[index] ?? 0, copy.im[index] ?? 0);
    const largest = Math.max(copy.re[index] ?? 0, copy.im[index] ?? 0);
    if (!(smallest >= SMALLEST && largest <= LARGEST)) {
      throw new SpectrumError(
        "bad-sigma",
        `The standard deviation of point ${index} is ${smallest}; it must be above 0 ohm (and within ${SMALLEST} .. ${LARGEST}).`,
        index,
      );
    }
  }
  return copy;
}

/** Indices by falling frequency; equal frequencies in the order given. */
function fallingOrder(frequencyHz: Float64Array): Uint32Array {
  const order = Uint32Array.from(frequencyHz, (_, index) => index);
  return order.sort((a, b) => (frequencyHz[b] ?? 0) - (frequencyHz[a] ?? 0) || a - b);
}

function take(values: Float64Array, order: Uint32Array): Float64Array {
  return Float64Array.from(order, (index) => values[index] ?? Number.NaN);
}
