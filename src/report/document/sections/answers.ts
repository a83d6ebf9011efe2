import type { DerivedAnswer } from "../../../analysis/answer.ts";
import type { Answers, Assignment } from "../../../analysis/answers.ts";
import { printLike } from "../../quantity.ts";
import type { Block, Section, Table, Words } from "../document.ts";
import { formula, joined, number, prose, symbol } from "../words.ts";
import { QUANTITY_COLUMNS, quantityCells } from "./parameters.ts";

/** What follows for the sample. */
export function answersSection(found: Answers): Section {
  const { answers, assignments, refused, warnings, notes } = found;
  const blocks: readonly Block[] = [
    ...(answers.length === 0 ? [] : [answerTable(answers)]),
    ...(assignments.length === 0 ? [] : [assignmentTable(assignments)]),
    ...(refused.length === 0
      ? []
      : ([
          { kind: "paragraph", words: "What these data do not give:" },
          {
            kind: "list",
            items: refused.map(({ name, reason, settledBy }) =>
              prose(
                `${name}: ${reason} What would settle it: ${settledBy.charAt(0).toLowerCase()}${settledBy.slice(1)}`,
              ),
            ),
          },
        ] as const)),
    ...(warnings.length + notes.length === 0
      ? []
      : [{ kind: "list", items: [...warnings, ...notes].map(prose) } as const]),
  ];
  return { id: "derived-quantities", title: "Derived quantities", blocks };
}

/** The same remark on several answers stands once, below the table. */
function answerTable(answers: readonly DerivedAnswer[]): Table {
  const remarks = [...new Set(answers.flatMap(({ flags, notes }) => [...flags, ...notes]))];
  const anyPossible = answers.some(({ possible }) => possible !== undefined);
  const mark = (text: string): string => String(remarks.indexOf(text) + 1);
  return {
    kind: "table",
    caption: "Quantities of the sample, with errors from the covariance of the fit and those of the geometry.",
    columns: [
      { title: "Quantity", align: "left" },
      ...QUANTITY_COLUMNS,
      { title: "95 % interval", align: "left", whole: true },
      ...(anyPossible ? [{ title: "May be", align: "left", whole: true } as const] : []),
      { title: "Formula", align: "left" },
    ],
    rows: answers.map((answer) => {
      const own = [...answer.flags.map((flag) => `${mark(flag)}!`), ...answer.notes.map(mark)];
      const marks = own.length === 0 ? "" : joined([{ text: `\u2009[${own.join(", ")}]`, level: "superscript" }]);
      return [
        joined(nameOf(answer.name), marks),
        ...quantityCells(answer),
        ...(anyPossible ? [possibleText(answer)] : []),
        formula(answer.formula),
      ];
    }),
    ...(remarks.length === 0
      ? {}
      : { notes: remarks.map((text, place) => joined(`[${String(place + 1)}] `, prose(text))) }),
  };
}

/** A name may hold an arc, as in `effective capacitance of R_gb|CPE_gb`, or end with an element. */
const ARC = /(\S+\|\S+|(?<= of )\S+$)/;

function nameOf(name: string): Words {
  return name.split(ARC).flatMap((part, place) => joined(place % 2 === 0 ? part : arcText(part)));
}

function arcText(arc: string): Words {
  return arc.split("|").flatMap((element, place) => joined(place === 0 ? "" : "\u2009|\u2009", symbol(element)));
}

function possibleText({ possible, value, stderr, unit }: DerivedAnswer): Words {
  if (possible === undefined) return "";
  return printLike(possible, value, stderr, unit).flatMap((end, place) =>
    joined(place === 0 ? "" : " to ", number(end)),
  );
}

function assignmentTable(assignments: readonly Assignment[]): Table {
  const exponential = (value: number | null): Words => (value === null ? "" : number(value.toExponential(2)));
  return {
    kind: "table",
    caption: joined(
      "What the arcs were taken for, and what ",
      symbol("C"),
      " ",
      symbol("L"),
      "/",
      symbol("A"),
      " usually stands for.",
    ),
    columns: [
      { title: "Arc", align: "left" },
      { title: "Taken for", align: "left" },
      { title: "By", align: "left" },
      { title: joined(symbol("C"), " / F"), align: "right" },
      { title: joined(symbol("C"), " ", symbol("L"), "/", symbol("A"), " / (F/cm)"), align: "right" },
      { title: "Which is that of", align: "left" },
    ],
    rows: assignments.map(({ process, part, by, role, capacitance, specificCapacitance, candidates }) => [
      arcText(process),
      role === null || role === part ? part : `${part} (${role})`,
      by,
      exponential(capacitance),
      exponential(specificCapacitance),
      candidates.join(", "),
    ]),
  };
}
