import type { ParameterProfile } from "../../uncertainty/profile.ts";
import { drawAxes, numbersWidth } from "./axes.ts";
import { emptyPlot } from "./empty.ts";
import { gridCells, type Cell } from "./grid.ts";
import { headerOf, type LegendEntry } from "./header.ts";
import { lookOf, type Look, type PlotOptions } from "./look.ts";
import { label, plotFigure, short, tag } from "./markup.ts";
import { clipped, drawLine, drawMarks } from "./marks.ts";
import { parameterAxis } from "./parameterName.ts";
import { denseCurve, profileRange, type ProfileCurve } from "./profileCurve.ts";
import type { RichText } from "./richText.ts";
import { place, type Scale } from "./scale.ts";
import { hasPowers } from "./ticks.ts";

/** A profile with the unit of its parameter. */
export interface PlottedProfile {
  readonly profile: ParameterProfile;
  readonly unit: string;
}

const CELL = { single: 70, double: 86 };
/** The rise of S that is shown, in units of that at the end of the interval. */
const SHOWN = 1.75;

/**
 * Profiles of S as SVG, one small plot for each parameter: the rise of chi2 over the least one against the value that the parameter
 * is held at, the rise at which the interval ends, the interval, and an arrow where the data set no end.
 */
export function profilesSvg(profiles: readonly PlottedProfile[], title: string, options: PlotOptions = {}): string {
  const look = lookOf(options);
  const figureName = `Profiles of the likelihood, ${title}`;
  const drawn = profiles.flatMap(({ profile, unit }) => {
    const curve = profileRange(profile, SHOWN);
    return curve === undefined ? [] : [{ profile, unit, curve }];
  });
  const missing = profiles.filter(({ profile }) => !drawn.some((one) => one.profile === profile));
  const [first] = drawn;
  if (first === undefined) return emptyPlot(figureName, title, "no parameter has a profile", look);
  const header = headerOf(
    {
      title,
      notes: [
        ...(missing.length === 0
          ? []
          : [`without a profile: ${missing.map(({ profile }) => profile.name).join(", ")}`]),
        ...(drawn.some(({ curve }) => curve.leaps)
          ? ["a curve is broken where the other parameters leap to another minimum"]
          : []),
      ],
      legend: legendOf(
        drawn.map(({ profile }) => profile),
        look,
      ),
    },
    look,
  );
  const highest = SHOWN * Math.max(...drawn.map(({ curve }) => curve.end));
  const domain: [number, number] = [0, highest];
  const height = CELL[look.size];
  const numbers = numbersWidth({ kind: "linear", domain, range: [height, 0] }, look);
  const grid = gridCells(drawn.length, { top: header.height, height, numbers }, look);
  const cells = drawn.flatMap(({ profile, unit, curve }, k) => {
    const cell = grid.cells[k];
    if (cell === undefined) return [];
    const y: Scale = { kind: "linear", domain, range: [cell.bottom, cell.top] };
    return drawCell(profile, unit, curve, cell, y, numbers, look);
  });
  return plotFigure(grid.height, figureName, [...header.draw(grid.cells[0]?.left ?? 0), ...cells], look);
}

function legendOf(profiles: readonly ParameterProfile[], { palette }: Look): LegendEntry[] {
  const [curve, end] = palette.colours;
  const level = `${String(Number((100 * (profiles[0]?.level ?? 0)).toPrecision(4)))} % interval`;
  const isOpen = profiles.some(({ ends }) => ends?.includes("open"));
  return [
    { text: "profile", colour: curve, shape: "line" },
    { text: "fitted value", colour: curve, shape: "circle", filled: true },
    { text: level, colour: palette.band, shape: "area" },
    { text: "its end", colour: end, shape: "line", dash: "3 2", width: 0.9 },
    ...(isOpen ? [{ text: "\u2192 no end set by the data", colour: palette.ink, shape: "none" as const }] : []),
  ];
}

