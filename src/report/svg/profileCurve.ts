import type { ParameterProfile } from "../../uncertainty/profile.ts";

/** What is shown of a profile. */
export interface ProfileCurve {
  readonly kind: "linear" | "logarithmic";
  /** Values of the parameter at the ends of the axis. */
  readonly domain: readonly [low: number, high: number];
  /** Signed root of the rise of S, in standard errors, by rising value. */
  readonly points: readonly { readonly value: number; readonly root: number }[];
  /** Rise at which the interval ends. */
  readonly end: number;
  /** Whether S falls on the way from the fitted value, as the other parameters leap to another minimum. */
  readonly leaps: boolean;
}

/** A range of more than this factor is shown over the logarithm. */
const WIDE = 8;
/** Beyond the ends of the interval, as a share of its width. */
const MARGIN = 0.14;
/** An open profile is shown this far from the value at most, as a factor. */
const FARTHEST = 1e3;
const BETWEEN = 12;
/** Falls by less than this many standard errors are from minimising. */
const LEAP = 0.05;

/** The part of a profile that its plot shows; undefined where there is none. */
export function profileRange(profile: ParameterProfile, shown: number): ProfileCurve | undefined {
  const { value, interval, curve, minimum, threshold, unitRise } = profile;
  if (interval === null || threshold === null || unitRise === null || !(unitRise > 0)) return undefined;
  const points = curve
    .filter((point) => Number.isFinite(point.value))
    .map((point) => ({
      value: point.value,
      root: (point.value < value ? -1 : 1) * Math.sqrt(Math.max(0, (point.objective - minimum) / unitRise)),
    }));
  if (points.length < 2) return undefined;
  const end = (threshold - minimum) / unitRise;
  const leaps = points.some((point, k) => isLeap(point.root, points[k + 1]?.root ?? Infinity));
  return { ...rangeOf(profile, points, shown * end), points, end, leaps };
}

/** Between two values, the lower first, whether S falls away from the fitted value. */
function isLeap(root: number, next: number): boolean {
  const isAbove = root >= 0;
  return (isAbove ? next * next < root * root : next < 0 && root * root < next * next) && Math.abs(root - next) > LEAP;
}

function rangeOf(
  { value, interval, ends }: ParameterProfile,
  points: ProfileCurve["points"],
  highest: number,
): Pick<ProfileCurve, "kind" | "domain"> {
  const [least, most] = [points[0]?.value ?? value, points.at(-1)?.value ?? value];
  const isPositive = value > 0 && least >= 0;
  const lowest = isPositive ? Math.max(least, value / FARTHEST) : least;
  const largest = isPositive ? Math.min(most, value * FARTHEST) : most;
  const visible = points.filter(({ root }) => root * root <= highest).map((point) => point.value);
  const [low, high] = (interval ?? [value, value]).map((each, side) =>
    ends?.[side] === "open" || !Number.isFinite(each) ? (side === 0 ? lowest : largest) : each,
  );
  const from = Math.max(lowest, Math.min(low ?? value, ...visible));
  const to = Math.min(largest, Math.max(high ?? value, ...visible));
  const range: [number, number] = [Math.min(from, low ?? from), Math.max(to, high ?? to)];
  if (isPositive && range[0] > 0 && range[1] / range[0] > WIDE) {
    const factor = (range[1] / range[0]) ** (MARGIN / 2);
    return { kind: "logarithmic", domain: [range[0] / factor, range[1] * factor] };
  }
  const margin = MARGIN * (range[1] - range[0]) || Math.abs(value) || 1;
  return { kind: "linear", domain: [range[0] - margin, range[1] + margin] };
}

/** The curve between its points, between which the root of the rise is nearly straight; NaN where it leaps. */
export function denseCurve({ points, domain, kind }: ProfileCurve): { value: number; rise: number }[] {
  const isLogarithmic = kind === "logarithmic";
  const to = (value: number): number => (isLogarithmic ? Math.log(value) : value);
  const back = (place: number): number => (isLogarithmic ? Math.exp(place) : place);
  const known = points
    .filter(({ value }) => !isLogarithmic || value > 0)
    .map(({ value, root }) => ({ at: to(value), root }));
  const dense: { value: number; rise: number }[] = [];
  const push = (at: number, root: number): number => dense.push({ value: back(at), rise: root * root });
  known.forEach((point, k) => {
    const next = known[k + 1];
    if (next === undefined) return;
    if (isLeap(point.root, next.root)) {
      dense.push({ value: Number.NaN, rise: Number.NaN });
      return;
    }
    for (let j = 0; j <= BETWEEN; j++) {
      const share = j / BETWEEN;
      push(point.at + share * (next.at - point.at), point.root + share * (next.root - point.root));
    }
  });
  return dense.filter(({ value }) => Number.isNaN(value) || (value >= domain[0] && value <= domain[1]));
}
