import { drt, drtToCircuit } from "../../src/index.ts";
import type { DrtOptions, DrtResult } from "../../src/index.ts";
import { simulateSpectrum } from "./fitCase.ts";

interface DistributionCase {
  readonly circuit: string;
  readonly options?: DrtOptions;
}

const TWO_ARCS = "R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})-(R2{50}|CPE2{Q = 1m, n = 0.8})";
const TAIL = "L1{1u}-R0{5}-(R1{30}|CPE1{Q = 10u, n = 0.85})-C1{50m}";

/** Every basis, penalty, choice of lambda, weight and part of the data, with and without terms. */
const cases: readonly DistributionCase[] = [
  { circuit: TWO_ARCS },
  { circuit: TWO_ARCS, options: { basis: "piecewise-linear", lambda: "gcv" } },
  { circuit: TWO_ARCS, options: { derivative: 2, lambda: "l-curve", weight: "unit", timeConstants: 81 } },
  { circuit: TWO_ARCS, options: { data: "re", weight: "sigma", level: 0.8 } },
  { circuit: TWO_ARCS, options: { data: "im", nonNegative: false, inductance: false } },
  { circuit: TAIL },
  { circuit: TAIL, options: { capacitance: false, lambda: 1e-3, timeConstants: { from: 1e-6, to: 10, count: 50 } } },
];

/** The distribution of a case, and the circuit made of it. */
export interface CaseDistribution {
  readonly result: DrtResult;
  readonly circuit: string;
}

/** Inverts simulated spectra. */
export function invertCases(): CaseDistribution[] {
  return cases.map(({ circuit, options }, index) => {
    const result = drt(simulateSpectrum({ name: "drt", circuit }, index + 1), options);
    return { result, circuit: drtToCircuit(result) };
  });
}