/** Delta chi2 */
const RISE: RichText = [{ text: "\u0394" }, { text: "\u03c7", italic: true }, { text: "2", level: "superscript" }];

function drawCell(
  profile: ParameterProfile,
  unit: string,
  curve: ProfileCurve,
  cell: Cell,
  y: Scale,
  numbers: number,
  look: Look,
): string[] {
  const { palette, thin } = look;
  const [line, end] = palette.colours;
  const isPowers = curve.kind === "logarithmic" && hasPowers(curve.domain);
  const { name, factor } = parameterAxis(
    profile.name,
    unit,
    isPowers ? 1 : Math.max(...curve.domain.map(Math.abs), Math.abs(profile.value)),
  );
  const x: Scale = {
    kind: curve.kind,
    domain: [curve.domain[0] * factor, curve.domain[1] * factor],
    range: [cell.left, cell.right],
  };
  const points = denseCurve(curve);
  const scaled = { x: points.map(({ value }) => value * factor), y: points.map(({ rise }) => rise) };
  const [low, high] = profile.interval ?? [profile.value, profile.value];
  const at = (value: number): number => Math.min(cell.right, Math.max(cell.left, place(x, value * factor)));
  const level = short(place(y, curve.end));
  const edges = [low, high].filter((_, side) => profile.ends?.[side] !== "open");
  return [
    clipped(x, y, [
      tag("rect", {
        x: openAt(low, cell.left, at),
        y: cell.top,
        width: Math.max(0, openAt(high, cell.right, at) - openAt(low, cell.left, at)),
        height: cell.bottom - cell.top,
        fill: palette.band,
      }),
      tag("path", {
        d: [
          `M${short(cell.left)} ${level}H${short(cell.right)}`,
          ...edges.map((value) => `M${short(at(value))} ${short(cell.bottom)}V${level}`),
        ].join(""),
        stroke: end,
        "stroke-width": 0.9,
        "stroke-dasharray": "3 2",
      }),
      drawLine(scaled, x, y, line),
    ]),
    ...drawAxes({ x, y, xName: name, yName: cell.isFirst ? RISE : [], numbersWidth: numbers }, look),
    drawMarks(
      { x: [profile.value * factor], y: [0] },
      x,
      y,
      { colour: line, shape: "circle", filled: true, radius: 2 },
      palette,
    ),
    ...(profile.ends?.[0] === "open" ? [arrow(cell.left + 12, -1)] : []),
    ...(profile.ends?.[1] === "open" ? [arrow(cell.right - 12, 1)] : []),
    ...[low, high].flatMap((value, side) => (profile.ends?.[side] === "limit" ? [limitMark(at(value))] : [])),
  ];

  function arrow(from: number, way: 1 | -1): string {
    const height = place(y, curve.end) - 7;
    const d = `M${short(from)} ${short(height)}h${String(8 * way)}m${String(-3 * way)} -2.5l${String(3 * way)} 2.5l${String(-3 * way)} 2.5`;
    return tag("path", { d, stroke: end, "stroke-width": 1, fill: "none" });
  }

  /** A wall where the limit of the parameter comes first. */
  function limitMark(across: number): string {
    const isRight = across > (cell.left + cell.right) / 2;
    const wall = tag("path", {
      d: `M${short(across)} ${short(cell.top)}V${short(cell.bottom)}`,
      stroke: palette.ink,
      "stroke-width": 3 * thin,
    });
    const anchor = isRight ? "end" : "start";
    const beside = across + (isRight ? -3 : 3);
    return `${wall}${label(beside, cell.top + 1.3 * look.small, "limit", { "font-size": look.small, "text-anchor": anchor })}`;
  }
}

/** 0 and Infinity are at the edge of the frame, whatever its scale. */
function openAt(value: number, edge: number, at: (value: number) => number): number {
  return value > 0 && value < Infinity ? at(value) : edge;
}
