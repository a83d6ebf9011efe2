import type { Circuit } from "../circuit/circuit.ts";
import type { Spectrum } from "../spectrum.ts";
import type { DerivedValue } from "./derived.ts";
import type { ActiveOrders } from "./collect.ts";
import { countReasons, type ExcludedPoint } from "./mask.ts";
import { noiseWarning } from "./measuredNoise.ts";
import { orderWarnings } from "./orderWords.ts";
import type { FittedParameter, Residuals } from "./result.ts";
import type { RobustDetails } from "./outliers.ts";
import { ranAway, type Termination } from "./termination.ts";
import type { ObjectiveFunction } from "./weights.ts";

/** A root-mean-square residual, relative to |Z|, above which the circuit cannot be said to describe the data. */
const MISFIT = 0.1;
/** Impedances and frequencies that no cell has and no instrument measures: most likely a unit was mistaken. */
const PLAUSIBLE_OHM: readonly [number, number] = [1e-7, 1e14];
const PLAUSIBLE_HZ: readonly [number, number] = [1e-6, 1e11];
/**
 * Any two terminals have more capacitance between them than this (F), any loop more inductance (H), so no impedance above
 * 1/(omega C) or below omega L can be measured. Spectra of real cells stay two orders of magnitude inside.
 */
const LEAST_CAPACITANCE = 1e-14;
const LEAST_INDUCTANCE = 1e-10;

interface Finished {
  readonly spectrum: Spectrum;
  readonly circuit: Circuit;
  /** Of all parameters. */
  readonly values: Float64Array;
  readonly excluded: readonly ExcludedPoint[];
  readonly objectiveFunction: ObjectiveFunction;
  readonly objective: number;
  /** What S would be for a fit of zero. */
  readonly signal: number;
  readonly degreesOfFreedom: number;
  readonly parameters: readonly FittedParameter[];
  readonly termination: Termination;
  readonly movedStarts: number;
  /** Names of the parameters that started at their records' usual values. */
  readonly withoutStart: readonly string[];
  readonly active: ActiveOrders;
  readonly residuals: () => Residuals;
  readonly derived: () => readonly DerivedValue[];
  readonly robust: RobustDetails | null;
}

/** All that a reader of the result should know before trusting it, in sentences. */
export function collectWarnings(fit: Finished): string[] {
  const warnings = [...fit.spectrum.warnings, ...fit.circuit.warnings.map(({ message }) => message)];
  const { excluded } = fit;
  if (excluded.length > 0) {
    const all = String(fit.spectrum.frequencyHz.length);
    warnings.push(`${String(excluded.length)} of ${all} points were left out: ${countReasons(excluded)}.`);
  }
  warnings.push(...unitWarnings(fit));
  if (fit.movedStarts > 0) {
    warnings.push(
      `${String(fit.movedStarts)} starting value${fit.movedStarts > 1 ? "s lay" : " lay"} outside the limits and ${fit.movedStarts > 1 ? "were" : "was"} moved onto them.`,
    );
  }
  if (fit.withoutStart.length > 0) {
    const several = fit.withoutStart.length > 1;
    warnings.push(
      `Nothing says where ${fit.withoutStart.join(", ")} ${several ? "start" : "starts"}, and no start was sought, so the fit began at the usual ${several ? "values of these elements" : "value of this element"}, which may lead to a minimum that is not the lowest; give ${several ? "starting values" : "a starting value"} or let fit search.`,
    );
  }
  if (fit.degreesOfFreedom === 0) {
    warnings.push("There are as many free parameters as data, so nothing is left to judge the errors by.");
  }
  if (fit.termination.outcome !== "converged") warnings.push(fit.termination.message);
  for (const parameter of fit.parameters) warnings.push(...parameterWarnings(parameter));
  for (const derived of fit.derived()) warnings.push(...derivedWarnings(derived));
  warnings.push(...orderWarnings(fit.active.orders, fit.active.objectiveWithout, fit.objective));
  const { noise } = fit.objectiveFunction;
  if (noise !== undefined) {
    warnings.push(noiseWarning(noise, fit.degreesOfFreedom > 0 ? fit.objective / fit.degreesOfFreedom : null));
  }
  warnings.push(...robustWarnings(fit));
  const misfit = relativeMisfit(fit);
  if (misfit > MISFIT) {
    warnings.push(
      `The fit misses the data by ${(100 * misfit).toPrecision(3)} % of |Z| (${fit.objectiveFunction.loss === "squares" ? "root mean square" : "median"}): the circuit does not describe them, so its parameters mean nothing.`,
    );
  }
  return warnings;
}

/**
 * Root of the mean of |dZ|^2/|Z|^2, each point with its weight. Proportional weights may make everything of a part that
 * is next to nothing of |Z|, and other objectives and losses have other measures; there the residuals themselves are asked.
 */
