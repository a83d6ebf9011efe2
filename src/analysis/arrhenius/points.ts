import { exactly, measured, combine, stderrOf, type Uncertain } from "../uncertain.ts";
import { factorBetween, positiveIn, quantityIn, QuantityError, type Quantity } from "../physicalQuantity.ts";
import { readPhysicalUnit } from "../physicalUnits.ts";
import { conductionOrdinate, kindOfUnit, type ActivationForm, type ArrheniusKind } from "./form.ts";

/** A number with errors that it may share with others, in a unit. */
export interface UncertainQuantity {
  readonly number: Uncertain;
  readonly unit: string;
}

/** A value at a temperature. */
export interface ArrheniusPoint {
  /** `140 C`, `413.15 K`, `25.0(5) C`. */
  readonly temperature: string | Quantity;
  /** A conductivity, conductance or resistance (also of an area), with its error. */
  readonly value: string | Quantity | UncertainQuantity;
  /** For messages, as a file's name; the temperature if absent. */
  readonly label?: string;
}

/** A point as it is fitted. */
export interface ReadPoint {
  readonly label: string;
  readonly kelvin: number;
  /** K; 0 where none was given. */
  readonly kelvinError: number;
  /** In the unit of the first point. */
  readonly number: Uncertain;
  /** ln(sigma T), ln sigma, -ln(R/T) or -ln R, with its error but for that of the temperature. */
  readonly ordinate: Uncertain;
  /** Of the temperature, for its error. */
  readonly source: symbol;
}

/** Points in rising temperature, and what could not be used. */
export interface ReadPoints {
  readonly kind: ArrheniusKind;
  readonly unit: string;
  readonly points: readonly ReadPoint[];
  readonly notes: readonly string[];
}

/** @throws {QuantityError} for points without unit, of different kinds, or with impossible values. */
export function readPoints(given: readonly ArrheniusPoint[], name: string, form: ActivationForm): ReadPoints {
  const unit = unitOf(given[0]?.value);
  const kind = kindOfUnit(name, unit);
  const notes: string[] = [];
  const points = given.flatMap(({ temperature, value, label }): ReadPoint[] => {
    const read = positiveIn("The temperature", temperature, "K");
    const called =
      label ?? (typeof temperature === "string" ? temperature : `${temperature.value} ${temperature.unit}`);
    const number = numberIn(`${name} at ${called}`, value, unit);
    const error = stderrOf(number);
    if (!(number.value > 0 && number.value < Infinity)) {
      throw new QuantityError(`${name} at ${called} is ${String(number.value)} ${unit}; it must be above 0.`);
    }
    if (!(error < Infinity)) {
      notes.push(`${name} at ${called} is not determined by its data and is left out.`);
      return [];
    }
    // d ln x = dx/x; a resistance counts with the other sign.
    const slope = (kind === "conductivity" ? 1 : -1) / number.value;
    const ordinate = combine(conductionOrdinate(kind, form, number.value, read.value), [[number, slope]]);
    return [
      { label: called, kelvin: read.value, kelvinError: read.stderr, number, ordinate, source: Symbol("temperature") },
    ];
  });
  points.sort((first, second) => first.kelvin - second.kelvin);
  return { kind, unit, points, notes };
}

function isUncertain(value: ArrheniusPoint["value"]): value is UncertainQuantity {
  return typeof value === "object" && "number" in value;
}

/** The unit that results are told in: that of the first point, or what stands behind the number in its text. */
function unitOf(value: ArrheniusPoint["value"] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "object") return value.unit;
  const words = value.trim();
  for (let start = 0; start < words.length; start++) {
    const rest = words.slice(start);
    if (/^[A-Za-z\u03A9\u2126\u00B5\u03BC]/.test(rest) && readPhysicalUnit(rest) !== undefined) return rest;
  }
  return "";
}

function numberIn(name: string, value: ArrheniusPoint["value"], unit: string): Uncertain {
  if (isUncertain(value)) {
    const factor = factorBetween(name, value.unit, unit);
    return factor === 1 ? value.number : combine(factor * value.number.value, [[value.number, factor]]);
  }
  const read = quantityIn(name, value, unit);
  return read.stderr > 0 ? measured(read.value, read.stderr) : exactly(read.value);
}
