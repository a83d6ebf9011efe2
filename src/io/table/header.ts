import { parseUnit, type Unit } from "./units.ts";

/** What a column of a table holds. Modulus and phase are known by name only, to say clearly that they were found. */
export type Quantity = "frequency" | "re" | "im" | "sigma" | "sigmaRe" | "sigmaIm" | "modulus" | "phase";

/** One recognised column header. */
export interface ColumnHeader {
  readonly quantity: Quantity;
  /** Multiplies the column to give Hz or ohm with the true sign. */
  readonly factor: number;
  readonly negated: boolean;
  readonly unitGiven: boolean;
  readonly note?: string;
}

const NAMES: Readonly<Record<Quantity, readonly string[]>> = {
  frequency: ["f", "freq", "frequency", "omega", "w", "\u03c9", "angularfrequency"],
  re: ["z'", "zre", "zreal", "zr", "rez", "realz", "re", "real", "realpart", "zs'", "z'a"],
  im: [
    ...["z''", "zim", "zimag", "zimg", "zimaginary", "zi", "imz", "imagz", "imaginaryz", "im", "imag", "imaginary"],
    ...["imaginarypart", "zs''", "z''b"],
  ],
  sigma: ["sigma", "sigmaz", "stderr"],
  sigmaRe: ["sigmare", "sigmarez", "sigmazre"],
  sigmaIm: ["sigmaim", "sigmaimz", "sigmazim"],
  modulus: ["|z|", "z", "zmod", "modz", "mod", "modulus", "magnitude", "absz"],
  phase: ["phase", "phasez", "zphz", "zphase", "theta", "phi", "phaseangle"],
};
const ANGULAR = new Set(["omega", "w", "\u03c9", "angularfrequency"]);
const LONGEST_HEADER = 80;
const NEGATION = /^(?:[-\u2212\u2013]|neg(?:ative)?\.?\s+|minus\s+)\s*/i;

/**
 * Reads a column header such as `frequency_hz`, `Re(Z)/Ohm`, `-Z'' (kOhm)` or `freq`.
 * Undefined for a column that is none of the known quantities, or whose unit does not fit its name.
 */
export function parseHeader(text: string): ColumnHeader | undefined {
  if (text.length > LONGEST_HEADER) return undefined;
  const { name, unit } = splitUnit(withPlainPrimes(text.trim()));
  const negated = NEGATION.test(name);
  const key = name
    .replace(NEGATION, "")
    .toLowerCase()
    .replace(/[\s_.()[\]]/g, "");
  const quantity = quantityOf(key);
  if (quantity === undefined || (negated && quantity !== "im" && quantity !== "phase")) return undefined;
  if (quantity === "modulus" || quantity === "phase") return { quantity, factor: 1, negated, unitGiven: true };
  const dimension = quantity === "frequency" ? "frequency" : "impedance";
  if (unit !== undefined && unit.dimension !== dimension) return undefined;
  const assumed = ANGULAR.has(key) && unit === undefined ? parseUnit("rad/s") : unit;
  return {
    quantity,
    factor: (negated ? -1 : 1) * (assumed?.factor ?? 1),
    negated,
    unitGiven: assumed !== undefined,
    ...(assumed?.note === undefined ? {} : { note: assumed.note }),
  };
}

function quantityOf(key: string): Quantity | undefined {
  for (const quantity of Object.keys(NAMES) as Quantity[]) {
    if (NAMES[quantity].includes(key)) return quantity;
  }
  return undefined;
}

/** Programs write Z' and Z'' with primes, apostrophes and quotation marks of every kind. */
function withPlainPrimes(text: string): string {
  return text.replace(/[\u2032\u2019\u00b4`]/g, "'").replace(/[\u2033\u201d"]/g, "''");
}

/** Splits `name (unit)`, `name [unit]`, `name/unit` and `name_unit`; what is no unit stays with the name. */
function splitUnit(text: string): { name: string; unit?: Unit } {
  const bracketed = /^(.*?)[\s_/]*[([]([^()[\]]*)[)\]]$/.exec(text);
  const candidates: [string, string][] = [];
  if (bracketed) candidates.push([bracketed[1] ?? "", bracketed[2] ?? ""]);
  const slash = text.indexOf("/");
  if (slash > 0) candidates.push([text.slice(0, slash), text.slice(slash + 1)]);
  const underscore = text.lastIndexOf("_");
  if (underscore > 0) candidates.push([text.slice(0, underscore), text.slice(underscore + 1)]);
  for (const [name, unitText] of candidates) {
    const unit = parseUnit(unitText);
    if (unit !== undefined) return { name: name.trim(), unit };
  }
  return { name: text };
}
