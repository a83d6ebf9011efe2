import { bottomMargin, drawAxes, leftMargin, numbersWidth, rightMargin, type Panel } from "./axes.ts";
import { axisPrefix, divided, frequencyText, pointsText, type PlottedFit, type PlottedImpedance } from "./curve.ts";
import { headerOf, type LegendEntry } from "./header.ts";
import { lookOf, type Look, type PlotOptions } from "./look.ts";
import { plotFigure, short, tag } from "./markup.ts";
import { clipped, drawLine, drawMarks, radiusFor, strideFor, type Points } from "./marks.ts";
import { decadeMarks, type DecadeLook } from "./nyquistLabels.ts";
import { equalScales } from "./equalScales.ts";
import { insetLook, insetOf, inUnit, smallArcs, type Inset, type InsetChoice } from "./nyquistInset.ts";
import { partName } from "./parameterName.ts";
import { quantityName } from "./richText.ts";
import { place, type Scale } from "./scale.ts";

/** An arc that few curves tell apart needs no name of its own beyond so many. */
const MOST_NAMED = 5;
const ARC_DASHES = ["4 2", "1.2 1.6", "6 2 1.2 2", "2.5 1.5", "8 2"];

/** What a Nyquist plot can be asked for besides. */
export interface NyquistOptions extends PlotOptions {
  /** What is enlarged in a free corner: arcs that a tail leaves less than a third of the plot (`auto`), frequencies from one in Hz upwards, or nothing. */
  readonly inset?: InsetChoice;
}

/**
 * Nyquist plot as SVG: -Z'' upwards over Z', the same scale on both axes, one filled and named mark a decade of frequency, the fit,
 * each of its arcs alone as a faint curve, crosses for points left out, and small arcs enlarged where there is a free corner.
 */
export function nyquistSvg(
  { measured, fit, excluded, arcs = [], title }: PlottedFit,
  { inset: choice = "auto", ...options }: NyquistOptions = {},
): string {
  const look = lookOf(options);
  const { palette } = look;
  const [data, fitted] = palette.colours;
  const { used, left } = divided(measured, excluded);
  // An inductive lead is seen as far as it leaves the rest its room.
  const lead = leadOf(used.frequencyHz.length > 0 ? used : left);
  const rest = fit === undefined ? [lead.after] : [lead.after, leadOf(fit).after];
  const { factor, prefix } = axisPrefix(largestPart(rest));
  const points = complexPoints(used, factor);
  const out = complexPoints(left, factor);
  const line = fit === undefined ? undefined : complexPoints(fit, factor);
  const alone = arcs.map((arc) => complexPoints(arc, factor));
  const scalesBelow = (top: number) =>
    nyquistScales(
      { sure: rest.map((curve) => complexPoints(curve, factor)), unsure: [points, out, ...alone] },
      top,
      look,
    );
  const stride = strideFor(points.x.length);
  const header = headerOf({ title, notes: notesOf(), legend: legendOf() }, look);
  const { x, y, height } = scalesBelow(header.height);
  const radius = radiusFor(points.x.length);
  const crosses = { colour: palette.muted, shape: "cross", radius: Math.max(1.6, radius) } as const;
  const inset = insetIn({ x, y });
  return plotFigure(
    height,
    `Nyquist plot, ${title}`,
    [
      ...drawAxes({ x, y, ...namesIn(prefix) }, look),
      ...header.draw(x.range[0]),
      ...drawCurves(
        x,
        y,
        inset === undefined
          ? { look, radius }
          : {
              look,
              radius,
              avoided: [inset.box],
              isShown: (across, up) => !isIn(inset.part, place(x, across), place(y, up)),
            },
      ),
      ...(inset === undefined ? [] : drawInset(inset)),
    ],
    look,
    [
      `Negative imaginary over real part of the impedance. ${pointsText(measured.frequencyHz, left.frequencyHz.length)}`,
      ...(arcs.length === 0 ? [] : [`Arcs of the fit: ${arcs.map(({ name }) => name).join(", ")}.`]),
      ...(inset === undefined ? [] : [`Enlarged in a corner: ${frequencyText(inset.fromHz, 2)} and above.`]),
    ].join(" "),
  );

  function drawCurves(x: Scale, y: Scale, decadeLook: DecadeLook): string[] {
    return [
      zeroLine(x, y, look),
      clipped(x, y, [
        ...alone.map((arc, k) => drawLine(arc, x, y, arcColour(look, kindOf(k)), arcStyle(kindOf(k)))),
        drawMarks(points, x, y, { colour: data, shape: "circle", radius }, palette),
        drawMarks(out, x, y, crosses, palette),
      ]),
      ...(line === undefined ? [] : [clipped(x, y, [drawLine(line, x, y, fitted)])]),
      ...decadeMarks(used, points, [...(line === undefined ? [] : [line]), ...alone, out], x, y, decadeLook),
    ];
  }

  function insetIn(scales: { x: Scale; y: Scale }): Inset | undefined {
    const [first] = rest.slice(-1);
    const fromHz = choice === "none" || first === undefined ? undefined : choice === "auto" ? smallArcs(first) : choice;
    if (fromHz === undefined) return undefined;
    const detail = rest.map((curve) => ({ frequencyHz: curve.frequencyHz, points: complexPoints(curve, factor) }));
    const curves = [points, out, ...(line === undefined ? [] : [line]), ...alone];
    return insetOf(detail, curves, fromHz, { ...scales, look, prefix: { factor, prefix } });
  }

  function drawInset({ x, y, box, part, unit }: Inset): string[] {
    const ground = { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top };
    const names = unit.factor === 1 ? { xName: [], yName: [] } : namesIn(unit.prefix);
    const outline = { x: part.left, y: part.top, width: part.right - part.left, height: part.bottom - part.top };
    return [
      tag("rect", { ...outline, fill: "none", stroke: palette.muted, "stroke-width": look.thin }),
      tag("rect", { ...ground, fill: palette.ground }),
      ...drawAxes({ x: inUnit(x, unit), y: inUnit(y, unit), ...names }, insetLook(look)),
      ...drawCurves(x, y, { look, radius }),
    ];
  }

  /** More than can be named look all alike. */
  function kindOf(place: number): number {
    return arcs.length > MOST_NAMED ? 0 : place;
  }

  function notesOf(): string[] {
    const scales = scalesBelow(0);
    const outside = [points, out].reduce((sum, each) => sum + countOutside(each, scales), 0);
    const enlarged = insetIn(scales);
    return [
      ...(enlarged === undefined && typeof choice === "number" ? ["no free corner for an inset"] : []),
      ...(enlarged === undefined ? [] : [`inset: ${frequencyText(enlarged.fromHz, 2)} and above`]),
      ...(stride > 1 ? [`one point in ${String(stride)} is shown`] : []),
      ...(outside > 0 ? [`${String(outside)} point${outside === 1 ? " lies" : "s lie"} outside the frame`] : []),
    ];
  }

  function legendOf(): LegendEntry[] {
    const entries: LegendEntry[] = [{ text: "data", colour: data, shape: "circle" }];
    if (left.frequencyHz.length > 0) entries.push({ text: "left out", colour: palette.muted, shape: "cross" });
    if (fit !== undefined) entries.push({ text: "fit", colour: fitted, shape: "line" });
    if (arcs.length > MOST_NAMED)
      entries.push({ text: "each arc alone", colour: arcColour(look, 0), shape: "line", ...arcStyle(0) });
    else
      entries.push(
        ...arcs.map(({ name }, k) => ({
          text: partName(name),
          colour: arcColour(look, k),
          shape: "line" as const,
          ...arcStyle(k),
        })),
      );
    return entries;
  }
}

