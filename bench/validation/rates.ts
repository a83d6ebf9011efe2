import { checkSpectrum, linearKramersKronig, type LinearKramersKronig, type SpectrumCheck } from "../../src/index.ts";
import { Random } from "../random.ts";
import { CELLS, drawCell } from "./cells.ts";
import { simulate, type Defect, type Simulated } from "./defects.ts";

/** What the check and a plain threshold said of one simulated spectrum. */
export interface Trial {
  readonly noise: number;
  readonly simulated: Simulated;
  readonly check: SpectrumCheck;
  /** Largest residual of each point, percent of |Z|, that thresholds look at: of the test with mu < 0.85, and by cross-validation. */
  readonly byMu: readonly number[];
  readonly byScore: readonly number[];
}

export const NOISES: readonly number[] = [0.001, 0.003, 0.01, 0.03, 0.05];

/** Spectra of all cells at all noises, `draws` of each; the same seed gives the same. */
export function runTrials(defect: Defect, draws: number, noises = NOISES, seed = 1): Trial[] {
  const random = new Random(seed);
  const trials: Trial[] = [];
  for (const noise of noises) {
    for (const kind of CELLS) {
      for (let draw = 0; draw < draws; draw++) {
        const simulated = simulate(drawCell(kind, random), defect, noise, random);
        const { spectrum } = simulated;
        // The usual test: impedance, complex, time constants within the frequencies.
        const byMu = residualsOf(linearKramersKronig(spectrum, { domain: "impedance", terms: { criterion: "mu" } }));
        const byScore = residualsOf(linearKramersKronig(spectrum));
        trials.push({ noise, simulated, check: checkSpectrum(spectrum), byMu, byScore });
      }
    }
  }
  return trials;
}

function residualsOf(test: LinearKramersKronig | undefined): number[] {
  if (test === undefined) return [];
  return Array.from(test.rePercent, (re, k) => Math.max(Math.abs(re), Math.abs(test.imPercent[k] ?? 0)));
}

export function share(trials: readonly Trial[], holds: (trial: Trial) => boolean): number {
  return trials.filter(holds).length / trials.length;
}

export const hasPoint = ({ check }: Trial): boolean => check.violations.length > 0;
export const isInconsistent = ({ check }: Trial): boolean =>
  check.status === "inconsistent" || (check.consistency?.pValue ?? 1) < 0.01;
export const hasDrift = ({ check }: Trial): boolean => check.drift?.suspected === true;
/** Anything but `consistent`. */
export const isAlarmed = ({ check }: Trial): boolean => check.status !== "consistent";
export const namesBad = ({ check, simulated }: Trial): boolean =>
  check.violations.some(({ index }) => index === simulated.bad);
export const namesOther = ({ check, simulated }: Trial): boolean =>
  check.violations.some(({ index }) => index !== simulated.bad);

/** Which residuals a threshold looks at. */
export type Residuals = "byMu" | "byScore";

/** Whether a threshold (percent of |Z|) is passed anywhere. */
export const passes =
  (residuals: Residuals, threshold: number) =>
  (trial: Trial): boolean =>
    trial[residuals].some((residual) => residual > threshold);
/** The same at the bad point. */
export const passesAtBad =
  (residuals: Residuals, threshold: number) =>
  (trial: Trial): boolean =>
    (trial[residuals][trial.simulated.bad] ?? 0) > threshold;

/** The threshold with the most detections of bad points less false alarms, by logarithmic steps. */
export function bestThreshold(residuals: Residuals, clean: readonly Trial[], bad: readonly Trial[]): number {
  let best = 1;
  let gain = -Infinity;
  for (let step = 0; step <= 60; step++) {
    const threshold = 0.1 * 10 ** (step / 20);
    const own = share(bad, passesAtBad(residuals, threshold)) - share(clean, passes(residuals, threshold));
    if (own > gain) [gain, best] = [own, threshold];
  }
  return best;
}

/** Estimated over true noise: median, 5th and 95th percentile, and the share within 0.8 to 1.25. */
export function noiseRatios(trials: readonly Trial[]): { median: number; low: number; high: number; within: number } {
  const ratios = trials
    .map(({ check, noise }) => (check.noisePercent ?? Number.NaN) / 100 / noise)
    .sort((a, b) => a - b);
  const at = (part: number): number => ratios[Math.floor(part * (ratios.length - 1))] ?? Number.NaN;
  const within = ratios.filter((ratio) => ratio >= 0.8 && ratio <= 1.25).length / ratios.length;
  return { median: at(0.5), low: at(0.05), high: at(0.95), within };
}
