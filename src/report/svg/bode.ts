import { axisPrefix, divided, pointsText, type PlottedFit, type PlottedImpedance } from "./curve.ts";
import { headerOf, type LegendEntry } from "./header.ts";
import { lookOf, type PlotOptions } from "./look.ts";
import { plotFigure } from "./markup.ts";
import { drawLine, drawMarks, radiusFor, strideFor } from "./marks.ts";
import { frequencyDomain, stackedPanels } from "./panels.ts";
import { quantityName, type RichText } from "./richText.ts";
import { atLeastFactor, paddedExtent, paddedLogExtent, type Scale } from "./scale.ts";
import { hasPowers } from "./ticks.ts";

const PANEL = { single: 92, double: 118 };
/** Steps that divide the right angle. */
export const degreeSteps: readonly number[] = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 15, 30, 45, 90];
/** A phase that changes by less is that of a constant to the eye. */
const LEAST_PHASE = 4;

export const frequencyName: RichText = quantityName("f", " / Hz");
export const phaseName: RichText = [{ text: "\u2212" }, ...quantityName("\u03c6", " / \u00b0")];

export function modulusName(prefix: string): RichText {
  return [{ text: "|" }, { text: "Z", italic: true }, { text: `| / ${prefix}\u03a9` }];
}

/** Bode plot as SVG: |Z| above, -phase below, over the logarithm of frequency; crosses for points left out. */
export function bodeSvg({ measured, fit, excluded, title }: PlottedFit, options: PlotOptions = {}): string {
  const look = lookOf(options);
  const { palette } = look;
  const [data, fitted] = palette.colours;
  const { used, left } = divided(measured, excluded);
  const scaling = [used.frequencyHz.length > 0 ? used : left, ...(fit === undefined ? [] : [fit])];
  const { factor, prefix } = modulusPrefix(scaling);
  const { modulus, phase } = bodeDomains(scaling, factor);
  const stride = strideFor(used.frequencyHz.length);
  const legend: LegendEntry[] = [
    { text: "data", colour: data, shape: "circle" },
    ...(left.frequencyHz.length > 0 ? [{ text: "left out", colour: palette.muted, shape: "cross" as const }] : []),
    ...(fit === undefined ? [] : [{ text: "fit", colour: fitted, shape: "line" as const }]),
  ];
  const notes = stride > 1 ? [`one point in ${String(stride)} is shown`] : [];
  const header = headerOf({ title, notes, legend }, look);
  const frequencies = [measured, ...(fit === undefined ? [] : [fit])].map(({ frequencyHz }) => frequencyHz);
  const panels = stackedPanels(
    {
      x: { kind: "logarithmic", domain: frequencyDomain(frequencies), name: frequencyName },
      rows: [
        { kind: "logarithmic", domain: modulus, name: modulusName(prefix), height: PANEL[look.size] },
        { kind: "linear", domain: phase, name: phaseName, height: PANEL[look.size], steps: degreeSteps },
      ],
      top: header.height,
    },
    look,
  );
  const radius = radiusFor(used.frequencyHz.length);
  const draw = (y: Scale | undefined, valuesOf: (curve: PlottedImpedance) => Float64Array): string[] => {
    if (y === undefined) return [];
    const over = (curve: PlottedImpedance) => ({ x: curve.frequencyHz, y: valuesOf(curve) });
    const crosses = { colour: palette.muted, shape: "cross", radius: Math.max(1.6, radius) } as const;
    return panels.clip(y, [
      drawMarks(over(used), panels.x, y, { colour: data, shape: "circle", radius }, palette),
      drawMarks(over(left), panels.x, y, crosses, palette),
      ...(fit === undefined ? [] : [drawLine(over(fit), panels.x, y, fitted)]),
    ]);
  };
  return plotFigure(
    panels.height,
    `Bode plot, ${title}`,
    [
      ...panels.axes,
      ...header.draw(panels.x.range[0]),
      ...draw(panels.rows[0], (curve) => modulusOf(curve, factor)),
      ...draw(panels.rows[1], phaseOf),
    ],
    look,
    `Modulus above, negative phase below, over frequency. ${pointsText(measured.frequencyHz, left.frequencyHz.length)}`,
  );
}

/** A prefix where |Z| is numbered plainly; powers of ten need none. */
export function modulusPrefix(curves: readonly PlottedImpedance[]): { factor: number; prefix: string } {
  const values = Float64Array.from(chain(curves.map((curve) => modulusOf(curve, 1))));
  const largest = values.reduce((one, other) => Math.max(one, other), 0);
  return hasPowers(modulusDomain(values)) ? { factor: 1, prefix: "" } : axisPrefix(largest);
}

export function bodeDomains(
  curves: readonly PlottedImpedance[],
  factor: number,
): { modulus: [number, number]; phase: [number, number] } {
  const modulus = modulusDomain(chain(curves.map((curve) => modulusOf(curve, factor))));
  const [low, high] = paddedExtent(chain(curves.map(phaseOf)), 0.08);
  const spare = Math.max(0, LEAST_PHASE - (high - low)) / 2;
  return { modulus, phase: [low - spare, high + spare] };
}

function modulusDomain(values: Iterable<number>): [number, number] {
  return atLeastFactor(paddedLogExtent(values, 1.25), 4);
}

function* chain(all: readonly Float64Array[]): Iterable<number> {
  for (const values of all) yield* values;
}

export function modulusOf({ re, im }: PlottedImpedance, factor: number): Float64Array {
  return Float64Array.from(re, (value, index) => factor * Math.hypot(value, im[index] ?? 0));
}

/** -phase in degrees. */
export function phaseOf({ re, im }: PlottedImpedance): Float64Array {
  return Float64Array.from(re, (value, index) => (-180 / Math.PI) * Math.atan2(im[index] ?? 0, value));
}
