import { VARIABLE_AT_LOWER, VARIABLE_AT_UPPER } from "../../assembly/program.ts";
import { derivedUnits, positiveDerived, printExpression, type Circuit } from "../circuit/index.ts";
import { mapParameters } from "../compile/parameterMap.ts";
import type { ExtraQuantity } from "../compile/program.ts";
import type { ParameterScale } from "../elements/element.ts";
import { theKernel } from "../kernel/load.ts";
import { LEVEL } from "./level.ts";
import type { FitOrigin } from "./origin.ts";

/** What is known of a derived value. */
export type DerivedStatus =
  /** Follows from fitted parameters; value, standard error and interval are meaningful. */
  | "derived"
  /** Nothing that is fitted moves it. */
  | "fixed"
  /** Only parameters on their limits move it; it has no standard error. */
  | "at-bound"
  /** The data do not determine it. */
  | "unidentified"
  /** The formula has no finite value at the fitted parameters. */
  | "undefined";

/** A quantity computed from the parameters of a fitted circuit. */
export interface DerivedValue {
  /** As it was named, else the formula. */
  readonly name: string;
  /** The formula, canonically written. */
  readonly expression: string;
  readonly value: number;
  /** Standard error from the full covariance of the free parameters, in `unit`; null where there is none. */
  readonly stderr: number | null;
  /** 95 % interval in `unit`, by Student's t, symmetric on `scale`. */
  readonly interval: readonly [low: number, high: number] | null;
  /** `logarithmic` for what is positive whatever the data: sums, products, quotients and powers of positive quantities. */
  readonly scale: ParameterScale;
  /** As the formula was labelled, else from the parameters' units; `-` for a pure number, empty where none is known. */
  readonly unit: string;
  readonly status: DerivedStatus;
}

/** The data leave ln x open to more than this: x is not determined by them. */
const UNDETERMINED_SPREAD = 1;

/**
 * The derived values of a circuit at the optimum of a fit: x with the variance g^T C g, where g are the exact derivatives
 * of x, or of ln x, by the solver's variables and C is their covariance (Bevington, Robinson, Data Reduction and Error
 * Analysis, 3rd ed., section 3.2). A direction that the data do not see does no harm to a value which it leaves as it is.
 *
 * @param circuit - the circuit of the fit, perhaps with other derived values.
 */
export function derivedValues(circuit: Circuit, { prepared, values, status }: FitOrigin): DerivedValue[] {
  const { derived } = circuit;
  if (derived.length === 0) return [];
  const positive = positiveDerived(circuit);
  const extras = derived.map(({ name, expression }, index): ExtraQuantity => ({
    kind: "derived",
    // A space keeps it apart from every name in a formula.
    name: name ?? `derive ${String(index)}`,
    expression,
    logarithmic: positive[index] === true,
  }));
  const map = mapParameters(circuit, prepared.roles, extras);
  const kernel = theKernel();
  kernel.load({ ...prepared.problem, map });
  const start = new Float64Array(map.values.length);
  start.set(values);
  const statistics = kernel.statisticsAt(start, status, LEVEL);
  if (statistics === undefined) throw new RangeError("The fitted parameters have no impedance.");
  const units = derivedUnits(circuit);
  return derived.map(({ name, expression }, index): DerivedValue => {
    const place = circuit.parameters.length + index;
    const text = printExpression(expression);
    const value = statistics.values[place] ?? Number.NaN;
    const error = statistics.stderr[place] ?? Number.NaN;
    const low = statistics.low[place] ?? Number.NaN;
    const high = statistics.high[place] ?? Number.NaN;
    const variables = map.dependsOn[place] ?? [];
    const isHeld = variables.every((variable) => {
      const held = statistics.status[variable];
      return held === VARIABLE_AT_LOWER || held === VARIABLE_AT_UPPER;
    });
    const scale = positive[index] === true ? "logarithmic" : "linear";
    let found: DerivedStatus = "derived";
    if (!Number.isFinite(value)) found = "undefined";
    else if (variables.length === 0) found = "fixed";
    else if (isHeld) found = "at-bound";
    else if (error === Infinity) found = "unidentified";
    else if (scale === "logarithmic" && error / value > UNDETERMINED_SPREAD) found = "unidentified";
    const hasError = Number.isFinite(error) && (found === "derived" || found === "unidentified");
    return {
      name: name ?? text,
      expression: text,
      value,
      stderr: hasError ? error : null,
      interval: hasError && Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null,
      scale,
      unit: units[index] ?? "",
      status: found,
    };
  });
}
