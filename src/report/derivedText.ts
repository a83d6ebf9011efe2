import type { DerivedAnswer, RefusedAnswer } from "../analysis/answer.ts";
import { figures } from "./resultTable.ts";
import { labelledLines, textTable } from "./textTable.ts";

/** Derived quantities as a table with errors and formulas, then their flags and notes, and what was refused with what would settle it. */
export function derivedText(answers: readonly DerivedAnswer[], refused: readonly RefusedAnswer[] = []): string {
  const rows = answers.map((answer) => [answer.name, ...figures(answer), answer.formula]);
  const header = ["quantity", "value", "std. error", "unit", "rel. error", "95 % interval", "formula"];
  const lines: (readonly [string, string])[] = [
    ...answers.flatMap(({ flags }) => flags.map((flag) => ["flag", flag] as const)),
    ...answers.flatMap(({ name, notes }) => notes.map((note) => ["note", `${name}: ${note}`] as const)),
    ...refused.flatMap(({ name, reason, settledBy }) => [
      ["refused", `${name}: ${reason}.`] as const,
      ["", settledBy] as const,
    ]),
  ];
  return [
    ...(rows.length === 0
      ? []
      : [`${textTable(header, rows, ["left", "right", "right", "left", "right", "left", "left"])}\n`]),
    ...(lines.length === 0 ? [] : [`${labelledLines(lines)}\n`]),
  ].join("\n");
}
