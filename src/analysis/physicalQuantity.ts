import { readPhysicalUnit, samePowers } from "./physicalUnits.ts";

/** Why a quantity that a person gave cannot be used. */
export class QuantityError extends Error {
  override readonly name = "QuantityError";
}

/** A number with its unit, and its standard error in the same unit where it is known. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly stderr?: number;
}

/** A quantity in the unit that was asked for. */
export interface QuantityIn {
  readonly value: number;
  /** 0 where none was given. */
  readonly stderr: number;
}

const NUMBER = String.raw`[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)`;
/** `0.1 cm`, `0.1(2)cm`, `0.10 +- 0.02 cm`, `(1.2 ± 0.1)e-3 S/cm`, `1.20(15)e-3 S/cm`. */
const QUANTITY = new RegExp(
  String.raw`^\(?\s*(${NUMBER})(?:\(([0-9]+(?:\.[0-9]+)?)\))?(e[+-]?[0-9]+)?` +
    String.raw`(?:\s*(?:\u00B1|\+-|\+/-)\s*(${NUMBER}(?:e[+-]?[0-9]+)?))?\s*\)?(e[+-]?[0-9]+)?\s*(\S.*)?$`,
  "i",
);
const ZERO_CELSIUS = 273.15;
const CELSIUS = /^(?:\u00B0\s*C|deg\s*C|C|\u2103)$/;

/**
 * A quantity in a unit, from text such as `0.1cm`, `0.785(5) cm2`, `25 C`, `10 mV`, or from a number with its unit.
 *
 * @param name what it is, for messages: `the thickness`.
 * @param unit what is wanted: `cm`, `S/cm`, `K` (degrees Celsius are converted), `-` for a pure number.
 * @throws {QuantityError} where there is no unit, another kind of one, or no finite number.
 */
export function quantityIn(name: string, given: string | Quantity, unit: string): QuantityIn {
  const read = typeof given === "string" ? readText(name, given, unit) : given;
  const { value, stderr = 0 } = read;
  if (!Number.isFinite(value) || !(stderr >= 0 && stderr < Infinity)) {
    throw new QuantityError(
      `${name} is ${String(value)} with an error of ${String(stderr)}; both must be finite, the error not negative.`,
    );
  }
  if (unit === "K" && CELSIUS.test(read.unit.trim())) return { value: value + ZERO_CELSIUS, stderr };
  const factor = factorBetween(name, read.unit, unit);
  return { value: value * factor, stderr: stderr * factor };
}

/** The same for what must lie above 0. */
export function positiveIn(name: string, given: string | Quantity, unit: string): QuantityIn {
  const read = quantityIn(name, given, unit);
  if (read.value > 0) return read;
  throw new QuantityError(`${name} is ${String(read.value)} ${unit}; it must be above 0.`);
}

/** @throws {QuantityError} where the units are of different kinds. */
export function factorBetween(name: string, from: string, to: string): number {
  const wanted = readPhysicalUnit(to);
  if (wanted === undefined) throw new RangeError(`${to} is no unit.`);
  const found = readPhysicalUnit(from);
  if (found === undefined)
    throw new QuantityError(
      `${name} has the unit ${JSON.stringify(from)}, which is not known; give it in ${said(to)}.`,
    );
  if (!samePowers(found.powers, wanted.powers)) {
    const what = from.trim() === "" ? "has no unit" : `is in ${from}, which is another kind of quantity`;
    throw new QuantityError(`${name} ${what}; give it in ${said(to)} or a unit of the same kind.`);
  }
  return found.factor / wanted.factor;
}

function said(unit: string): string {
  return unit === "K" ? "C or K" : unit === "-" ? "a number without unit" : unit;
}

function readText(name: string, text: string, unit: string): Quantity {
  const found = QUANTITY.exec(text.trim());
  const [, digits = "", error, exponent = "", plusMinus, outer = "", unitText = ""] = found ?? [];
  if (found === null) {
    throw new QuantityError(
      `${name} is ${JSON.stringify(text)}; give a number with its unit, as in ${JSON.stringify(example(unit))}.`,
    );
  }
  const power = `${exponent}${outer}`;
  if (exponent !== "" && outer !== "")
    throw new QuantityError(`${name} is ${JSON.stringify(text)}, with two powers of ten.`);
  const value = Number(`${digits}${power}`);
  const decimals = (digits.split(".")[1] ?? "").length;
  // 0.785(5) has its error in units of the last digit, 0.785(0.005) in full.
  const inBrackets =
    error === undefined
      ? undefined
      : error.includes(".")
        ? Number(`${error}${power}`)
        : Number(`${error}e${String(-decimals)}`) * Number(`1${power || "e0"}`);
  const stated = plusMinus === undefined ? inBrackets : Math.abs(Number(plusMinus)) * Number(`1${outer || "e0"}`);
  return { value, unit: unitText, ...(stated === undefined ? {} : { stderr: stated }) };
}

function example(unit: string): string {
  return unit === "K" ? "25 C" : unit === "-" ? "1" : `0.1 ${unit}`;
}
