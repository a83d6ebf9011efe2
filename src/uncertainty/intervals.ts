import { FitError } from "../fit/fitError.ts";
import { LEVEL } from "../fit/level.ts";
import { originOf, type FitOrigin } from "../fit/origin.ts";
import type { Watched } from "../fit/progress.ts";
import type { FitResult, FittedParameter } from "../fit/result.ts";
import { theExaminer } from "../kernel/load.ts";
import { bootstrap } from "./bootstrap.ts";
import { checkedLevel } from "./options.ts";
import { profile, type ProfileEnd } from "./profile.ts";
import { distrustedWald } from "./waldTrust.ts";

/** How an interval was found. */
export type IntervalMethod = "wald" | "profile" | "bootstrap";

/** What `intervals` can be asked for. */
export const intervalMethods: readonly (IntervalMethod | "auto")[] = ["wald", "profile", "auto", "bootstrap"];

/** Options of `intervals`. */
export interface IntervalOptions extends Watched {
  /**
   * Default `auto`: Wald's interval from the covariance where it can be trusted, the profile elsewhere. `bootstrap`: percentiles
   * over residual replicas.
   */
  readonly method?: IntervalMethod | "auto";
  /** Default 0.95. */
  readonly level?: number;
  /** Of the bootstrap; defaults 1000 and 1. */
  readonly replicas?: number;
  readonly seed?: number;
}

/** The interval of one parameter. */
export interface ParameterInterval {
  readonly name: string;
  /** In the parameter's unit; null where there is none: fixed, or with this method not to be had. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly method: IntervalMethod | null;
  /** Of a profile. */
  readonly ends: readonly [low: ProfileEnd, high: ProfileEnd] | null;
  /** Why `auto` did not trust Wald's interval, why it has that all the same, or why there is no interval. */
  readonly reason: string | null;
}

/** Intervals of all parameters of a fit, in the circuit's order. */
export interface Intervals {
  readonly method: IntervalMethod | "auto";
  readonly level: number;
  readonly parameters: readonly ParameterInterval[];
  readonly warnings: readonly string[];
}

const NOT_DRAWN = "the work was ended before its profile was drawn";

/**
 * Confidence intervals of a fit by one method or, with `auto`, by the one that each parameter calls for.
 *
 * @param result what `fit` returned.
 * @throws {FitError} for a result that `fit` did not return, or options out of range.
 */
export function intervals(result: FitResult, options: IntervalOptions = {}): Intervals {
  const { method = "auto" } = options;
  if (!intervalMethods.includes(method)) {
    throw new FitError(
      "bad-option",
      `There is no interval method ${JSON.stringify(method)}; choose one of ${intervalMethods.join(", ")}.`,
    );
  }
  const level = checkedLevel(options.level);
  const origin = originOf(result);
  if (method === "bootstrap") return bootstrapIntervals(result, level, options);
  const wald = waldIntervals(result, origin, level);
  if (method === "wald") return { method, level, parameters: wald, warnings: [] };
  const reasons = new Map(
    // Tied parameters have no profile of their own.
    Array.from(origin.prepared.problem.map.variables).flatMap((index): [string, string | null][] => {
      const { name } = result.parameters[index] ?? {};
      if (name === undefined) return [];
      const reason = method === "profile" ? null : distrustedWald(result, index);
      return method === "profile" || reason !== null ? [[name, reason]] : [];
    }),
  );
  const profiles = new Map(
    profile(result, [...reasons.keys()], { level, ...watchedBy(options) }).map((one) => [one.name, one]),
  );
  const parameters = wald.map((one): ParameterInterval => {
    const found = profiles.get(one.name);
    if (found === undefined) return reasons.has(one.name) ? { ...one, reason: NOT_DRAWN } : one;
    const reason = found.interval === null ? (found.warnings[0] ?? null) : (reasons.get(one.name) ?? null);
    if (found.interval === null) return { ...one, reason };
    return { name: one.name, interval: found.interval, method: "profile", ends: found.ends, reason };
  });
  const missing = [...reasons.keys()].filter((name) => !profiles.has(name));
  const early =
    missing.length === 0
      ? []
      : [
          `The work was ended early, before ${missing.length === 1 ? "the profile" : "the profiles"} of ${missing.join(", ")}; ` +
            `${missing.length === 1 ? "its interval is" : "their intervals are"} from the covariance, where that has one.`,
        ];
  return {
    method,
    level,
    parameters,
    warnings: [...early, ...[...profiles.values()].flatMap(({ warnings }) => warnings)],
  };
}

function watchedBy({ onProgress }: Watched): Watched {
  return onProgress === undefined ? {} : { onProgress };
}

function waldIntervals(
  result: FitResult,
  { prepared, values, status: held }: FitOrigin,
  level: number,
): ParameterInterval[] {
  const kernel = theExaminer();
  kernel.load(prepared.problem);
  const statistics = level === LEVEL ? undefined : kernel.statisticsAt(values, held, level);
  return result.parameters.map(({ name, status, interval }, index): ParameterInterval => {
    if (interval === null) return { name, interval: null, method: null, ends: null, reason: withoutWald(status) };
    const low = statistics?.low[index] ?? interval[0];
    const high = statistics?.high[index] ?? interval[1];
    return { name, interval: [low, high], method: "wald", ends: null, reason: null };
  });
}

function withoutWald(status: FittedParameter["status"]): string | null {
  if (status === "at-bound") return "on its limit, where a covariance says nothing";
  return status === "fixed" ? null : "the data do not determine it";
}

function bootstrapIntervals(result: FitResult, level: number, options: IntervalOptions): Intervals {
  const { replicas, seed } = options;
  const drawn = bootstrap(result, {
    level,
    ...watchedBy(options),
    ...(replicas === undefined ? {} : { replicas }),
    ...(seed === undefined ? {} : { seed }),
  });
  const parameters = drawn.parameters.map(({ name, interval }, index): ParameterInterval => {
    const undetermined = result.parameters[index]?.status === "unidentified";
    if (interval === null || undetermined) {
      // Replicas are fitted from the optimum, and along a flat direction they hardly leave it.
      const reason = undetermined ? "the data do not determine it, and replicas cannot show how far it reaches" : null;
      return { name, interval: null, method: null, ends: null, reason };
    }
    return { name, interval, method: "bootstrap", ends: null, reason: null };
  });
  return { method: "bootstrap", level, parameters, warnings: drawn.warnings };
}
