import type { ComparedCircuit, Comparison } from "../comparison/index.ts";
import { shownValue } from "./limit.ts";
import { circuitOutline } from "./outline.ts";
import { printQuantity } from "./quantity.ts";
import { labelledLines, textTable } from "./textTable.ts";
import { wrapPieces, wrapText } from "./wrapText.ts";

const WIDTH = 96;
const HEADER = ["", "circuit", "free", "S", "S/S_KK", "dAICc", "weight", "dBIC", "residuals"];
const ALIGNMENTS = ["left", "left", "right", "right", "right", "right", "right", "right", "left"] as const;

/**
 * A comparison of circuits for people: the circuits by rising AICc, F tests of special cases, values of circuits that are the same, and
 * the verdict. Circuits are named by letters in the order of the table.
 */
export function comparisonText(comparison: Comparison): string {
  const { ranked, verdict } = comparison;
  const sections = [
    textTable(HEADER, ranked.map(circuitRow), ALIGNMENTS),
    legend(ranked),
    ...nestedSection(comparison),
    ...equivalentSections(comparison),
    ...reservations(ranked),
    wrapText(verdict, WIDTH),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** `A` for the first row. */
function letter(row: number): string {
  return row < 26 ? String.fromCharCode(65 + row) : `#${row + 1}`;
}

function circuitRow(compared: ComparedCircuit, row: number): string[] {
  const { result, parameters, deltaAicc, akaikeWeight, deltaBic, lackOfFit, residualTests } = compared;
  const against = lackOfFit.kind === "kramers-kronig" && Number.isFinite(lackOfFit.ratio);
  return [
    letter(row),
    circuitOutline(result.circuit),
    String(parameters),
    result.objective.toExponential(3),
    against ? printRatio(lackOfFit.ratio) : "",
    deltaAicc === null ? "-" : deltaAicc.toFixed(1),
    akaikeWeight < 5e-4 ? "0" : akaikeWeight.toFixed(3),
    deltaBic.toFixed(1),
    residualWord(residualTests),
  ];
}

function printRatio(ratio: number): string {
  return ratio < 1000 ? ratio.toFixed(2) : ratio.toExponential(1);
}

function residualWord({ independent, normal }: ComparedCircuit["residualTests"]): string {
  if (independent === null) return "not tested";
  if (!independent) return "a pattern";
  return normal === false ? "not normal" : "noise";
}

function legend(ranked: readonly ComparedCircuit[]): string {
  return labelledLines([
    ["S", `sum of squares, weights: ${ranked[0]?.result.weight ?? ""}`],
    ["S/S_KK", "S beside that of the best Kramers-Kronig-consistent impedance"],
    ["weight", "Akaike weight, the share of the evidence; dAICc and dBIC are above the least"],
  ]);
}

function nestedSection({ nested, ranked }: Comparison): string[] {
  if (nested.length === 0) return [];
  const name = (index: number): string => letter(ranked.findIndex((compared) => compared.index === index));
  const lines = nested
    .map(({ special, general, text }) => [name(special), name(general), text] as const)
    .sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
  return [labelledLines(lines.map(([special, general, text]) => [`${special} is a special case of ${general}`, text]))];
}

/** Values of circuits that are the same, side by side. */
function equivalentSections({ equivalent, ranked }: Comparison): string[] {
  return equivalent.map((group) => {
    const members = ranked.flatMap((compared, row) => (group.includes(compared.index) ? [{ compared, row }] : []));
    const names = members.map(({ row }) => letter(row)).join(" and ");
    const lines = members.map(({ compared, row }) => wrapPieces([`${letter(row)} `, ...valuesOf(compared)], WIDTH, 3));
    const heading = `${names} are the same circuit in other forms; no data can tell them apart. Their values:`;
    return `${heading}\n${lines.join("\n")}`;
  });
}

/** `R1 = 12.3 +- 0.4 ohm` and so on, with commas. */
function valuesOf({ result }: ComparedCircuit): string[] {
  return result.parameters.map((parameter, index) => {
    const { name, stderr, unit } = parameter;
    const printed = printQuantity(shownValue(parameter), stderr, unit);
    const error = printed.stderr === "" ? "" : ` +- ${printed.stderr}`;
    const comma = index < result.parameters.length - 1 ? "," : "";
    return `${name} = ${printed.value}${error}${printed.unit === "" ? "" : ` ${printed.unit}`}${comma}`;
  });
}

/** Fits that ended otherwise than converged, since their place may be worse than they deserve. */
function reservations(ranked: readonly ComparedCircuit[]): string[] {
  const lines = ranked.flatMap(({ result }, row): [string, string][] => {
    const { outcome, message } = result.termination;
    return outcome === "converged" ? [] : [[letter(row), message]];
  });
  return lines.length === 0 ? [] : [lines.map(([label, text]) => wrapText(`${label}  ${text}`, WIDTH, 3)).join("\n")];
}
