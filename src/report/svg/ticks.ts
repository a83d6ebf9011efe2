import { decades, linearTicks, niceStep, place, type Scale } from "./scale.ts";
import { plain, richWidth, type RichText } from "./richText.ts";

/** A tick of an axis; without a text it is a small one. */
export interface Tick {
  readonly value: number;
  readonly text?: RichText;
}

/** Where the numbers of an axis stand. */
export interface TickRoom {
  /** Side by side below an axis, or one above the other beside it. */
  readonly direction: "across" | "up";
  /** Size of the numbers. */
  readonly text: number;
  /** Steps between the numbers of a linear axis, rising, where 1, 2 and 5 times a power of ten do not suit it. */
  readonly steps?: readonly number[];
}

/** Between the ends of two numbers, as shares of their size. */
const GAP_ACROSS = 1;
const LEAST_ACROSS = 4.6;
const LEAST_UP = 2.7;
/** Share of the room that is left where there is little. */
const CLOSE = 0.5;
/** Ratio of the ends of an axis up to which it is numbered plainly. */
const NUMBERED_PLAINLY = 200;
/** Less than this many small ticks a point make a comb. */
const LEAST_MINOR = 2.6;

/** Ticks with as many numbers as have room without touching. */
export function ticksOf(scale: Scale, room: TickRoom): Tick[] {
  return scale.kind === "linear" ? linear(scale, room) : logarithmic(scale, room);
}

function length({ range: [from, to] }: Scale): number {
  return Math.abs(to - from);
}

function linear(scale: Scale, room: TickRoom): Tick[] {
  const [low, high] = scale.domain;
  const perUnit = length(scale) / (high - low);
  const candidates = room.steps ?? niceSteps((high - low) / length(scale));
  const count = (step: number): number => linearTicks(scale.domain, step).length;
  const spacious = candidates.find((each) => fits(scale, each, perUnit, room, 1));
  // One number alone tells no scale; then they may stand closer.
  const close = candidates.find((each) => fits(scale, each, perUnit, room, CLOSE) && count(each) >= 2);
  const step = spacious !== undefined && count(spacious) >= 2 ? spacious : (close ?? spacious ?? high - low);
  const numbers = linearTicks(scale.domain, step).map((value) => ({ value, text: plain(numberText(value, step)) }));
  const minor = room.steps === undefined ? minorStep(step) : step;
  if (minor * perUnit < LEAST_MINOR) return numbers;
  const small = linearTicks(scale.domain, minor).filter(
    (value) => !numbers.some((tick) => Math.abs(tick.value - value) < minor / 4),
  );
  return [...numbers, ...small.map((value) => ({ value }))];
}

function fits(scale: Scale, step: number, perUnit: number, { direction, text }: TickRoom, share: number): boolean {
  if (direction === "up") return step * perUnit >= share * LEAST_UP * text;
  if (step * perUnit < share * LEAST_ACROSS * text) return false;
  const widest = Math.max(
    ...linearTicks(scale.domain, step).map((value) => richWidth(plain(numberText(value, step)), text)),
  );
  return step * perUnit >= widest + share * GAP_ACROSS * text;
}

/** Steps from one point of length on. */
function niceSteps(unitsPerPoint: number): number[] {
  const steps = [niceStep(8 * unitsPerPoint)];
  while (steps.length < 12) steps.push(niceStep(1.5 * (steps.at(-1) ?? 1)));
  return steps;
}

function minorStep(step: number): number {
  const leading = Number(step.toExponential().charAt(0));
  return leading === 5 ? step / 5 : step / 2;
}

/** With as many decimals as the step has, so that all numbers of an axis look alike. */
export function numberText(value: number, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  if (decimals > 8 || Math.abs(value) >= 1e7) return withMinus(String(Number(value.toPrecision(6))));
  return withMinus(value.toFixed(decimals));
}

/** With a true minus sign, and none before zero. */
export function withMinus(text: string): string {
  return text.replace(/^-(?=0(?:\.0*)?$)/, "").replaceAll("-", "\u2212");
}

/** 10 with a raised exponent. */
export function powerText(exponent: number): RichText {
  return [{ text: "10" }, { text: withMinus(String(exponent)), level: "superscript" }];
}

/** Whether a logarithmic axis is numbered at powers of ten, which need no prefix before their unit. */
export function hasPowers([low, high]: Scale["domain"]): boolean {
  return high / low >= NUMBERED_PLAINLY;
}

