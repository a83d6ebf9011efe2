import { pow } from "../../assembly/math/elementary.ts";
import type { DrtPeak } from "./peaks.ts";
import type { DrtResult } from "./result.ts";

/** Starting values need no more. */
const DIGITS = 4;
/** An inductance is left out where it is a smaller share of |Z| at the highest frequency. */
const LEAST_INDUCTIVE_SHARE = 1e-3;
/** Limit of the exponents of a CPE. */
const LARGEST_EXPONENT = 1;

function print(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}

function arc({ tau, resistance, exponent }: DrtPeak, number: number): string {
  const n = Number(print(Math.min(LARGEST_EXPONENT, exponent)));
  const q = pow(tau, n) / resistance;
  return `(R${String(number)}{${print(resistance)}}|CPE${String(number)}{Q = ${print(q)}, n = ${String(n)}})`;
}

/** Whether j omega L is to be seen at the highest frequency. */
function inductanceShows({ inductance, residuals }: DrtResult): boolean {
  const [re, im] = [residuals.fitRe[0] ?? Number.NaN, residuals.fitIm[0] ?? Number.NaN];
  const omega = 2 * Math.PI * (residuals.frequencyHz[0] ?? Number.NaN);
  return omega * inductance > LEAST_INDUCTIVE_SHARE * Math.sqrt(re * re + im * im);
}

/**
 * A circuit with starting values for `fit`: series resistance, inductance and capacitance where there are any, and for each peak, from
 * the fastest to the slowest, a resistor with a CPE of the same time constant, resistance and height, Q = tau^n/R. Text that
 * `parseCircuit` reads; four digits.
 */
export function drtToCircuit(result: DrtResult): string {
  const { seriesResistance, inductance, capacitance, peaks } = result;
  const parts: string[] = [];
  if (inductance > 0 && inductanceShows(result)) parts.push(`L0{${print(inductance)}}`);
  if (seriesResistance > 0) parts.push(`R0{${print(seriesResistance)}}`);
  peaks.forEach((peak, index) => parts.push(arc(peak, index + 1)));
  if (capacitance !== null) parts.push(`C0{${print(capacitance)}}`);
  // Nothing at all is left of data without any positive part.
  if (parts.length === 0) parts.push("R0");
  return parts.join("-");
}
