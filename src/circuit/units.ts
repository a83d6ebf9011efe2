import type { ElementParameter } from "../elements/element.ts";

/** A unit as ohm^ohm s^(constant + sum of coefficient × exponent parameter). */
export interface Dimension {
  readonly ohm: number;
  readonly second: number;
  /** Coefficient of each exponent parameter in the power of second, as `n` in F s^(n-1); none is 0. */
  readonly secondBy: ReadonlyMap<string, number>;
}

const PREFIXES: ReadonlyMap<string, number> = new Map([
  ["Y", 24],
  ["Z", 21],
  ["E", 18],
  ["P", 15],
  ["T", 12],
  ["G", 9],
  ["M", 6],
  ["k", 3],
  ["m", -3],
  ["u", -6],
  ["\u00B5", -6],
  ["\u03BC", -6],
  ["n", -9],
  ["p", -12],
  ["f", -15],
  ["a", -18],
  ["z", -21],
  ["y", -24],
]);

/** Powers of ohm and second of the units that impedance elements have. */
const UNITS: ReadonlyMap<string, readonly [ohm: number, second: number]> = new Map([
  ["ohm", [1, 0]],
  ["Ohm", [1, 0]],
  ["ohms", [1, 0]],
  ["Ohms", [1, 0]],
  ["\u03A9", [1, 0]],
  ["\u2126", [1, 0]],
  ["S", [-1, 0]],
  ["F", [-1, 1]],
  ["H", [1, 1]],
  ["s", [0, 1]],
  ["Hz", [0, -1]],
]);

/** Units as they are named in messages. */
export const unitNames: readonly string[] = ["ohm", "S", "F", "H", "s", "Hz"];

/** Units with the prefixes that occur in practice, to find what a mistyped one was meant to be. */
export const commonUnits: readonly string[] = unitNames.flatMap((unit) =>
  ["", "k", "M", "m", "u", "n", "p", "G"].map((prefix) => prefix + unit),
);

/** A unit with its prefix taken off. */
export interface PrefixedUnit {
  readonly ohm: number;
  readonly second: number;
  /** Power of ten of the prefix. */
  readonly decimal: number;
}

/** Reads `kohm`, `nF`, `Ω`; a unit wins over a prefix of the same letter. */
export function readUnit(word: string): PrefixedUnit | undefined {
  const plain = UNITS.get(word);
  if (plain !== undefined) return { ohm: plain[0], second: plain[1], decimal: 0 };
  const decimal = PREFIXES.get(word.charAt(0));
  const prefixed = UNITS.get(word.slice(1));
  if (decimal === undefined || prefixed === undefined) return undefined;
  return { ohm: prefixed[0], second: prefixed[1], decimal };
}

/** The power of ten of a prefix that stands alone, as in `10n`; undefined where the word is none. */
export function readPrefix(word: string): number | undefined {
  return PREFIXES.get(word);
}

/** The dimension that a parameter's values have. */
export function dimensionOf(parameter: ElementParameter): Dimension {
  return typeof parameter.second === "number"
    ? { ohm: parameter.ohm, second: parameter.second, secondBy: new Map() }
    : { ohm: parameter.ohm, second: 0, secondBy: new Map([[parameter.second, 1]]) };
}

export function sameDimension(first: Dimension, second: Dimension): boolean {
  if (first.ohm !== second.ohm || first.second !== second.second) return false;
  if (first.secondBy.size !== second.secondBy.size) return false;
  return [...first.secondBy].every(([name, coefficient]) => second.secondBy.get(name) === coefficient);
}

/** The product of the units of two factors. */
export function multiplyDimensions(first: Dimension, second: Dimension): Dimension {
  const secondBy = new Map(first.secondBy);
  for (const [name, coefficient] of second.secondBy) {
    const sum = (secondBy.get(name) ?? 0) + coefficient;
    if (sum === 0) secondBy.delete(name);
    else secondBy.set(name, sum);
  }
  return { ohm: first.ohm + second.ohm, second: first.second + second.second, secondBy };
}
