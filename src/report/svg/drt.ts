import type { DrtResult } from "../../drt/index.ts";
import { printQuantity } from "../quantity.ts";
import { axisPrefix } from "./curve.ts";
import { headerOf, type LegendEntry } from "./header.ts";
import { freePlace, leader, NEAR, type Box } from "./labels.ts";
import { lookOf, type Look, type PlotOptions } from "./look.ts";
import { label, plotFigure, short, tag } from "./markup.ts";
import { drawBand, drawLine } from "./marks.ts";
import { onePanel } from "./panels.ts";
import { quantityName } from "./richText.ts";
import { paddedLogExtent, place, type Scale } from "./scale.ts";
import { textWidth } from "./textWidth.ts";

const PANEL = { single: 135, double: 190 };
/** Room above the highest value, for the names of the peaks. */
const HEADROOM = 1.2;
/** A band that reaches higher than so many times the curve is cut off. */
const BAND_HEADROOM = 1.5;

/** A distribution of relaxation times as SVG: gamma over the logarithm of tau, its band, peaks with their resistances, arcs of the second method. */
export function drtSvg(result: DrtResult, title: string, options: PlotOptions = {}): string {
  const look = lookOf(options);
  const [curve, , second] = look.palette.colours;
  const { tau, gamma, band, secondOpinion } = result;
  const largest = gamma.reduce((most, value) => Math.max(most, value), 0);
  const smallest = gamma.reduce((least, value) => Math.min(least, value), 0);
  const bandTop = band.upper.reduce((most, value) => Math.max(most, value), 0);
  const top = Math.max(largest, Math.min(bandTop, BAND_HEADROOM * largest)) * HEADROOM || 1;
  const { factor, prefix } = axisPrefix(top);
  const domain = paddedLogExtent(tau, 1);
  const arcs = secondOpinion.arcs.filter(({ tau: at }) => at >= domain[0] && at <= domain[1]);
  const legend: LegendEntry[] = [
    { text: quantityName("\u03b3", ", peaks with their resistance"), colour: curve, shape: "line", width: 1.4 },
    {
      text: `${String(Number((100 * band.level).toPrecision(4)))} % band`,
      colour: curve,
      shape: "area",
      opacity: 0.22,
    },
    ...(arcs.length === 0
      ? []
      : [
          {
            text: quantityName("\u03c4", " of m(RQ) arcs"),
            colour: second,
            shape: "line" as const,
            dash: "3 2",
            width: 0.9,
          },
        ]),
  ];
  const header = headerOf({ title, legend }, look);
  const { x, y, axes, height } = onePanel(
    {
      x: { kind: "logarithmic", domain, name: quantityName("\u03c4", " / s") },
      y: {
        kind: "linear",
        domain: [smallest * factor, top * factor],
        name: quantityName("\u03b3", ` / ${prefix}\u03a9`),
        height: PANEL[look.size],
      },
      top: header.height,
    },
    look,
  );
  const scaled = (values: Float64Array): Float64Array =>
    values.map((value) => factor * Math.min(top, Math.max(smallest, value)));
  return plotFigure(
    height,
    `Distribution of relaxation times, ${title}`,
    [
      drawBand(tau, scaled(band.lower), scaled(band.upper), x, y, { fill: curve, "fill-opacity": 0.2 }),
      ...arcs.map(({ tau: at }) =>
        tag("path", {
          d: `M${short(place(x, at))} ${short(y.range[0])}V${short(y.range[1])}`,
          stroke: second,
          "stroke-width": 0.9,
          "stroke-dasharray": "3 2",
        }),
      ),
      ...axes,
      ...header.draw(x.range[0]),
      drawLine({ x: tau, y: scaled(gamma) }, x, y, curve, { width: 1.4 }),
      ...peakNames(result, factor, x, y, look),
    ],
    look,
    result.peaks.length === 0
      ? "No peak."
      : `Peaks: ${result.peaks.map(({ tau: at, resistance }) => `${resistanceText(resistance)} at ${timeText(at)}`).join(", ")}.`,
  );
}

/** The resistance of each peak above it, the largest first, where it meets neither another nor the curve. */
function peakNames(
  { peaks, tau, gamma, secondOpinion }: DrtResult,
  factor: number,
  x: Scale,
  y: Scale,
  look: Look,
): string[] {
  const { text, palette } = look;
  const frame: Box = { left: x.range[0], right: x.range[1], top: y.range[1], bottom: y.range[0] };
  const taken: Box[] = Array.from(tau, (at, k) => {
    const [across, down] = [place(x, at), place(y, factor * (gamma[k] ?? 0))];
    return { left: across - 0.7, right: across + 0.7, top: down - 1, bottom: down + 1 };
  });
  // Beside the lines of the second method where there is room, else across them.
  const lines = secondOpinion.arcs.map(({ tau: at }): Box => ({
    left: place(x, at) - 1,
    right: place(x, at) + 1,
    top: frame.top,
    bottom: frame.bottom,
  }));
  return [...peaks]
    .sort((one, other) => other.resistance - one.resistance)
    .flatMap(({ tau: at, height, resistance }) => {
      const written = resistanceText(resistance);
      const size = { width: textWidth(written, text), height: text };
      const mark = { x: place(x, at), y: place(y, height * factor) };
      const found = freePlace(mark, size, [...taken, ...lines], frame) ?? freePlace(mark, size, taken, frame);
      if (found === undefined) return [];
      taken.push(found.box);
      const { left, bottom } = found.box;
      return [
        ...(found.distance > NEAR ? [leader(mark, found.box, 0, look)] : []),
        label(left, bottom - 0.17 * text, written, {
          "font-size": text,
          // Legible where a line runs through it.
          stroke: palette.ground,
          "stroke-width": 2,
          "paint-order": "stroke",
        }),
      ];
    });
}

function timeText(seconds: number): string {
  const { value, unit } = printQuantity(Number(seconds.toPrecision(2)), null, "s");
  return `${value} ${unit}`;
}

function resistanceText(resistance: number): string {
  const { value, unit } = printQuantity(Number(resistance.toPrecision(3)), null, "ohm");
  return `${value} ${unit.replace("ohm", "\u03A9")}`;
}
