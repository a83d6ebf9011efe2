import { originOf } from "../fit/origin.ts";
import { goesOn, type Watched } from "../fit/progress.ts";
import type { FitResult } from "../fit/result.ts";
import { determinedCombination, type Combination, type CombinedParameter } from "./combinations.ts";
import { DOUBTFUL_SHARE, HOPELESS_SHARE, LARGE_EXPONENT_ERROR, largeErrors } from "./errorShare.ts";
import { describeDirection, describeParameter, describeVerdict, endedEarly } from "./identifiabilityWords.ts";
import { informationAt, spreadOf, type Information } from "./information.ts";
import { profile } from "./profile.ts";
import { Reach, type NeededRange } from "./reach.ts";
import { distrustedWald } from "./waldTrust.ts";

/**
 * How well data determine a parameter. `determined`: a standard error of at most 30 % (0.15 of an exponent); `loose`: up to
 * 100 % (0.5); `undetermined`: more, or none at all. Where the standard error cannot be trusted the profile decides, by an
 * interval as wide as such errors make it; one with an open end is undetermined.
 */
export type Determination = "determined" | "loose" | "undetermined";

/** What the data say of one parameter that was varied and did not end on a limit. */
export interface ParameterVerdict {
  readonly name: string;
  readonly determination: Determination;
  /** Standard error of ln p, or of an exponent; Infinity where the data do not see it. */
  readonly error: number;
  /** Values that the data allow at 95 %, by the profile; 0 or Infinity where it is open. null where the standard error can be trusted. */
  readonly allowed: readonly [low: number, high: number] | null;
  /** Least range of frequencies, at the same density and relative noise, that would determine it; null where it is determined, or none would. */
  readonly needed: NeededRange | null;
  /** null where it is determined. */
  readonly sentence: string | null;
}

/** Parameters that can change together almost without changing the fit. */
export interface SloppyDirection {
  /** Change of each parameter's coordinate (ln p, or an exponent) by one standard error along it; largest first. A direction without rank has no length: its largest is 1. */
  readonly components: readonly { readonly name: string; readonly change: number }[];
  /** Whether the data do not see it at all. */
  readonly unseen: boolean;
  /** What they determine nevertheless. */
  readonly combination: Combination | null;
  readonly sentence: string;
}

/** Which parameters the data determine, in numbers and in words. */
export interface Identifiability {
  /** Whether every parameter that was varied and is not on a limit is determined. */
  readonly determined: boolean;
  /** One sentence. */
  readonly verdict: string;
  readonly parameters: readonly ParameterVerdict[];
  readonly directions: readonly SloppyDirection[];
}

/** A component smaller than this part of a direction's largest takes no part in it. */
const SMALLEST_PART = 0.1;

/** Ends of a 95 % interval stand in these ratios for standard errors of ln p of 0.3 and 1; of an exponent, at this distance for 0.15. */
const WIDE = 3.3;
const HOPELESSLY_WIDE = 55;
const WIDE_EXPONENT = 0.6;

const NOTHING_TO_JUDGE_BY = "There are as many free parameters as data, so nothing tells how well they are determined.";

const known = new WeakMap<FitResult, Identifiability>();

/**
 * Which parameters of a fit the data determine, and why not: from the singular value decomposition of the column-scaled
 * Jacobian of the free parameters. Directions along which one standard error changes a parameter by more than 30 % are named
 * with the combinations that are determined nevertheless; and for each parameter without a useful value the range of
 * frequencies is told that would give it one, from the information matrix of the fitted model over wider ranges.
 *
 * That is to first order at the fitted values, where a parameter may look better determined than it is, so profiles are drawn
 * where `intervals` would. All of it presumes that the circuit is right.
 *
 * @param result what `fit` returned; computed once for each, unless `onProgress` ends it early. The parameters whose profiles were not
 * drawn by then are judged by their standard errors, and the verdict says so.
 * @throws {FitError} for a result that `fit` did not return.
 */
export function identifiability(result: FitResult, { onProgress }: Watched = {}): Identifiability {
  const before = known.get(result);
  if (before !== undefined) return before;
  const missing: string[] = [];
  const found = identify(result, (name, done, total) => {
    const isOn = missing.length === 0 && goesOn(onProgress, "profiles", done, total);
    if (!isOn) missing.push(name);
    return isOn;
  });
  if (missing.length === 0) known.set(result, found);
  else return { ...found, verdict: `${found.verdict} ${endedEarly(missing)}` };
  return found;
}

