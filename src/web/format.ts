import { prefixFor, valueWithError } from "../report/index.ts";

/** The factor that brings a number to 1 .. 1000, and the letter that stands for it. */
export function prefixOf(value: number, unit = "Hz"): { factor: number; prefix: string; exponent: number } {
  const { exponent, prefix } = prefixFor(value, unit);
  return { factor: 10 ** -exponent, prefix, exponent };
}

/** A unit as it is typeset: ohm as its sign, powers raised. */
export function unitText(unit: string): string {
  if (unit === "-") return "";
  return unit
    .replace(/ohm\b/g, "\u03A9")
    .replace(/\^\(n-1\)/g, "\u207F\u207B\u00B9")
    .replace(/\^\((.*?)\)/g, (_, power: string) => `^${power}`)
    .replace(/\^?-1\b/g, "\u207B\u00B9")
    .replace(/\^2\b|(?<=cm)2\b/g, "\u00B2")
    .replace(/\^0\.5\b/g, "\u00BD");
}

/** `79.7(6) k\u03A9`: the digits that the error leaves, with a prefix where the unit takes one. */
export function quantityText(value: number, stderr: number | null, unit: string): string {
  if (!Number.isFinite(value)) return value > 0 ? "\u221E" : "\u2212\u221E";
  const chosen = prefixFor(value, unit);
  const { prefix, exponent } = chosen.prefix === "" ? { prefix: "", exponent: plainExponent(value) } : chosen;
  const { text } = valueWithError(value, stderr, exponent);
  const power = prefix === "" && exponent !== 0 ? `\u00D710${raised(exponent)}` : "";
  return `${text.replace("-", "\u2212")}${power} ${unitText(prefix + unit)}`.trim();
}

/** Ends this far apart have each its own prefix. */
const WIDE = 300;

function endText(value: number, unit: string): string {
  const { exponent, prefix } = prefixFor(value, unit);
  const scaled = Number((value * 10 ** -exponent).toPrecision(2));
  const isPlain = scaled >= 1e-3 && scaled < 1e5;
  return `${isPlain ? String(scaled) : powerText(scaled)} ${unitText(prefix + unit)}`;
}

/** `199.2 … 200.4 Ω`: both ends with the digits that their distance leaves, and one prefix. */
export function intervalText([low, high]: readonly [number, number], unit: string): string {
  const ends = [low, high].map(Math.abs).filter((end) => end > 0 && end < Infinity);
  if (high === Infinity) return `${low > 0 ? endText(low, unit) : "0"} \u2026 \u221E`;
  const isWide = low > 0 && high < Infinity && high / low > WIDE;
  if (isWide && unit !== "-") return `${endText(low, unit)} \u2026 ${endText(high, unit)}`;
  const middle = Math.sqrt((ends[0] ?? 1) * (ends.at(-1) ?? 1));
  const { prefix, factor } = prefixOf(middle, unit);
  const distance = Math.abs(high - low) * factor;
  const decimals = distance > 0 && distance < Infinity ? Math.max(0, 1 - Math.floor(Math.log10(distance))) : 2;
  const text = (value: number): string => {
    const scaled = value * factor;
    if (!Number.isFinite(scaled)) return scaled > 0 ? "\u221E" : "\u2212\u221E";
    if (scaled === 0) return "0";
    const isPlain = Math.abs(scaled) < 1e6 && Math.abs(scaled) >= 1e-4;
    const isOpen = distance === Infinity || low === 0;
    const plain = isOpen ? String(Number(scaled.toPrecision(2))) : scaled.toFixed(Math.min(decimals, 8));
    return (isPlain ? plain : scaled.toExponential(1)).replace("-", "\u2212");
  };
  return `${text(low)} \u2026 ${text(high)} ${unitText(prefix + unit)}`.trim();
}

/** Numbers without a prefix are written out between a thousandth and a million. */
function plainExponent(value: number): number {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return exponent < -3 || exponent > 5 ? exponent : 0;
}

const RAISED = ["\u2070", "\u00B9", "\u00B2", "\u00B3", "\u2074", "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"];

export function raised(exponent: number): string {
  return String(exponent).replace(/\d|-/g, (digit) => (digit === "-" ? "\u207B" : (RAISED[Number(digit)] ?? "")));
}

/** Three digits and a prefix, as `1.58 kHz`. */
export function shortText(value: number, unit: string, digits = 3): string {
  const { factor, prefix } = prefixOf(value);
  return `${String(Number((value * factor).toPrecision(digits))).replace("-", "\u2212")}\u202F${prefix}${unit}`;
}

/** `≈ 72 Ω`: a value that the data do not determine, with no more digits than it deserves. */
export function roughText(value: number, unit: string): string {
  const text = value > 0 && value < Infinity ? endText(value, unit) : quantityText(value, null, unit);
  return `\u2248\u202F${text}`.trim();
}

/** A value of a logarithmic axis, as `10k`. */
export function axisText(value: number): string {
  const { factor, prefix, exponent } = prefixOf(value);
  if (value !== 0 && exponent === 0 && (Math.abs(value) >= 1e3 || Math.abs(value) < 1)) {
    return `10${raised(Math.round(Math.log10(Math.abs(value))))}`;
  }
  return `${String(Number((value * factor).toPrecision(3)))}${prefix}`;
}

/** `9.2×10⁻⁶`: two digits and a power of ten; written out where that is as short. */
export function powerText(value: number): string {
  if (value === 0 || (Math.abs(value) >= 0.1 && Math.abs(value) < 1000)) return String(Number(value.toPrecision(2)));
  const [digits = "", exponent = "0"] = value.toExponential(1).split("e");
  return `${digits.replace("-", "\u2212")}\u00D710${raised(Number(exponent))}`;
}

/** A sentence of the library as the page sets it: powers of ten, units and minus signs. */
export function sentenceText(text: string): string {
  return text
    .replace(
      /(\d(?:\.\d+)?)e([+-]?\d+)\b/g,
      (_, digits: string, power: string) => `${digits}\u00D710${raised(Number(power))}`,
    )
    .replace(/\bohm\b/g, "\u03A9")
    .replace(/\b([cm]m)2\b/g, "$1\u00B2")
    .replace(/\bu(?=(?:S|F|m|H|V|A)\b)/g, "\u00B5")
    .replace(/\bsigma\b/g, "\u03C3")
    .replace(/(\d) C\b/g, "$1 \u00B0C")
    .replace(/\^\(n-1\)/g, "\u207F\u207B\u00B9")
    .replace(/ \.\. /g, " \u2026 ")
    .replace(/ ([<=>]) (?=[\d.])/g, "\u00A0$1\u00A0")
    .replace(/(^|[\s(])-(?=\d)/g, "$1\u2212");
}

/** Two digits, also where the second is 0. */
export function percentText(percent: number): string {
  const text = percent >= 10 || percent === 0 ? String(Number(percent.toPrecision(2))) : percent.toPrecision(2);
  return `${percent > 0 && percent < 0.001 ? powerText(percent) : text}\u202F%`;
}

/** A name that is too long without its middle: names of one series differ at their ends. */
export function shortName(name: string, most = 38): string {
  if (name.length <= most) return name;
  const tail = Math.floor(most / 2) - 1;
  return `${name.slice(0, most - tail - 1)}\u2026${name.slice(-tail)}`;
}

/** `1 point`, `2 points`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
