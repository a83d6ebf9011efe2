import type { SpectrumCheck } from "../../validate/checkSpectrum.ts";
import { drawAxes } from "./axes.ts";
import { figure, label, short, STYLE, tag } from "./markup.ts";
import { drawLegend, drawLine, drawMarks, strideFor, type LegendEntry } from "./marks.ts";
import { paddedLogExtent, place, type Scale } from "./scale.ts";

const WIDTH = 640;
const HEIGHT = 352;
const LEFT = 76;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 56;
/** The scale shows what is no violation, and the noise with room about it; points beyond stand at its edge. */
const NOISE_SHOWN = 4;
const MARGIN = 1.15;
/** Of a normal distribution 95 % lie within so many standard deviations. */
const BAND = 1.96;

/**
 * Residuals of the linear Kramers-Kronig test of a check as SVG: (Z_fit - Z)/|Z| in percent over the logarithm of frequency, the band
 * that noise should stay in, and rings about the points that violate. An empty figure with the verdict's status where there is no test.
 */
export function checkSvg({ linearKK, noisePercent, violations }: SpectrumCheck, title: string): string {
  if (linearKK === null || noisePercent === null) {
    return figure(WIDTH, HEIGHT, `Kramers-Kronig test, ${title}`, [
      label(LEFT, 24, title, { "font-size": 14, "font-weight": "bold" }),
      label(LEFT, TOP + 20, "too few points for a Kramers-Kronig test", { fill: STYLE.text }),
    ]);
  }
  const { frequencyHz, rePercent, imPercent, point } = linearKK;
  const violating = new Set(violations.map(({ index }) => index));
  let largest = NOISE_SHOWN * noisePercent;
  point.forEach((index, k) => {
    if (violating.has(index)) return;
    largest = Math.max(largest, Math.abs(rePercent[k] ?? 0), Math.abs(imPercent[k] ?? 0));
  });
  const reach = largest > 0 ? MARGIN * largest : 1;
  const x: Scale = {
    kind: "logarithmic",
    domain: paddedLogExtent(frequencyHz, 1.6),
    range: [LEFT, WIDTH - RIGHT],
  };
  const y: Scale = { kind: "linear", domain: [-reach, reach], range: [HEIGHT - BOTTOM, TOP] };
  const within = (values: Float64Array): Float64Array =>
    values.map((value) => Math.min(largest, Math.max(-largest, value)));
  const [re, im] = [within(rePercent), within(imPercent)];
  const ring = (k: number, values: Float64Array): string =>
    tag("circle", { cx: place(x, frequencyHz[k] ?? Number.NaN), cy: place(y, values[k] ?? Number.NaN), r: 8 });
  const rings = point.flatMap((index, k) => (violating.has(index) ? [ring(k, re), ring(k, im)] : []));
  const edge = (noise: number): string => short(place(y, noise));
  const legend: LegendEntry[] = [
    { text: "real part", colour: STYLE.measured, shape: "circle" },
    { text: "imaginary part", colour: STYLE.second, shape: "square" },
    ...(rings.length === 0 ? [] : [{ text: "violation", colour: STYLE.fit, shape: "circle" as const }]),
  ];
  const stride = strideFor(frequencyHz.length);
  return figure(WIDTH, HEIGHT, `Kramers-Kronig test, ${title}`, [
    tag("path", {
      d: `M${x.range[0]} ${edge(BAND * noisePercent)}H${x.range[1]}V${edge(-BAND * noisePercent)}H${x.range[0]}Z`,
      fill: STYLE.grid,
    }),
    ...drawAxes({ x, y, xLabel: "frequency / Hz", yLabel: "(Z KK \u2212 Z) / |Z|, %", yTicks: 6 }),
    tag("path", { d: `M${x.range[0]} ${edge(0)}H${x.range[1]}`, stroke: STYLE.axis }),
    label(LEFT, 24, title, { "font-size": 14, "font-weight": "bold" }),
    ...(stride > 1 ? [label(LEFT, 42, `one point in ${stride} is shown`, { fill: STYLE.axis })] : []),
    ...drawLegend(legend, WIDTH - RIGHT, 44),
    drawLine({ x: frequencyHz, y: re }, x, y, `${STYLE.measured}55`),
    drawLine({ x: frequencyHz, y: im }, x, y, `${STYLE.second}55`),
    drawMarks({ x: frequencyHz, y: re }, x, y, STYLE.measured, "circle"),
    drawMarks({ x: frequencyHz, y: im }, x, y, STYLE.second, "square"),
    tag("g", { fill: "none", stroke: STYLE.fit, "stroke-width": 1.5 }, rings.join("\n")),
  ]);
}
