import type { Complex } from "complex.js";
import type { ElementParameter, ElementRecord, ParameterValues } from "./element.ts";

/** A parameter whose name the compiler knows, so that a formula cannot use one that its element does not have. */
export interface NamedParameter<Name extends string> extends ElementParameter {
  readonly name: Name;
}

type Values<Name extends string> = Readonly<Record<Name, number>>;

/** An element as its file writes it down: as {@link ElementRecord}, with formulas that take their own parameters only. */
export interface ElementDefinition<Name extends string> extends Omit<
  ElementRecord,
  "aliases" | "parameters" | "impedance" | "limitAtZero" | "limitAtInfinity"
> {
  readonly aliases?: readonly string[];
  readonly parameters: readonly NamedParameter<Name>[];
  readonly impedance: (parameters: Values<Name>, s: Complex) => Complex;
  readonly limitAtZero: (parameters: Values<Name>) => number;
  readonly limitAtInfinity: (parameters: Values<Name>) => number;
}

/**
 * Makes the record of an element. Its formulas check that they are given a number for every parameter of the element,
 * and throw a `RangeError` that names the one that is missing.
 */
export function defineElement<Name extends string>(definition: ElementDefinition<Name>): ElementRecord {
  const names = definition.parameters.map((parameter) => parameter.name);

  function isComplete(values: ParameterValues): values is ParameterValues & Values<Name> {
    return names.every((name) => typeof values[name] === "number");
  }

  function complete(values: ParameterValues): Values<Name> {
    if (isComplete(values)) return values;
    const missing = names.filter((name) => typeof values[name] !== "number");
    throw new RangeError(
      `${definition.symbol} (${definition.name}) needs the parameters ${names.join(", ")}; no number was given for ${missing.join(", ")}`,
    );
  }

  return {
    ...definition,
    aliases: definition.aliases ?? [],
    impedance: (values, s) => definition.impedance(complete(values), s),
    limitAtZero: (values) => definition.limitAtZero(complete(values)),
    limitAtInfinity: (values) => definition.limitAtInfinity(complete(values)),
  };
}
