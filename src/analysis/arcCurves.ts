import type { Circuit, CircuitNode } from "../circuit/circuit.ts";
import { printTopology } from "../circuit/print.ts";
import { FitError } from "../fit/fitError.ts";
import type { Simulated } from "../fit/simulate.ts";
import { simulatePart } from "../fit/simulatePart.ts";

/** A part of a circuit alone, displaced along the real axis to where it lies in the whole. */
export interface ArcCurve extends Simulated {
  /** The part as circuit text, `R1|CPE1`. */
  readonly name: string;
  /** Hz, falling; further than asked for where the arc needs it to close. */
  readonly frequencyHz: Float64Array;
}

const PER_DECADE = 16;
/** Decades beyond those asked for in which an arc closes, where it does. */
const BEYOND = 4;

interface Part {
  readonly name: string;
  readonly frequencyHz: Float64Array;
  readonly z: Simulated;
  /** Place of the largest |Z''|, undefined where it lies at an end: a tail, or what only begins. */
  readonly peak: number | undefined;
}

/**
 * The arcs of a circuit, each alone: every part in series that is neither a resistor nor an inductor, from the fastest to the
 * slowest, each beginning where the resistances and arcs before it end. Tails, which have no end, come last and stay within the
 * frequencies given. Empty for a circuit with one such part only, whose curve would be that of the whole.
 *
 * @param values of all parameters by name, in the records' units.
 * @param frequencyHz the frequencies that the whole is shown at.
 */
export function arcCurves(
  circuit: Circuit,
  values: Readonly<Record<string, number>>,
  frequencyHz: ArrayLike<number>,
): ArcCurve[] {
  const nodes = circuit.root.kind === "series" ? circuit.root.children : [];
  const highest = Array.from(frequencyHz).reduce((one, other) => Math.max(one, other), 0);
  const lowest = Array.from(frequencyHz).reduce((one, other) => Math.min(one, other), Infinity);
  if (!(highest > lowest)) return [];
  const known = new Map(Object.entries(values));
  let offset = 0;
  const parts: Part[] = [];
  for (const node of nodes) {
    const { symbol } = node.kind === "element" ? node.element.record : { symbol: "" };
    if (symbol === "R") offset += values[printTopology(node)] ?? 0;
    if (symbol === "R" || symbol === "L" || symbol === "La") continue;
    const part = partOf(node, circuit, known, highest, lowest);
    if (part !== undefined) parts.push(part);
  }
  if (parts.length < 2) return [];
  // Where an arc begins, the faster ones have ended and the slower ones have not begun, which is 0 for all but inductive ones.
  for (const { z, peak } of parts) if (peak !== undefined) offset += z.re[0] ?? 0;
  return parts
    .sort((one, other) => speed(other) - speed(one))
    .map((part): ArcCurve => {
      const { re, im } = part.z;
      const start = offset - (part.peak === undefined ? 0 : (re[0] ?? 0));
      offset = start + (re.at(-1) ?? 0);
      return { name: part.name, frequencyHz: part.frequencyHz, re: re.map((value) => start + value), im };
    });
}

/** undefined where the part has no impedance at these values: shorted, or open. */
function partOf(
  node: CircuitNode,
  circuit: Circuit,
  values: ReadonlyMap<string, number>,
  highest: number,
  lowest: number,
): Part | undefined {
  try {
    const wide = grid(highest * 10 ** BEYOND, lowest / 10 ** BEYOND);
    const z = simulatePart(node, circuit, values, wide);
    const name = printTopology(node).replace(/^\((.*)\)$/, "$1");
    const peak = peakOf(z);
    if (peak !== undefined) return { name, frequencyHz: wide, z, peak };
    const narrow = grid(highest, lowest);
    return { name, frequencyHz: narrow, z: simulatePart(node, circuit, values, narrow), peak };
  } catch (error) {
    if (error instanceof FitError) return undefined;
    throw error;
  }
}

function grid(highest: number, lowest: number): Float64Array {
  const steps = Math.max(1, Math.ceil(PER_DECADE * Math.log10(highest / lowest)));
  return Float64Array.from({ length: steps + 1 }, (_, k) => highest * (lowest / highest) ** (k / steps));
}

function peakOf({ im }: Simulated): number | undefined {
  let best = 0;
  im.forEach((value, k) => {
    if (Math.abs(value) > Math.abs(im[best] ?? 0)) best = k;
  });
  return best === 0 || best === im.length - 1 ? undefined : best;
}

function speed({ frequencyHz, peak }: Part): number {
  return peak === undefined ? 0 : (frequencyHz[peak] ?? 0);
}
