import { checkSpectrum, linearKramersKronig, type SpectrumCheck } from "../../src/index.ts";
import { Random } from "../random.ts";
import { CELLS, drawCell } from "./cells.ts";
import { simulate, type Defect, type Simulated } from "./defects.ts";

/** What the check and a plain threshold said of one simulated spectrum. */
export interface Trial {
  readonly noise: number;
  readonly simulated: Simulated;
  readonly check: SpectrumCheck;
  /** Largest residual of each point, percent of |Z|, of the test with mu < 0.85: what thresholds look at. */
  readonly plain: readonly number[];
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
        trials.push({ noise, simulated, check: checkSpectrum(spectrum), plain: plainResiduals(simulated) });
      }
    }
  }
  return trials;
}

/** The test as it is mostly done: impedance, complex, terms by mu < 0.85 within the frequencies. */
function plainResiduals({ spectrum }: Simulated): number[] {
  const test = linearKramersKronig(spectrum, { domain: "impedance", terms: { criterion: "mu" } });
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

/** Whether a plain threshold (percent of |Z|) is passed anywhere, at the bad point, elsewhere. */
export const passes =
  (threshold: number) =>
  ({ plain }: Trial): boolean =>
    plain.some((residual) => residual > threshold);
export const passesAtBad =
  (threshold: number) =>
  ({ plain, simulated }: Trial): boolean =>
    (plain[simulated.bad] ?? 0) > threshold;

/** The threshold with the most detections of bad points less false alarms, by logarithmic steps. */
export function bestThreshold(clean: readonly Trial[], bad: readonly Trial[]): number {
  let best = 1;
  let gain = -Infinity;
  for (let step = 0; step <= 60; step++) {
    const threshold = 0.1 * 10 ** (step / 20);
    const own = share(bad, passesAtBad(threshold)) - share(clean, passes(threshold));
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
