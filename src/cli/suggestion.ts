import { shippedCircuits } from "../circuits/index.ts";
import { drt, parseCircuit, type Spectrum } from "../index.ts";
import { circuitOutline } from "../report/index.ts";

/** A circuit to begin with, as the data ask for it. */
export interface SuggestedCircuit {
  /** A chain of arcs with what the ends of the spectrum ask for. */
  readonly circuit: string;
  readonly arcs: number;
  /** There may be more arcs: no longer chain was tried, or none could be. */
  readonly atLeast: boolean;
  /** Circuits that come with eisfit and have the same elements in the same places, names apart. */
  readonly named: readonly string[];
}

/** The chain of arcs that BIC prefers for a spectrum, by the second method of `drt`; undefined where none could be fitted. */
export function suggestCircuit(spectrum: Spectrum): SuggestedCircuit | undefined {
  const { circuit, arcs, bic } = drt(spectrum).secondOpinion;
  if (circuit === null) return undefined;
  const outline = circuitOutline(circuit);
  const shape = shapeOf(outline);
  const named = shippedCircuits
    .filter(({ text }) => shapeOf(circuitOutline(parseCircuit(text).text)) === shape)
    .map(({ name }) => name);
  return { circuit: outline, arcs: arcs.length, atLeast: bic.length === arcs.length + 1, named };
}

/** `2 arcs`, `at least 6 arcs`. */
export function arcsText({ arcs, atLeast }: SuggestedCircuit): string {
  const counted = arcs === 0 ? "no arc" : arcs === 1 ? "1 arc" : `${String(arcs)} arcs`;
  return atLeast && arcs > 0 ? `at least ${counted}` : counted;
}

/** Elements without their names. */
function shapeOf(outline: string): string {
  return outline.replace(/([A-Za-z]+?)(?:_\w+|\d+)(?=\W|$)/g, "$1");
}