function namesIn(prefix: string): Pick<Panel, "xName" | "yName"> {
  const unit = `${prefix}\u03a9`;
  return {
    xName: quantityName("Z", `\u2032 / ${unit}`),
    yName: [{ text: "\u2212" }, ...quantityName("Z", `\u2033 / ${unit}`)],
  };
}

function isIn({ left, right, top, bottom }: Inset["part"], x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function arcColour({ palette }: Look, place: number): string {
  const others = palette.colours.slice(2);
  return others[place % others.length] ?? palette.muted;
}

function arcStyle(place: number) {
  return { width: 0.9, dash: ARC_DASHES[place % ARC_DASHES.length] ?? "4 2", opacity: 0.75 };
}

/** The points of the highest frequencies as long as they lie below the real axis, and all after them; if that is nothing, all. */
export function leadOf({ frequencyHz, re, im }: PlottedImpedance): { count: number; after: PlottedImpedance } {
  const isFalling = (frequencyHz[0] ?? 0) >= (frequencyHz[frequencyHz.length - 1] ?? 0);
  let count = 0;
  if (isFalling) while (count < im.length && (im[count] ?? 0) > 0) count++;
  if (count === im.length) count = 0;
  const from = (values: ArrayLike<number>): number[] => Array.from(values).slice(count);
  return { count, after: { frequencyHz: from(frequencyHz), re: from(re), im: from(im) } };
}

function countOutside(points: Points, { x, y }: { readonly x: Scale; readonly y: Scale }): number {
  let count = 0;
  for (let k = 0; k < points.x.length; k++) {
    const [across, up] = [points.x[k] ?? 0, points.y[k] ?? 0];
    const isInside = across >= x.domain[0] && across <= x.domain[1] && up >= y.domain[0] && up <= y.domain[1];
    if (!isInside) count++;
  }
  return count;
}

/** Scales of the axes of a figure of a look, and its height. */
export function nyquistScales(
  curves: { readonly sure: readonly Points[]; readonly unsure: readonly Points[] },
  top: number,
  look: Look,
  right = rightMargin,
): { x: Scale; y: Scale; height: number } {
  // The numbers at the left depend on the height, which depends on the width left: twice is enough.
  let left = 40;
  let scales = equalScales(curves, { left, right: look.width - right, top }, look.size);
  for (let turn = 0; turn < 2; turn++) {
    left = leftMargin(numbersWidth(scales.y, look), look);
    scales = equalScales(curves, { left, right: look.width - right, top }, look.size);
  }
  return { ...scales, height: scales.y.range[0] + bottomMargin(look) };
}

export function complexPoints({ re, im }: PlottedImpedance, factor: number): Points {
  return {
    x: Float64Array.from(re, (value) => value * factor),
    y: Float64Array.from(im, (value) => -value * factor),
  };
}

export function largestPart(curves: readonly PlottedImpedance[]): number {
  let largest = 0;
  for (const { re, im } of curves) {
    for (const part of [re, im]) {
      for (let k = 0; k < part.length; k++) largest = Math.max(largest, Math.abs(part[k] ?? 0));
    }
  }
  return largest;
}

/** The real axis, where data lie on both sides of it. */
export function zeroLine(x: Scale, y: Scale, { palette, thin }: Look): string {
  if (!(y.domain[0] < 0 && y.domain[1] > 0)) return "";
  const d = `M${short(x.range[0])} ${short(place(y, 0))}H${short(x.range[1])}`;
  return tag("path", { d, stroke: palette.axis, "stroke-width": thin, "stroke-dasharray": "2 2" });
}
