import type { NamedParameter } from "./define.ts";

/** A positive quantity: fitted by its logarithm, from 0 to infinity. */
function positive<Name extends string>(
  name: Name,
  unit: string,
  description: string,
  ohm: number,
  second: number | string,
  typical: number,
): NamedParameter<Name> {
  const unlimited = { lower: 0, upper: Infinity };
  return { name, unit, description, scale: "logarithmic", ohm, second, default: typical, ...unlimited };
}

/** A resistance in ohm. */
export function resistance<Name extends string>(name: Name, description: string, typical = 100): NamedParameter<Name> {
  return positive(name, "ohm", description, 1, 0, typical);
}

/** A capacitance in F = s/ohm. */
export function capacitance<Name extends string>(
  name: Name,
  description: string,
  typical = 1e-6,
): NamedParameter<Name> {
  return positive(name, "F", description, -1, 1, typical);
}

/** The coefficient of an admittance Q s^n in F s^(n-1) = s^n/ohm; `exponent` names the parameter n. */
export function constantPhase<Name extends string>(
  name: Name,
  exponent: string,
  description: string,
  typical = 1e-6,
): NamedParameter<Name> {
  return positive(name, `F s^(${exponent}-1)`, description, -1, exponent, typical);
}

/** A time constant in s. */
export function time<Name extends string>(name: Name, description: string, typical = 1): NamedParameter<Name> {
  return positive(name, "s", description, 0, 1, typical);
}

/** A positive number without a unit. */
export function ratio<Name extends string>(name: Name, description: string, typical = 1): NamedParameter<Name> {
  return positive(name, "-", description, 0, 0, typical);
}

/** A positive quantity with a unit of its own, ohm^`ohm` s^`second`. */
export function quantity<Name extends string>(
  name: Name,
  unit: string,
  description: string,
  dimension: { readonly ohm: number; readonly second: number | string },
  typical: number,
): NamedParameter<Name> {
  return positive(name, unit, description, dimension.ohm, dimension.second, typical);
}

/** An exponent, fitted as it stands, from 0 to 1. */
export function exponent<Name extends string>(name: Name, description: string, typical = 0.9): NamedParameter<Name> {
  return {
    name,
    unit: "-",
    description,
    scale: "linear",
    ohm: 0,
    second: 0,
    default: typical,
    lower: 0,
    upper: 1,
  };
}

/**
 * The exponent of a finite-length Warburg element: 1/2 unless freed, and at most 0.95. At 1 the argument (s tau)^p of
 * tanh and coth runs along the imaginary axis, through all their poles and zeros, where no evaluation in double
 * precision is well conditioned; at 0.95 the loss is a factor of 13.
 */
export function diffusionExponent<Name extends string>(name: Name): NamedParameter<Name> {
  const description =
    "exponent, 1/2 for ideal diffusion; at most 0.95, because at 1 the poles of the impedance lie on the frequency axis";
  return { ...exponent(name, description, 0.5), upper: 0.95, fixedByDefault: true };
}
