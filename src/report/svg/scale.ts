/** Maps values of an axis to pixels. */
export interface Scale {
  readonly kind: "linear" | "logarithmic";
  readonly domain: readonly [low: number, high: number];
  /** Pixels of the two ends of the domain. */
  readonly range: readonly [from: number, to: number];
}

/** Pixel of a value. */
export function place(scale: Scale, value: number): number {
  const [low, high] = scale.domain;
  const [from, to] = scale.range;
  const share = scale.kind === "linear" ? (value - low) / (high - low) : Math.log(value / low) / Math.log(high / low);
  return from + share * (to - from);
}

/** Multiples of a step inside a domain. */
export function linearTicks([low, high]: readonly [number, number], step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** The smallest of 1, 2, 5 times a power of ten that is not below a width. */
export function niceStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= width * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(6));
}

/** Exponents of the powers of ten inside a domain. */
export function decades(domain: readonly [number, number]): number[] {
  const first = Math.ceil(Math.log10(domain[0]) - 1e-9);
  const last = Math.floor(Math.log10(domain[1]) + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The range of values, widened by a share of its width on both sides; never empty. */
export function paddedExtent(values: Iterable<number>, share: number): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high >= low)) return [0, 1];
  const width = high - low || Math.abs(high) || 1;
  return [low - share * width, high + share * width];
}

/** The range of positive values, widened by a factor on both sides; never empty. */
export function paddedLogExtent(values: Iterable<number>, factor: number): [number, number] {
  let low = Infinity;
  let high = 0;
  for (const value of values) {
    if (value > 0 && value < low) low = value;
    if (value > high && Number.isFinite(value)) high = value;
  }
  return high > 0 ? [low / factor, high * factor] : [0.1, 10];
}

/** A logarithmic range that spans a factor at least, so that its axis has numbers. */
export function atLeastFactor([low, high]: readonly [number, number], factor: number): [number, number] {
  if (high / low >= factor) return [low, high];
  const widen = Math.sqrt((factor * low) / high);
  return [low / widen, high * widen];
}
