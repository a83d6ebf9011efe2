import { derivedUnits, printExpression, toLatex, type Circuit } from "../../../circuit/index.ts";
import { originOf } from "../../../fit/origin.ts";
import type { FitResult } from "../../../fit/result.ts";
import { circuitOutline } from "../../outline.ts";
import { printQuantity } from "../../quantity.ts";
import type { Block, Section, Table, Words } from "../document.ts";
import { circuitFigure } from "../figures.ts";
import { code, formula, joined, number, symbol, unit } from "../words.ts";

/** The model: drawing, text, impedance, elements, and what was asked of the parameters. */
export function circuitSection(result: FitResult): Section {
  const { circuit } = originOf(result);
  const { title, cell, citations } = circuit;
  const named = [
    ...(title === undefined ? [] : [title]),
    ...(cell === undefined || title?.includes(`${cell} cell`) === true ? [] : [`${cell} cell`]),
  ].join(", ");
  const constraints = constraintItems(circuit);
  const blocks: readonly Block[] = [
    ...(named === "" ? [] : [{ kind: "paragraph", words: `${named}.` } as const]),
    circuitFigure(circuit, result),
    { kind: "definitions", entries: [["Circuit", code(circuitOutline(circuit.text))]] },
    { kind: "formula", latex: toLatex(circuit) },
    elementTable(circuit),
    ...(constraints.length === 0
      ? []
      : ([
          { kind: "paragraph", words: "What was asked of the parameters before the fit:" },
          { kind: "list", items: constraints },
        ] as const)),
    ...(citations.length === 0
      ? []
      : ([
          { kind: "paragraph", words: "Sources of the circuit:" },
          { kind: "list", items: citations },
        ] as const)),
  ];
  return { id: "circuit", title: "Equivalent circuit", blocks };
}

/** One row a kind of element. */
function elementTable(circuit: Circuit): Table {
  const kinds = new Map(circuit.elements.map(({ record }) => [record.symbol, record]));
  return {
    kind: "table",
    caption: joined("Elements of the circuit; ", symbol("s"), " = jω."),
    columns: [
      { title: "Element", align: "left" },
      { title: "In the circuit", align: "left" },
      { title: "Impedance", align: "left" },
      { title: "Source", align: "left" },
    ],
    rows: [...kinds.values()].map((record) => [
      record.name,
      listOf(circuit.elements.filter((element) => element.record === record).map(({ name }) => symbol(name))),
      formula(record.formula),
      record.citation,
    ]),
  };
}

function listOf(names: readonly Words[]): Words {
  return names.flatMap((name, index) => joined(index === 0 ? "" : ", ", name));
}

function constraintItems(circuit: Circuit): readonly Words[] {
  const { parameters, orders, roles, derived } = circuit;
  const units = derivedUnits(circuit);
  return [
    ...parameters.flatMap((parameter): Words[] => {
      const { name, lower, upper, limitsGiven, fixed, value, expression, element, index } = parameter;
      const own = element.record.parameters[index]?.unit ?? "-";
      if (expression !== undefined) return [joined(symbol(name), " = ", formula(printExpression(expression)))];
      if (fixed && value === undefined) return [joined(symbol(name), " held at its default")];
      if (fixed && value !== undefined) return [joined(symbol(name), " held at ", quantity(value, own))];
      return limitsGiven ? [joined(symbol(name), " from ", quantity(lower, own), " to ", quantity(upper, own))] : [];
    }),
    ...orders.map(({ first, second }): Words =>
      joined(formula(`tau(${first.elements.join(", ")})`), " < ", formula(`tau(${second.elements.join(", ")})`)),
    ),
    ...[...roles].map(([name, role]): Words => joined(symbol(name), ` stands for the ${role}`)),
    ...derived.map(({ name, expression }, place): Words => {
      const own = units[place] ?? "";
      const text = `${name === undefined ? "" : `${name} = `}${printExpression(expression)}`;
      return joined("derived: ", formula(text), own === "" || own === "-" ? "" : joined(" in ", unit(own)));
    }),
  ];
}

function quantity(value: number, own: string): Words {
  const { value: digits, unit: prefixed } = printQuantity(value, null, own);
  return joined(number(digits), prefixed === "" ? "" : joined(" ", unit(prefixed)));
}
