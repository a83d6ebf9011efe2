import { conditionKinds, type ConditionKind } from "../../analysis/series/conditions.ts";
import type { PlottedImpedance } from "./curve.ts";
import type { Look } from "./look.ts";
import { short, tag } from "./markup.ts";
import { richLabel } from "./richMarkup.ts";
import { plain, plainText, quantityName, richWidth, type RichText } from "./richText.ts";
import { strokes } from "./axes.ts";
import { place, type Scale } from "./scale.ts";
import { sequentialColour } from "./sequential.ts";
import { ticksOf, withMinus } from "./ticks.ts";

/** A spectrum of a series as the plots take it. */
export interface PlottedMember {
  /** In the unit of the series' kind; C for temperatures. */
  readonly condition: number;
  readonly measured: PlottedImpedance;
  readonly fit?: PlottedImpedance;
  /** Indices of the measured points that took no part in the fit. */
  readonly excluded?: readonly number[];
}

/** What the plots of a series show. */
export interface PlottedSeries {
  readonly kind: ConditionKind;
  readonly members: readonly PlottedMember[];
  readonly title: string;
}

/** How conditions become places on an axis and colours. */
export interface ConditionAxis {
  readonly name: RichText;
  readonly factor: number;
  readonly kind: Scale["kind"];
  /** In the unit of the name. */
  readonly domain: readonly [number, number];
}

const SYMBOLS: Readonly<Record<ConditionKind, string>> = {
  temperature: "T",
  soc: "SOC",
  time: "t",
  voltage: "E",
  bias: "E",
  current: "I",
  number: "number",
};
const TIMES = [
  { unit: "d", seconds: 86_400 },
  { unit: "h", seconds: 3600 },
  { unit: "min", seconds: 60 },
];
/** Times over more than this factor are shown over the logarithm. */
const WIDE = 300;
const BAR = 7;
const BAR_GAP = 7;
const TICK = 2.4;
const SWATCHES = 48;
/** Lines of members nearer to each other than this on average would hatch the bar. */
const LEAST_APART = 3.5;

/** How many spectra there are, over which conditions, for people who cannot see them. */
export function seriesText({ name, factor }: ConditionAxis, conditions: readonly number[]): string {
  const range = [Math.min(...conditions), Math.max(...conditions)].map((each) =>
    withMinus(String(Number((each * factor).toPrecision(4)))),
  );
  return `${String(conditions.length)} spectra, coloured by ${plainText(name)} from ${range.join(" to ")}.`;
}

/** Name, unit and range of the conditions of a series. */
export function conditionAxis(kind: ConditionKind, conditions: readonly number[]): ConditionAxis {
  const least = conditions.reduce((one, other) => Math.min(one, other), Infinity);
  const most = conditions.reduce((one, other) => Math.max(one, other), -Infinity);
  const isLogarithmic = kind === "time" && least > 0 && most / least > WIDE;
  // Powers of ten are of seconds.
  const { name, factor } = nameOf(kind, isLogarithmic ? 0 : Math.max(Math.abs(least), Math.abs(most)));
  const spread = most - least;
  const half = spread > 0 ? 0 : Math.abs(most) * 0.1 || 0.5;
  return {
    name,
    factor,
    kind: isLogarithmic ? "logarithmic" : "linear",
    domain: [(least - half) * factor, (most + half) * factor],
  };
}

function nameOf(kind: ConditionKind, largest: number): { name: RichText; factor: number } {
  const symbol = SYMBOLS[kind];
  const { unit } = conditionKinds[kind];
  if (kind === "time") {
    // From two of a unit on, its numbers are the shorter ones.
    const longer = TIMES.find(({ seconds }) => largest >= 2 * seconds) ?? { unit: "s", seconds: 1 };
    return { name: quantityName(symbol, ` / ${longer.unit}`), factor: 1 / longer.seconds };
  }
  if (unit === "-") return { name: plain(symbol), factor: 1 };
  const printed = kind === "temperature" ? "\u00b0C" : unit;
  return {
    name: symbol.length === 1 ? quantityName(symbol, ` / ${printed}`) : plain(`${symbol} / ${printed}`),
    factor: 1,
  };
}

/** The colour of a condition. */
export function conditionColour({ kind, domain, factor }: ConditionAxis, condition: number, { theme }: Look): string {
  return sequentialColour(place({ kind, domain, range: [0, 1] }, condition * factor), theme);
}

/** How far frames stand from the right edge, so that the colour bar has room. */
export function barMargin(axis: ConditionAxis, look: Look): number {
  return BAR_GAP + BAR + TICK + widestNumber(axis, 100, look) + 1.4 * look.name + 5;
}

function barScale({ kind, domain }: ConditionAxis, top: number, bottom: number): Scale {
  return { kind, domain, range: [bottom, top] };
}

function widestNumber(axis: ConditionAxis, height: number, { text }: Look): number {
  const ticks = ticksOf(barScale(axis, 0, height), { direction: "up", text });
  return Math.max(0, ...ticks.map(({ text: written = [] }) => richWidth(written, text)));
}

/** A bar of the colours with numbers, and a line for each spectrum. */
export function drawColourBar(
  axis: ConditionAxis,
  conditions: readonly number[],
  { right, top, bottom }: { readonly right: number; readonly top: number; readonly bottom: number },
  look: Look,
): string[] {
  const scale = barScale(axis, top, bottom);
  const x = right + BAR_GAP;
  const step = (bottom - top) / SWATCHES;
  const swatches = Array.from({ length: SWATCHES }, (_, k) =>
    tag("rect", {
      x,
      y: top + k * step,
      width: BAR,
      height: step + 0.15,
      fill: sequentialColour(1 - (k + 0.5) / SWATCHES, look.theme),
    }),
  );
  const ticks = ticksOf(scale, { direction: "up", text: look.text }).filter(({ text }) => text !== undefined);
  const numbersAt = x + BAR + TICK + 1.5;
  const numbers = ticks.map(({ value, text = [] }) => {
    const y = Math.min(bottom, Math.max(top + 0.7 * look.text, place(scale, value) + 0.36 * look.text));
    return richLabel(numbersAt, y, text, look.text);
  });
  const nameAt = numbersAt + widestNumber(axis, bottom - top, look) + 1.1 * look.name;
  const middle = (top + bottom) / 2;
  const turned = { "text-anchor": "middle", transform: `rotate(-90 ${short(nameAt)} ${short(middle)})` };
  const members = conditions.map((each) => `M${short(x)} ${short(place(scale, each * axis.factor))}h${String(BAR)}`);
  const { ground, axis: colour } = look.palette;
  return [
    ...swatches,
    members.length > (bottom - top) / LEAST_APART
      ? ""
      : tag("path", { d: members.join(""), stroke: ground, "stroke-width": 0.7 }),
    tag("rect", {
      x,
      y: top,
      width: BAR,
      height: bottom - top,
      fill: "none",
      stroke: colour,
      "stroke-width": look.thin,
    }),
    strokes(
      ticks.map(({ value }) => `M${short(x + BAR)} ${short(place(scale, value))}h${String(TICK)}`),
      look,
    ),
    ...numbers,
    richLabel(nameAt, middle, axis.name, look.name, turned),
  ];
}
