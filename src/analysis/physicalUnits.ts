import { pow } from "../../assembly/math/elementary.ts";

/** Powers of the SI's base units: m, kg, s, A, K, mol. */
export type Powers = readonly number[];

const NONE: Powers = [0, 0, 0, 0, 0, 0];

interface Unit {
  readonly powers: Powers;
  /** One of it in the SI's coherent unit. */
  readonly factor: number;
  /** Whether `m`, `k`, `u` and their like may stand before it. */
  readonly takesPrefix: boolean;
}

const ELEMENTARY_CHARGE = 1.602176634e-19;

function unit(powers: Powers, factor = 1, takesPrefix = true): Unit {
  return { powers, factor, takesPrefix };
}

const UNITS: ReadonlyMap<string, Unit> = new Map([
  ["m", unit([1, 0, 0, 0, 0, 0])],
  ["micron", unit([1, 0, 0, 0, 0, 0], 1e-6, false)],
  ["microns", unit([1, 0, 0, 0, 0, 0], 1e-6, false)],
  ["\u00C5", unit([1, 0, 0, 0, 0, 0], 1e-10, false)],
  ["g", unit([0, 1, 0, 0, 0, 0], 1e-3)],
  ["s", unit([0, 0, 1, 0, 0, 0])],
  ["min", unit([0, 0, 1, 0, 0, 0], 60, false)],
  ["h", unit([0, 0, 1, 0, 0, 0], 3600, false)],
  ["d", unit([0, 0, 1, 0, 0, 0], 86400, false)],
  ["A", unit([0, 0, 0, 1, 0, 0])],
  ["K", unit([0, 0, 0, 0, 1, 0])],
  ["mol", unit([0, 0, 0, 0, 0, 1])],
  ["L", unit([3, 0, 0, 0, 0, 0], 1e-3)],
  ["l", unit([3, 0, 0, 0, 0, 0], 1e-3)],
  ["M", unit([-3, 0, 0, 0, 0, 1], 1e3, false)],
  ["mM", unit([-3, 0, 0, 0, 0, 1], 1, false)],
  ["Hz", unit([0, 0, -1, 0, 0, 0])],
  ["C", unit([0, 0, 1, 1, 0, 0])],
  ["V", unit([2, 1, -3, -1, 0, 0])],
  ["ohm", unit([2, 1, -3, -2, 0, 0])],
  ["ohms", unit([2, 1, -3, -2, 0, 0])],
  ["Ohm", unit([2, 1, -3, -2, 0, 0])],
  ["\u03A9", unit([2, 1, -3, -2, 0, 0])],
  ["\u2126", unit([2, 1, -3, -2, 0, 0])],
  ["S", unit([-2, -1, 3, 2, 0, 0])],
  ["F", unit([-2, -1, 4, 2, 0, 0])],
  ["H", unit([2, 1, -2, -2, 0, 0])],
  ["J", unit([2, 1, -2, 0, 0, 0])],
  ["eV", unit([2, 1, -2, 0, 0, 0], ELEMENTARY_CHARGE)],
  ["W", unit([2, 1, -3, 0, 0, 0])],
  ["%", unit(NONE, 0.01, false)],
]);

const PREFIXES: ReadonlyMap<string, number> = new Map([
  ["T", 12],
  ["G", 9],
  ["M", 6],
  ["k", 3],
  ["d", -1],
  ["c", -2],
  ["m", -3],
  ["u", -6],
  ["\u00B5", -6],
  ["\u03BC", -6],
  ["n", -9],
  ["p", -12],
  ["f", -15],
]);

const SUPERSCRIPTS: ReadonlyMap<string, string> = new Map(
  [..."\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079"].map((letter, digit) => [letter, String(digit)]),
);
/** A unit with its power, as `cm2`, `cm^2`, `cm-1`, `cm^-1`, `s^-0.5`. */
const FACTOR = /^([A-Za-z\u00B5\u00C5\u03BC\u03A9\u2126%]+)(?:\^?([+-]?[0-9]+(?:\.5)?))?$/;
/** `s^-1/2` and `s^(-1/2)`, of a Warburg coefficient. */
const HALF = /\^\(?([+-]?)1\/2\)?/g;
const SEPARATORS = /([/*\u00B7\u22C5 ]+)/;

/** What a text such as `S/cm` or `cm2` stands for. */
export interface ReadUnit {
  readonly powers: Powers;
  /** One of it in the SI's coherent unit. */
  readonly factor: number;
}

/**
 * Reads a unit made of products, quotients and powers: `cm`, `cm2`, `cm^2`, `cm²`, `S/cm`, `mol/cm3`, `ohm cm2`, `ohm s^-1/2`.
 * `1` and `-` have no unit, `%` stands for itself only. Everything behind a slash up to the next factor divides, so `J/mol/K` is J mol^-1 K^-1.
 *
 * @returns undefined where it is none.
 */
export function readPhysicalUnit(text: string): ReadUnit | undefined {
  const plain = [...text.trim()]
    .map((letter) => SUPERSCRIPTS.get(letter) ?? (letter === "\u207B" ? "-" : letter))
    .join("")
    .replaceAll("\u2212", "-")
    .replaceAll("**", "^")
    .replace(HALF, "^$10.5");
  if (plain === "" || plain === "1" || plain === "-") return { powers: NONE, factor: 1 };
  let powers = NONE;
  let factor = 1;
  let sign = 1;
  for (const [place, part] of plain.split(SEPARATORS).entries()) {
    if (place % 2 === 1) {
      if (part.split("/").length > 2) return undefined;
      sign = part.includes("/") ? -1 : 1;
      continue;
    }
    if (part === "1" && place === 0) continue;
    const [, name = "", exponent = "1"] = FACTOR.exec(part) ?? [];
    const found = findUnit(name);
    // 11.4 % uA is no current: somebody meant an error of so many percent.
    if (found === undefined || (name === "%" && plain !== "%")) return undefined;
    const power = sign * Number(exponent);
    powers = powers.map((each, index) => each + power * (found.powers[index] ?? 0));
    factor *= pow(found.factor, power);
  }
  return { powers, factor };
}

function findUnit(name: string): ReadUnit | undefined {
  const plain = UNITS.get(name);
  if (plain !== undefined) return plain;
  const decimal = PREFIXES.get(name.charAt(0));
  const prefixed = UNITS.get(name.slice(1));
  if (decimal === undefined || prefixed?.takesPrefix !== true) return undefined;
  return { powers: prefixed.powers, factor: prefixed.factor * pow(10, decimal) };
}

export function samePowers(first: Powers, second: Powers): boolean {
  return first.every((power, index) => power === second[index]);
}
