import { drt, type LambdaChoice } from "../../src/index.ts";
import { arcOf, gerischerOf, havriliakNegamiOf, type Distribution } from "../../test/drt/distributions.ts";
import { simulated, sweep } from "../../test/fit/support.ts";
import { mean, median } from "../measure.ts";

/** A circuit whose distribution is known. */
interface Known {
  readonly name: string;
  readonly circuit: string;
  /** Positions and resistances of its processes, by rising time constant. */
  readonly processes: readonly { readonly tau: number; readonly resistance: number }[];
  /** gamma; undefined where it is a sum of delta functions, which no band can hold. */
  readonly gamma?: Distribution;
}

/** One line of the table. */
export interface AnalyticRow {
  readonly set: string;
  readonly noise: number;
  readonly lambda: LambdaChoice;
  readonly draws: number;
  /** Draws with the right number of peaks. */
  readonly rightCount: number;
  /** Of these the median over draws of the worst peak. */
  readonly tauErrorDecades: number | null;
  readonly resistanceErrorPercent: number | null;
  /** Error of the polarisation resistance, median over all draws. */
  readonly polarisationErrorPercent: number;
  /** Share of the time constants within the frequencies whose true gamma lies in the 95 % band. */
  readonly coverage: number | null;
}

const HIGHEST = 1e5;
const LOWEST = 1e-2;
const FREQUENCIES = sweep(HIGHEST, LOWEST, 71);

function zarcs(name: string, arcs: readonly (readonly [r: number, tau: number, n: number])[]): Known {
  const parts = arcs.map(
    ([r, tau, n], k) => `Zarc${String(k + 1)}{R = ${String(r)}, tau = ${String(tau)}, n = ${String(n)}}`,
  );
  return {
    name,
    circuit: ["R0{10}", ...parts].join("-"),
    processes: arcs.map(([resistance, tau]) => ({ tau, resistance })).sort((a, b) => a.tau - b.tau),
    ...(arcs.every(([, , n]) => n < 1)
      ? { gamma: (at: number) => arcs.reduce((sum, [r, tau, n]) => sum + arcOf(r, tau, n)(at), 0) }
      : {}),
  };
}

/** tau of the maximum of a Havriliak-Negami distribution, from a fine grid. */
function maximumOf(gamma: Distribution): number {
  const grid = Array.from({ length: 4001 }, (_, k) => 10 ** (-4 + k / 1000));
  return grid.reduce((best, tau) => (gamma(tau) > gamma(best) ? tau : best));
}

const havriliakNegami = havriliakNegamiOf(50, 0.1, 0.8, 0.7);

export const known: readonly Known[] = [
  zarcs("RC", [[50, 0.1, 1]]),
  zarcs("2 RC, 2 decades", [
    [50, 0.1, 1],
    [20, 1e-3, 1],
  ]),
  zarcs("ZARC 0.8", [[50, 0.1, 0.8]]),
  zarcs("ZARC 0.8 and 0.9, 2 decades", [
    [50, 0.1, 0.8],
    [30, 1e-3, 0.9],
  ]),
  zarcs("ZARC 0.9 twice, 1 decade", [
    [50, 0.1, 0.9],
    [30, 1e-2, 0.9],
  ]),
  zarcs("ZARC 0.8 twice, 1 decade", [
    [50, 0.1, 0.8],
    [50, 1e-2, 0.8],
  ]),
  zarcs("ZARC 0.95, 5 : 1, 3 decades", [
    [50, 0.1, 0.95],
    [10, 1e-4, 0.95],
  ]),
  {
    name: "Gerischer",
    circuit: "R0{10}-G1{R = 50, tau = 0.1}",
    processes: [{ tau: 0.1, resistance: 50 }],
    gamma: gerischerOf(50, 0.1),
  },
  {
    name: "Havriliak-Negami 0.8, 0.7",
    circuit: "R0{10}-HN1{R = 50, tau = 0.1, a = 0.8, b = 0.7}",
    processes: [{ tau: maximumOf(havriliakNegami), resistance: 50 }],
    gamma: havriliakNegami,
  },
];

/** Inverts `draws` noisy spectra of a known distribution. */
export function scoreKnown(one: Known, noise: number, lambda: LambdaChoice, draws: number): AnalyticRow {
  const total = one.processes.reduce((sum, { resistance }) => sum + resistance, 0);
  const tauErrors: number[] = [];
  const resistanceErrors: number[] = [];
  const polarisationErrors: number[] = [];
  const covered: number[] = [];
  for (let seed = 1; seed <= draws; seed++) {
    const result = drt(simulated(one.circuit, { frequencyHz: FREQUENCIES, noise, seed }), { lambda });
    polarisationErrors.push(100 * Math.abs(result.polarisationResistance / total - 1));
    const { gamma } = one;
    if (gamma !== undefined) {
      result.tau.forEach((tau, k) => {
        if (tau * 2 * Math.PI * HIGHEST < 1 || tau * 2 * Math.PI * LOWEST > 1) return;
        const truth = gamma(tau);
        const inside = truth >= (result.band.lower[k] ?? NaN) && truth <= (result.band.upper[k] ?? NaN);
        covered.push(inside ? 1 : 0);
      });
    }
    if (result.peaks.length !== one.processes.length) continue;
    const worst = (error: (k: number) => number): number => Math.max(...one.processes.map((_, k) => error(k)));
    tauErrors.push(worst((k) => Math.abs(Math.log10((result.peaks[k]?.tau ?? NaN) / (one.processes[k]?.tau ?? NaN)))));
    resistanceErrors.push(
      worst((k) => 100 * Math.abs((result.peaks[k]?.resistance ?? NaN) / (one.processes[k]?.resistance ?? NaN) - 1)),
    );
  }
  return {
    set: one.name,
    noise,
    lambda,
    draws,
    rightCount: tauErrors.length,
    tauErrorDecades: tauErrors.length === 0 ? null : median(tauErrors),
    resistanceErrorPercent: resistanceErrors.length === 0 ? null : median(resistanceErrors),
    polarisationErrorPercent: median(polarisationErrors),
    coverage: covered.length === 0 ? null : mean(covered),
  };
}
