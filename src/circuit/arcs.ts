import { pow } from "../../assembly/math/elementary.ts";
import type { ElementParameter, ElementRecord } from "../elements/element.ts";
import type { CircuitElement } from "./circuit.ts";

/** An arc with a time constant: one element that has one of its own, or two whose parameters combine to one, as R and CPE. */
export interface ArcReference {
  /** Names of one element or of two. */
  readonly elements: readonly string[];
}

/** The time constant of the first arc is the smaller one. */
export interface ArcOrder {
  readonly first: ArcReference;
  readonly second: ArcReference;
}

/** How a time constant follows from parameters: (base · scale^sign)^(1/power). */
export interface TimeConstant {
  /** Parameter names; `scale` is absent for an element whose parameter is the time constant itself. */
  readonly base: string;
  readonly scale?: string;
  readonly sign: 1 | -1;
  /** A number, or the name of the parameter that is the power. */
  readonly power: number | string;
}

/** What a time constant follows from: an element's name and its record. */
export type NamedElement = Pick<CircuitElement, "name" | "record">;

/** The name of a parameter of a circuit: the element's own name where it has one parameter only. */
export function parameterName(element: NamedElement, parameter: ElementParameter): string {
  return element.record.parameters.length === 1 ? element.name : `${element.name}.${parameter.name}`;
}

/** The one item of a list, undefined where there are none or several. */
export function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** The parameter of an element in seconds, if there is exactly one. */
function ownTime(record: ElementRecord): ElementParameter | undefined {
  return only(record.parameters.filter((parameter) => parameter.ohm === 0 && parameter.second === 1));
}

/** Whether an element has one parameter only, in ohm. */
export function isResistance(record: ElementRecord): boolean {
  const parameter = only(record.parameters);
  return parameter?.ohm === 1 && parameter.second === 0;
}

/** The parameter in ohm^±1 s^x with x other than 0, if no other one has to do with ohm. */
export function storage(record: ElementRecord): ElementParameter | undefined {
  const parameter = only(record.parameters.filter(({ ohm }) => ohm !== 0));
  return parameter?.second === 0 || Math.abs(parameter?.ohm ?? 0) !== 1 ? undefined : parameter;
}

/**
 * How the time constant of an arc follows from its parameters, by their dimensions: R·C, (R·Q)^(1/n), L/R, or the
 * element's own tau.
 * @returns undefined where the elements have no time constant, or more than one.
 */
export function timeConstantOf(elements: readonly NamedElement[]): TimeConstant | undefined {
  const [first, second] = elements;
  if (first === undefined || elements.length > 2) return undefined;
  if (second === undefined) {
    const time = ownTime(first.record);
    return time === undefined ? undefined : { base: parameterName(first, time), sign: 1, power: 1 };
  }
  const resistor = isResistance(first.record) ? first : second;
  const other = resistor === first ? second : first;
  const parameter = storage(other.record);
  const [resistance] = resistor.record.parameters;
  if (!isResistance(resistor.record) || resistance === undefined || parameter === undefined) return undefined;
  return {
    base: parameterName(other, parameter),
    scale: parameterName(resistor, resistance),
    sign: parameter.ohm === -1 ? 1 : -1,
    power: typeof parameter.second === "number" ? parameter.second : `${other.name}.${parameter.second}`,
  };
}

/** Evaluates a time constant in s; `valueOf` gives the value of a parameter by name. */
export function evaluateTimeConstant(time: TimeConstant, valueOf: (name: string) => number): number {
  const base = valueOf(time.base);
  const scale = time.scale === undefined ? 1 : valueOf(time.scale);
  const power = typeof time.power === "number" ? time.power : valueOf(time.power);
  return pow(time.sign === 1 ? base * scale : base / scale, 1 / power);
}
