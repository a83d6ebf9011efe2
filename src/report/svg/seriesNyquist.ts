import { bottomMargin, drawAxes, leftMargin, numbersWidth } from "./axes.ts";
import { axisPrefix, divided, type PlottedImpedance } from "./curve.ts";
import { emptyPlot } from "./empty.ts";
import { equalScales } from "./equalScales.ts";
import {
  barMargin,
  conditionAxis,
  conditionColour,
  drawColourBar,
  seriesText,
  type PlottedMember,
  type PlottedSeries,
} from "./family.ts";
import { headerOf } from "./header.ts";
import { lookOf, type Look, type PlotOptions } from "./look.ts";
import { plotFigure } from "./markup.ts";
import { clipped, drawLine, drawMarks } from "./marks.ts";
import { complexPoints, largestPart, leadOf, zeroLine } from "./nyquist.ts";
import { quantityName } from "./richText.ts";
import type { Scale } from "./scale.ts";
import { tailStart } from "./valley.ts";

/** Spectra smaller than the largest by this factor have a panel of their own, and those smaller again another. */
const MAGNIFIED = 5;
const MOST_PANELS = 3;
const LEAST_POINTS = 4;
const BETWEEN = 10;

interface Panel {
  readonly x: Scale;
  readonly y: Scale;
  readonly factor: number;
  readonly unit: string;
}

/**
 * Nyquist plot of a series as SVG: all spectra with their fits, coloured by their condition. Where some are much smaller than others, or
 * their arcs beside long tails, a second and third panel show those magnified.
 */
export function seriesNyquistSvg({ kind, members, title }: PlottedSeries, options: PlotOptions = {}): string {
  const look = lookOf(options);
  const name = `Nyquist plots of a series, ${title}`;
  const shown = members.filter(({ measured }) => measured.frequencyHz.length > 0);
  if (shown.length === 0) return emptyPlot(name, title, "no spectrum", look);
  const axis = conditionAxis(
    kind,
    shown.map(({ condition }) => condition),
  );
  const hasFit = shown.some(({ fit }) => fit !== undefined);
  const header = headerOf({ title, legend: familyLegend(hasFit, look) }, look);
  const levels = levelsOf(shown).slice(0, MOST_PANELS);
  const panels = placePanels(levels, header.height, look.width - barMargin(axis, look), look);
  const [first] = panels;
  if (first === undefined) return emptyPlot(name, title, "no spectrum", look);
  const bottom = Math.max(...panels.map(({ y }) => y.range[0]));
  const isRow = look.size === "double";
  const bar = {
    right: isRow ? Math.max(...panels.map(({ x }) => x.range[1])) : first.x.range[1],
    top: first.y.range[1],
    bottom: first.y.range[0],
  };
  return plotFigure(
    bottom + bottomMargin(look),
    name,
    [
      ...header.draw(first.x.range[0]),
      ...panels.flatMap((panel) => drawPanel(panel)),
      ...drawColourBar(
        axis,
        shown.map(({ condition }) => condition),
        bar,
        look,
      ),
    ],
    look,
    seriesText(
      axis,
      shown.map(({ condition }) => condition),
    ),
  );

  function drawPanel({ x, y, factor, unit }: Panel): string[] {
    const names = {
      xName: quantityName("Z", `\u2032 / ${unit}`),
      yName: [{ text: "\u2212" }, ...quantityName("Z", `\u2033 / ${unit}`)],
    };
    return [
      ...drawAxes({ x, y, ...names }, look),
      zeroLine(x, y, look),
      clipped(x, y, [
        ...shown.map(({ measured, excluded, condition }) => {
          const colour = conditionColour(axis, condition, look);
          return drawMarks(
            complexPoints(divided(measured, excluded).used, factor),
            x,
            y,
            familyMark(colour),
            look.palette,
          );
        }),
        ...shown.map(({ fit, condition }) =>
          fit === undefined
            ? ""
            : drawLine(complexPoints(fit, factor), x, y, conditionColour(axis, condition, look), { width: 0.9 }),
        ),
      ]),
    ];
  }
}

export function familyMark(colour: string) {
  return { colour, shape: "circle", filled: true, radius: 1 } as const;
}

export function familyLegend(hasFit: boolean, { palette }: Look) {
  const entries = [{ text: "data", colour: palette.ink, shape: "circle" as const, filled: true }];
  return hasFit ? [...entries, { text: "fits", colour: palette.ink, shape: "line" as const, width: 0.9 }] : entries;
}

/** What sets the scale of a member: the points used, without an inductive lead. */
function bodyOf({ measured, excluded }: PlottedMember): PlottedImpedance {
  const { used, left } = divided(measured, excluded);
  return leadOf(used.frequencyHz.length > 0 ? used : left).after;
}

/** The same without a tail, which may be as long for small arcs as for large ones. */
function arcsOf(member: PlottedMember): PlottedImpedance {
  const body = bodyOf(member);
  const smooth = member.fit ?? body;
  const start = tailStart(smooth);
  const fromHz = start === undefined ? 0 : (smooth.frequencyHz[start] ?? 0);
  const places = Array.from(body.frequencyHz, (_, k) => k).filter((k) => (body.frequencyHz[k] ?? 0) >= fromHz);
  if (places.length < LEAST_POINTS) return body;
  const taken = (values: ArrayLike<number>): number[] => places.map((k) => values[k] ?? Number.NaN);
  return { frequencyHz: taken(body.frequencyHz), re: taken(body.re), im: taken(body.im) };
}

/** All bodies; the arcs that are much smaller than the largest body; those much smaller again. */
function levelsOf(members: readonly PlottedMember[]): PlottedImpedance[][] {
  const levels: PlottedImpedance[][] = [members.map(bodyOf)];
  let level = members.map(arcsOf);
  for (;;) {
    const largest = largestPart(levels.at(-1) ?? []);
    level = level.filter((arcs) => largestPart([arcs]) < largest / MAGNIFIED);
    if (level.length === 0) return levels;
    levels.push(level);
  }
}

/** Side by side over two columns and equally high, one below the other in one. */
function placePanels(levels: readonly PlottedImpedance[][], top: number, right: number, look: Look): Panel[] {
  const isRow = look.size === "double";
  const width = isRow ? (right - (levels.length - 1) * BETWEEN) / levels.length : right;
  const shape = isRow && levels.length > 1 ? "single" : look.size;
  const placed = (level: readonly PlottedImpedance[], start: number, above: number, height?: number): Panel => {
    const { factor, prefix } = axisPrefix(largestPart(level));
    const curves = { sure: level.map((body) => complexPoints(body, factor)), unsure: [] };
    const frame = { right: start + width, top: above, ...(height === undefined ? {} : { height }) };
    let scales = equalScales(curves, { ...frame, left: start + 36 }, shape);
    // The numbers at the left depend on the height, which depends on the width left.
    for (let turn = 0; turn < 2; turn++) {
      const left = start + leftMargin(numbersWidth(scales.y, look), look);
      scales = equalScales(curves, { ...frame, left }, shape);
    }
    return { ...scales, factor, unit: `${prefix}\u03a9` };
  };
  if (!isRow) {
    let above = top;
    return levels.map((level) => {
      const panel = placed(level, 0, above);
      above = panel.y.range[0] + bottomMargin(look) + BETWEEN;
      return panel;
    });
  }
  const starts = levels.map((_, k) => k * (width + BETWEEN));
  const heights = levels.map((level, k) => placed(level, starts[k] ?? 0, top).y.range[0] - top);
  return levels.map((level, k) => placed(level, starts[k] ?? 0, top, Math.max(...heights)));
}
