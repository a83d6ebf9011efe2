import { told } from "./words.ts";
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
const POWER = String.raw`e[+-]?[0-9]+`;
/** A unit begins with no sign of a number: 1.2.3 cm is none. */
const UNIT = String.raw`(?:\s*([^\s0-9.,].*))?`;
/** `0.1 cm`, `0.1(2)cm`, `1.20(15)e-3 S/cm`. */
const PLAIN = new RegExp(String.raw`^(${NUMBER})(?:\(([0-9]+(?:\.[0-9]+)?)\))?(${POWER})?${UNIT}$`, "i");
const PLUS_MINUS = /\s*(?:\u00B1|\+-|\+\/-)\s*/;
/** What stands behind the plus-minus: `0.02 cm`, `0.02`, `1 %`, `1 % uA`. */
const DEVIATION = new RegExp(String.raw`^(${NUMBER}(?:${POWER})?)\s*(%?)${UNIT}$`, "i");
/** `(1.2 ± 0.1)e-3 S/cm` */
const BRACKETED = new RegExp(String.raw`^\(([^()]*)\)(${POWER})?${UNIT}$`, "i");
const DECIMAL_COMMA = /^\(?\s*[+-]?[0-9]*,[0-9]/;
const ZERO_CELSIUS = 273.15;
const EXACT_DIGITS = 15;
/** With the degree sign, or the ordinal sign that looks like it. */
const CELSIUS = /^(?:[\u00B0\u00BA]\s*C|deg\s*C|C|\u2103)$/;

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
  throw new QuantityError(`${name} is ${told(read.value, 6)} ${unit}; it must be above 0.`);
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
    throw new QuantityError(
      `${name} ${what}; give it in ${said(to)}${to === "K" || to === "-" ? "" : " or a unit of the same kind"}.`,
    );
  }
  // Prefixes are powers of ten, which the quotient of two rounded ones need not be to the last digit.
  return Number((found.factor / wanted.factor).toPrecision(EXACT_DIGITS));
}

function said(unit: string): string {
  return unit === "K" ? "C or K" : unit === "-" ? "a number without unit" : unit;
}

function readText(name: string, given: string, unit: string): Quantity {
  const text = given.trim().replaceAll("\u2212", "-");
  if (DECIMAL_COMMA.test(text)) {
    throw new QuantityError(
      `${name} is ${JSON.stringify(given)}; write the decimal sign as a point, and nothing between thousands.`,
    );
  }
  const read = readPlain(text) ?? readDeviating(name, text);
  if (read !== undefined) return read;
  throw new QuantityError(
    `${name} is ${JSON.stringify(given)}; give a number with its unit, as in ${JSON.stringify(example(unit))}.`,
  );
}

function readPlain(text: string): Quantity | undefined {
  const [whole, digits = "", error, power = "", unit = ""] = PLAIN.exec(text) ?? [];
  if (whole === undefined || PLUS_MINUS.test(unit)) return undefined;
  const value = Number(`${digits}${power}`);
  if (error === undefined) return { value, unit };
  const decimals = (digits.split(".")[1] ?? "").length;
  // 0.785(5) has its error in units of the last digit, 0.785(0.005) in full.
  const size = error.includes(".") ? `${error}${power}` : error;
  const scale = error.includes(".") ? 1 : Number(`1e${String(-decimals)}`) * Number(`1${power || "e0"}`);
  return { value, unit, stderr: Number(size) * scale };
}

/** A number with its error behind a plus-minus; either may have the unit, or both. */
function readDeviating(name: string, text: string): Quantity | undefined {
  const [, inner, outerPower = "", outerUnit = ""] = BRACKETED.exec(text) ?? [];
  const [left = "", right, ...more] = (inner ?? text).split(PLUS_MINUS);
  const number = readPlain(left.trim());
  const [whole, digits = "", percent, ownUnit = ""] = DEVIATION.exec((right ?? "").trim()) ?? [];
  if (number === undefined || whole === undefined || more.length > 0 || number.stderr !== undefined) return undefined;
  const units = [number.unit, ownUnit, outerUnit].filter((each) => each !== "");
  const [unit = "", second] = units;
  const isPercent = percent === "%";
  if (isPercent && CELSIUS.test(unit)) {
    throw new QuantityError(`${name} is ${JSON.stringify(text)}; give the error of a temperature in K.`);
  }
  const factor = second === undefined ? 1 : factorOfError(name, second, unit);
  const scale = Number(`1${outerPower || "e0"}`);
  const size = Math.abs(Number(digits));
  const stderr = isPercent ? Math.abs(number.value) * (size / 100) : size * factor;
  return { value: number.value * scale, unit, stderr: stderr * scale };
}

/** Of an error in a unit of its own to that of the value. */
function factorOfError(name: string, from: string, to: string): number {
  const isKelvin = [from, to].every((each) => each === "K" || CELSIUS.test(each));
  return isKelvin ? 1 : factorBetween(`the error of ${name}`, from, to);
}

function example(unit: string): string {
  return unit === "K" ? "25 C" : unit === "-" ? "1" : `0.1 ${unit}`;
}
