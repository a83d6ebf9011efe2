import type { SeriesResult } from "../../analysis/series/fitSeries.ts";
import type { FittedParameter } from "../../fit/result.ts";
import { drawAxes, numbersWidth } from "./axes.ts";
import { emptyPlot } from "./empty.ts";
import { conditionAxis, type ConditionAxis } from "./family.ts";
import { gridCells, type Cell } from "./grid.ts";
import { headerOf, type LegendEntry } from "./header.ts";
import { lookOf, type Look, type PlotOptions } from "./look.ts";
import { plotFigure } from "./markup.ts";
import { clipped, drawErrorBar, drawLine, drawMarks } from "./marks.ts";
import { parameterAxis } from "./parameterName.ts";
import { atLeastFactor, paddedExtent, paddedLogExtent, type Scale } from "./scale.ts";
import { hasPowers } from "./ticks.ts";

const CELL = { single: 74, double: 92 };
const PADDING = 0.09;
/** Positive values over more than this factor are shown over the logarithm. */
const WIDE = 12;
const LOG_PADDING = 1.5;
const LEAST_FACTOR = 12;
/** An error bar that reaches further from its value than this many times the spread of the values does not set the scale. */
const BAR_SHARE = 1.5;

interface Measured {
  readonly condition: number;
  readonly parameter: FittedParameter;
}

interface Drawn {
  readonly name: string;
  readonly points: readonly Measured[];
}

/**
 * The parameters of a series over its condition as SVG, one small plot each with 95 % intervals; crosses for what stands on a limit or is
 * not determined. Parameters that were held fixed are left out.
 */
export function seriesParametersSvg(
  { kind, fits }: Pick<SeriesResult, "kind" | "fits">,
  title: string,
  options: PlotOptions = {},
): string {
  const look = lookOf(options);
  const name = `Parameters of a series, ${title}`;
  const drawn = parametersOf(fits);
  if (drawn.length === 0) return emptyPlot(name, title, "no parameter was fitted", look);
  const conditions = fits.map(({ condition }) => condition);
  const axis = conditionAxis(kind, conditions);
  const header = headerOf({ title, legend: legendOf(drawn, look) }, look);
  const height = CELL[look.size];
  const described = drawn.map((each) => ({ ...each, ...ordinate(each, [height, 0]) }));
  const numbers = Math.max(...described.map(({ y }) => numbersWidth(y, look)));
  const grid = gridCells(drawn.length, { top: header.height, height, numbers, named: "all" }, look);
  const content = described.flatMap(({ points, y, name: axisName, factor }, k) => {
    const cell = grid.cells[k];
    if (cell === undefined) return [];
    const placed: Scale = { ...y, range: [cell.bottom, cell.top] };
    const x = abscissa(axis, cell);
    return [
      ...drawAxes({ x, y: placed, xName: axis.name, yName: axisName, numbersWidth: numbers }, look),
      clipped(x, placed, drawPoints(points, factor, axis, x, placed, look)),
    ];
  });
  return plotFigure(grid.height, name, [...header.draw(grid.cells[0]?.left ?? 0), ...content], look);
}

function isSound({ status, value }: FittedParameter): boolean {
  return (status === "free" || status === "tied") && Number.isFinite(value);
}

function parametersOf(fits: SeriesResult["fits"]): Drawn[] {
  const byName = new Map<string, Measured[]>();
  for (const { condition, result } of fits) {
    for (const parameter of result.parameters) {
      byName.set(parameter.name, [...(byName.get(parameter.name) ?? []), { condition, parameter }]);
    }
  }
  return [...byName]
    .map(([name, points]) => ({ name, points }))
    .filter(({ points }) => points.some(({ parameter }) => parameter.status !== "fixed" && isSound(parameter)));
}

/** Of the values that are determined. */
function ordinate({ name, points }: Drawn, range: readonly [number, number]) {
  const sound = points.filter(({ parameter }) => isSound(parameter)).map(({ parameter }) => parameter);
  const values = sound.map(({ value }) => value);
  const [low, high] = paddedExtent(values, 0);
  const spread = values.length > 1 ? high - low : Infinity;
  const ends = sound.flatMap(({ value, interval }) =>
    (interval ?? []).filter((end) => Math.abs(end - value) <= Math.max(BAR_SHARE * spread, Math.abs(value) * 0.1)),
  );
  const largest = Math.max(...values.map(Math.abs));
  const isLogarithmic = low > 0 && high / low > WIDE;
  const bare = atLeastFactor(paddedLogExtent([...values, ...ends], LOG_PADDING), LEAST_FACTOR);
  const isPowers = isLogarithmic && hasPowers(bare);
  const { name: axisName, factor } = parameterAxis(name, sound[0]?.unit ?? "-", isPowers ? 1 : largest);
  const all = [...values, ...ends].map((value) => value * factor);
  const y: Scale = isLogarithmic
    ? { kind: "logarithmic", domain: [bare[0] * factor, bare[1] * factor], range }
    : { kind: "linear", domain: paddedExtent(all, PADDING), range };
  return { name: axisName, factor, y };
}

function abscissa({ kind, domain: [low, high] }: ConditionAxis, cell: Cell): Scale {
  const range: [number, number] = [cell.left, cell.right];
  if (kind === "linear") return { kind, domain: paddedExtent([low, high], 0.07), range };
  return { kind, domain: paddedLogExtent([low, high], (high / low) ** 0.07), range };
}

function drawPoints(
  points: readonly Measured[],
  factor: number,
  axis: ConditionAxis,
  x: Scale,
  y: Scale,
  { palette }: Look,
): string[] {
  const [colour] = palette.colours;
  const of = (chosen: readonly Measured[]) => ({
    x: chosen.map(({ condition }) => condition * axis.factor),
    y: chosen.map(({ parameter }) => parameter.value * factor),
  });
  const sound = points.filter(({ parameter }) => isSound(parameter));
  const others = points.filter(({ parameter }) => !isSound(parameter));
  return [
    drawLine(of(sound), x, y, colour, { width: 0.7, opacity: 0.4 }),
    ...sound.map(({ condition, parameter: { interval } }) => {
      if (interval === null) return "";
      const [low, high] = within(interval, factor, y);
      return drawErrorBar(condition * axis.factor, low, high, x, y, colour);
    }),
    drawMarks(of(sound), x, y, { colour, shape: "circle", filled: true, radius: 1.8 }, palette),
    drawMarks(of(others), x, y, { colour: palette.muted, shape: "cross", radius: 2 }, palette),
  ];
}

/** Ends outside the frame at its edges, and so without a place that is not finite. */
function within(interval: readonly [number, number], factor: number, { domain, kind }: Scale): [number, number] {
  const [least, most] =
    kind === "logarithmic" ? [domain[0] / 10, domain[1] * 10] : [2 * domain[0] - domain[1], 2 * domain[1] - domain[0]];
  const [low, high] = interval;
  return [Math.max(least, low * factor), Math.min(most, high * factor)];
}

function legendOf(drawn: readonly Drawn[], { palette }: Look): LegendEntry[] {
  const [colour] = palette.colours;
  const isOpen = drawn.some(({ points }) => points.some(({ parameter }) => !isSound(parameter)));
  return [
    { text: "fitted, with 95 % interval", colour, shape: "circle", filled: true },
    ...(isOpen ? [{ text: "at a limit or not determined", colour: palette.muted, shape: "cross" as const }] : []),
  ];
}
