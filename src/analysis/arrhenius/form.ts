import { ln } from "../../../assembly/math/elementary.ts";
import { readPhysicalUnit } from "../physicalUnits.ts";
import { QuantityError } from "../physicalQuantity.ts";

/**
 * What is straight in 1/T. `sigma-T`: ln(sigma T), after Nernst and Einstein with a constant density of carriers, and ln(R/T) of a
 * resistance. `sigma`: ln sigma and ln R. Their activation energies differ by kB T.
 */
export type ActivationForm = "sigma-T" | "sigma";

/** A conductivity or conductance falls with rising Ea/(kB T), a resistance rises. */
export type ArrheniusKind = "conductivity" | "resistance";

/** How an activation energy and a prefactor follow, in words. */
export interface ArrheniusWords {
  /** `ln(sigma T)`. */
  readonly ordinate: string;
  /** `sigma T = A exp(-Ea/(kB T))`. */
  readonly law: string;
  /** `Ea = -kB d ln(sigma T)/d(1/T)`. */
  readonly slope: string;
}

/** @throws {QuantityError} for a unit of anything else. */
export function kindOfUnit(name: string, unit: string): ArrheniusKind {
  const current = readPhysicalUnit(unit)?.powers[3];
  if (current === 2) return "conductivity";
  if (current === -2) return "resistance";
  throw new QuantityError(
    `${name} is in ${unit === "" ? "no unit" : unit}; an activation energy is computed from conductivities (S/cm), conductances (S) or resistances (ohm, ohm cm2).`,
  );
}

export function wordsOf(kind: ArrheniusKind, form: ActivationForm): ArrheniusWords {
  if (kind === "conductivity") {
    const symbol = form === "sigma-T" ? "sigma T" : "sigma";
    const ordinate = form === "sigma-T" ? "ln(sigma T)" : "ln sigma";
    return { ordinate, law: `${symbol} = A exp(-Ea/(kB T))`, slope: `Ea = -kB d ${ordinate}/d(1/T)` };
  }
  const symbol = form === "sigma-T" ? "R/T" : "R";
  const ordinate = form === "sigma-T" ? "ln(R/T)" : "ln R";
  return { ordinate, law: `${symbol} = A exp(Ea/(kB T))`, slope: `Ea = kB d ${ordinate}/d(1/T)` };
}

/** The unit of A where values have a unit. */
export function prefactorUnit(kind: ArrheniusKind, form: ActivationForm, unit: string): string {
  if (form === "sigma") return unit;
  if (kind === "resistance") return `${unit}/K`;
  // S K/cm rather than S/cm K, which might be read either way.
  const [over = "", ...under] = unit.split("/");
  return [`${over.trim()} K`, ...under].join("/");
}

/** ln(sigma T) or ln sigma, and for a resistance -ln(R/T) or -ln R, so that both fall with rising 1/T. */
export function conductionOrdinate(kind: ArrheniusKind, form: ActivationForm, value: number, kelvin: number): number {
  const conduction = kind === "conductivity" ? ln(value) : -ln(value);
  return form === "sigma-T" ? conduction + ln(kelvin) : conduction;
}
