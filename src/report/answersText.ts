import type { Answers, Assignment } from "../analysis/answers.ts";
import type { DerivedAnswer, RefusedAnswer } from "../analysis/answer.ts";
import { printLike } from "./quantity.ts";
import { figures } from "./resultTable.ts";
import { labelledLines, textTable, type Alignment } from "./textTable.ts";

const HEADER = ["answer", "value", "std. error", "unit", "rel. error", "95 % interval"];
const ALIGNMENTS: readonly Alignment[] = ["left", "right", "right", "left", "right"];
const ZERO_CELSIUS = 273.15;

/**
 * Answers as people read them: the sample, a table with value, error, formula and the numbers of its remarks, what each arc was
 * taken for, then the remarks, what was refused and what would settle it, warnings and notes. The same remark on several answers stands once.
 */
export function answersText(found: Answers): string {
  const remarks = [...new Set(found.answers.flatMap(({ flags, notes }) => [...flags, ...notes]))];
  const anyPossible = found.answers.some(({ possible }) => possible !== undefined);
  const header = [...HEADER, ...(anyPossible ? ["may be"] : []), "formula", "remarks"];
  const rows = found.answers.map((answer) => {
    const own = [
      ...answer.flags.map((flag) => number(remarks, flag, "!")),
      ...answer.notes.map((note) => number(remarks, note, "")),
    ];
    const may = anyPossible ? [possibleText(answer)] : [];
    return [answer.name, ...figures(answer), ...may, answer.formula, own.join(" ")];
  });
  const lines: [string, string][] = [
    ...remarks.map((text, place): [string, string] => [`[${String(place + 1)}]`, text]),
    ...found.refused.map((each): [string, string] => ["not given", refusalText(each)]),
    ...found.warnings.map((text): [string, string] => ["warning", text]),
    ...found.notes.map((text): [string, string] => ["note", text]),
  ];
  return [
    `Answers${sampleText(found)}\n`,
    ...(rows.length === 0 ? [] : [`${textTable(header, rows, ALIGNMENTS)}\n`]),
    ...(found.assignments.length === 0 ? [] : [`${assignmentTable(found.assignments)}\n`]),
    ...(lines.length === 0 ? [] : [`${labelledLines(lines)}\n`]),
  ].join("\n");
}

function number(remarks: readonly string[], text: string, mark: string): string {
  return `[${String(remarks.indexOf(text) + 1)}]${mark}`;
}

function possibleText({ possible, value, stderr, unit }: DerivedAnswer): string {
  return possible === undefined ? "" : printLike(possible, value, stderr, unit).join(" .. ");
}

function refusalText({ name, reason, settledBy }: RefusedAnswer): string {
  return `${name}: ${reason} What would settle it: ${settledBy.charAt(0).toLowerCase()}${settledBy.slice(1)}`;
}

function sampleText({ sample }: Answers): string {
  const { thicknessCm, areaCm2, electrodeAreaCm2, temperatureK, cell, interfaces } = sample;
  const digits = (value: number): string => String(Number(value.toPrecision(5)));
  const parts = [
    ...(thicknessCm === null ? [] : [`L = ${digits(thicknessCm)} cm`]),
    ...(areaCm2 === null ? [] : [`A = ${digits(areaCm2)} cm2`]),
    ...(electrodeAreaCm2 === null || electrodeAreaCm2 === areaCm2
      ? []
      : [`electrodes ${digits(electrodeAreaCm2)} cm2`]),
    ...(temperatureK === null ? [] : [`${digits(temperatureK - ZERO_CELSIUS)} C`]),
    ...(cell === null ? [] : [`${cell} cell`]),
    ...(interfaces === null || interfaces < 2 ? [] : [`${String(interfaces)} alike interfaces`]),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function assignmentTable(assignments: readonly Assignment[]): string {
  const rows = assignments.map(({ process, part, by, role, capacitance, specificCapacitance, candidates }) => [
    process,
    role === null || role === part ? part : `${part} (${role})`,
    by,
    capacitance === null ? "" : capacitance.toExponential(2),
    specificCapacitance === null ? "" : specificCapacitance.toExponential(2),
    candidates.join(", "),
  ]);
  const header = ["arc", "taken for", "by", "C/F", "C L/A in F/cm", "which is that of"];
  return textTable(header, rows, ["left", "left", "left", "right", "right", "left"]);
}
