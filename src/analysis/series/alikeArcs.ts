import { evaluateTimeConstant, expressionParameters, type Circuit, type TimeConstant } from "../../circuit/index.ts";
import { parametersOf, structureOf } from "../../fit/exchange.ts";
import type { FitResult } from "../../fit/result.ts";
import { ln } from "../../../assembly/math/elementary.ts";
import type { ArcFeatures } from "./continuity.ts";

/** Arcs that are built alike and that nothing but their values tells apart, so that fits may exchange them. */
export interface ExchangeableArcs {
  readonly arcs: readonly {
    /** `R1, CPE1` */
    readonly text: string;
    /** Names of its parameters, in corresponding places. */
    readonly parameters: readonly string[];
    readonly time?: TimeConstant;
  }[];
}

/** The groups of exchangeable arcs of a circuit: of equal limits, not fixed, not tied, and in no order that the circuit asks for. */
export function exchangeableArcs(circuit: Circuit): ExchangeableArcs[] {
  const structure = structureOf(circuit);
  const tied = new Set(
    circuit.parameters.flatMap(({ name, expression }) =>
      expression === undefined ? [] : [name, ...expressionParameters(expression)],
    ),
  );
  const ordered = new Set(circuit.orders.flatMap(({ first, second }) => [...first.elements, ...second.elements]));
  return structure.alike.flatMap(({ branches, times }) => {
    const groups = new Map<string, ExchangeableArcs["arcs"][number][]>();
    branches.forEach((elements, branch) => {
      if (elements.some(({ name }) => ordered.has(name))) return;
      const parameters = parametersOf(structure, elements).flatMap((place) => circuit.parameters[place] ?? []);
      if (parameters.some(({ fixed, name }) => fixed || tied.has(name))) return;
      const limits = parameters.map(({ lower, upper }) => `${String(lower)}..${String(upper)}`).join();
      const time = times?.[branch];
      const arc = {
        text: elements.map(({ name }) => name).join(", "),
        parameters: parameters.map(({ name }) => name),
        ...(time === undefined ? {} : { time }),
      };
      groups.set(limits, [...(groups.get(limits) ?? []), arc]);
    });
    return [...groups.values()].filter((arcs) => arcs.length > 1).map((arcs) => ({ arcs }));
  });
}

/** Exponents change little where logarithms of resistances change much. */
const EXPONENT_SCALE = 3;
/** How much an exponent on its limit may be off. */
const EXPONENT_AT_LIMIT = 0.1;

/** What of the arcs of a fit changes steadily: logarithms of positive parameters, with tau in place of Q, and exponents. */
export function featuresOf({ arcs }: ExchangeableArcs, result: FitResult): ArcFeatures[] {
  const byName = new Map(result.parameters.map((parameter) => [parameter.name, parameter]));
  return arcs.map(({ parameters, time }) => {
    const values: number[] = [];
    const errors: number[] = [];
    for (const name of parameters) {
      const { value = Number.NaN, stderr = null, unit = "", status } = byName.get(name) ?? {};
      if (unit === "-") {
        values.push(EXPONENT_SCALE * value);
        // On its limit it has no error, and tells little: the data would have it beyond.
        errors.push(EXPONENT_SCALE * (stderr ?? (status === "at-bound" ? EXPONENT_AT_LIMIT : 0)));
        continue;
      }
      // A resistance that ran to a limit stands for an arc that the data do not show; its time constant says nothing either.
      if (status === "at-bound" || byName.get(time?.scale ?? "")?.status === "at-bound") {
        values.push(Number.NaN);
        errors.push(0);
        continue;
      }
      const own = time?.base === name ? secondsOf(time, result) : value;
      // Q goes with n; the time constant is known about as well as the resistance.
      const known = time?.base === name ? (byName.get(time.scale ?? name) ?? { value, stderr }) : { value, stderr };
      values.push(ln(own));
      errors.push((known.stderr ?? 0) / known.value);
    }
    return { values, errors };
  });
}

/** The time constant of an arc in a fit, s. */
export function secondsOf(time: TimeConstant, { parameters }: FitResult): number {
  return evaluateTimeConstant(
    time,
    (name) => parameters.find((parameter) => parameter.name === name)?.value ?? Number.NaN,
  );
}
