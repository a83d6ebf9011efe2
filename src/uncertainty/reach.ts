import { mapParameters } from "../compile/parameterMap.ts";
import { originOf, type FitOrigin } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import type { Measured, Problem } from "../kernel/problem.ts";
import { theExaminer } from "../kernel/load.ts";
import { informationAt, spreadOf, type Information } from "./information.ts";

/** Frequencies that would determine a parameter; one end is null where it need not move. */
export interface NeededRange {
  readonly lowestHz: number | null;
  readonly highestHz: number | null;
}

/** Beyond these nobody measures. */
const LOWEST_HZ = 1e-6;
const HIGHEST_HZ = 1e9;
/** The next frequency is within these factors of the last one; else ten points a decade are taken. */
const CLOSEST = 1.02;
const FARTHEST = 10;
const TEN_A_DECADE = 1.2589254117941673;

/** What the errors would be if the spectrum went further, at the same density of points and with the same relative noise. */
export class Reach {
  readonly #origin: FitOrigin;
  readonly #problem: Problem;
  readonly #scale: number;
  readonly #known = new Map<string, Information | undefined>();

  /** @param scale root of S/(2N - p), or 1 with standard deviations as weights. */
  constructor(result: FitResult, scale: number) {
    this.#origin = originOf(result);
    const { circuit, prepared, values } = this.#origin;
    // Exact data pull at nothing, so what stands on its limit has to be held there.
    const isHeld = (index: number): boolean => result.parameters[index]?.status === "at-bound";
    const roles = prepared.roles.map((role, index) =>
      isHeld(index) ? { kind: "fixed" as const, value: values[index] ?? Number.NaN } : role,
    );
    const anyHeld = result.parameters.some((_, index) => isHeld(index));
    this.#problem = anyHeld ? { ...prepared.problem, map: mapParameters(circuit, roles) } : prepared.problem;
    this.#scale = scale;
  }

  /** The range of the data, Hz. */
  get range(): readonly [lowest: number, highest: number] {
    const { frequencyHz } = this.#problem;
    return [frequencyHz.at(-1) ?? Number.NaN, frequencyHz[0] ?? Number.NaN];
  }

  /**
   * The least extension of the range to a round frequency, to one side or else to both, that brings the error of a parameter's
   * coordinate under `wanted`; undefined if none does.
   */
  needed(parameter: number, wanted: number): NeededRange | undefined {
    const [lowest, highest] = this.range;
    const below = roundFrequencies(LOWEST_HZ, lowest).reverse();
    const above = roundFrequencies(highest, HIGHEST_HZ);
    const low = this.#first(below, (hz) => this.#error(parameter, hz, null) < wanted);
    const high = this.#first(above, (hz) => this.#error(parameter, null, hz) < wanted);
    if (low !== undefined && (high === undefined || lowest / low <= high / highest)) {
      return { lowestHz: low, highestHz: null };
    }
    if (high !== undefined) return { lowestHz: null, highestHz: high };
    const farLow = below.at(-1);
    if (farLow === undefined) return undefined;
    const both = this.#first(above, (hz) => this.#error(parameter, farLow, hz) < wanted);
    if (both === undefined) return undefined;
    const least = this.#first(below, (hz) => this.#error(parameter, hz, both) < wanted);
    return { lowestHz: least ?? farLow, highestHz: both };
  }

  /** Whether even the widest range leaves a parameter without any error at all. */
  neverSeen(parameter: number): boolean {
    const [lowest, highest] = this.range;
    return !(this.#error(parameter, Math.min(lowest, LOWEST_HZ), Math.max(highest, HIGHEST_HZ)) < Infinity);
  }

  /** The first that suffices; more range never makes an error larger, so halving finds it. */
  #first(candidates: readonly number[], suffices: (hz: number) => boolean): number | undefined {
    const last = candidates.at(-1);
    if (last === undefined || !suffices(last)) return undefined;
    let [below, at] = [-1, candidates.length - 1];
    while (at - below > 1) {
      const middle = (below + at) >> 1;
      if (suffices(candidates[middle] ?? last)) at = middle;
      else below = middle;
    }
    return candidates[at];
  }

