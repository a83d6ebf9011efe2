import type { SpectrumCheck } from "../../validate/checkSpectrum.ts";
import { headerOf } from "./header.ts";
import { lookOf, type PlotOptions } from "./look.ts";
import { plotFigure, tag } from "./markup.ts";
import { radiusFor, strideFor } from "./marks.ts";
import { drawParts, partsLegend, percentBand, residualPanel, residualText } from "./residuals.ts";
import { emptyPlot } from "./empty.ts";
import { place } from "./scale.ts";

/** The scale shows what is no violation, and the noise with room about it; points beyond stand at its edge. */
const NOISE_SHOWN = 4;
const MARGIN = 1.15;
/** Of a normal distribution 95 % lie within so many standard deviations. */
const BAND = 1.96;

/**
 * Residuals of the linear Kramers-Kronig test of a check as SVG: (Z_KK - Z)/|Z| in percent over the logarithm of frequency, the band
 * that noise should stay in, and rings about the points that violate. An empty figure that says so where there is no test.
 */
export function checkSvg(
  { linearKK, noisePercent, violations }: SpectrumCheck,
  title: string,
  options: PlotOptions = {},
): string {
  const look = lookOf(options);
  const name = `Kramers-Kronig test, ${title}`;
  if (linearKK === null || noisePercent === null) {
    return emptyPlot(name, title, "too few points for a Kramers-Kronig test", look);
  }
  const { frequencyHz, rePercent, imPercent, point } = linearKK;
  const violating = new Set(violations.map(({ index }) => index));
  let largest = NOISE_SHOWN * noisePercent;
  point.forEach((index, k) => {
    if (violating.has(index)) return;
    largest = Math.max(largest, Math.abs(rePercent[k] ?? 0), Math.abs(imPercent[k] ?? 0));
  });
  const reach = largest > 0 ? MARGIN * largest : 1;
  const within = (values: Float64Array): Float64Array =>
    values.map((value) => Math.min(largest, Math.max(-largest, value)));
  const shown = { frequencyHz, rePercent: within(rePercent), imPercent: within(imPercent) };
  const isBeyond = [...rePercent, ...imPercent].some((value) => Math.abs(value) > largest);
  const [, , ring] = look.palette.colours;
  const radius = radiusFor(frequencyHz.length) + 2.2;
  const ringed = point.flatMap((index, k) => (violating.has(index) ? [k] : []));
  const stride = strideFor(frequencyHz.length);
  const header = headerOf(
    {
      title,
      notes: [
        ...(stride > 1 ? [`one point in ${String(stride)} is shown`] : []),
        ...(isBeyond ? ["points beyond the scale stand at its edge"] : []),
      ],
      legend: [
        ...partsLegend(look),
        { text: "95 % of noise", colour: look.palette.band, shape: "area" },
        ...(ringed.length === 0 ? [] : [{ text: "violation", colour: ring, shape: "circle" as const }]),
      ],
    },
    look,
  );
  const { x, y, axes, height } = residualPanel(frequencyHz, reach, "KK", header.height, look);
  const rings = ringed.flatMap((k) =>
    [shown.rePercent, shown.imPercent].map((values) =>
      tag("circle", {
        cx: place(x, frequencyHz[k] ?? Number.NaN),
        cy: place(y, values[k] ?? Number.NaN),
        r: radius,
        "data-violation": "true",
      }),
    ),
  );
  return plotFigure(
    height,
    name,
    [
      ...percentBand(x, y, Math.min(reach, BAND * noisePercent), look),
      ...axes,
      ...header.draw(x.range[0]),
      ...drawParts(shown, x, y, look),
      tag("g", { fill: "none", stroke: ring, "stroke-width": 1 }, rings.join("\n")),
    ],
    look,
    `${residualText({ frequencyHz, rePercent, imPercent })} ${String(ringed.length)} violating points, ringed.`,
  );
}
