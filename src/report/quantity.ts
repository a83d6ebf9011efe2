/** A value with its standard error as they are printed, in a unit with an SI prefix. */
export interface PrintedQuantity {
  readonly value: string;
  /** Empty where there is no standard error. */
  readonly stderr: string;
  readonly unit: string;
}

const PREFIXES: ReadonlyMap<number, string> = new Map([
  [-15, "f"],
  [-12, "p"],
  [-9, "n"],
  [-6, "\u00b5"],
  [-3, "m"],
  [0, ""],
  [3, "k"],
  [6, "M"],
  [9, "G"],
  [12, "T"],
]);
/**
 * Units that a prefix can stand before: their first factor is a unit without one, and has no power, as in `F s^(n-1)` and
 * `S/cm` but not in `ohm^2`, `kohm` or `%`.
 */
const TAKES_PREFIX = /^(?:ohm|S|F|H|s|Hz|V|A|C|J|W|eV|m|g)(?![A-Za-z^])/;
const DIGITS_WITHOUT_ERROR = 6;
/** Below this share of the value an error, as of data without noise, says nothing that a longer number would show. */
const SMALLEST_SHARE = 1e-9;
const DIGITS_OF_EXACT = 10;

/**
 * Prints a value with two significant digits of its standard error and an SI prefix that brings it to 1 .. 1000.
 * A value without error gets up to six digits; a unit that takes no prefix (`-`, `ohm^2`) none; what no prefix reaches, a
 * power of ten.
 */
export function printQuantity(value: number, stderr: number | null, unit: string): PrintedQuantity {
  const { exponent, prefix } = prefixFor(value, unit);
  const printed = unit === "-" ? "" : `${prefix}${unit}`;
  if (!Number.isFinite(value)) return { value: value > 0 ? "infinity" : String(value), stderr: "", unit: printed };
  const scale = (number: number): number => shiftDecimal(number, -exponent);
  if (prefix === "" && value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4)) {
    return { value: value.toExponential(3), stderr: stderr === null ? "" : stderr.toExponential(1), unit: printed };
  }
  if (stderr === null || !(stderr > 0)) {
    return { value: trimmed(scale(value), DIGITS_WITHOUT_ERROR), stderr: "", unit: printed };
  }
  if (stderr < SMALLEST_SHARE * Math.abs(value)) {
    return { value: trimmed(scale(value), DIGITS_OF_EXACT), stderr: scale(stderr).toExponential(0), unit: printed };
  }
  const decimals = decimalsFor(scale(stderr));
  return { value: printFixed(scale(value), decimals), stderr: printFixed(scale(stderr), decimals), unit: printed };
}

/** Prints numbers that belong to a quantity, such as the ends of its interval, with its prefix and decimals. */
export function printLike(numbers: readonly number[], value: number, stderr: number | null, unit: string): string[] {
  const { exponent, prefix } = prefixFor(value, unit);
  const isPower = prefix === "" && value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4);
  const isExact = stderr === null || stderr < SMALLEST_SHARE * Math.abs(value);
  const decimals = isExact ? 0 : decimalsFor(shiftDecimal(stderr, -exponent));
  return numbers.map((number) => {
    const scaled = shiftDecimal(number, -exponent);
    if (!Number.isFinite(scaled)) return scaled > 0 ? "infinity" : String(scaled);
    if (scaled === 0) return "0";
    if (isPower) return scaled.toExponential(3);
    if (isExact) return trimmed(scaled, DIGITS_OF_EXACT);
    // The low end of a wide, asymmetric interval must not be rounded to 0.
    const tiny = scaled !== 0 && decimalExponent(scaled) < 1 - decimals;
    return tiny ? trimmed(scaled, 2) : printFixed(scaled, decimals);
  });
}

/** A share in percent with two significant digits. */
export function printPercent(percent: number): string {
  if (!(percent < 1000)) return ">1000 %";
  return `${percent === 0 ? "0" : Number(percent.toPrecision(2))} %`;
}

/** The SI prefix that brings a value to 1 .. 1000, with its power of ten; none for a unit that takes none. */
export function prefixFor(value: number, unit: string): { exponent: number; prefix: string } {
  if (!TAKES_PREFIX.test(unit) || value === 0 || !Number.isFinite(value)) return { exponent: 0, prefix: "" };
  const exponent = 3 * Math.floor(decimalExponent(value) / 3);
  const prefix = PREFIXES.get(exponent);
  return prefix === undefined ? { exponent: 0, prefix: "" } : { exponent, prefix };
}

/** e of the decimal notation d.ddd * 10^e, taken from the digits so that it is exact. */
function decimalExponent(value: number): number {
  if (!Number.isFinite(value)) return Infinity;
  return Number(value.toExponential().split("e")[1]);
}

/** value * 10^exponent, correctly rounded, by moving the point in the digits. */
function shiftDecimal(value: number, exponent: number): number {
  if (!Number.isFinite(value)) return value;
  const [digits, power] = value.toExponential().split("e");
  return Number(`${digits}e${Number(power) + exponent}`);
}

function decimalsFor(stderr: number): number {
  const rounded = decimalExponent(Number(stderr.toPrecision(2)));
  return Math.max(0, 1 - rounded);
}

/** A number with so many digits at most, without zeros at its end. */
function trimmed(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

function printFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "infinity" : String(value);
  return Math.abs(value) < 1e6 ? value.toFixed(decimals) : value.toExponential(3);
}

/** A value without error in a unit with an SI prefix, as `86.4 mHz`, in four digits at most. */
export function quantityText(value: number, unit: string): string {
  const printed = printQuantity(Number(value.toPrecision(4)), null, unit);
  return `${printed.value} ${printed.unit}`;
}
