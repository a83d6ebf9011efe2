/** The range of one axis. */
export interface Range {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

/** What a plot shows. */
export interface View {
  readonly x: Range;
  readonly y: Range;
}

/** Where the data area lies in a canvas, CSS pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function fraction({ low, high, log }: Range, value: number): number {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** The value at a fraction of the way from low to high. */
export function valueAt({ low, high, log }: Range, share: number): number {
  return log ? low * (high / low) ** share : low + share * (high - low);
}

export function toX(view: View, area: Area, value: number): number {
  return area.left + area.width * fraction(view.x, value);
}

export function toY(view: View, area: Area, value: number): number {
  return area.top + area.height * (1 - fraction(view.y, value));
}

export function fromX(view: View, area: Area, pixel: number): number {
  return valueAt(view.x, (pixel - area.left) / area.width);
}

export function fromY(view: View, area: Area, pixel: number): number {
  return valueAt(view.y, 1 - (pixel - area.top) / area.height);
}

/** The least range with all values, and a margin of a share of it on both sides; undefined where there are none. */
export function rangeOf(lists: readonly ArrayLike<number>[], log: boolean, margin: number): Range | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      const value = list[index] ?? Number.NaN;
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) return undefined;
  if (log) {
    const wide = Math.max(high / low, 1.05) ** margin;
    return { low: low / wide, high: high * wide, log };
  }
  const wide = high > low ? margin * (high - low) : Math.max(1e-12, 0.1 * Math.abs(high));
  return { low: low - wide, high: high + wide, log };
}

/** Half the height of a range about 0 in which nearly all values lie: a few wild ones must not press the others flat. */
export function usualMagnitude(lists: readonly ArrayLike<number>[]): number {
  const sorted = lists
    .flatMap((list) => Array.from(list, Math.abs))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const most = sorted.at(-1) ?? 1;
  const usual = sorted[Math.floor(USUAL * (sorted.length - 1))] ?? most;
  return usual > 0 ? Math.min(most, WILD * usual) : most;
}

const USUAL = 0.85;
const WILD = 6;

/** Both axes with as many units a pixel: the one with room to spare shows more. */
export function equalised({ x, y }: View, area: Area): View {
  const perPixel = Math.max((x.high - x.low) / area.width, (y.high - y.low) / area.height);
  const across = perPixel * area.width - (x.high - x.low);
  // Resistances are not negative: room to the left ends a little below 0 where all data lie above it.
  const [low, high] = [x.low - across / 2, x.high + across / 2];
  const edge = -0.04 * (high - low);
  const shift = Math.max(0, Math.min(x.low, edge) - low);
  const up = perPixel * area.height - (y.high - y.low);
  return {
    x: { ...x, low: low + shift, high: high + shift },
    // Arcs stand on the axis, so that room belongs above them.
    y: { ...y, low: y.low - up * 0.12, high: y.high + up * 0.88 },
  };
}

/** Rather some ticks more than asked for than too few: of a range about 0 three must be left of three asked for. */
const ENOUGH = 0.55;

/** Round values of a linear axis, about `count` of them. */
export function linearTicks(low: number, high: number, count: number): { values: number[]; decimals: number } {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= ENOUGH * rough) ?? 10 * power;
  const values: number[] = [];
  for (let k = Math.ceil(low / step); k <= Math.floor(high / step); k++) values.push(k * step);
  return { values, decimals: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}

/** Powers of ten within a range, thinned to about `count`; where there are few, 2 and 5 between them too. */
export function logTicks(low: number, high: number, count: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)));
  const major: number[] = [];
  for (let exponent = first; exponent <= last; exponent += stride) major.push(10 ** exponent);
  if (major.length > 2) return major;
  for (let exponent = first - 1; exponent <= last; exponent++) {
    const between = [2, 5].map((digit) => digit * 10 ** exponent);
    major.push(...between.filter((value) => value >= low && value <= high));
  }
  return major;
}
