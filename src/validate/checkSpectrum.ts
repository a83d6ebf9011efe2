import { judge, type Consistency, type Judgement } from "../linear/judge.ts";
import type { Spectrum } from "../spectrum.ts";
import { describeVerdict, statusOf, type CheckStatus } from "./checkWords.ts";
import { coverageOf, type Coverage } from "./coverage.ts";
import { findDrift, type Drift } from "./drift.ts";
import {
  describeSolution,
  linearKramersKronig,
  type LinearKramersKronig,
  type LinearKramersKronigOptions,
} from "./linearKramersKronig.ts";
import { measurementModel, type MeasurementModel, type MeasurementModelOptions } from "./measurementModel.ts";
import type { ExcludedPoint, Exclusion, MaskOptions } from "../fit/mask.ts";
import { choosePoints } from "./points.ts";
import { zhit, type Zhit, type ZhitOptions } from "./zhit.ts";

/** Options of `checkSpectrum`. They change what is shown; the verdict is always made the same way. */
export interface CheckOptions extends MaskOptions {
  /** The linear test to show in place of the one by cross-validation without the points that violate. */
  readonly linear?: Omit<LinearKramersKronigOptions, keyof MaskOptions>;
  /** Smoothing and window of the Z-HIT to show. */
  readonly zhit?: Omit<ZhitOptions, keyof MaskOptions>;
  /** Whether to make a measurement model too, or which; it takes some hundred times as long as all the rest. */
  readonly measurementModel?: boolean | Omit<MeasurementModelOptions, keyof MaskOptions>;
}

/** A point that the others contradict. */
export interface ViolatingPoint {
  /** In the spectrum, from 0. */
  readonly index: number;
  readonly frequencyHz: number;
  /** |Z - Z_fit|/|Z|, percent, with the impedance that the other points lead to. */
  readonly residualPercent: number;
  /** (Z - Z_fit)/|Z| of its two parts, percent: by how much they are too high. */
  readonly rePercent: number;
  readonly imPercent: number;
  /** Probability that chance makes one of all points deviate as much. */
  readonly pValue: number;
}

/** Whether a spectrum can be trusted, as `checkSpectrum` finds it. */
export interface SpectrumCheck {
  readonly status: CheckStatus;
  /** In sentences for people. */
  readonly verdict: string;
  /** Standard deviation of either part of the noise over |Z|, percent, without the points that violate; null if `undecided`. */
  readonly noisePercent: number | null;
  /** By falling frequency. */
  readonly violations: readonly ViolatingPoint[];
  /** The best linear Kramers-Kronig test without these, or the one asked for; its arrays have all points. Null if `undecided`. */
  readonly linearKK: LinearKramersKronig | null;
  /** Null where there are too few points for it. */
  readonly consistency: Consistency | null;
  /** Without lone points that violate; null for fewer than four frequencies. */
  readonly zhit: Zhit | null;
  /** Null where the frequencies do not cover two decades. */
  readonly drift: Drift | null;
  readonly coverage: Coverage;
  /** Points left out as the options asked, with the reason. */
  readonly excluded: readonly ExcludedPoint[];
  /** Where asked for; null where the data do not determine a single element. */
  readonly measurementModel?: MeasurementModel | null;
}

/**
 * Asks whether a spectrum obeys the Kramers-Kronig relations and how noisy it is.
 *
 * - The linear test with the number of terms, the range of time constants and the domain that cross-validation prefers gives the noise
 *   and names single points that the others contradict, at a level of 1 % over all points.
 * - An F test asks whether real and imaginary parts have the same coefficients, as the relations demand (level 1 %).
 * - Z-HIT compares modulus and phase over the lowest decade, for drift. A slow drift hardly raises the residuals of the linear test.
 *
 * Neither sees a nonlinear response whose impedance obeys the relations, nor processes outside of the frequencies measured. See
 * docs/validation.md for what is found how often.
 *
 * @throws {FitError} for what is no spectrum, and where the options leave no point.
 */
export function checkSpectrum(spectrum: Spectrum, options: CheckOptions = {}): SpectrumCheck {
  const { linear, zhit: shape, measurementModel: model, ...window } = options;
  const chosen = choosePoints(spectrum, window);
  const judgement = judge(chosen.points);
  const coverage = coverageOf(chosen.points.frequencyHz);
  const best = judgement === undefined ? null : linearOf(chosen, judgement);
  const violations = judgement === undefined || best === null ? [] : violationsOf(judgement, best);
  const exclude = [...(window.exclude ?? []), ...loneOnes(violations)];
  const plain = zhit(spectrum, { ...window, exclude }) ?? null;
  const shown = {
    noisePercent: judgement === undefined ? null : 100 * judgement.noise,
    violations,
    consistency: judgement?.consistency ?? null,
    drift: plain === null || judgement === undefined ? null : findDrift(plain, judgement.noise),
    coverage,
    excluded: chosen.excluded,
  };
  const facts = { ...shown, more: judgement?.more ?? false };
  const asked = model === undefined || model === false ? undefined : model === true ? {} : model;
  return {
    status: statusOf(facts),
    verdict: describeVerdict(facts),
    ...shown,
    linearKK: linear === undefined ? best : (linearKramersKronig(spectrum, { ...window, ...linear }) ?? null),
    zhit: shape === undefined ? plain : (zhit(spectrum, { ...window, ...shape, exclude }) ?? null),
    ...(asked === undefined
      ? {}
      : { measurementModel: measurementModel(spectrum, { ...window, ...asked, exclude }) ?? null }),
  };
}

/**
 * The points that violate as a mask, for `exclude` of `fit` and others: `fit(spectrum, circuit, { exclude: violationMask(check) })`. The
 * reason that stands in the result tells by how much each is off.
 */
export function violationMask({ violations }: SpectrumCheck): Exclusion[] {
  return violations.map(({ index, residualPercent }) => ({
    index,
    reason: `with a Kramers-Kronig residual of ${String(Number(residualPercent.toPrecision(2)))} %`,
  }));
}

function linearOf(
  chosen: ReturnType<typeof choosePoints>,
  { solution, score, points }: Judgement,
): LinearKramersKronig {
  return describeSolution(chosen, solution, { reached: true, score, criterion: "gcv" }, points);
}

function violationsOf({ violations }: Judgement, linear: LinearKramersKronig): ViolatingPoint[] {
  const sorted = [...violations].sort((a, b) => a.point - b.point);
  return sorted.map(({ point, pValue }) => {
    const rePercent = -(linear.rePercent[point] ?? Number.NaN);
    const imPercent = -(linear.imPercent[point] ?? Number.NaN);
    return {
      index: linear.point[point] ?? -1,
      frequencyHz: linear.frequencyHz[point] ?? Number.NaN,
      residualPercent: Math.sqrt(rePercent * rePercent + imPercent * imPercent),
      rePercent,
      imPercent,
      pValue,
    };
  });
}

/** Violating points that have no other beside them: several in a row are a process, such as drift, rather than chance. */
function loneOnes(violations: readonly ViolatingPoint[]): number[] {
  const indices = violations.map(({ index }) => index);
  return indices.filter((index) => !indices.includes(index - 1) && !indices.includes(index + 1));
}
