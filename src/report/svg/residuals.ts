import { frequencyName } from "./bode.ts";
import { pointsText } from "./curve.ts";
import { headerOf, type LegendEntry } from "./header.ts";
import { lookOf, type Look, type PlotOptions } from "./look.ts";
import { plotFigure, short, tag } from "./markup.ts";
import { drawLine, drawMarks, radiusFor, strideFor } from "./marks.ts";
import { frequencyDomain, onePanel, type OnePanel } from "./panels.ts";
import type { RichText } from "./richText.ts";
import { place, type Scale } from "./scale.ts";

/** Residuals as the plot takes them, percent of |Z|. */
export interface PlottedResiduals {
  /** Hz. */
  readonly frequencyHz: ArrayLike<number>;
  readonly rePercent: ArrayLike<number>;
  readonly imPercent: ArrayLike<number>;
  readonly title: string;
}

const PANEL = { single: 110, double: 150 };
const BAND = 1;
/** Residuals below this would be a line in the middle of a band that is shown whole. */
const SMALL = 0.2;
const MARGIN = 1.1;
/** Points nearer to each other than this are not joined. */
const LEAST_JOINED = 1.2;

/** Residuals as SVG: (Z_fit - Z)/|Z| in percent, real and imaginary part, over the logarithm of frequency, with a band of +-1 %. */
export function residualsSvg(
  { frequencyHz, rePercent, imPercent, title }: PlottedResiduals,
  options: PlotOptions = {},
): string {
  const look = lookOf(options);
  const largest = Math.max(largestOf(rePercent), largestOf(imPercent));
  const isSmall = largest < SMALL && largest > 0;
  const reach = isSmall ? MARGIN * largest : Math.max(1.2 * BAND, MARGIN * largest);
  const stride = strideFor(frequencyHz.length);
  const { palette } = look;
  const header = headerOf(
    {
      title,
      notes: stride > 1 ? [`one point in ${String(stride)} is shown`] : [],
      legend: [
        ...partsLegend(look),
        { text: isSmall ? "\u00b11 %, wider than the frame" : "\u00b11 %", colour: palette.band, shape: "area" },
      ],
    },
    look,
  );
  const { x, y, axes, height } = residualPanel(frequencyHz, reach, "fit", header.height, look);
  return plotFigure(
    height,
    `Residuals, ${title}`,
    [
      ...percentBand(x, y, Math.min(BAND, reach), look),
      ...axes,
      ...header.draw(x.range[0]),
      ...drawParts({ frequencyHz, rePercent, imPercent }, x, y, look),
    ],
    look,
    residualText({ frequencyHz, rePercent, imPercent }),
  );
}

/** The largest residuals in words. */
export function residualText({ frequencyHz, rePercent, imPercent }: Omit<PlottedResiduals, "title">): string {
  const percent = (values: ArrayLike<number>): string => `${String(Number(largestOf(values).toPrecision(2)))} %`;
  return `${pointsText(frequencyHz)} Largest residual of the real part ${percent(rePercent)}, of the imaginary part ${percent(imPercent)} of |Z|.`;
}

export function partsLegend({ palette }: Look): LegendEntry[] {
  return [
    { text: "real part", colour: palette.colours[0], shape: "circle" },
    { text: "imaginary part", colour: palette.colours[1], shape: "square", filled: true },
  ];
}

/** The one panel of residuals, from -reach to reach in percent. */
export function residualPanel(
  frequencyHz: ArrayLike<number>,
  reach: number,
  of: string,
  top: number,
  look: Look,
): OnePanel {
  return onePanel(
    {
      x: { kind: "logarithmic", domain: frequencyDomain([frequencyHz]), name: frequencyName },
      y: { kind: "linear", domain: [-reach, reach], name: residualName(of), height: PANEL[look.size] },
      top,
    },
    look,
  );
}

function residualName(of: string): RichText {
  const z = { text: "Z", italic: true as const };
  return [
    { text: "(" },
    z,
    { text: of, level: "subscript" },
    { text: " \u2212 " },
    z,
    { text: ") / |" },
    z,
    { text: "|, %" },
  ];
}

/** A band about zero, with the line of zero in it. */
export function percentBand(x: Scale, y: Scale, half: number, { palette, thin }: Look): string[] {
  const [left, right] = x.range;
  const top = place(y, half);
  const band = { x: left, y: top, width: right - left, height: place(y, -half) - top, fill: palette.band };
  const zero = `M${short(left)} ${short(place(y, 0))}H${short(right)}`;
  return [tag("rect", band), tag("path", { d: zero, stroke: palette.axis, "stroke-width": thin })];
}

/** Both parts, joined by faint lines where there are not so many that these would hide them. */
export function drawParts(
  { frequencyHz, rePercent, imPercent }: Omit<PlottedResiduals, "title">,
  x: Scale,
  y: Scale,
  { palette }: Look,
): string[] {
  const [real, imaginary] = palette.colours;
  const radius = radiusFor(frequencyHz.length);
  const faint = { opacity: 0.35, width: 0.8 };
  const isJoined = Math.abs(x.range[1] - x.range[0]) / frequencyHz.length >= LEAST_JOINED;
  const join = (values: ArrayLike<number>, colour: string): string[] =>
    isJoined ? [drawLine({ x: frequencyHz, y: values }, x, y, colour, faint)] : [];
  return [
    ...join(rePercent, real),
    ...join(imPercent, imaginary),
    drawMarks({ x: frequencyHz, y: rePercent }, x, y, { colour: real, shape: "circle", radius }, palette),
    drawMarks(
      { x: frequencyHz, y: imPercent },
      x,
      y,
      { colour: imaginary, shape: "square", filled: true, radius: 0.85 * radius },
      palette,
    ),
  ];
}

export function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const size = Math.abs(values[k] ?? 0);
    if (size > largest && size < Infinity) largest = size;
  }
  return largest;
}
