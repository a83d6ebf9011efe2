import { closeSync, openSync, writeSync } from "node:fs";
import { arcsOfBlockingCell, chainCircuit, chainWorkload, type Problem } from "../workload.ts";

/** Of each spectrum. */
export const POINTS = 60;

/** Made at a time, so that the bench holds few. */
const AT_ONCE = 1000;

/** The circuit of the spectra: nine parameters. */
export const CIRCUIT = chainCircuit(arcsOfBlockingCell);

/** Simulated spectra of a solid electrolyte between blocking electrodes, each with values and noise of its own. */
export function problemsFrom(first: number, count: number): readonly Problem[] {
  return chainWorkload("batch", arcsOfBlockingCell, POINTS, count, 1 + first).problems;
}

export function lineOf({ frequenciesHz, re, im }: Problem): string {
  return `${JSON.stringify({ frequencyHz: [...frequenciesHz], re: [...re], im: [...im] })}\n`;
}

/** Writes so many spectra as lines of JSON. */
export function writeSpectra(path: string, count: number): void {
  const descriptor = openSync(path, "w");
  try {
    for (let first = 0; first < count; first += AT_ONCE) {
      writeSync(
        descriptor,
        problemsFrom(first, Math.min(AT_ONCE, count - first))
          .map(lineOf)
          .join(""),
      );
    }
  } finally {
    closeSync(descriptor);
  }
}
