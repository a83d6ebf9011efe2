import { ZERO_CELSIUS } from "../constants.ts";
import { vftLaw, type Curvature } from "./curvature.ts";
import type { ArrheniusKind } from "./form.ts";
import type { PointInfluence } from "./outliers.ts";
import type { ReadPoint } from "./points.ts";

/** `25 C`, `-12.5 C`. */
export function celsius(kelvin: number): string {
  return `${String(Number((kelvin - ZERO_CELSIUS).toFixed(2)))} C`;
}

/** What a reader must know before quoting the line. */
export function warningsOf(
  name: string,
  points: readonly ReadPoint[],
  found: readonly PointInfluence[],
  activation: number,
  curvature: Curvature | undefined,
  kind: ArrheniusKind,
): string[] {
  const warnings = found.flatMap(({ isOutlier, studentised, activationEnergyWithout }, place) => {
    const point = points[place];
    if (!isOutlier || point === undefined) return [];
    const far =
      studentised === null
        ? ""
        : ` by ${String(Math.abs(studentised) >= 10 ? Math.round(Math.abs(studentised)) : Number(Math.abs(studentised).toPrecision(2)))} standard errors of the scatter of the others`;
    const without =
      activationEnergyWithout === null
        ? ""
        : ` Without it Ea is ${activationEnergyWithout.toFixed(4)} instead of ${activation.toFixed(4)} eV.`;
    return [
      `${name} at ${celsius(point.kelvin)}${point.label === celsius(point.kelvin) ? "" : ` (${point.label})`} lies off the line${far}.${without}`,
    ];
  });
  if (curvature?.isCurved !== true) return warnings;
  const [best] = curvature.vft;
  const p = curvature.pValue < 1e-4 ? "p < 0.0001" : `p = ${curvature.pValue.toPrecision(2)}`;
  const test = `F = ${curvature.fStatistic.toPrecision(3)}, ${p} for a quadratic term`;
  if (curvature.preferred === "vft" && best !== undefined) {
    const law = vftLaw(best, kind);
    return [
      ...warnings,
      `${name} is curved over 1/T (${test}); ${law} describes it better, so that one activation energy is a mean over these temperatures.`,
    ];
  }
  const bend =
    curvature.second < 0
      ? "the slope falls on heating, as for a polymer or with a second process"
      : "the slope rises on heating, as with a parallel path, a change of phase, or a resistance in series";
  return [
    ...warnings,
    `${name} is curved over 1/T (${test}): ${bend}. One activation energy is a mean over these temperatures; look at parts of the range.`,
  ];
}
