import {
  answers,
  checkSpectrum,
  compareCircuits,
  drt,
  fit,
  identifiability,
  intervals,
  makeSpectrum,
  parseCircuit,
  simulate,
  type FitOptions,
  type Spectrum,
} from "../../../src/index.ts";
import { NormalGenerator } from "../../../src/cli/random.ts";
import type { ReportInput } from "../../../src/report/index.ts";

const CELL = "R_b{200}-(R_gb{100}|CPE_gb{Q = 20n, n = 0.9})-(R_int{80}|CPE_int{Q = 5u, n = 0.85})";
export const MODEL = "R_b-(R_gb|CPE_gb)-(R_int|CPE_int)";
export const CIRCUIT = `${MODEL}; R_b role bulk; R_gb role grain-boundary; order tau(R_gb, CPE_gb) < tau(R_int, CPE_int); derive R_total = R_b + R_gb`;
const NOISE = 0.003;

/** Two arcs from 1 MHz to 1 Hz with 0.3 % of noise. */
export function cellSpectrum(points = 61, more: Pick<Spectrum, "metadata"> = { metadata: {} }): Spectrum {
  const frequencyHz = Array.from({ length: points }, (_, k) => 1e6 * 10 ** ((-6 * k) / (points - 1)));
  const { re, im } = simulate(parseCircuit(CELL), frequencyHz);
  const random = new NormalGenerator(7);
  const noisy = (value: number, k: number): number =>
    value + NOISE * Math.hypot(re[k] ?? 0, im[k] ?? 0) * random.next();
  return makeSpectrum({ frequencyHz, re: Array.from(re, noisy), im: Array.from(im, noisy), ...more });
}

/** All that a report can hold. */
export function fullInput(spectrum = cellSpectrum(), options: FitOptions = {}): ReportInput {
  const circuit = parseCircuit(CIRCUIT);
  const result = fit(spectrum, circuit, options);
  const sample = { thickness: "1.00(2) mm", diameter: "1 cm", temperature: "25 C" };
  return {
    result,
    file: "cell.csv",
    sha256: "0123456789abcdef".repeat(4),
    intervals: intervals(result),
    identifiability: identifiability(result),
    check: checkSpectrum(spectrum),
    answers: answers(result, sample),
    sample,
    drt: drt(spectrum),
    comparison: compareCircuits(spectrum, [circuit, parseCircuit("R0-(R1|CPE1)")], options),
    verification: "The second opinion agrees.",
    commandLine: "npx eisfit report cell.csv -c 'R_b-(R_gb|CPE_gb)-(R_int|CPE_int)'",
  };
}
