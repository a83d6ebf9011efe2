import type { DrtPeak, DrtResult, FittedArc, SecondOpinion } from "../drt/index.ts";
import { printQuantity } from "./quantity.ts";
import { labelledLines, textTable } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

const WIDTH = 96;
const HEADER = ["peak", "tau", "f", "R", "interval", "width, decades", "n", "m(RQ): tau", "R", "n"];
const ALIGNMENTS = ["right", "right", "right", "right", "left", "right", "right", "right", "right", "right"] as const;
const CHOICE = {
  given: "given",
  gcv: "by generalised cross-validation",
  mgcv: "by modified cross-validation",
  "l-curve": "at the corner of the L-curve",
};

function print(value: number, unit: string): string {
  const { value: digits, unit: printed } = printQuantity(Number(value.toPrecision(4)), null, unit);
  return printed === "" ? digits : `${digits} ${printed}`;
}

function interval([low, high]: readonly [number, number]): string {
  return `${print(low, "ohm")} .. ${print(high, "ohm")}`;
}

function peakCells(peak: DrtPeak | undefined, number: number): string[] {
  if (peak === undefined) return ["", "", "", "", "", "", ""];
  return [
    String(number),
    print(peak.tau, "s"),
    print(peak.frequencyHz, "Hz"),
    print(peak.resistance, "ohm"),
    interval(peak.resistanceInterval),
    peak.widthDecades === null ? "-" : peak.widthDecades.toFixed(2),
    peak.exponent.toFixed(2),
  ];
}

function arcCells(arc: FittedArc | undefined): string[] {
  if (arc === undefined) return ["-", "", ""];
  return [print(arc.tau, "s"), print(arc.resistance, "ohm"), arc.exponent.toFixed(2)];
}

/** Peaks with the arcs of the second method that are the same process, then arcs that have no peak, by rising time constant. */
function processRows(peaks: readonly DrtPeak[], { matches, arcs }: SecondOpinion): string[][] {
  const rows = peaks.map((peak, index) => {
    const arc = arcs[matches.find((match) => match.peak === index)?.arc ?? -1];
    return { tau: peak.tau, cells: [...peakCells(peak, index + 1), ...arcCells(arc)] };
  });
  arcs.forEach((arc, index) => {
    if (matches.some((match) => match.arc === index)) return;
    rows.push({ tau: arc.tau, cells: [...peakCells(undefined, 0), ...arcCells(arc)] });
  });
  return rows.sort((a, b) => a.tau - b.tau).map(({ cells }) => cells);
}

/** A distribution of relaxation times for people: its peaks beside the arcs of the second method, its terms, and the verdict. */
export function drtText(result: DrtResult): string {
  const { band, secondOpinion, inductance, capacitance, lambda, lambdaChoice, warnings, notes } = result;
  const rows = processRows(result.peaks, secondOpinion);
  const table = rows.length === 0 ? "No peaks." : textTable(HEADER, rows, ALIGNMENTS);
  const series = band.seriesResistance === null ? "" : `  (${interval(band.seriesResistance)})`;
  const lines: [string, string][] = [
    ["series resistance", `${print(result.seriesResistance, "ohm")}${series}`],
    [
      "polarisation resistance",
      `${print(result.polarisationResistance, "ohm")}  (${interval(band.polarisationResistance)})`,
    ],
    ["inductance", inductance > 0 ? print(inductance, "H") : "none"],
    ["series capacitance", capacitance === null ? "none" : print(capacitance, "F")],
    ["lambda", `${lambda.toExponential(3)}, ${CHOICE[lambdaChoice]}`],
    [
      "basis",
      `${result.basis}, ${String(result.tau.length)} time constants, penalty on derivative ${String(result.derivative)}`,
    ],
    ["residual, rms", `${result.residualPercent.toPrecision(3)} % of |Z|`],
    ["second method", secondOpinion.circuit ?? "none"],
  ];
  const remarks = [
    ...notes.map((note) => wrapText(`note: ${note}`, WIDTH, 2)),
    ...warnings.map((warning) => wrapText(`warning: ${warning}`, WIDTH, 2)),
  ];
  const { summary, disagreements } = secondOpinion;
  const comparison = [
    wrapText(summary, WIDTH),
    ...disagreements.filter((sentence) => sentence !== summary).map((sentence) => wrapText(`- ${sentence}`, WIDTH, 2)),
  ];
  const sections = [table, labelledLines(lines), remarks.join("\n"), comparison.join("\n")];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}
