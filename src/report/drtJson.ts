import { drtToCircuit, type DrtResult } from "../drt/index.ts";
import type { FailedFile } from "./fitJson.ts";

/** One inverted file. */
export interface InvertedFile {
  readonly file: string;
  /** Of the content of the file, in hexadecimal digits. */
  readonly sha256: string;
  readonly result: DrtResult;
}

/** The document of `eisfit drt --json`; the same input gives the same bytes everywhere. */
export function drtDocument(version: string, files: readonly (InvertedFile | FailedFile)[]): object {
  return { eisfit: version, files: files.map((entry) => ("error" in entry ? entry : invertedFile(entry))) };
}

function invertedFile({ file, sha256, result }: InvertedFile): object {
  const { frequencyHz } = result.residuals;
  const { band, secondOpinion } = result;
  return {
    file,
    spectrum: { points: frequencyHz.length, fmin: frequencyHz.at(-1), fmax: frequencyHz[0], sha256 },
    excluded: result.excluded,
    basis: result.basis,
    derivative: result.derivative,
    data: result.data,
    weight: result.weight,
    nonNegative: result.nonNegative,
    lambda: result.lambda,
    lambdaChoice: result.lambdaChoice,
    gcvScore: result.gcvScore,
    effectiveParameters: result.effectiveParameters,
    objective: result.objective,
    residualPercent: result.residualPercent,
    seriesResistance: result.seriesResistance,
    seriesResistanceInterval: band.seriesResistance,
    polarisationResistance: result.polarisationResistance,
    polarisationResistanceInterval: band.polarisationResistance,
    inductance: result.inductance,
    capacitance: result.capacitance,
    peaks: result.peaks,
    circuit: drtToCircuit(result),
    level: band.level,
    tau: [...result.tau],
    gamma: [...result.gamma],
    lower: [...band.lower],
    upper: [...band.upper],
    secondOpinion,
    notes: result.notes,
    warnings: result.warnings,
  };
}
