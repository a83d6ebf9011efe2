/**
 * The circuits that come with the library.
 *
 * @module eisfit/circuits
 */
import { nearest } from "../circuit/nearest.ts";
import { generatedCircuits } from "./circuits.generated.ts";

/** A circuit that comes with eisfit, as data: `parseCircuit(circuit.text)` makes it one that can be fitted. */
export interface ShippedCircuit {
  /** Identifier, as `-c` of the command line takes it. */
  readonly name: string;
  /** Heading under which it is listed. */
  readonly group: string;
  /** The cell in a few words. */
  readonly title: string;
  /** What it is for, with the geometry that its typical values are of. */
  readonly purpose: string;
  /** Frequencies in Hz that show all that the typical values hold. */
  readonly frequencyHz: readonly [highest: number, lowest: number];
  /** The whole `.circuit` file: model, typical values, limits, roles, orders, derived values, citations. */
  readonly text: string;
}

/** All circuits that come with eisfit, group by group in the order in which `eisfit circuits` lists them. */
export const shippedCircuits: readonly ShippedCircuit[] = generatedCircuits;

/**
 * The circuit of a name.
 *
 * @throws {RangeError} for a name that none has, with the one that was probably meant.
 */
export function shippedCircuit(name: string): ShippedCircuit {
  const found = shippedCircuits.find((circuit) => circuit.name === name);
  if (found !== undefined) return found;
  const meant = nearestCircuitName(name);
  const hint = meant === undefined ? "`shippedCircuits` lists them all." : `Did you mean ${meant}?`;
  throw new RangeError(`No circuit named ${JSON.stringify(name)} comes with eisfit. ${hint}`);
}

/** The name that a mistyped one was probably meant to be, undefined where none is near. */
export function nearestCircuitName(name: string): string | undefined {
  return nearestName(
    name,
    shippedCircuits.map((circuit) => circuit.name),
  );
}

/** The one of these names that a mistyped one was probably meant to be; up to a third of the letters may differ. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  return nearest(name, names);
}
