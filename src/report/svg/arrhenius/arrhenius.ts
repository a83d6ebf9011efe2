import type { ArrheniusResult } from "../../../analysis/arrhenius/index.ts";
import { stderrOf } from "../../../analysis/uncertain.ts";
import { printQuantity } from "../../quantity.ts";
import { bottomMargin, drawAxes, leftMargin, numbersWidth, rightMargin } from "../axes.ts";
import { emptyPlot } from "../empty.ts";
import { headerOf, type LegendEntry } from "../header.ts";
import { lookOf, type Look, type PlotOptions } from "../look.ts";
import { plotFigure } from "../markup.ts";
import { clipped, drawBand, drawErrorBar, drawLine, drawMarks, type MarkShape } from "../marks.ts";
import { plainText, type RichText } from "../richText.ts";
import { paddedExtent, type Scale } from "../scale.ts";
import { withMinus } from "../ticks.ts";
import { celsiusAxis, celsiusHeight } from "./celsius.ts";
import {
  barEnds,
  bendOf,
  curveOf,
  ordinateName,
  shownTemperatures,
  type CurvePoint,
  type LineCurve,
} from "./curves.ts";

const PANEL = { single: 165, double: 240 };
const SHAPES: readonly MarkShape[] = ["circle", "square", "triangle", "diamond"];
const PADDING = 0.06;
const RADIUS = 2.2;
/** More points than this touch each other unless they are smaller. */
const MANY = 25;
const SMALL_RADIUS = 1.6;
const BETWEEN = 8;

/**
 * Arrhenius plots as SVG: ln(sigma T) (or as the form has it) over 1000/T with the degrees Celsius above; data with error bars,
 * lines with their 95 % bands, dashed where they are extrapolated, the law of a bend dotted, and outliers crossed. One panel for each kind of quantity.
 */
