import type { Combination } from "./combinations.ts";
import type { Determination, ParameterVerdict, SloppyDirection } from "./identifiability.ts";
import type { NeededRange } from "./reach.ts";

/** What is to be said of a parameter that is not determined. */
interface Undetermined {
  readonly name: string;
  readonly unit: string;
  readonly isExponent: boolean;
  readonly error: number;
  readonly determination: Determination;
  readonly allowed: readonly [low: number, high: number] | null;
  readonly isOpen: boolean;
  /** Whether first order sees it. */
  readonly isSeen: boolean;
  /** Parameters that ended on a limit. */
  readonly onLimit: readonly string[];
  /** Its error over what is a large one. */
  readonly share: number;
  readonly needed: NeededRange | null;
  readonly neverSeen: boolean;
  readonly range: readonly [lowest: number, highest: number];
}

/** Less noise is no help that anybody could have if it would have to be this many times less. */
const MOST_QUIETER = 1000;

/** Why a parameter is not determined, and what would determine it. */
export function describeParameter(parameter: Undetermined): string {
  const { name, determination, needed, share, neverSeen } = parameter;
  const how = determination === "loose" ? "only loosely determined" : "not determined";
  const because = `${name} is ${how} by these data${errorText(parameter)}`;
  if (!parameter.isSeen) {
    const { onLimit } = parameter;
    return onLimit.length > 0 ? `${because}: ${list(onLimit)}, on the limit here, can take its place.` : `${because}.`;
  }
  if (neverSeen) return `${because}: no frequency would tell, because the circuit itself leaves it open.`;
  if (needed !== null) return `${because}: ${neededText(needed, parameter)}.`;
  if (share < MOST_QUIETER) {
    return `${because}: no wider range of frequencies would do, but residuals ${round(share)} times smaller would.`;
  }
  return `${because}: no wider range of frequencies would do.`;
}

function errorText({ error, isExponent, isOpen, allowed, unit }: Undetermined): string {
  const quantity = (value: number): string => [round(value), ...(unit === "-" ? [] : [unit])].join(" ");
  if (isOpen && allowed !== null) {
    const [low, high] = allowed;
    if (isExponent || (low === 0 && high === Infinity)) return " (any value fits them)";
    return ` (anything ${low === 0 ? `below ${quantity(high)}` : `above ${quantity(low)}`} fits them)`;
  }
  if (allowed !== null) return ` (95 % interval ${round(allowed[0])} .. ${quantity(allowed[1])})`;
  if (error === Infinity) return "";
  if (isExponent) return ` (standard error ${round(error)})`;
  return error < 10 ? ` (standard error ${round(100 * error)} %)` : " (standard error over 1000 %)";
}

/** What is open may lie beyond the value found, and need more than that. */
function neededText({ lowestHz, highestHz }: NeededRange, { range, isOpen }: Undetermined): string {
  const [lowest, highest] = range;
  const low = `the spectrum ends at ${hertz(lowest)}`;
  const high = `reaches up to ${hertz(highest)}`;
  const lower = lowestHz === null ? "" : `${hertz(lowestHz)}${isOpen ? " or less" : ""}`;
  const higher = highestHz === null ? "" : `${hertz(highestHz)}${isOpen ? " or more" : ""}`;
  if (lower !== "" && higher !== "") return `${low} and ${high}, ${lower} and ${higher} would be needed`;
  return lower !== "" ? `${low}, ${lower} would be needed` : `the spectrum ${high}, ${higher} would be needed`;
}

/** What can change together, and what is determined nevertheless. */
export function describeDirection(
  components: SloppyDirection["components"],
  unseen: boolean,
  combination: Combination | null,
): string {
  const together = list(components.map(({ name, change }) => `${name} ${change > 0 ? "up" : "down"}`));
  const effect = unseen ? "without any change of the fit" : "with hardly any change of the fit";
  if (combination === null) return `${together} can go together ${effect}.`;
  const { expression, parameters, relativeError } = combination;
  const rest = components.map(({ name }) => name).filter((name) => !parameters.includes(name));
  const error = relativeError > 0 ? ` (to ${round(100 * relativeError)} %)` : "";
  const split = expression.includes("+") ? "how it is shared is not" : `${list(parameters)} apart are not`;
  const others = rest.length > 0 ? `; ${list(rest)} can change with them` : "";
  return `Only ${expression} is determined${error}, ${split}${others}.`;
}

/** The whole in one sentence. */
export function describeVerdict(
  parameters: readonly ParameterVerdict[],
  directions: readonly SloppyDirection[],
): string {
  const named = (determination: Determination): string[] =>
    parameters.filter((one) => one.determination === determination).map(({ name }) => name);
  const undetermined = named("undetermined");
  const loose = named("loose");
  if (parameters.length === 0) return "No parameter was left free.";
  if (undetermined.length + loose.length === 0) return "These data determine all free parameters.";
  const parts = [
    ...(undetermined.length > 0 ? [`not identifiable from these data: ${list(undetermined)}`] : []),
    ...(loose.length > 0 ? [`only loosely determined: ${list(loose)}`] : []),
  ];
  const combinations = directions.flatMap(({ combination }) => (combination === null ? [] : [combination.expression]));
  const nevertheless = combinations.length > 0 ? ` (but ${list([...new Set(combinations)])} can be told)` : "";
  const text = parts.join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${nevertheless}.`;
}

/** What is left open where the work was ended early. */
export function endedEarly(withoutProfile: readonly string[]): string {
  return `This was ended early: ${list(withoutProfile)} ${withoutProfile.length === 1 ? "is" : "are"} judged by the standard error alone.`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

function round(number: number): string {
  return String(Number(number.toPrecision(2)));
}

/** A frequency with its SI prefix. */
function hertz(value: number): string {
  const [scale, unit] =
    value >= 1e9 ? [1e9, "GHz"] : value >= 1e6 ? [1e6, "MHz"] : value >= 1e3 ? [1e3, "kHz"] : [1, "Hz"];
  return `${String(Number((value / scale).toPrecision(3)))} ${unit}`;
}
