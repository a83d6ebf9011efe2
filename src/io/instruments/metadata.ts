import type { Metadata } from "../format.ts";
import { printable } from "../printable.ts";
import { leadingNumber } from "./fieldNumbers.ts";

const LONGEST_TEXT = 200;
const PREFIXES: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  "\u00b5": 1e-6,
  "\u03bc": 1e-6,
  m: 1e-3,
  k: 1e3,
};

/** What a file tells besides its points, gathered line by line. */
export class MetadataCollector {
  private readonly values: Record<string, string | number> = {};

  /** Keeps a text, unless it is empty or one was kept before. */
  text(name: string, value: string | undefined): void {
    const text = printable(value ?? "")
      .replace(/ +/g, " ")
      .trim()
      .slice(0, LONGEST_TEXT);
    if (text !== "") this.values[name] ??= text;
  }

  /** Keeps the number at the start of a text, times a factor, unless there is none or one was kept before. */
  number(name: string, value: string | undefined, factor = 1): void {
    const number = value === undefined ? undefined : leadingNumber(value);
    // Divided, not multiplied: 10 mV are 0.01 V, not 0.010000000000000002 V.
    if (number !== undefined) this.values[name] ??= factor < 1 ? number / Math.round(1 / factor) : number * factor;
  }

  /** As `number`, for quantities whose 0 stands for "not given", such as an area or an amplitude. */
  positive(name: string, value: string | undefined, factor = 1): void {
    if (value !== undefined && (leadingNumber(value) ?? 0) > 0) this.number(name, value, factor);
  }

  /** A copy of what is known so far. */
  get all(): Metadata {
    return { ...this.values };
  }
}

/** The factor of a prefixed unit such as `mV`, `uA` or `V` to the unit, or undefined for anything else. */
export function prefixFactor(text: string, unit: string): number | undefined {
  const prefix = text.endsWith(unit) ? text.slice(0, -unit.length) : undefined;
  return prefix === "" ? 1 : prefix === undefined ? undefined : PREFIXES[prefix];
}

const AREAS: ReadonlyMap<string, number> = new Map([
  ["cm", 1],
  ["mm", 1e-2],
  ["m", 1e4],
  ["\u00b5m", 1e-8],
]);

/** The factor of a unit of area to cm2, or undefined; the square is written in many ways, and not always legibly. */
export function areaFactor(text: string): number | undefined {
  const unit = /^([cm\u00b5]?m)\s*(?:\^?2|\u00b2|\ufffd|.{1,3})?$/.exec(text.trim())?.[1];
  return unit === undefined ? undefined : AREAS.get(unit);
}
