import type { Gitt } from "../../analysis/gitt/gitt.ts";
import { emptyPlot } from "./empty.ts";
import { headerOf } from "./header.ts";
import { lookOf, type PlotOptions } from "./look.ts";
import { plotFigure } from "./markup.ts";
import { drawErrorBar, drawMarks, radiusFor } from "./marks.ts";
import { onePanel } from "./panels.ts";
import { quantityName } from "./richText.ts";
import { atLeastFactor, paddedExtent, paddedLogExtent } from "./scale.ts";

const PANEL = { single: 135, double: 190 };
/** So that the axis has numbers at all. */
const LEAST_FACTOR = 12;

interface Point {
  readonly voltage: number;
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  readonly isFlagged: boolean;
  readonly isCharge: boolean;
}

const KINDS = [
  { text: "charge", isCharge: true, isFlagged: false },
  { text: "discharge", isCharge: false, isFlagged: false },
  { text: "charge, flagged", isCharge: true, isFlagged: true },
  { text: "discharge, flagged", isCharge: false, isFlagged: true },
];

/** Diffusion coefficients of a titration over the voltage as SVG, with 95 % bars; flagged ones in another colour, charge and discharge told apart. */
export function gittSvg({ pulses }: Gitt, title: string, options: PlotOptions = {}): string {
  const look = lookOf(options);
  const { palette } = look;
  const points = pulses.flatMap(({ voltage, diffusionCoefficient, flags, current }): Point[] => {
    if (diffusionCoefficient === null) return [];
    const { value, interval } = diffusionCoefficient;
    return [{ voltage, value, interval, isFlagged: flags.length > 0, isCharge: current > 0 }];
  });
  const name = `Diffusion coefficients, ${title}`;
  if (points.length === 0) return emptyPlot(name, title, "no pulse gives a diffusion coefficient", look);
  const [charge, flagged, discharge] = palette.colours;
  const kinds = KINDS.flatMap(({ text, isCharge, isFlagged }) => {
    const own = points.filter((point) => point.isCharge === isCharge && point.isFlagged === isFlagged);
    const colour = isFlagged ? flagged : isCharge ? charge : discharge;
    const shape = isCharge ? ("circle" as const) : ("square" as const);
    return own.length === 0 ? [] : [{ text, own, colour, shape, filled: !isFlagged }];
  });
  const header = headerOf({ title, legend: kinds }, look);
  const values = points.flatMap(({ value, interval }) => [value, ...(interval ?? [])]);
  const voltages = points.map(({ voltage }) => voltage);
  const { x, y, axes, height } = onePanel(
    {
      x: { kind: "linear", domain: paddedExtent(voltages, 0.06), name: quantityName("E", " / V") },
      y: {
        kind: "logarithmic",
        domain: atLeastFactor(paddedLogExtent(values, 1.3), LEAST_FACTOR),
        name: [
          ...quantityName("D", " / cm"),
          { text: "2", level: "superscript" },
          { text: " s" },
          { text: "\u22121", level: "superscript" },
        ],
        height: PANEL[look.size],
      },
      top: header.height,
    },
    look,
  );
  const radius = radiusFor(points.length);
  return plotFigure(
    height,
    name,
    [
      ...axes,
      ...header.draw(x.range[0]),
      ...kinds.flatMap(({ own, colour, shape, filled }) => [
        ...own.map(({ voltage, interval }) =>
          interval === null ? "" : drawErrorBar(voltage, interval[0], interval[1], x, y, colour),
        ),
        drawMarks(
          { x: own.map(({ voltage }) => voltage), y: own.map(({ value }) => value) },
          x,
          y,
          { colour, shape, filled, radius },
          palette,
        ),
      ]),
    ],
    look,
  );
}
