import type { FitResult } from "../fit/result.ts";
import { identifiability } from "../uncertainty/identifiability.ts";
import type { Derivation } from "./derivation.ts";
import { list, told } from "./words.ts";

/** A number with a larger error than this is no answer: what is said of its parameters is said of it. */
const LARGE = 0.3;
const NEAR = 1e-6;

/** What is known of the parameters of a fit that makes numbers made of them doubtful. */
export class Doubts {
  readonly #sentences = new Map<string, string>();
  readonly #combinations: readonly { parameters: readonly string[]; sentence: string }[];
  readonly #fixed: ReadonlySet<string>;
  readonly #limits = new Map<string, { sentence: string; isHarmless: boolean }>();

  constructor(result: FitResult) {
    const { parameters, directions } = identifiability(result);
    for (const { name, sentence } of parameters) if (sentence !== null) this.#sentences.set(name, sentence);
    this.#combinations = directions.flatMap(({ combination, sentence }) =>
      combination?.expression.includes("+") === true ? [{ parameters: combination.parameters, sentence }] : [],
    );
    this.#fixed = new Set(result.parameters.flatMap(({ name, status }) => (status === "fixed" ? name : [])));
    for (const { name, status, value, unit, lower, upper } of result.parameters) {
      if (status !== "at-bound") continue;
      const isIdeal = unit === "-" && value > 1 - NEAR;
      const limit = Math.abs(value - lower) < Math.abs(upper - value) || upper === Infinity ? lower : upper;
      const sentence = isIdeal
        ? `${name} ended at 1, an ideal capacitor, and is taken to be exact.`
        : `${name} ended on its limit, ${told(limit, 4)}, and has no error of its own: widen the limit, or leave the element out.`;
      this.#limits.set(name, { sentence, isHarmless: isIdeal });
    }
  }

  /** What makes a number doubtful, given its standard error relative to it. */
  flagsOf({ parameters }: Derivation, relativeError: number): string[] {
    const limits = parameters.flatMap((name) => {
      const limit = this.#limits.get(name);
      return limit === undefined || limit.isHarmless ? [] : [limit.sentence];
    });
    if (parameters.length > 0 && parameters.every((name) => this.#fixed.has(name))) {
      return [
        `${list(parameters)} ${parameters.length > 1 ? "were" : "was"} held fixed, so this is what was put in and no finding of the fit.`,
      ];
    }
    if (relativeError < LARGE) return limits;
    const own = parameters.flatMap((name) => this.#sentences.get(name) ?? []);
    // A sum over all of a combination is what the combination says is known.
    const shared = this.#combinations.filter(({ parameters: names }) => {
      const held = names.filter((name) => parameters.includes(name)).length;
      return held > 0 && held < names.length;
    });
    const found = [...limits, ...own, ...shared.map(({ sentence }) => `${sentence} Use the total.`)];
    if (found.length > limits.length) return found;
    const error =
      relativeError < Infinity ? `known to ${told(100 * relativeError)} % only` : "not determined by the data";
    return [...found, `The value is ${error}; less noise or a wider range of frequencies would better it.`];
  }

  notesOf({ parameters, processes, isTotal }: Derivation): string[] {
    const given = processes.flatMap(({ storage }) =>
      storage?.kind === "capacitor" && this.#fixed.has(storage.c) && !isTotal
        ? [`Rests on ${storage.c}, which was held fixed.`]
        : [],
    );
    const ideal = parameters.flatMap((name) => {
      const limit = this.#limits.get(name);
      return limit?.isHarmless === true ? [limit.sentence] : [];
    });
    return [...given, ...ideal];
  }
}