function relativeMisfit({ objectiveFunction, objective, signal, residuals }: Finished): number {
  const { weight, loss, objective: form } = objectiveFunction;
  if (form === "impedance" && loss === "squares" && weight !== "proportional") return Math.sqrt(objective / signal);
  const { rePercent, imPercent } = residuals();
  const squares = rePercent.map((re, point) => re * re + (imPercent[point] ?? Number.NaN) ** 2).sort();
  // Outliers are no misfit, so with a robust loss it is the ordinary point that is looked at.
  const typical =
    loss === "squares"
      ? squares.reduce((total, square) => total + square, 0) / squares.length
      : (squares[squares.length >> 1] ?? Number.NaN);
  return Math.sqrt(typical) / 100;
}

/** Of the outliers only so many are named one by one. */
const NAMED_OUTLIERS = 6;

function robustWarnings({ robust, parameters }: Finished): string[] {
  if (robust === null) return [];
  if (robust.scale === 0) {
    return ["The residuals are mere rounding, so there are no outliers and squares were minimised."];
  }
  const { outliers } = robust;
  const warnings: string[] = [];
  if (outliers.length > 0) {
    const named = outliers
      .slice(0, NAMED_OUTLIERS)
      .map(
        ({ point, frequencyHz, deviations }) =>
          `point ${String(point)} at ${String(frequencyHz)} Hz (${Math.abs(deviations).toPrecision(3)} standard deviations)`,
      );
    const more = outliers.length - named.length;
    const list = named.join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
    warnings.push(
      outliers.length === 1
        ? `An outlier was found, which counted for little: ${list}.`
        : `${String(outliers.length)} outliers were found, which counted for little: ${list}.`,
    );
  }
  if (parameters.some(({ status, stderr }) => status === "free" && stderr === null)) {
    warnings.push("The points that are no outliers do not determine the parameters, so these have no standard errors.");
  }
  return warnings;
}

function parameterWarnings(parameter: FittedParameter): string[] {
  const { name, status, value, stderr } = parameter;
  if (status === "unidentified") {
    return [
      stderr === null
        ? `${name} is not determined by these data: changing it together with other parameters leaves the fit as it is.`
        : `${name} is not determined by these data: its standard error is ${errorBeside(value, stderr)}.`,
    ];
  }
  if (status === "at-bound" && !ranAway(parameter)) {
    return [`${name} = ${String(value)} lies on its limit; the best value is there or beyond.`];
  }
  return [];
}

/** A standard error as a part of the value, or as it is where the value is 0. */
function errorBeside(value: number, stderr: number): string {
  const percent = (100 * stderr) / Math.abs(value);
  return percent < Infinity
    ? `${percent.toPrecision(2)} % of its value`
    : `${stderr.toPrecision(2)}, and its value is 0`;
}

function derivedWarnings({ name, expression, status, value, stderr }: DerivedValue): string[] {
  const what = name === expression ? name : `${name} = ${expression}`;
  if (status === "undefined") return [`${what} has no finite value at the fitted parameters.`];
  if (status !== "unidentified") return [];
  return [
    stderr === null
      ? `${what} is not determined by these data: the parameters can change it without any change of the fit.`
      : `${what} is not determined by these data: its standard error is ${errorBeside(value, stderr)}.`,
  ];
}

function unitWarnings({ spectrum }: Finished): string[] {
  const warnings: string[] = [];
  const [lowHz, highHz] = PLAUSIBLE_HZ;
  const fastest = spectrum.frequencyHz[0] ?? 1;
  const slowest = spectrum.frequencyHz.at(-1) ?? 1;
  if (fastest > highHz || slowest < lowHz) {
    warnings.push(
      `The frequencies, ${slowest.toPrecision(3)} to ${fastest.toPrecision(3)} Hz, lie outside what instruments measure; check their unit.`,
    );
  }
  let least = Infinity;
  let most = 0;
  let capacitance = Infinity;
  let inductance = Infinity;
  spectrum.re.forEach((re, index) => {
    const im = spectrum.im[index] ?? 0;
    const modulus = Math.sqrt(re * re + im * im);
    const omega = 2 * Math.PI * (spectrum.frequencyHz[index] ?? 1);
    least = Math.min(least, modulus);
    most = Math.max(most, modulus);
    capacitance = Math.min(capacitance, 1 / (omega * modulus));
    inductance = Math.min(inductance, modulus / omega);
  });
  if (most > PLAUSIBLE_OHM[1] || least < PLAUSIBLE_OHM[0]) {
    warnings.push(
      `The impedances, ${least.toPrecision(3)} to ${most.toPrecision(3)} ohm, lie outside what cells have; check their unit.`,
    );
  } else if (capacitance < LEAST_CAPACITANCE) {
    warnings.push(
      `The impedance at high frequency is that of ${capacitance.toPrecision(2)} F, less than any wiring has in parallel; check the units of frequency and impedance.`,
    );
  } else if (inductance < LEAST_INDUCTANCE) {
    warnings.push(
      `The impedance at high frequency is that of ${inductance.toPrecision(2)} H, less than any wiring has in series; check the units of frequency and impedance.`,
    );
  }
  return warnings;
}
