import type { CircuitNode } from "../../circuit/index.ts";
import { printTopology } from "../../circuit/print.ts";
import { simulate, type Simulated } from "../../fit/simulate.ts";
import { simulatePart } from "../../fit/simulatePart.ts";
import { circuitOutline } from "../outline.ts";
import { version } from "../../version.ts";
import { valuesOf, type Band, type ValuedCircuit } from "./valuedCircuit.ts";
import { ExportError } from "./exportError.ts";

/** Which frequencies a curve has. */
export interface CurveGrid {
  /** In Hz. By default those of the fitted points, else 1 MHz to 10 mHz. */
  readonly band?: Band;
  /** 30 by default. */
  readonly perDecade?: number;
}

/** The impedance of a part of a circuit alone, in ohm. */
export interface PartCurve extends Simulated {
  /** `(R_gb|CPE_gb)`, `R_b` */
  readonly part: string;
}

/** The impedance of a circuit and of its parts, by falling frequency. */
export interface CircuitCurves extends Simulated {
  readonly frequencyHz: Float64Array;
  readonly parts: readonly PartCurve[];
}

/** What is taken apart: nothing, what stands in series, or each element. */
export type CurveParts = "none" | "arcs" | "elements";

const USUAL_PER_DECADE = 30;
const MOST_POINTS = 1_000_000;
/** Powers differ from engine to engine beyond. */
const FREQUENCY_DIGITS = 10;
export const USUAL_BAND: Band = [1e-2, 1e6];

/**
 * Frequencies evenly spaced on the logarithmic scale, by falling frequency, with both ends of the band.
 *
 * @throws {ExportError} for a band that is none, and for more than a million points.
 */
export function logarithmicGrid([lowest, highest]: Band, perDecade = USUAL_PER_DECADE): Float64Array {
  if (!(lowest > 0 && highest >= lowest && highest < Infinity)) {
    throw new ExportError(`${String(lowest)} .. ${String(highest)} Hz is no band; give two frequencies above 0.`);
  }
  if (!(perDecade > 0)) throw new ExportError(`${String(perDecade)} points a decade are none; give a number above 0.`);
  const steps = Math.ceil(perDecade * Math.log10(highest / lowest) - 1e-9);
  if (!(steps < MOST_POINTS)) {
    throw new ExportError(`${String(steps + 1)} points were asked for; ${String(MOST_POINTS)} are the most.`);
  }
  const ratio = lowest / highest;
  return Float64Array.from({ length: steps + 1 }, (_, index) => {
    if (index === 0 || index === steps) return index === 0 ? highest : lowest;
    return Number((highest * ratio ** (index / steps)).toPrecision(FREQUENCY_DIGITS));
  });
}

/**
 * The impedance of a circuit on a dense grid, and of each of its arcs (what stands in series, so that they add up to the whole) or of
 * each of its elements alone.
 *
 * @throws {ExportError} for a grid that is none, {FitError} for values without an impedance.
 */
export function circuitCurves(valued: ValuedCircuit, kind: CurveParts = "none", grid: CurveGrid = {}): CircuitCurves {
  const { circuit } = valued;
  const frequencyHz = logarithmicGrid(grid.band ?? valued.band ?? USUAL_BAND, grid.perDecade);
  const nodes = kind === "none" ? [] : kind === "arcs" ? arcsOf(circuit.root) : elementNodes(valued);
  const values = valuesOf(valued.parameters);
  return {
    frequencyHz,
    ...simulate(circuit, frequencyHz),
    parts: nodes.map((node) => ({ part: printTopology(node), ...simulatePart(node, circuit, values, frequencyHz) })),
  };
}

function arcsOf(root: CircuitNode): readonly CircuitNode[] {
  return root.kind === "series" ? root.children : [root];
}

function elementNodes({ circuit }: ValuedCircuit): CircuitNode[] {
  return circuit.elements.map((element) => ({ kind: "element", element }));
}

/** Curves as CSV: `frequency_hz,z_re_ohm,z_im_ohm`, then two columns for each part, with its circuit in brackets; true sign of Z''. */
export function curvesCsv({ frequencyHz, re, im, parts }: CircuitCurves): string {
  const names = [
    "frequency_hz",
    "z_re_ohm",
    "z_im_ohm",
    ...parts.flatMap(({ part }) => [`z_re_ohm [${part}]`, `z_im_ohm [${part}]`]),
  ];
  const columns = [frequencyHz, re, im, ...parts.flatMap((part) => [part.re, part.im])];
  const rows = Array.from(frequencyHz, (_, index) => columns.map((column) => String(column[index])).join(","));
  return [names.join(","), ...rows, ""].join("\n");
}

/** Curves as a document: frequencies in Hz, impedances in ohm, true sign. */
export function curvesDocument(
  { circuit, file }: ValuedCircuit,
  { frequencyHz, re, im, parts }: CircuitCurves,
): object {
  return {
    eisfit: version,
    ...(file === undefined ? {} : { file }),
    circuit: circuit.text,
    units: { frequencyHz: "Hz", re: "ohm", im: "ohm" },
    frequencyHz: [...frequencyHz],
    re: [...re],
    im: [...im],
    ...(parts.length === 0
      ? {}
      : { parts: parts.map((part) => ({ circuit: circuitOutline(part.part), re: [...part.re], im: [...part.im] })) }),
  };
}
