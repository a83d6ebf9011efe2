const given = process.argv.slice(2);

/** Whether `--name` was given on the command line. */
export function present(name: string): boolean {
  return given.includes(`--${name}`);
}

/**
 * The whole number after `--name`, or a default.
 *
 * @throws {RangeError} for anything but a whole number above 0
 */
export function numberOption(name: string, fallback: number): number {
  const at = given.indexOf(`--${name}`);
  if (at < 0) return fallback;
  const value = Number(given[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} needs a whole number above 0.`);
  return value;
}

/**
 * The text after `--name`, if the option was given.
 *
 * @throws {RangeError} where nothing follows it
 */
export function textOption(name: string): string | undefined {
  const at = given.indexOf(`--${name}`);
  if (at < 0) return undefined;
  const value = given[at + 1];
  if (value === undefined || value.startsWith("--")) throw new RangeError(`--${name} needs a text behind it.`);
  return value;
}
