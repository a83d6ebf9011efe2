/** A value with its error in brackets, as `2.857(18)` times a power of ten. */
export interface ValueWithError {
  /** `2.857(18)`, or `2.857` without an error; with a minus sign where it is below 0. */
  readonly text: string;
  /** Power of ten that it is to be multiplied with. */
  readonly exponent: number;
}

const DIGITS_WITHOUT_ERROR = 4;
/** An error of 10 to 29 in its first two digits is given with both: rounding it to one would change it by up to 5 in 10. */
const LARGEST_OF_TWO = 29;
/** An error below this part of the value, as of data without noise, is not worth its digits. */
const SMALLEST_SHARE = 1e-9;

/**
 * A value with the digits that its standard error leaves: of the error two digits where they are 10 to 29, else one (the rule of
 * 1 to 29); the value ends with the last of them, as in 0.65(5), 278(12), 2.857(18). Without an error, four digits.
 *
 * @param exponent what is printed is value/10^exponent.
 */
export function valueWithError(value: number, stderr: number | null, exponent = 0): ValueWithError {
  const scaledValue = shift(value, -exponent);
  if (stderr === null || !(stderr > SMALLEST_SHARE * Math.abs(value)) || !Number.isFinite(stderr)) {
    return { text: withoutExponent(Number(scaledValue.toPrecision(DIGITS_WITHOUT_ERROR))), exponent };
  }
  const { digits, last } = roundedError(shift(stderr, -exponent));
  if (last < 0) return { text: `${pointed(shift(scaledValue, -last).toFixed(0), -last)}(${digits})`, exponent };
  const whole = shift(Number(shift(scaledValue, -last).toFixed(0)), last);
  return { text: `${whole.toFixed(0)}(${shift(Number(digits), last).toFixed(0)})`, exponent };
}

/** The power of ten of the first digit. */
export function exponentOf(value: number): number {
  return value === 0 ? 0 : Number(value.toExponential().split("e")[1]);
}

/** The digits of an error and the power of ten of the last. */
function roundedError(stderr: number): { digits: string; last: number } {
  const [two = "", power = "0"] = stderr.toExponential(1).split("e");
  const pair = Number(two.replace(".", ""));
  if (pair <= LARGEST_OF_TWO) return { digits: String(pair), last: Number(power) - 1 };
  const [one = "", own = "0"] = stderr.toExponential(0).split("e");
  // 0.96 rounds to 1.0, which is a 10 of the last place.
  return own === power ? { digits: one, last: Number(own) } : { digits: "10", last: Number(own) - 1 };
}

/** A whole number with the decimal point before its last `decimals` digits. */
function pointed(whole: string, decimals: number): string {
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = whole.slice(sign.length).padStart(decimals + 1, "0");
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** value * 10^exponent by moving the point, correctly rounded. */
function shift(value: number, exponent: number): number {
  const [digits = "0", power = "0"] = value.toExponential().split("e");
  return Number(`${digits}e${String(Number(power) + exponent)}`);
}

function withoutExponent(value: number): string {
  const decimals = Math.max(0, DIGITS_WITHOUT_ERROR - 1 - exponentOf(value));
  const text = value.toFixed(Math.min(100, decimals));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
