import { InvalidArgumentError, type Command } from "commander";

/** What an option that may be repeated was given so far. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

/** Words with commas between. */
export function list(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}

/** @throws {InvalidArgumentError} for anything but a finite number above 0. */
export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < Infinity)) throw new InvalidArgumentError("Give a number above 0.");
  return value;
}

const PREFIXES: Readonly<Record<string, number>> = {
  "": 1,
  µ: 1e-6,
  μ: 1e-6,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
};

/**
 * A frequency in Hz, as `1000`, `1e3`, `1k`, `1kHz` or `1 kHz`.
 *
 * @throws {InvalidArgumentError} for anything else.
 */
export function frequency(text: string): number {
  const [, digits = "", prefix = ""] = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([µμumkKMG]?)(?:hz)?\s*$/i.exec(text) ?? [];
  const value = Number(digits);
  const factor = PREFIXES[prefix];
  if (factor !== undefined && digits !== "" && value > 0 && value < Infinity) {
    // Divided rather than multiplied, 0.1 mHz is the number nearest to it.
    return factor < 1 ? value / Math.round(1 / factor) : value * factor;
  }
  throw new InvalidArgumentError("Give a number above 0, in Hz or with its unit: 0.1, 1e6, 10kHz, 5MHz, 2mHz.");
}

/** @throws {InvalidArgumentError} for anything but 1, 2 and so on. */
export function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give 1, 2 or more.");
}

/** @throws {InvalidArgumentError} for anything but a seed of random numbers. */
export function seed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value >= 2 ** 32) throw new InvalidArgumentError("Give an integer from 0 to 4294967295.");
  return value;
}

/** Names of the options that the user typed. */
export function givenOptions(command: Command): ReadonlySet<string> {
  return new Set(Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === "cli"));
}
