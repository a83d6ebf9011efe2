import { exp } from "../../../assembly/math/elementary.ts";
import { theExaminer } from "../../kernel/load.ts";
import { derivedAnswer, NORMAL_QUANTILE } from "../answer.ts";
import { positiveIn, type Quantity } from "../physicalQuantity.ts";
import { combine, scaled, stderrOf, type Uncertain } from "../uncertain.ts";
import { curvatureOf, vftAt, vftLaw, type VftFit } from "./curvature.ts";
import { prefactorUnit, wordsOf, type ActivationForm, type ArrheniusKind } from "./form.ts";
import { fitLine, lineAt, prefactorCorrelation, type FittedLine } from "./line.ts";
import { influences, type PointInfluence } from "./outliers.ts";
import { readPoints, type ArrheniusPoint, type ReadPoint } from "./points.ts";
import type { ArrheniusOptions, ArrheniusResult, ArrheniusValue, FittedPoint } from "./result.ts";
import { celsius, warningsOf } from "./words.ts";

const ROOM_TEMPERATURE = "25 C";
const LEVEL = 0.95;
const BENT =
  "taken from the straight line, from which the points bend away: a law with a bend, or a line through the points about this temperature, is nearer";

/** What turns ordinates back into values. */
interface Line {
  readonly name: string;
  readonly kind: ArrheniusKind;
  readonly form: ActivationForm;
  readonly unit: string;
  readonly line: FittedLine;
  readonly quantile: number;
  readonly range: readonly [low: number, high: number];
  /** Whether the points bend away from the line. */
  readonly isCurved: boolean;
  /** The law that they follow instead, where one does. */
  readonly vft: VftFit | undefined;
}

/**
 * The activation energy and prefactor of conductivities, conductances or resistances at several temperatures: a line through
 * ln(sigma T) (or ln sigma, ln(R/T), ln R) over 1/(kB T), weighted by the full covariance of the points. What shifts all points
 * alike, as the error of one thickness does, is in the prefactor and not in Ea. Where the points scatter more than their errors
 * allow (chi2/nu > 1), standard errors are scaled by its root; without errors they come from the scatter alone.
 *
 * Outliers are told by studentised residuals of points left out one at a time, a bend by an F-test of a quadratic term, from six
 * temperatures on also by fits of the Vogel-Tammann-Fulcher law.
 *
 * @throws {QuantityError} for fewer than two temperatures, values that are not above 0, units of another kind.
 */
export function arrhenius(given: readonly ArrheniusPoint[], options: ArrheniusOptions = {}): ArrheniusResult {
  const { name = "the value", form = "sigma-T", at = [ROOM_TEMPERATURE] } = options;
  const { kind, unit, points, notes } = readPoints(given, name, form);
  const line = fitLine(points, form, name);
  const { fit, degreesOfFreedom, errorsFrom } = line;
  const isScaled = errorsFrom === "scatter" || errorsFrom === "given, scaled by the scatter";
  const quantile = isScaled ? theExaminer().arena.studentQuantile(LEVEL, degreesOfFreedom) : NORMAL_QUANTILE;
  const range = [points[0]?.kelvin ?? 0, points.at(-1)?.kelvin ?? 0] as const;
  const words = wordsOf(kind, form);
  const activationEnergy = scaled(-1, line.slope);
  const conductionPrefactor = combine(line.level.value - line.slope.value * line.centre, [
    [line.level, 1],
    [line.slope, -line.centre],
  ]);
  const lnPrefactor = kind === "conductivity" ? conductionPrefactor : scaled(-1, conductionPrefactor);
  const found = influences(line);
  const curvature = curvatureOf(points, line, form);
  const whole: Line = {
    name,
    kind,
    form,
    unit,
    line,
    quantile,
    range,
    isCurved: curvature?.isCurved === true,
    vft: curvature?.preferred === "vft" ? curvature.vft[0] : undefined,
  };
  const hasOwnErrors = errorsFrom === "given" || errorsFrom === "given, scaled by the scatter";
  const ofPoints = stderrOf(line.slopeGiven);
  const isJudged = hasOwnErrors && degreesOfFreedom > 0 && !line.root.dependent;
  const errorNote = `Standard errors: ${errorWords(errorsFrom, fit.chi2, degreesOfFreedom)}.`;
  return {
    name,
    kind,
    form,
    words,
    unit,
    activationEnergy: derivedAnswer(activationEnergy, {
      name: `activation energy of ${name}`,
      unit: "eV",
      formula: words.slope,
      signed: true,
      quantile,
      notes: [errorNote],
    }),
    prefactor: derivedAnswer(exponential(lnPrefactor), {
      name: `prefactor of ${name}`,
      unit: prefactorUnit(kind, form, unit),
      formula: words.law,
      quantile,
      notes: [errorNote],
    }),
    numbers: { activationEnergy, lnPrefactor },
    correlation: prefactorCorrelation(lnPrefactor, activationEnergy),
    standardErrors: {
      given: hasOwnErrors && ofPoints > 0 ? ofPoints : null,
      scatter: Number.isFinite(line.slopeScatter) ? line.slopeScatter : null,
      used: errorsFrom,
    },
    chi2: fit.chi2,
    degreesOfFreedom,
    pValue: isJudged ? theExaminer().arena.chiSquareTail(fit.chi2, degreesOfFreedom) : null,
    points: points.map((point, place) => fittedPoint(point, whole, found[place], place)),
    measuredRange: range,
    curvature: curvature ?? null,
    values: at.map((temperature) => valueAt(whole, temperature)),
    quantile,
    warnings: warningsOf(name, points, found, activationEnergy.value, curvature, kind),
    notes,
    valueAt: (temperature) => valueAt(whole, temperature),
  };
}

