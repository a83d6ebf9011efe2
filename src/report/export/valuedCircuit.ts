import { givenValues, parseCircuit, printCircuit, type Circuit } from "../../circuit/index.ts";
import type { DerivedValue } from "../../fit/derived.ts";
import type { FitResult, FittedParameter } from "../../fit/result.ts";
import type { Intervals } from "../../uncertainty/intervals.ts";

/** A parameter as it is written out; `interval` holds the ends of its 95 % interval. */
export type ValuedParameter = Pick<FittedParameter, "name" | "value" | "stderr" | "interval" | "unit"> & {
  /** As in a fit, or `given` where no fit was made. */
  readonly status: FittedParameter["status"] | "given";
};

/** A value that was derived from those of a fit. */
export type ValuedDerived = Pick<DerivedValue, "name" | "expression" | "value" | "stderr" | "interval" | "unit"> & {
  readonly status: string;
};

/** Frequencies in Hz, lowest first. */
export type Band = readonly [lowestHz: number, highestHz: number];

/** A circuit whose parameters all have a value: of a fit, or as its text gives them. */
export interface ValuedCircuit {
  /** With these values in it; what is tied is tied still. */
  readonly circuit: Circuit;
  /** All of the circuit, in its order. */
  readonly parameters: readonly ValuedParameter[];
  readonly derived: readonly ValuedDerived[];
  /** Of the points that were fitted. */
  readonly band?: Band;
  /** The file that was fitted. */
  readonly file?: string;
  /** Parameters without a value, which have their element's default. */
  readonly defaulted: readonly string[];
}

/** A circuit with the values of its text, and defaults where it gives none. */
export function valuedByText(circuit: Circuit): ValuedCircuit {
  const set = withValues(circuit, new Map());
  const values = givenValues(set.parameters);
  return {
    circuit: set,
    parameters: set.parameters.map(({ name, element, index }) => ({
      name,
      value: values.get(name) ?? NaN,
      stderr: null,
      interval: null,
      unit: element.record.parameters[index]?.unit ?? "-",
      status: "given",
    })),
    derived: [],
    defaulted: circuit.parameters.flatMap(({ name, value, expression, fixed }) =>
      value === undefined && expression === undefined && !fixed ? [name] : [],
    ),
  };
}

/** The circuit of a fit with its values. @param intervals instead of those of the fit. */
export function valuedByFit(result: FitResult, file?: string, intervals?: Intervals): ValuedCircuit {
  const { frequencyHz } = result.residuals;
  const highest = frequencyHz[0];
  const lowest = frequencyHz.at(-1);
  return {
    circuit: withValues(parseCircuit(result.circuit), valuesOf(result.parameters)),
    parameters: result.parameters.map(({ name, value, stderr, interval, unit, status }, index) => {
      const chosen = intervals?.parameters[index];
      return { name, value, stderr, interval: chosen === undefined ? interval : chosen.interval, unit, status };
    }),
    derived: result.derived,
    ...(highest === undefined || lowest === undefined ? {} : { band: [lowest, highest] }),
    ...(file === undefined ? {} : { file }),
    defaulted: [],
  };
}

/** Values by name. */
export function valuesOf(parameters: readonly Pick<ValuedParameter, "name" | "value">[]): Map<string, number> {
  return new Map(parameters.map(({ name, value }) => [name, value]));
}

/** The circuit with a value for each parameter that is not tied: the given one, else its own, else its element's default. */
export function withValues(circuit: Circuit, values: ReadonlyMap<string, number>): Circuit {
  const parameters = circuit.parameters.map((parameter) => {
    if (parameter.expression !== undefined) return parameter;
    const record = parameter.element.record.parameters[parameter.index];
    const value = values.get(parameter.name) ?? parameter.value ?? record?.default;
    return value === undefined ? parameter : { ...parameter, value };
  });
  const changed = { ...circuit, parameters };
  return { ...changed, text: printCircuit(changed) };
}
