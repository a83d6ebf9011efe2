import { emptyPlot } from "./empty.ts";
import { headerOf } from "./header.ts";
import { lookOf, type Look, type PlotOptions } from "./look.ts";
import { label, plotFigure, short, tag } from "./markup.ts";
import { parameterName } from "./parameterName.ts";
import { richLabel } from "./richMarkup.ts";
import { richWidth } from "./richText.ts";
import { textWidth } from "./textWidth.ts";
import { withMinus } from "./ticks.ts";

/** A correlation matrix as the plot takes it; a fit's result is one. */
export interface PlottedCorrelation {
  readonly freeParameters: readonly string[];
  /** Row-major, in the order of the names. */
  readonly correlation: readonly (readonly number[])[];
}

const LARGEST_CELL = { single: 34, double: 44 };
const EDGE = 5;
const BAR = 9;
const BAR_GAP = 10;
const SWATCHES = 40;
/** Letters smaller than this are not read. */
const LEAST_TEXT = 4.5;
/** Correlations from here on have their sign written where there is no room for their number. */
const SIGNED = 0.5;
/** From here on the cell is so dark that its number has the colour of the ground. */
const STRONG = { light: 0.7, dark: 0.8, auto: 0.7 };

/** The correlations of fitted parameters as SVG: a square a pair, blue below 0 and red above, with its number where it can be read, else its sign. */
export function correlationSvg(
  { freeParameters, correlation }: PlottedCorrelation,
  title: string,
  options: PlotOptions = {},
): string {
  const look = lookOf(options);
  const name = `Correlations of parameters, ${title}`;
  if (freeParameters.length === 0) return emptyPlot(name, title, "no parameter was free", look);
  const header = headerOf({ title }, look);
  const names = freeParameters.map(parameterName);
  const count = names.length;
  const barRoom = BAR_GAP + BAR + 3 + textWidth("\u22121.0", look.small) + EDGE;
  const nameSize = Math.min(look.name, Math.max(LEAST_TEXT, (0.8 * (look.width - 60 - barRoom)) / count));
  const widest = Math.max(...names.map((each) => richWidth(each, nameSize)));
  const least = EDGE + widest + 4;
  const cell = Math.min(LARGEST_CELL[look.size], (look.width - least - barRoom) / count);
  const top = header.height;
  const side = count * cell;
  // In the middle of the column.
  const left = least + Math.max(0, (look.width - least - side - barRoom) / 2);
  const size = numberSize(correlation, cell, look);
  const isTurned = widest > cell - 1;
  const below = isTurned ? widest + 6 : 1.7 * nameSize;
  const at = (place: number): number => (place + 0.5) * cell;
  const rows = names.map((each, k) =>
    richLabel(left - 4, top + at(k) + 0.34 * nameSize, each, nameSize, { "text-anchor": "end" }),
  );
  const columns = names.map((each, k) => {
    const [x, y] = [left + at(k), top + side + 4];
    if (!isTurned) return richLabel(x, y + 0.8 * nameSize, each, nameSize, { "text-anchor": "middle" });
    const turned = x + 0.34 * nameSize;
    return richLabel(turned, y, each, nameSize, {
      "text-anchor": "end",
      transform: `rotate(-90 ${short(turned)} ${short(y)})`,
    });
  });
  const cells = correlation.flatMap((row, j) =>
    row.flatMap((value, k) =>
      drawCell(value, { x: left + k * cell, y: top + j * cell, cell, size, isDiagonal: j === k }, look),
    ),
  );
  const frame = tag("rect", {
    x: left,
    y: top,
    width: side,
    height: side,
    fill: "none",
    stroke: look.palette.axis,
    "stroke-width": look.thin,
  });
  return plotFigure(
    top + side + below + EDGE,
    name,
    [...header.draw(left), ...cells, frame, ...rows, ...columns, ...colourBar(left + side + BAR_GAP, top, side, look)],
    look,
  );
}

function fillOf(value: number, { palette }: Look) {
  return { fill: value < 0 ? palette.negative : palette.positive, "fill-opacity": Math.min(1, Math.abs(value)) };
}

/** The size of letters at which the widest number fits its cell. */
function numberSize(correlation: PlottedCorrelation["correlation"], cell: number, { text }: Look): number {
  const widest = Math.max(...correlation.flat().map((value) => textWidth(numberOf(value), text)));
  return Math.min(text, (0.9 * cell * text) / widest);
}

interface CellPlace {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly size: number;
  readonly isDiagonal: boolean;
}

function drawCell(value: number, { x, y, cell, size, isDiagonal }: CellPlace, look: Look): string[] {
  const { palette } = look;
  const isKnown = Number.isFinite(value);
  const fill = !isKnown || isDiagonal ? { fill: palette.band } : fillOf(value, look);
  const square = tag("rect", { x, y, width: cell, height: cell, ...fill, stroke: palette.ground, "stroke-width": 0.5 });
  const ink = Math.abs(value) > STRONG[look.theme] ? palette.ground : palette.ink;
  if (isDiagonal) return [square];
  if (size < LEAST_TEXT) return Math.abs(value) >= SIGNED ? [square, sign(value, x, y, cell, ink)] : [square];
  return [
    square,
    label(x + cell / 2, y + cell / 2 + 0.35 * size, numberOf(value), {
      "font-size": size,
      "text-anchor": "middle",
      ...(ink === palette.ink ? {} : { fill: ink }),
    }),
  ];
}

/** Plus or minus, which print in grey still tells apart. */
function sign(value: number, x: number, y: number, cell: number, stroke: string): string {
  const half = 0.22 * cell;
  const [across, down] = [x + cell / 2, y + cell / 2];
  const level = `M${short(across - half)} ${short(down)}h${short(2 * half)}`;
  const upright = value > 0 ? `M${short(across)} ${short(down - half)}v${short(2 * half)}` : "";
  return tag("path", { d: level + upright, stroke, "stroke-width": 0.7, fill: "none" });
}

/** Two decimals, and as many as keep what is not 1 from looking like it. */
function numberOf(value: number): string {
  if (!Number.isFinite(value)) return "\u2013";
  const size = Math.abs(value);
  const decimals = size < 0.995 || size === 1 ? 2 : size < 0.9995 ? 3 : 4;
  const shown = size >= 0.99995 && size < 1 ? 0.9999 * Math.sign(value) : value;
  return withMinus(shown.toFixed(decimals));
}

function colourBar(x: number, top: number, height: number, look: Look): string[] {
  const length = Math.min(height, 140);
  const step = length / SWATCHES;
  const swatches = Array.from({ length: SWATCHES }, (_, k) =>
    tag("rect", {
      x,
      y: top + k * step,
      width: BAR,
      height: step + 0.1,
      ...fillOf(1 - (2 * (k + 0.5)) / SWATCHES, look),
    }),
  );
  const frame = { fill: "none", stroke: look.palette.axis, "stroke-width": look.thin };
  const numbers = length < 60 ? [1, 0, -1] : [1, 0.5, 0, -0.5, -1];
  return [
    ...swatches,
    tag("rect", { x, y: top, width: BAR, height: length, ...frame }),
    ...numbers.map((value) => {
      const y = top + ((1 - value) / 2) * length;
      const shifted = y + look.small * (value === 1 ? 0.75 : value === -1 ? 0 : 0.36);
      return label(x + BAR + 3, shifted, withMinus(value.toFixed(1)), { "font-size": look.small });
    }),
  ];
}