/** @param mayDraw asked before each profile with the name of its parameter, how many have been drawn, and of how many. */
function identify(result: FitResult, mayDraw: (name: string, done: number, total: number) => boolean): Identifiability {
  const { prepared, values, circuit } = originOf(result);
  if (result.degreesOfFreedom <= 0) {
    return { determined: false, verdict: NOTHING_TO_JUDGE_BY, parameters: [], directions: [] };
  }
  const information = informationAt(prepared.problem, values);
  if (information === undefined) throw new RangeError("The fitted parameters have no impedance.");
  const large = largeErrors(result);
  const largeOf = (index: number): number => large[index] ?? Number.NaN;
  const free = circuit.parameters.flatMap(({ name }, index): CombinedParameter[] => {
    const { status, unit = "", value = Number.NaN } = result.parameters[index] ?? {};
    if (status !== "free" && status !== "unidentified") return [];
    const isExponent = largeOf(index) === LARGE_EXPONENT_ERROR;
    return [{ parameter: index, name, unit, value, isExponent, error: spreadOf(information, [[index, 1]]) }];
  });
  const shareOf = ({ parameter, error }: CombinedParameter): number => error / largeOf(parameter);
  const reach = new Reach(result, information.scale);
  const onLimit = result.parameters.flatMap(({ name, status }) => (status === "at-bound" ? [name] : []));
  const distrusted = free.filter(({ parameter }) => distrustedWald(result, parameter) !== null);
  const parameters = free.map((parameter): ParameterVerdict => {
    const { parameter: index, name, error, unit, isExponent } = parameter;
    const share = shareOf(parameter);
    const turn = distrusted.indexOf(parameter);
    const [drawn] = turn >= 0 && mayDraw(name, turn, distrusted.length) ? profile(result, [name]) : [];
    const { interval = null, ends = null } = drawn ?? {};
    const isOpen = ends?.includes("open") === true || (isExponent && ends?.every((end) => end === "limit") === true);
    const determination = determine(share, interval, isOpen, isExponent);
    const verdict = { name, determination, error, allowed: interval };
    if (determination === "determined") return { ...verdict, needed: null, sentence: null };
    // Where first order does not see what is wrong it cannot tell what would help.
    const isSeen = isOpen || share > 1;
    const wanted = largeOf(index) * (isOpen ? DOUBTFUL_SHARE : 1);
    const needed = isSeen ? (reach.needed(index, wanted) ?? null) : null;
    const neverSeen = needed === null && error === Infinity && reach.neverSeen(index);
    const because = { isOpen, isSeen, share, needed, neverSeen, onLimit, range: reach.range };
    return { ...verdict, needed, sentence: describeParameter({ ...verdict, ...because, unit, isExponent }) };
  });
  const loose = free.filter((_, place) => parameters[place]?.determination !== "determined");
  const directions = sloppyDirections(information, loose, largeOf);
  const determined = loose.length === 0;
  return { determined, verdict: describeVerdict(parameters, directions), parameters, directions };
}

/** By the profile where there is one, else by the standard error. */
function determine(
  share: number,
  interval: readonly [low: number, high: number] | null,
  isOpen: boolean,
  isExponent: boolean,
): Determination {
  if (isOpen) return "undetermined";
  if (interval === null) return share > HOPELESS_SHARE ? "undetermined" : share > 1 ? "loose" : "determined";
  const [low, high] = interval;
  const [loose, hopeless] = isExponent ? [WIDE_EXPONENT, Infinity] : [WIDE, HOPELESSLY_WIDE];
  const width = isExponent ? high - low : high / low;
  return width > hopeless ? "undetermined" : width > loose ? "loose" : "determined";
}

function sloppyDirections(
  information: Information,
  loose: readonly CombinedParameter[],
  largeOf: (index: number) => number,
): SloppyDirection[] {
  const found: SloppyDirection[] = [];
  const describe = (direction: Float64Array, unseen: boolean): void => {
    const changes = loose.map((parameter) => {
      const change = direction[parameter.parameter] ?? 0;
      return { parameter, change, share: Math.abs(change) / largeOf(parameter.parameter) };
    });
    const largest = Math.max(0, ...changes.map(({ share }) => share));
    if (!(largest > (unseen ? 0 : DOUBTFUL_SHARE))) return;
    const parts = changes.filter(({ share }) => share > SMALLEST_PART * largest).sort((a, b) => b.share - a.share);
    if (parts.length < 2) return;
    const combination =
      determinedCombination(information, inCircuitOrder(parts.map(({ parameter }) => parameter))) ?? null;
    const length = unseen ? Math.max(...parts.map(({ change }) => Math.abs(change))) : 1;
    const components = parts.map(({ parameter, change }) => ({ name: parameter.name, change: change / length }));
    const sentence = describeDirection(components, unseen, combination);
    if (!found.some((one) => one.sentence === sentence)) found.push({ components, unseen, combination, sentence });
  };
  // The worst first.
  for (const direction of information.unseen) describe(direction, true);
  for (const direction of [...information.seen].reverse()) describe(direction, false);
  return found;
}

function inCircuitOrder(parameters: readonly CombinedParameter[]): CombinedParameter[] {
  return [...parameters].sort((a, b) => a.parameter - b.parameter);
}
