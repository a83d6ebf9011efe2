import { pow } from "../../../assembly/math/elementary.ts";
import { fromPolarDegrees } from "../polar.ts";

/** How the numbers of a Touchstone file are meant. */
export interface TouchstoneOptions {
  readonly hertz: number;
  readonly parameter: "S" | "Z" | "Y";
  readonly format: "RI" | "MA" | "DB";
  /** Ohm. */
  readonly resistance: number;
  /** For the notes. */
  readonly description: string;
  /** True if the line cannot be a comment. */
  readonly isTelling: boolean;
}

const HERTZ: Readonly<Record<string, number>> = { HZ: 1, KHZ: 1e3, MHZ: 1e6, GHZ: 1e9 };

/** Reads `# Hz S RI R 50`, where everything may be left out and stands in any order; undefined for anything else. */
export function parseOptionLine(line: string): TouchstoneOptions | undefined {
  const text = line.split("!", 1)[0]?.trim() ?? "";
  if (!text.startsWith("#") || text.length > 200) return undefined;
  const words = text
    .slice(1)
    .trim()
    .toUpperCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  let unit = "GHZ";
  let parameter: TouchstoneOptions["parameter"] = "S";
  let format: TouchstoneOptions["format"] = "MA";
  let resistance = 50;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (HERTZ[word] !== undefined) unit = word;
    else if (word === "S" || word === "Z" || word === "Y") parameter = word;
    else if (word === "RI" || word === "MA" || word === "DB") format = word;
    else if (word === "R") {
      index++;
      resistance = Number((words[index] ?? "").replace(",", "."));
      if (!(resistance > 0 && Number.isFinite(resistance))) return undefined;
    } else return undefined;
  }
  const description = `option line: ${unit.replace("HZ", "Hz")}, ${parameter} as ${format}, R ${String(resistance)} ohm`;
  return { hertz: HERTZ[unit] ?? 1, parameter, format, resistance, description, isTelling: words.length >= 2 };
}

/** As `TouchstoneOptions`; Z and Y are relative to the resistance in files of version 1. */
export interface Conversion extends Pick<TouchstoneOptions, "parameter" | "format" | "resistance"> {
  readonly isNormalized: boolean;
}

/** Z of a pair of numbers, ohm, or undefined where it is infinite. */
export function impedanceOf(
  first: number,
  second: number,
  conversion: Conversion,
): { re: number; im: number } | undefined {
  const { parameter, format, resistance, isNormalized } = conversion;
  const value =
    format === "RI"
      ? { re: first, im: second }
      : fromPolarDegrees(format === "DB" ? pow(10, first / 20) : first, second);
  if (parameter === "Z") {
    const scale = isNormalized ? resistance : 1;
    return { re: scale * value.re, im: scale * value.im };
  }
  if (parameter === "Y") return quotient({ re: isNormalized ? resistance : 1, im: 0 }, value);
  const { re, im } = value;
  const z = quotient({ re: 1 + re, im }, { re: 1 - re, im: -im });
  return z === undefined ? undefined : { re: resistance * z.re, im: resistance * z.im };
}

interface Complex {
  readonly re: number;
  readonly im: number;
}

function quotient(a: Complex, b: Complex): Complex | undefined {
  const square = b.re * b.re + b.im * b.im;
  const re = (a.re * b.re + a.im * b.im) / square;
  const im = (a.im * b.re - a.re * b.im) / square;
  return Number.isFinite(re) && Number.isFinite(im) ? { re, im } : undefined;
}
