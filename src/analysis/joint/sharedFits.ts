import { exp, ln } from "../../../assembly/math/elementary.ts";
import { VARIABLE_AT_LOWER, VARIABLE_AT_UPPER, VARIABLE_UNIDENTIFIED } from "../../../assembly/program.ts";
import type { ParameterStatus } from "../../fit/result.ts";
import type { JointStatistics } from "../../kernel/joint.ts";
import { BOLTZMANN_EV } from "../constants.ts";
import { positiveIn } from "../physicalQuantity.ts";
import { combine, exactly, measured, minus, scaled, stderrOf, type Uncertain } from "../uncertain.ts";
import { valueAt } from "./common.ts";
import type { JointPlan, PlannedShare } from "./plan.ts";
import type { LawNumber, SharedFit } from "./result.ts";

/** What the common unknowns say of each shared parameter. */
export function collectShared(plan: JointPlan, statistics: JointStatistics, sources: readonly symbol[]): SharedFit[] {
  const first = statistics.unknowns.length - plan.design.globals;
  return plan.shared.map((planned) => {
    const places = Array.from({ length: planned.ends }, (_, end) => planned.place + end);
    const statuses = places.map((place) => statistics.status[first + place]);
    const unknowns = places.map((place) => {
      const value = statistics.unknowns[first + place] ?? Number.NaN;
      const status = statistics.status[first + place];
      if (status === VARIABLE_AT_LOWER || status === VARIABLE_AT_UPPER) return exactly(value);
      if (status === VARIABLE_UNIDENTIFIED || !Number.isFinite(statistics.spread)) return measured(value, Infinity);
      const row = statistics.common[place] ?? new Float64Array();
      const effects = Array.from(row, (effect, s) => [sources[s] ?? Symbol(), statistics.spread * effect] as const);
      return { value, effects: new Map(effects.filter(([, effect]) => effect !== 0)) };
    });
    return describe(planned, unknowns, statusOf(statuses), plan.temperatures, statistics.tQuantile);
  });
}

function statusOf(statuses: readonly (number | undefined)[]): ParameterStatus {
  if (statuses.includes(VARIABLE_UNIDENTIFIED)) return "unidentified";
  return statuses.some((status) => status === VARIABLE_AT_LOWER || status === VARIABLE_AT_UPPER) ? "at-bound" : "free";
}

function describe(
  planned: PlannedShare,
  unknowns: readonly Uncertain[],
  status: ParameterStatus,
  temperatures: readonly number[],
  tQuantile: number,
): SharedFit {
  const { name, law, form, record, logarithmic } = planned;
  const reference = referenceOf(planned, temperatures);
  const atKelvin = (temperature: number): Uncertain => lawAt(planned, unknowns, temperature);
  const number = atKelvin(reference ?? Number.NaN);
  const error = stderrOf(number);
  const hasError = Number.isFinite(error) && error > 0;
  const relative = tQuantile * (error / number.value);
  const interval = logarithmic
    ? ([number.value * exp(-relative), number.value * exp(relative)] as const)
    : ([number.value - tQuantile * error, number.value + tQuantile * error] as const);
  return {
    parameter: name,
    law,
    form,
    formula: formulaOf(planned),
    status,
    value: number.value,
    stderr: hasError ? error : null,
    interval: hasError && Number.isFinite(tQuantile) ? interval : null,
    unit: record.unit,
    referenceTemperature: reference,
    slope:
      law === "linear" ? lawNumber(slopeOf(planned, unknowns), record.unit === "" ? "1/K" : `${record.unit}/K`) : null,
    activationEnergy: law === "arrhenius" ? lawNumber(activationOf(planned, unknowns), "eV") : null,
    number,
    at: (temperature) => (law === "same" ? number : atKelvin(positiveIn("The temperature", temperature, "K").value)),
  };
}

function lawNumber(number: Uncertain, unit: string): LawNumber {
  const error = stderrOf(number);
  return { value: number.value, stderr: Number.isFinite(error) && error > 0 ? error : null, unit, number };
}

function referenceOf({ law }: PlannedShare, temperatures: readonly number[]): number | null {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  if (law === "same") return null;
  return law === "linear" ? mean(temperatures) : 1 / mean(temperatures.map((temperature) => 1 / temperature));
}

function lawAt(planned: PlannedShare, unknowns: readonly Uncertain[], temperature: number): Uncertain {
  const value = valueAt(
    planned,
    unknowns.map((unknown) => unknown.value),
    temperature,
  );
  const { low, high } = planned.shareAt(temperature);
  const shares = planned.ends === 1 ? [1] : [low, high];
  const derivative = (unknown: Uncertain): number =>
    !planned.logarithmic ? 1 : planned.law === "linear" ? exp(unknown.value) : value;
  return combine(
    value,
    unknowns.map((unknown, end) => [unknown, (shares[end] ?? 0) * derivative(unknown)] as const),
  );
}

function slopeOf(planned: PlannedShare, unknowns: readonly Uncertain[]): Uncertain {
  const [low, high] = planned.range;
  const ends = unknowns.map((unknown) => {
    if (!planned.logarithmic) return unknown;
    const value = exp(unknown.value);
    return combine(value, [[unknown, value]]);
  });
  const [first = exactly(Number.NaN), second = exactly(Number.NaN)] = ends;
  return scaled(1 / (high - low), minus(second, first));
}

/** k_B times the slope of what is straight against 1/T. */
function activationOf({ range: [low, high], form }: PlannedShare, unknowns: readonly Uncertain[]): Uncertain {
  const [first = exactly(Number.NaN), second = exactly(Number.NaN)] = unknowns;
  const difference = minus(first, second);
  const shift = form === "ln(x/T)" ? ln(high) - ln(low) : 0;
  return scaled(BOLTZMANN_EV / (1 / low - 1 / high), { ...difference, value: difference.value + shift });
}

function formulaOf({ name, law, form }: PlannedShare): string {
  if (law === "same") return `${name} = a`;
  if (law === "linear") return `${name} = a + b (T - T_0)`;
  return `${form === "ln(x/T)" ? `ln(${name}/T)` : `ln(${name})`} = a + (E_a/k_B) (1/T - 1/T_0)`;
}
