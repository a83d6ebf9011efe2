import { ln, pow } from "../../assembly/math/elementary.ts";
import type { Process } from "./processes.ts";
import { combine, over, plus, type Uncertain } from "./uncertain.ts";

/** The fitted numbers by parameter name. */
export type Numbers = (name: string) => Uncertain;

/** A capacitance in F with the formula it follows from. */
export interface EffectiveCapacitance {
  readonly value: Uncertain;
  readonly formula: string;
}

/**
 * The capacitance of an arc: C itself, tau/R, or for R parallel to a constant phase element that of the same time constant,
 * Q^(1/n) R^(1/n - 1) (Hsu, Mansfeld, Corrosion 57 (2001) 747). Undefined for a resistance alone.
 */
export function capacitanceOf({ storage, resistance }: Process, numbers: Numbers): EffectiveCapacitance | undefined {
  if (storage === undefined) return undefined;
  const r = numbers(resistance);
  switch (storage.kind) {
    case "capacitor":
      return { value: numbers(storage.c), formula: `C = ${storage.c}` };
    case "time constant":
      return { value: over(numbers(storage.tau), r), formula: `C = ${storage.tau}/${resistance}` };
    case "constant phase": {
      const { q, n } = storage;
      const value = hsuMansfeld(numbers(q), numbers(n), r);
      return { value, formula: `C = ${q}^(1/${n}) ${resistance}^(1/${n} - 1) (Hsu-Mansfeld)` };
    }
    default:
      return storage satisfies never;
  }
}

/** C = Q^(1/n) R^(1/n - 1); d ln C/dn = -(ln Q + ln R)/n^2. */
export function hsuMansfeld(q: Uncertain, n: Uncertain, r: Uncertain): Uncertain {
  const power = 1 / n.value;
  const value = pow(q.value, power) * pow(r.value, power - 1);
  return combine(value, [
    [q, (value * power) / q.value],
    [r, (value * (power - 1)) / r.value],
    [n, -value * (ln(q.value) + ln(r.value)) * power * power],
  ]);
}

/** Behind an ohmic resistance without charge transfer, C = (Q R_s^(1 - n))^(1/n) (Brug et al., J. Electroanal. Chem. 176 (1984) 275). */
export function brugBlocking(q: Uncertain, n: Uncertain, series: Uncertain): Uncertain {
  return hsuMansfeld(q, n, series);
}

/** With charge transfer beside it, C = Q^(1/n) (1/R_s + 1/R_ct)^((n - 1)/n) (same source): R is both in parallel. */
export function brugFaradaic(q: Uncertain, n: Uncertain, series: Uncertain, transfer: Uncertain): Uncertain {
  const sum = plus(series, transfer);
  const product = combine(series.value * transfer.value, [
    [series, transfer.value],
    [transfer, series.value],
  ]);
  return hsuMansfeld(q, n, over(product, sum));
}

/** The time constant of an arc in s, R C. */
export function timeConstantOfProcess(process: Process, numbers: Numbers): number | undefined {
  const capacitance = capacitanceOf(process, numbers);
  return capacitance === undefined ? undefined : capacitance.value.value * numbers(process.resistance).value;
}
