import type { DrtResult } from "../../drt/index.ts";
import { printQuantity } from "../quantity.ts";
import { drawAxes } from "./axes.ts";
import { axisPrefix } from "./curve.ts";
import { figure, label, short, STYLE, tag } from "./markup.ts";
import { drawLegend, drawLine } from "./marks.ts";
import { paddedLogExtent, place, type Scale } from "./scale.ts";

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 76;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 56;
/** Room above the highest value, for the names of the peaks. */
const HEADROOM = 1.18;
/** A band that reaches higher than so many times the curve is cut off. */
const BAND_HEADROOM = 1.5;

/** A distribution of relaxation times as SVG: gamma over the logarithm of tau, its band, peaks with their resistances, arcs of the second method. */
export function drtSvg(result: DrtResult, title: string): string {
  const { tau, gamma, band, peaks, secondOpinion } = result;
  const largest = gamma.reduce((most, value) => Math.max(most, value), 0);
  const smallest = gamma.reduce((least, value) => Math.min(least, value), 0);
  const bandTop = band.upper.reduce((most, value) => Math.max(most, value), 0);
  const top = Math.max(largest, Math.min(bandTop, BAND_HEADROOM * largest)) * HEADROOM || 1;
  const { factor, prefix } = axisPrefix(top);
  const x: Scale = { kind: "logarithmic", domain: paddedLogExtent(tau, 1), range: [LEFT, WIDTH - RIGHT] };
  const y: Scale = { kind: "linear", domain: [smallest * factor, top * factor], range: [HEIGHT - BOTTOM, TOP] };
  const scaled = (values: Float64Array): Float64Array =>
    values.map((value) => factor * Math.min(top, Math.max(smallest, value)));
  const legend = [
    { text: "gamma", colour: STYLE.measured, shape: "line" as const },
    { text: `${String(100 * band.level)} % band`, colour: `${STYLE.measured}44`, shape: "line" as const },
    { text: "m(RQ) arcs", colour: STYLE.second, shape: "line" as const },
  ];
  return figure(WIDTH, HEIGHT, `Distribution of relaxation times, ${title}`, [
    ...drawAxes({ x, y, xLabel: "\u03c4 / s", yLabel: `\u03b3 / ${prefix}\u03a9` }),
    label(LEFT, 24, title, { "font-size": 14, "font-weight": "bold" }),
    ...drawLegend(legend, WIDTH - RIGHT, 44),
    bandPath(tau, scaled(band.lower), scaled(band.upper), x, y),
    ...secondOpinion.arcs
      .filter(({ tau: at }) => at >= x.domain[0] && at <= x.domain[1])
      .map(({ tau: at }) =>
        tag("path", {
          d: `M${short(place(x, at))} ${y.range[0]}V${y.range[1]}`,
          stroke: STYLE.second,
          "stroke-dasharray": "4 3",
        }),
      ),
    drawLine({ x: tau, y: scaled(gamma) }, x, y, STYLE.measured),
    ...peaks.map(({ tau: at, height, resistance }) =>
      label(place(x, at), place(y, height * factor) - 8, resistanceText(resistance), {
        "text-anchor": "middle",
        fill: STYLE.text,
        // Legible where a line runs through it.
        stroke: "white",
        "stroke-width": 3,
        "paint-order": "stroke",
      }),
    ),
  ]);
}

function resistanceText(resistance: number): string {
  const { value, unit } = printQuantity(Number(resistance.toPrecision(3)), null, "ohm");
  return `${value} ${unit.replace("ohm", "\u03a9")}`;
}

function bandPath(tau: Float64Array, lower: Float64Array, upper: Float64Array, x: Scale, y: Scale): string {
  const corner = (k: number, values: Float64Array): string =>
    `${short(place(x, tau[k] ?? Number.NaN))} ${short(place(y, values[k] ?? Number.NaN))}`;
  const along = Array.from(tau, (_, k) => corner(k, upper));
  const back = Array.from(tau, (_, k) => corner(tau.length - 1 - k, lower));
  return tag("path", { d: `M${[...along, ...back].join("L")}Z`, fill: `${STYLE.measured}22`, stroke: "none" });
}
