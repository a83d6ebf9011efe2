import { BOLTZMANN_EV } from "../constants.ts";
import { QuantityError } from "../physicalQuantity.ts";
import { combine, correlated, covarianceOf, plus, type Uncertain } from "../uncertain.ts";
import type { ActivationForm } from "./form.ts";
import { carried, leastSquares, rootOf, type LinearFit, type Root } from "./leastSquares.ts";
import type { ReadPoint } from "./points.ts";
import { covarianceWithoutShift } from "./sharedErrors.ts";

/** Which errors of the points the standard errors of the line come from. */
export type ErrorsFrom =
  /** From those of the points, about which the points scatter no more than they should. */
  | "given"
  /** From those of the points times the root of chi2/nu, which is above 1. */
  | "given, scaled by the scatter"
  /** From the scatter about the line; the points have none of their own, but for what they share. */
  | "scatter"
  /** None: two points without errors, or points without scatter. */
  | "none";

/** A line through conduction ordinates over 1/(kB T), and what it was fitted to. */
export interface FittedLine {
  /** 1/(kB T) less its mean, 1/eV, one a point. */
  readonly abscissas: readonly number[];
  readonly centre: number;
  /** Ordinates, with the errors of temperatures. */
  readonly ordinates: readonly Uncertain[];
  readonly root: Root;
  readonly fit: LinearFit;
  /** At the centre, and by 1/(kB T): -Ea in eV. With the errors that are used. */
  readonly level: Uncertain;
  readonly slope: Uncertain;
  /** The same with the errors as given only. */
  readonly slopeGiven: Uncertain;
  /** The slope's standard error from the scatter, whatever is used; NaN where there is none. */
  readonly slopeScatter: number;
  readonly degreesOfFreedom: number;
  readonly errorsFrom: ErrorsFrom;
}

/** The slope's share in the error of a temperature settles in a few rounds, each of which changes it less. */
const MOST_ROUNDS = 20;
const SETTLED = 1e-12;

/** @throws {QuantityError} for fewer than two temperatures, or where only some points have errors. */
export function fitLine(points: readonly ReadPoint[], form: ActivationForm, name: string): FittedLine {
  const different = new Set(points.map(({ kelvin }) => kelvin));
  if (different.size < 2) {
    throw new QuantityError(
      `${name} is known at ${different.size === 0 ? "no temperature" : "one temperature only"}; an activation energy needs two different ones, and three for an error from the scatter.`,
    );
  }
  let slope = 0;
  for (let round = 0; ; round++) {
    const line = lineThrough(
      points,
      points.map((point) => withTemperature(point, slope, form)),
      name,
    );
    const moved = Math.abs(line.slope.value - slope);
    slope = line.slope.value;
    const isSettled = moved <= SETTLED * Math.abs(slope);
    if (isSettled || round === MOST_ROUNDS || points.every(({ kelvinError }) => kelvinError === 0)) return line;
  }
}

/** d(ordinate - slope/(kB T))/dT, which an error of T is seen as (effective variance; Orear, Am. J. Phys. 50 (1982) 912). */
function withTemperature(point: ReadPoint, slope: number, form: ActivationForm): Uncertain {
  const { ordinate, kelvin, kelvinError, source } = point;
  if (kelvinError === 0) return ordinate;
  const perKelvin = ((form === "sigma-T" ? 1 : 0) + slope / (BOLTZMANN_EV * kelvin)) / kelvin;
  return combine(ordinate.value, [
    [ordinate, 1],
    [{ value: 0, effects: new Map([[source, kelvinError]]) }, perKelvin],
  ]);
}

function lineThrough(points: readonly ReadPoint[], ordinates: readonly Uncertain[], name: string): FittedLine {
  const inverse = points.map(({ kelvin }) => 1 / (BOLTZMANN_EV * kelvin));
  const centre = inverse.reduce((sum, each) => sum + each, 0) / inverse.length;
  const abscissas = inverse.map((each) => each - centre);
  const given = covarianceWithoutShift(ordinates);
  const exact = given.flatMap((row, i) => ((row[i] ?? 0) > 0 ? [] : [points[i]?.label ?? ""]));
  const hasErrors = exact.length < points.length;
  if (hasErrors && exact.length > 0) {
    throw new QuantityError(
      `${name} has no error at ${exact.join(", ")} but at other temperatures; give an error for all points, by which they are weighted, or for none.`,
    );
  }
  const covariance = hasErrors ? given : given.map((row, i) => row.map((_entry, j) => (i === j ? 1 : 0)));
  const root = rootOf(covariance);
  const values = ordinates.map(({ value }) => value);
  const fit = leastSquares([abscissas.map(() => 1), abscissas], values, root);
  if (fit === undefined) {
    throw new QuantityError(`The temperatures of ${name} are too near to each other for an activation energy.`);
  }
  const degreesOfFreedom = points.length - 2;
  const isJudged = degreesOfFreedom > 0 && !root.dependent && !isRounding(fit.chi2, values, root);
  const ratio = isJudged ? fit.chi2 / degreesOfFreedom : Number.NaN;
  const extra = hasErrors ? Math.max(0, ratio - 1) : ratio;
  const [level, slope] = [carried(fit, 0, ordinates), carried(fit, 1, ordinates)];
  const [levelExtra, slopeExtra] = correlated(
    [0, 0],
    fit.covariance.map((row) => row.map((entry) => entry * (extra > 0 ? extra : 0))),
  );
  const scatter = ratio * (fit.covariance[1]?.[1] ?? Number.NaN);
  return {
    abscissas,
    centre,
    ordinates,
    root,
    fit,
    level: levelExtra === undefined ? level : plus(level, levelExtra),
    slope: slopeExtra === undefined ? slope : plus(slope, slopeExtra),
    slopeGiven: slope,
    slopeScatter: Math.sqrt(scatter),
    degreesOfFreedom,
    errorsFrom: !hasErrors ? (isJudged ? "scatter" : "none") : extra > 0 ? "given, scaled by the scatter" : "given",
  };
}

/** What is left of ordinates is the rounding of their logarithms, of which no scatter can be told. */
export function isRounding(chi2: number, values: readonly number[], root: Root): boolean {
  const rounding = values.reduce((sum, value, i) => {
    const error = root.rows[i]?.[i] ?? 1;
    return sum + ((1e-14 * Math.max(1, Math.abs(value))) / error) ** 2;
  }, 0);
  return !(chi2 > rounding);
}

/** The line's ordinate at a temperature. */
export function lineAt({ level, slope, centre }: FittedLine, kelvin: number): Uncertain {
  return combine(level.value + slope.value * (1 / (BOLTZMANN_EV * kelvin) - centre), [
    [level, 1],
    [slope, 1 / (BOLTZMANN_EV * kelvin) - centre],
  ]);
}

/** Correlation of ln A and Ea. */
export function prefactorCorrelation(lnPrefactor: Uncertain, activation: Uncertain): number {
  const product = covarianceOf(lnPrefactor, lnPrefactor) * covarianceOf(activation, activation);
  return product > 0 ? covarianceOf(lnPrefactor, activation) / Math.sqrt(product) : 0;
}