/** A logarithmic axis of few decades is numbered at 1, 2 and 5 in plain numbers, a longer one at powers of ten. */
function isPlain({ domain }: Scale): boolean {
  return !hasPowers(domain) && domain[0] >= 0.009 && domain[1] < 2e5;
}

function logarithmic(scale: Scale, room: TickRoom): Tick[] {
  const small = subdivisions(scale);
  for (const values of numberedValues(scale)) {
    const numbers = values.map((value): Tick => ({ value, text: logText(value, isPlain(scale)) }));
    if (!isFree(scale, numbers, room)) continue;
    return [
      ...numbers,
      ...small
        .filter((value) => !values.some((other) => Math.abs(value / other - 1) < 1e-9))
        .map((value) => ({ value })),
    ];
  }
  return small.map((value) => ({ value }));
}

function logText(value: number, isPlainNumber: boolean): RichText {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  if (isPlainNumber) return plain(withMinus(String(value)));
  const digit = Number((value / 10 ** exponent).toPrecision(4));
  const power = powerText(exponent);
  return digit === 1 ? power : [{ text: `${String(digit)} \u00d7 ` }, ...power];
}

/** Digits that are numbered in each decade, with the ratio of the ends of an axis up to which they are; the most numbers first. */
const NUMBERED_DIGITS: readonly { readonly digits: readonly number[]; readonly upTo: number }[] = [
  { digits: [1, 2, 3, 4, 5, 6, 7, 8, 9], upTo: 3 },
  { digits: [1, 2, 3, 5], upTo: 10 },
  { digits: [1, 2, 5], upTo: Infinity },
  { digits: [1, 3], upTo: Infinity },
  { digits: [1], upTo: Infinity },
];

/** What could be numbered, the most numbers first; the least shows at least one, where an axis has any length. */
function* numberedValues(scale: Scale): Iterable<number[]> {
  const [low, high] = scale.domain;
  const exponents = decades(scale.domain);
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  // Two powers of ten tell the scale of an axis that has them: 3 x 10^2 between them would be in their way.
  const hasTwoPowers = hasPowers(scale.domain) && exponents.length >= 2;
  if (exponents.length < 3 && !hasTwoPowers) {
    for (const { digits, upTo } of NUMBERED_DIGITS) {
      const values: number[] = [];
      for (let exponent = first; exponent < last + 1; exponent++) {
        for (const digit of digits) values.push(Number(`${String(digit)}e${String(exponent)}`));
      }
      const inside = values.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
      if (high / low <= upTo && inside.length >= 2) yield inside;
    }
    // An axis as short as from 102 to 148 is as good as linear.
    for (const step of niceSteps((high - low) / length(scale))) {
      const inside = linearTicks(scale.domain, step).filter((value) => value > 0);
      if (high / low <= 10 && inside.length >= 2) yield inside;
    }
  }
  for (const stride of [1, 2, 3, 4, 5, 6, 10, 20, 50]) {
    const powers = exponents.filter((exponent) => exponent % stride === 0);
    if (powers.length > 0) yield powers.map((exponent) => Number(`1e${String(exponent)}`));
  }
}

function isFree(scale: Scale, ticks: readonly Tick[], { direction, text }: TickRoom): boolean {
  const places = ticks.map(({ value, text: written = [] }) => ({
    at: place(scale, value),
    width: richWidth(written, text),
  }));
  return places.every(({ at, width }, index) => {
    const next = places[index + 1];
    if (next === undefined) return true;
    const needed = direction === "up" ? LEAST_UP * text * 0.75 : (width + next.width) / 2 + GAP_ACROSS * text;
    return Math.abs(next.at - at) >= needed;
  });
}

/** 2 to 9 times each power of ten, where there is room, else the powers. */
function subdivisions(scale: Scale): number[] {
  const [low, high] = scale.domain;
  const decadeLength = length(scale) / Math.log10(high / low);
  if (decadeLength < 5 * LEAST_MINOR) return decades(scale.domain).map((exponent) => Number(`1e${String(exponent)}`));
  const values: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++) {
    for (let digit = 1; digit <= 9; digit++) values.push(Number(`${String(digit)}e${String(exponent)}`));
  }
  return values.filter((value) => value >= low && value <= high);
}