  #error(parameter: number, lowestHz: number | null, highestHz: number | null): number {
    const key = `${String(lowestHz)} ${String(highestHz)}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#inform(lowestHz, highestHz));
    const information = this.#known.get(key);
    return information === undefined ? Infinity : spreadOf(information, [[parameter, 1]]);
  }

  /** The information of the fitted model's own impedance over a wider range. */
  #inform(lowestHz: number | null, highestHz: number | null): Information | undefined {
    const { program, map, frequencyHz, measured } = this.#problem;
    const { values } = this.#origin;
    if (measured === undefined) return undefined;
    const added = [
      ...steps(frequencyHz, highestHz, "above").reverse(),
      ...Array.from(frequencyHz),
      ...steps(frequencyHz, lowestHz, "below"),
    ];
    const wider = Float64Array.from(added);
    const kernel = theExaminer();
    kernel.load({ program, map, frequencyHz: wider });
    kernel.setValues(values);
    const model = kernel.impedance();
    if (model === undefined || !model.re.every(Number.isFinite) || !model.im.every(Number.isFinite)) return undefined;
    const above = added.length - frequencyHz.length - steps(frequencyHz, lowestHz, "below").length;
    const data = { ...measured, ...model, ...widerSigma(measured, model, above) };
    return informationAt({ program, map, frequencyHz: wider, measured: data }, values, this.#scale);
  }
}

/** Measured standard deviations go on beyond either end as the same part of |Z|. */
function widerSigma(
  { re, im, sigmaRe, sigmaIm }: Measured,
  model: { readonly re: Float64Array; readonly im: Float64Array },
  above: number,
): Pick<Measured, "sigmaRe" | "sigmaIm"> {
  if (sigmaRe === undefined || sigmaIm === undefined) return {};
  const part = (sigma: Float64Array): Float64Array =>
    model.re.map((x, k) => {
      const source = Math.max(0, Math.min(re.length - 1, k - above));
      const own = sigma[source] ?? Number.NaN;
      return source === k - above ? own : (own * modulus(x, model.im[k])) / modulus(re[source], im[source]);
    });
  return { sigmaRe: part(sigmaRe), sigmaIm: part(sigmaIm) };
}

function modulus(x = Number.NaN, y = Number.NaN): number {
  return Math.sqrt(x * x + y * y);
}

/** Frequencies from the end of a falling list on to a new end, in the ratio of its last two. */
function steps(frequencyHz: Float64Array, to: number | null, side: "above" | "below"): number[] {
  if (to === null) return [];
  const inwards = side === "below" ? Array.from(frequencyHz).reverse() : Array.from(frequencyHz);
  const end = inwards[0] ?? Number.NaN;
  const before = inwards.find((hz) => hz !== end) ?? end;
  const found = side === "below" ? before / end : end / before;
  const ratio = found >= CLOSEST && found <= FARTHEST ? found : TEN_A_DECADE;
  const added: number[] = [];
  const distance = (hz: number): number => (side === "below" ? hz / to : to / hz);
  let hz = end;
  // The last step may be up to half a step longer or shorter, to end at the round frequency.
  while (distance(hz) > Math.sqrt(ratio) * ratio) {
    hz = side === "below" ? hz / ratio : hz * ratio;
    added.push(hz);
  }
  added.push(to);
  return added;
}

/** 1, 2 and 5 times the powers of ten between two frequencies, rising. */
function roundFrequencies(from: number, to: number): number[] {
  const found: number[] = [];
  for (let power = -12; power <= 12; power++) {
    for (const digit of [1, 2, 5]) {
      const hz = Number(`${String(digit)}e${String(power)}`);
      if (hz > from * (1 - 1e-9) && hz < to * (1 + 1e-9) && hz !== from && hz !== to) found.push(hz);
    }
  }
  return found;
}
