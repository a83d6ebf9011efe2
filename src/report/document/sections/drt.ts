import type { DrtPeak, DrtResult, FittedArc } from "../../../drt/index.ts";
import { circuitOutline } from "../../outline.ts";
import { printQuantity } from "../../quantity.ts";
import type { Block, Section, Table, Words } from "../document.ts";
import { drtFigure } from "../figures.ts";
import { code, joined, number, percent, prose, symbol, unit } from "../words.ts";

/** The distribution of relaxation times, which presumes no circuit, beside a second method. */
export function drtSection(result: DrtResult): Section {
  const { secondOpinion, notes, warnings } = result;
  const { summary, disagreements } = secondOpinion;
  const remarks = [...disagreements.filter((sentence) => sentence !== summary), ...notes, ...warnings];
  const blocks: readonly Block[] = [
    { kind: "paragraph", words: prose(summary), tone: disagreements.length === 0 ? "verdict" : "doubt" },
    drtFigure(result),
    ...(result.peaks.length + secondOpinion.arcs.length === 0 ? [] : [processTable(result)]),
    { kind: "definitions", entries: terms(result) },
    ...(remarks.length === 0 ? [] : [{ kind: "list", items: remarks.map(prose) } as const]),
  ];
  return { id: "drt", title: "Distribution of relaxation times", blocks };
}

function quantity(value: number, own: string): Words {
  const printed = printQuantity(Number(value.toPrecision(4)), null, own);
  return joined(number(printed.value), printed.unit === "" ? "" : joined(" ", unit(printed.unit)));
}

function interval([low, high]: readonly [number, number]): Words {
  return joined(quantity(low, "ohm"), " to ", quantity(high, "ohm"));
}

/** Peaks with the arcs of the second method that are the same process, then arcs that have no peak, by rising time constant. */
function processTable({ peaks, secondOpinion, band }: DrtResult): Table {
  const { matches, arcs } = secondOpinion;
  const rows = [
    ...peaks.map((peak, index) => {
      const arc = arcs[matches.find((match) => match.peak === index)?.arc ?? -1];
      return { tau: peak.tau, cells: [String(index + 1), ...peakCells(peak), ...arcCells(arc)] };
    }),
    ...arcs.flatMap((arc, index) =>
      matches.some((match) => match.arc === index)
        ? []
        : [{ tau: arc.tau, cells: ["–", "", "", "", "", "", ...arcCells(arc)] }],
    ),
  ].sort((a, b) => a.tau - b.tau);
  return {
    kind: "table",
    caption: "Peaks of the distribution, and the arcs (R|CPE) of the second method that stand for the same process.",
    columns: [
      { title: "Peak", align: "left" },
      { title: symbol("tau"), align: "right" },
      { title: symbol("f"), align: "right" },
      { title: symbol("R"), align: "right" },
      { title: `${String(100 * band.level)} % interval`, align: "left", whole: true },
      { title: symbol("n"), align: "right" },
      { title: joined("m(RQ): ", symbol("tau")), align: "right" },
      { title: symbol("R"), align: "right" },
      { title: symbol("n"), align: "right" },
    ],
    rows: rows.map(({ cells }) => cells),
    notes: [
      joined(
        symbol("n"),
        ": of the arc R/(1 + (jωτ)",
        [{ text: "n", italic: true, level: "superscript" }],
        ") of this height and resistance; regularisation makes it smaller.",
      ),
    ],
  };
}

function peakCells({ tau, frequencyHz, resistance, resistanceInterval, exponent }: DrtPeak): readonly Words[] {
  return [
    quantity(tau, "s"),
    quantity(frequencyHz, "Hz"),
    quantity(resistance, "ohm"),
    interval(resistanceInterval),
    exponent.toFixed(2),
  ];
}

function arcCells(arc: FittedArc | undefined): readonly Words[] {
  if (arc === undefined) return ["–", "", ""];
  return [quantity(arc.tau, "s"), quantity(arc.resistance, "ohm"), arc.exponent.toFixed(2)];
}

function terms(result: DrtResult): readonly [Words, Words][] {
  const { band, inductance, capacitance, lambda, secondOpinion } = result;
  const inBrackets = (ends: readonly [number, number] | null): Words =>
    ends === null ? "" : joined(" (", interval(ends), ")");
  return [
    ["Series resistance", joined(quantity(result.seriesResistance, "ohm"), inBrackets(band.seriesResistance))],
    [
      "Polarisation resistance",
      joined(quantity(result.polarisationResistance, "ohm"), inBrackets(band.polarisationResistance)),
    ],
    ...(inductance > 0 ? [["Inductance", quantity(inductance, "H")] satisfies [Words, Words]] : []),
    ...(capacitance === null ? [] : [["Series capacitance", quantity(capacitance, "F")] satisfies [Words, Words]]),
    ["λ", number(lambda.toExponential(3))],
    ["Residual, root mean square", `${percent(result.residualPercent)} of |Z|`],
    [
      "Circuit of the second method",
      secondOpinion.circuit === null ? "none" : code(circuitOutline(secondOpinion.circuit)),
    ],
  ];
}
