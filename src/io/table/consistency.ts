import { printable } from "../printable.ts";
import { fromPolar, fromPolarDegrees } from "../polar.ts";
import { isPhaseWithoutUnit, type Column, type SpectrumColumns } from "./columns.ts";
import type { Points } from "./points.ts";

/** What |Z| and phase of a file say about its Z' and Z''. */
export interface Verdict {
  /** To be multiplied with Z''. */
  readonly sign: 1 | -1;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Parts of |Z| below which a number is too small to have a sign worth believing. */
const SMALL = 1e-3;
/** Printed with three digits, |Z| and phase are that near to what Z' and Z'' give. */
const MODULUS_TOLERANCE = 0.01;
const ANGLE_TOLERANCE = 0.03;
const MOST = 0.9;

/**
 * Decides the sign of Z'' from the phase that stands beside it, as the field's exports name their columns freely: some
 * hold -Z'' under the name Z''. Where the header says otherwise, there is a warning.
 */
export function judge(points: Points, columns: SpectrumColumns): Verdict {
  const notes: string[] = [];
  const warnings: string[] = [];
  if (isPhaseWithoutUnit(columns)) warnings.push(...warnOfRadians(points));
  if (columns.modulus !== undefined) warnings.push(...compareModulus(points, columns.modulus));
  if (columns.phase === undefined) return { sign: 1, notes, warnings };
  const turn = angleOf(points, columns.phase);
  const phases = points.extras.phase ?? [];
  let [same, opposite, strange] = [0, 0, 0];
  points.frequency.forEach((_, index) => {
    const [x, y, phase] = [points.re[index] ?? 0, points.im[index] ?? 0, phases[index] ?? Number.NaN];
    const modulus = Math.sqrt(x * x + y * y);
    if (!Number.isFinite(phase) || modulus === 0) return;
    const { re: cos, im: sin } = turn(1, phase);
    const distance = (sign: number): number => Math.abs(x / modulus - cos) + Math.abs((sign * y) / modulus - sin);
    if (Math.min(distance(1), distance(-1)) > 2 * ANGLE_TOLERANCE) strange++;
    if (Math.abs(y) < SMALL * modulus || Math.abs(sin) < SMALL) return;
    if (sin * y > 0) same++;
    else opposite++;
  });
  const counted = same + opposite;
  const [imName, phaseName] = [quoted(columns.second), quoted(columns.phase)];
  if (strange > 0.1 * points.frequency.length) {
    warnings.push(
      `the phase of column ${phaseName} contradicts Z' and Z'' at ${strange} point(s), whatever the sign of Z''`,
    );
  }
  if (counted === 0) return { sign: 1, notes, warnings };
  if (same >= MOST * counted) {
    notes.push(`the sign of Z'' agrees with the phase in column ${phaseName}`);
    return { sign: 1, notes, warnings };
  }
  if (opposite < MOST * counted) {
    warnings.push(
      `the sign of Z'' in column ${imName} agrees with the phase in column ${phaseName} at only ${same} of ${counted} points; it was left as its header says`,
    );
    return { sign: 1, notes, warnings };
  }
  const isPhaseDoubtful = columns.second.header.negated && !columns.phase.header.negated && bodeSign(points) > 0;
  const decided = isPhaseDoubtful ? `the header of column ${imName}, which agrees with the course of |Z|` : `the phase`;
  notes.push(`the sign of Z'' is that of ${decided}`);
  warnings.push(
    `column ${imName} contradicts the phase in column ${phaseName}, one of the two has the wrong sign: ${decided} was believed`,
  );
  return { sign: isPhaseDoubtful ? 1 : -1, notes, warnings };
}

/** Positive if Z'' goes with the slope of |Z| as Bode's relation has it: capacitive where |Z| falls with frequency. */
function bodeSign({ frequency, re, im }: Points): number {
  let agreement = 0;
  for (let index = 1; index < frequency.length; index++) {
    const [a, b] = [modulusAt(re, im, index - 1), modulusAt(re, im, index)];
    const rise = Math.sign((frequency[index] ?? 0) - (frequency[index - 1] ?? 0)) * ((b - a) / (a + b));
    agreement += (rise * ((im[index - 1] ?? 0) + (im[index] ?? 0))) / (a + b);
  }
  return agreement;
}

function modulusAt(re: readonly number[], im: readonly number[], index: number): number {
  const [x, y] = [re[index] ?? 0, im[index] ?? 0];
  return Math.sqrt(x * x + y * y);
}

/** From modulus and phase in the unit of its column; without a unit the one that fits Z' and Z'' better. */
function angleOf(points: Points, { header }: Column): typeof fromPolar {
  if (header.unitGiven) return header.dimension === "radians" ? fromPolar : fromPolarDegrees;
  let better = 0;
  points.extras.phase?.forEach((phase, index) => {
    const modulus = modulusAt(points.re, points.im, index);
    const cos = (points.re[index] ?? 0) / modulus;
    if (!Number.isFinite(phase) || modulus === 0) return;
    better += Math.abs(fromPolar(1, phase).re - cos) < Math.abs(fromPolarDegrees(1, phase).re - cos) ? 1 : -1;
  });
  return better > 0 ? fromPolar : fromPolarDegrees;
}

function compareModulus(points: Points, column: Column): string[] {
  let [differing, largest] = [0, 0];
  const moduli = points.extras.modulus ?? [];
  moduli.forEach((modulus, index) => {
    const computed = modulusAt(points.re, points.im, index);
    const difference = Math.abs(modulus - computed) / Math.max(Math.abs(modulus), computed);
    if (!(difference > MODULUS_TOLERANCE)) return;
    differing++;
    largest = Math.max(largest, difference);
  });
  if (differing <= 0.1 * moduli.length) return [];
  const percent = (100 * largest).toPrecision(2);
  return [
    `column ${quoted(column)} differs from |Z| of Z' and Z'' at ${differing} point(s), by up to ${percent} %: is it another quantity?`,
  ];
}

function warnOfRadians({ extras: { phase = [] } }: Points): string[] {
  if (phase.length < 3 || !phase.every((angle) => Math.abs(angle) <= 0.5001 * Math.PI)) return [];
  return ["no phase exceeds 1.57 and its header gives no unit: it was read in degrees; put its unit into the header"];
}

function quoted({ name }: Column): string {
  return `"${printable(name)}"`;
}
