import { arcCurves, fit, parseCircuit, simulate, type FitResult, type MaskOptions } from "../../src/index.ts";
import { circuitOutline, type PlottedFit } from "../../src/report/index.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { simulated, sweep, valuesOf, type Simulation } from "../fit/support.ts";

/** A spectrum with its fit, as the plots take them. */
export interface DataSet {
  readonly spectrum: Spectrum;
  readonly result: FitResult;
  readonly plotted: PlottedFit;
}

const TWO_ARCS = "R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})-(R2{60}|CPE2{Q=200u,n=0.85})";
const SIX_ARCS =
  "R0{20}-(R1{100}|C1{10n})-(R2{60}|C2{1u})-(R3{80}|C3{100u})-(R4{40}|C4{5m})-(R5{60}|C5{100m})-(R6{60}|C6{2})";

const SIMULATED: Readonly<Record<string, readonly [circuit: string, how: Simulation, mask?: MaskOptions]>> = {
  "two-arcs": [TWO_ARCS, { frequencyHz: sweep(1e6, 0.1, 71) }],
  "one-a-decade": [TWO_ARCS, { frequencyHz: sweep(1e6, 0.1, 8) }],
  "500-points": [TWO_ARCS, { frequencyHz: sweep(1e6, 0.1, 500) }],
  milliohm: [
    "L0{20n}-R0{1.2m}-(R1{0.6m}|CPE1{Q=2,n=0.9})-(R2{0.8m}|CPE2{Q=60,n=0.8})-Wo{R=2m,tau=60}",
    { frequencyHz: sweep(1e5, 0.01, 71) },
  ],
  gigaohm: ["(R1{3G}|C1{20p})-(R2{5G}|CPE2{Q=3n,n=0.9})", { frequencyHz: sweep(1e6, 1e-3, 60) }],
  "inductive-loop": ["R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})-(R2{60}|L2{40})", { frequencyHz: sweep(1e6, 1e-3, 71) }],
  masked: [
    "L0{8u}-R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})-(R2{60}|CPE2{Q=2m,n=0.85})",
    { frequencyHz: sweep(1e7, 0.1, 71) },
    { minimumHz: 0.5, maximumHz: 3e5 },
  ],
  "one-arc": ["R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})", { frequencyHz: sweep(1e6, 1, 49) }],
  "six-arcs": [SIX_ARCS, { frequencyHz: sweep(1e6, 1e-3, 91) }],
  constant: ["R0{50}", { frequencyHz: sweep(1e5, 0.1, 31) }],
  "huge-noise": ["R0{20}-(R1{100}|CPE1{Q=1u,n=0.9})", { frequencyHz: sweep(1e6, 0.1, 71), noise: 0.3 }],
  diffusion: ["R0{20}-(CPE1{Q=10u,n=0.9}|(R1{50}-W{sigma=40}))", { frequencyHz: sweep(1e6, 0.01, 81) }],
  blocking: ["R0{20}-(R1{400}|CPE1{Q=1n,n=0.95})-CPE2{Q=1u,n=0.85}", { frequencyHz: sweep(3e6, 0.1, 80) }],
  // Arcs that a long tail squeezes into a corner.
  "long-tail": [
    "R0{20}-(R1{40}|CPE1{Q=100n,n=0.95})-(R2{60}|CPE2{Q=20u,n=0.95})-CPE3{Q=3m,n=0.8}",
    { frequencyHz: sweep(1e6, 0.01, 81) },
  ],
  undetermined: [
    "R0{20}-(R1{100}|CPE1{Q=1u,n=0.98})-(R2{600}|CPE2{Q=20m,n=0.9})",
    { frequencyHz: sweep(1e5, 1, 31), noise: 0.02 },
  ],
};

export const dataSetNames: readonly string[] = Object.keys(SIMULATED);

const made = new Map<string, DataSet>();

/** @throws {Error} where there is no such data set */
export function dataSet(name: string): DataSet {
  const known = made.get(name) ?? make(name);
  made.set(name, known);
  return known;
}

function make(name: string): DataSet {
  const [text, how, mask = {}] = SIMULATED[name] ?? [];
  if (text === undefined) throw new Error(`there is no data set ${name}`);
  const spectrum = simulated(text, how);
  const circuit = parseCircuit(text);
  const result = fit(spectrum, circuit, { ...mask, search: false });
  const { frequencyHz } = result.residuals;
  const [highest, lowest] = [frequencyHz[0] ?? 1, frequencyHz.at(-1) ?? 1];
  const curve = sweep(highest, lowest, Math.ceil(20 * Math.log10(highest / lowest)));
  const values = valuesOf(result);
  return {
    spectrum,
    result,
    plotted: {
      measured: spectrum,
      fit: { frequencyHz: curve, ...simulate(circuit, curve, values) },
      excluded: result.excluded.map(({ index }) => index),
      arcs: arcCurves(circuit, values, curve),
      title: `${name}.csv, ${circuitOutline(circuit.text)}`,
    },
  };
}