export function arrheniusSvg(results: readonly ArrheniusResult[], title: string, options: PlotOptions = {}): string {
  const look = lookOf(options);
  const name = `Arrhenius plot, ${title}`;
  if (results.length === 0) return emptyPlot(name, title, "no activation energies", look);
  const groups = new Map<string, ArrheniusResult[]>();
  for (const result of results) {
    const key = plainText(ordinateName(result));
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const content: string[] = [];
  let top = 0;
  for (const group of groups.values()) {
    const { parts, bottom } = drawPanel(group, top, top === 0 ? title : "", look);
    content.push(...parts);
    top = bottom + BETWEEN;
  }
  return plotFigure(top - BETWEEN, name, content, look);
}

function drawPanel(
  group: readonly ArrheniusResult[],
  above: number,
  title: string,
  look: Look,
): { parts: string[]; bottom: number } {
  const curves = group.map(curveOf);
  const header = headerOf(
    { title, notes: explainedIn(group, curves), legend: group.flatMap((result, k) => legendOf(result, k, look)) },
    look,
  );
  const top = above + header.height + celsiusHeight(look);
  const y = ordinates(group, curves, [top + PANEL[look.size], top]);
  const left = leftMargin(numbersWidth(y, look), look);
  const x = inverseTemperatures(group, [left, look.width - rightMargin]);
  const [first] = group;
  const shifted = header
    .draw(left)
    .map((part) => (above === 0 ? part : `<g transform="translate(0 ${above.toFixed(2)})">${part}</g>`));
  return {
    bottom: y.range[0] + bottomMargin(look),
    parts: [
      ...shifted,
      ...drawAxes(
        {
          x,
          y,
          xName: [{ text: "1000 K / " }, { text: "T", italic: true }],
          yName: first === undefined ? [] : ordinateName(first),
        },
        look,
      ),
      ...celsiusAxis(x, top, look),
      clipped(
        x,
        y,
        group.flatMap((result, k) => drawResult(result, curves[k] ?? { measured: [], beyond: [] }, k, x, y, look)),
      ),
    ],
  };
}

/** What bars and bands are, where there are any. */
function explainedIn(group: readonly ArrheniusResult[], curves: readonly LineCurve[]): string[] {
  const hasBars = group.some(({ points }) => points.some(({ ordinateStderr }) => (ordinateStderr ?? 0) > 0));
  const hasBands = curves.some(({ measured }) => measured.some(({ low, high }) => high > low));
  const parts = [
    ...(hasBars ? ["bars: one standard error"] : []),
    ...(hasBands ? ["bands: 95 % confidence of the line"] : []),
  ];
  return parts.length === 0 ? [] : [parts.join("; ")];
}

function inverseTemperatures(group: readonly ArrheniusResult[], range: readonly [number, number]): Scale {
  const kelvin = group.flatMap((result) => [
    ...result.points.map(({ temperature }) => temperature),
    ...shownTemperatures(result),
  ]);
  const inverse = kelvin.map((each) => 1000 / each);
  return { kind: "linear", domain: paddedExtent(inverse, PADDING), range };
}

function ordinates(
  group: readonly ArrheniusResult[],
  curves: readonly LineCurve[],
  range: readonly [number, number],
): Scale {
  const heights = [
    ...group.flatMap(({ points }) => points.flatMap(barEnds)),
    ...curves.flatMap(({ measured, beyond }) => [measured, ...beyond].flat().flatMap(({ low, high }) => [low, high])),
  ];
  return { kind: "linear", domain: paddedExtent(heights.filter(Number.isFinite), PADDING), range };
}

function colourOf(place: number, { palette }: Look): string {
  return palette.colours[place % palette.colours.length] ?? palette.ink;
}

function shapeOf(place: number): MarkShape {
  return SHAPES[place % SHAPES.length] ?? "circle";
}

function drawResult(
  result: ArrheniusResult,
  { measured, beyond }: LineCurve,
  place: number,
  x: Scale,
  y: Scale,
  look: Look,
): string[] {
  const colour = colourOf(place, look);
  const over = (curve: readonly CurvePoint[]) => curve.map((point) => point.x);
  const band = (curve: readonly CurvePoint[], opacity: number): string =>
    drawBand(
      over(curve),
      curve.map(({ low }) => low),
      curve.map(({ high }) => high),
      x,
      y,
      { fill: colour, "fill-opacity": opacity },
    );
  const middle = (curve: readonly CurvePoint[]) => ({ x: over(curve), y: curve.map((point) => point.middle) });
  const marks = (points: ArrheniusResult["points"]) => ({
    x: points.map(({ temperature }) => 1000 / temperature),
    y: points.map(({ ordinate }) => ordinate),
  });
  const radius = result.points.length > MANY ? SMALL_RADIUS : RADIUS;
  const style = { colour, shape: shapeOf(place), filled: true, radius };
  return [
    ...beyond.map((piece) => band(piece, 0.09)),
    band(measured, 0.18),
    ...beyond.map((piece) => drawLine(middle(piece), x, y, colour, { width: 1, dash: "4 3" })),
    drawLine(middle(measured), x, y, colour),
    drawLine(bendOf(result), x, y, colour, { width: 1, dash: "1.2 2" }),
    ...result.points.map((point) => drawErrorBar(1000 / point.temperature, ...barEnds(point), x, y, colour)),
    drawMarks(marks(result.points), x, y, style, look.palette),
    drawMarks(
      marks(result.points.filter(({ isOutlier }) => isOutlier)),
      x,
      y,
      { colour: look.palette.ink, shape: "cross", radius: 2 * radius },
      look.palette,
    ),
  ];
}

/** Name with the activation energy, and the law of a bend. */
function legendOf(result: ArrheniusResult, place: number, look: Look): LegendEntry[] {
  const { value, stderr } = result.activationEnergy;
  const printed = printQuantity(value, stderr, "-");
  const energy = `${withMinus(printed.value)}${printed.stderr === "" ? "" : ` \u00b1 ${printed.stderr}`} eV`;
  const more: RichText = [{ text: "E", italic: true }, { text: "a", level: "subscript" }, { text: ` = ${energy}` }];
  const colour = colourOf(place, look);
  const own: LegendEntry = { text: result.name, more, colour, shape: shapeOf(place), filled: true, line: true };
  const [best] = result.curvature?.vft ?? [];
  if (best === undefined || result.curvature?.preferred !== "vft") return [own];
  const vogel = printQuantity(best.vogelTemperature.value, stderrOf(best.vogelTemperature) || null, "-");
  const law: RichText = [
    { text: "VFT law, " },
    { text: "T", italic: true },
    { text: "0", level: "subscript" },
    { text: ` = ${vogel.value}${vogel.stderr === "" ? "" : ` \u00b1 ${vogel.stderr}`} K` },
  ];
  return [own, { text: law, colour, shape: "line", dash: "1.2 2", width: 1 }];
}
