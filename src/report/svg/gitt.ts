import type { Gitt } from "../../analysis/gitt/gitt.ts";
import { drawAxes } from "./axes.ts";
import { figure, label, short, STYLE, tag } from "./markup.ts";
import { drawLegend, drawMarks, type LegendEntry } from "./marks.ts";
import { paddedExtent, paddedLogExtent, place, type Scale } from "./scale.ts";

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 76;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 56;

interface Point {
  readonly voltage: number;
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  readonly isFlagged: boolean;
  readonly isCharge: boolean;
}

/** Diffusion coefficients of a titration over the voltage as SVG, with 95 % bars; flagged ones in another colour, charge and discharge told apart. */
export function gittSvg({ pulses }: Gitt, title: string): string {
  const points = pulses.flatMap(({ voltage, diffusionCoefficient, flags, current }): Point[] => {
    if (diffusionCoefficient === null) return [];
    const { value, interval } = diffusionCoefficient;
    return [{ voltage, value, interval, isFlagged: flags.length > 0, isCharge: current > 0 }];
  });
  const name = `Diffusion coefficients, ${title}`;
  const heading = label(LEFT, 24, title, { "font-size": 14, "font-weight": "bold" });
  if (points.length === 0) {
    return figure(WIDTH, HEIGHT, name, [
      heading,
      label(LEFT, TOP + 20, "no pulse gives a diffusion coefficient", { fill: STYLE.text }),
    ]);
  }
  const x: Scale = {
    kind: "linear",
    domain: paddedExtent(
      points.map(({ voltage }) => voltage),
      0.06,
    ),
    range: [LEFT, WIDTH - RIGHT],
  };
  const y: Scale = {
    kind: "logarithmic",
    domain: decadeExtent(
      paddedLogExtent(
        points.flatMap(({ value, interval }) => [value, ...(interval ?? [])]),
        1.3,
      ),
    ),
    range: [HEIGHT - BOTTOM, TOP],
  };
  const kinds = [
    { text: "charge", isCharge: true, isFlagged: false },
    { text: "discharge", isCharge: false, isFlagged: false },
    { text: "charge, flagged", isCharge: true, isFlagged: true },
    { text: "discharge, flagged", isCharge: false, isFlagged: true },
  ].flatMap(({ text, isCharge, isFlagged }) => {
    const own = points.filter((point) => point.isCharge === isCharge && point.isFlagged === isFlagged);
    const colour = isFlagged ? STYLE.fit : isCharge ? STYLE.measured : STYLE.second;
    return own.length === 0 ? [] : [{ text, colour, own, shape: isCharge ? ("circle" as const) : ("square" as const) }];
  });
  const legend: LegendEntry[] = kinds.map(({ text, colour, shape }) => ({ text, colour, shape }));
  return figure(WIDTH, HEIGHT, name, [
    ...drawAxes({ x, y, xLabel: "E / V", yLabel: "D / cm\u00b2 s\u207b\u00b9" }),
    heading,
    ...drawLegend(legend, WIDTH - RIGHT, 44),
    ...kinds.flatMap(({ own, colour, shape }) => [
      ...own.map(({ voltage, interval }) => bar(x, y, voltage, interval, colour)),
      drawMarks({ x: own.map(({ voltage }) => voltage), y: own.map(({ value }) => value) }, x, y, colour, shape),
    ]),
  ]);
}

/** At least from one power of ten to the next, so that the axis has a number at its ends. */
function decadeExtent([low, high]: readonly [number, number]): [number, number] {
  const power = (exponent: number): number => Number(`1e${String(exponent)}`);
  return [power(Math.floor(Math.log10(low))), power(Math.ceil(Math.log10(high)))];
}

function bar(x: Scale, y: Scale, voltage: number, interval: readonly [number, number] | null, colour: string): string {
  if (interval === null) return "";
  const [low, high] = interval.map((end) => short(place(y, end)));
  return tag("path", {
    d: `M${short(place(x, voltage))} ${String(low)}V${String(high)}`,
    stroke: colour,
    "stroke-width": 1.3,
  });
}