function errorWords(from: FittedLine["errorsFrom"], chi2: number, freedom: number): string {
  const ratio = (chi2 / freedom).toPrecision(3);
  switch (from) {
    case "given":
      return freedom > 0 ? `from those of the points (chi2/nu = ${ratio}, not above 1)` : "from those of the points";
    case "given, scaled by the scatter":
      return `from those of the points, times sqrt(chi2/nu) = sqrt(${ratio})`;
    case "scatter":
      return "from the scatter about the line";
    case "none":
      return "none; the points have none and do not scatter";
  }
}

function exponential(logarithm: Uncertain): Uncertain {
  const value = exp(logarithm.value);
  return combine(value, [[logarithm, value]]);
}

/** A value of the unit from an ordinate, which is ln(sigma T) or -ln(R/T). */
function valueOf({ kind, form }: Line, ordinate: Uncertain, kelvin: number): Uncertain {
  const conduction = exponential(ordinate);
  return inKind(kind, form === "sigma-T" ? scaled(1 / kelvin, conduction) : conduction);
}

/** From ln sigma, or of 1/R. */
function ofConduction(kind: ArrheniusKind, logarithm: Uncertain): Uncertain {
  return inKind(kind, exponential(logarithm));
}

/** A resistance from what it conducts. */
function inKind(kind: ArrheniusKind, conduction: Uncertain): Uncertain {
  if (kind === "conductivity") return conduction;
  const value = 1 / conduction.value;
  return combine(value, [[conduction, -value * value]]);
}

function valueAt(whole: Line, temperature: string | Quantity): ArrheniusValue {
  const { value: kelvin } = positiveIn("The temperature", temperature, "K");
  const { name, unit, quantile, range, kind, form, isCurved, vft } = whole;
  const bent = vft === undefined ? undefined : vftAt(vft, kelvin);
  const number = bent === undefined ? valueOf(whole, lineAt(whole.line, kelvin), kelvin) : ofConduction(kind, bent);
  const extrapolated = kelvin < range[0] || kelvin > range[1];
  const away = kelvin < range[0] ? range[0] - kelvin : kelvin - range[1];
  const flag = `extrapolated ${String(Number(away.toFixed(1)))} K beyond the measured ${celsius(range[0])} .. ${celsius(range[1])}: right only if the same law holds there; measure at ${celsius(kelvin)} to settle it`;
  const answer = derivedAnswer(number, {
    name: `${name} at ${celsius(kelvin)}`,
    unit,
    formula: bent === undefined || vft === undefined ? wordsOf(kind, form).law : vftLaw(vft, kind),
    quantile,
    flags: [...(extrapolated ? [flag] : []), ...(isCurved && bent === undefined ? [BENT] : [])],
    notes: [
      `${extrapolated ? "taken from" : "interpolated by"} ${bent === undefined ? "the line" : "the law of Vogel, Tammann and Fulcher, as the points bend away from the line"}`,
    ],
  });
  return { temperature: kelvin, answer, number, extrapolated };
}

function fittedPoint(
  { label, kelvin, number }: ReadPoint,
  whole: Line,
  influence: PointInfluence | undefined,
  place: number,
): FittedPoint {
  const { line, kind } = whole;
  const sign = kind === "conductivity" ? 1 : -1;
  const ordinate = line.ordinates[place] ?? number;
  const fitted = lineAt(line, kelvin);
  const orNull = (error: number): number | null => (error > 0 ? error : null);
  return {
    label,
    temperature: kelvin,
    value: number.value,
    stderr: orNull(stderrOf(number)),
    ordinate: sign * ordinate.value,
    ordinateStderr: orNull(stderrOf(ordinate)),
    fittedOrdinate: sign * fitted.value,
    fittedValue: valueOf(whole, fitted, kelvin).value,
    studentised: influence?.studentised ?? null,
    pValue: influence?.pValue ?? null,
    isOutlier: influence?.isOutlier ?? false,
    activationEnergyWithout: influence?.activationEnergyWithout ?? null,
  };
}
