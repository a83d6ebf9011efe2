import { exp } from "../../assembly/math/elementary.ts";
import { stderrOf, type Uncertain } from "./uncertain.ts";

/** A number that follows from measurements by a formula, as people are told it. */
export interface DerivedAnswer {
  /** In words: `bulk conductivity`. */
  readonly name: string;
  readonly value: number;
  /** Standard error from the full covariance, in `unit`; null where there is none: nothing measured moves it, or the data leave it open. */
  readonly stderr: number | null;
  /** 95 % interval in `unit`, symmetric in ln x for what is positive by its nature; null where there is no standard error. */
  readonly interval: readonly [low: number, high: number] | null;
  /** `-` for a pure number. */
  readonly unit: string;
  /** As text, with its symbols: `sigma_b = L/(A R_b)`. */
  readonly formula: string;
  /** What makes the value doubtful or its name wrong, each with what measurement would settle it. */
  readonly flags: readonly string[];
  /** What the value supposes, or how it is to be read. */
  readonly notes: readonly string[];
  /** Values in `unit` that it may have instead, where a flag says that something hidden moves it. */
  readonly possible?: readonly [low: number, high: number];
}

/** A number that was asked for and that the data do not support. */
export interface RefusedAnswer {
  readonly name: string;
  readonly reason: string;
  /** What measurement would settle it. */
  readonly settledBy: string;
}

/** How a derived answer is written. */
export interface AnswerWords {
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
  readonly flags?: readonly string[];
  readonly notes?: readonly string[];
  /** Whether the value may lie on either side of 0, so that its interval is symmetric in itself. */
  readonly signed?: boolean;
  readonly possible?: readonly [low: number, high: number];
  /** Standard errors on either side that make the interval: Student's t, or that of the normal distribution if absent. */
  readonly quantile?: number;
}

/** The quantile of the normal distribution at 97.5 %. */
export const NORMAL_QUANTILE = 1.959963984540054;

/** Makes an answer of an uncertain number in its unit. */
export function derivedAnswer(number: Uncertain, words: AnswerWords): DerivedAnswer {
  const { name, unit, formula, flags = [], notes = [], signed = false, possible, quantile = NORMAL_QUANTILE } = words;
  const { value } = number;
  const error = stderrOf(number);
  const stderr = error > 0 && error < Infinity ? error : null;
  const interval = intervalOf(value, stderr, signed, quantile);
  const more = possible === undefined ? {} : { possible };
  return { name, value, stderr, interval, unit, formula, flags, notes, ...more };
}

function intervalOf(
  value: number,
  stderr: number | null,
  signed: boolean,
  quantile: number,
): readonly [low: number, high: number] | null {
  if (stderr === null) return null;
  if (signed || !(value > 0)) return [value - quantile * stderr, value + quantile * stderr];
  const factor = exp((quantile * stderr) / value);
  return [value / factor, value * factor];
}
