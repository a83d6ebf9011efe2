import {
  bodeDomains,
  degreeSteps,
  frequencyName,
  modulusName,
  modulusOf,
  modulusPrefix,
  phaseName,
  phaseOf,
} from "./bode.ts";
import { divided, type PlottedImpedance } from "./curve.ts";
import { emptyPlot } from "./empty.ts";
import { barMargin, conditionAxis, conditionColour, drawColourBar, seriesText, type PlottedSeries } from "./family.ts";
import { headerOf } from "./header.ts";
import { lookOf, type PlotOptions } from "./look.ts";
import { plotFigure } from "./markup.ts";
import { drawLine, drawMarks } from "./marks.ts";
import { frequencyDomain, stackedPanels } from "./panels.ts";
import type { Scale } from "./scale.ts";
import { familyLegend, familyMark } from "./seriesNyquist.ts";

const PANEL = { single: 100, double: 130 };

/** Bode plot of a series as SVG: |Z| and -phase of all spectra with their fits, coloured by their condition. */
export function seriesBodeSvg({ kind, members, title }: PlottedSeries, options: PlotOptions = {}): string {
  const look = lookOf(options);
  const name = `Bode plots of a series, ${title}`;
  const shown = members.flatMap((member) => {
    const { used } = divided(member.measured, member.excluded);
    return used.frequencyHz.length > 0 ? [{ ...member, used }] : [];
  });
  if (shown.length === 0) return emptyPlot(name, title, "no spectrum", look);
  const conditions = shown.map(({ condition }) => condition);
  const axis = conditionAxis(kind, conditions);
  const curves = shown.map(({ used }) => used);
  const { factor, prefix } = modulusPrefix(curves);
  const { modulus, phase } = bodeDomains(curves, factor);
  const hasFit = shown.some(({ fit }) => fit !== undefined);
  const header = headerOf({ title, legend: familyLegend(hasFit, look) }, look);
  const panels = stackedPanels(
    {
      x: {
        kind: "logarithmic",
        domain: frequencyDomain(curves.map(({ frequencyHz }) => frequencyHz)),
        name: frequencyName,
      },
      rows: [
        { kind: "logarithmic", domain: modulus, name: modulusName(prefix), height: PANEL[look.size] },
        { kind: "linear", domain: phase, name: phaseName, height: PANEL[look.size], steps: degreeSteps },
      ],
      top: header.height,
      right: barMargin(axis, look),
    },
    look,
  );
  const { x, rows } = panels;
  const draw = (y: Scale | undefined, valuesOf: (curve: PlottedImpedance) => Float64Array): string[] =>
    y === undefined
      ? []
      : panels.clip(
          y,
          shown.flatMap(({ used, fit, condition }) => {
            const colour = conditionColour(axis, condition, look);
            const over = (curve: PlottedImpedance) => ({ x: curve.frequencyHz, y: valuesOf(curve) });
            return [
              drawMarks(over(used), x, y, familyMark(colour), look.palette),
              ...(fit === undefined ? [] : [drawLine(over(fit), x, y, colour, { width: 0.9 })]),
            ];
          }),
        );
  const bar = { right: x.range[1], top: rows[0]?.range[1] ?? 0, bottom: rows.at(-1)?.range[0] ?? 0 };
  return plotFigure(
    panels.height,
    name,
    [
      ...panels.axes,
      ...header.draw(x.range[0]),
      ...draw(rows[0], (curve) => modulusOf(curve, factor)),
      ...draw(rows[1], phaseOf),
      ...drawColourBar(axis, conditions, bar, look),
    ],
    look,
    seriesText(axis, conditions),
  );
}
