import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import { theExaminer } from "../kernel/load.ts";

/** A fit as the linear problem that it is near its optimum. All arrays hold N real parts, then N imaginary ones. */
export interface LinearizedFit {
  /** Weighted derivatives by the free variables that are not at a limit; units and coordinates are those of the solver. */
  readonly columns: readonly Float64Array[];
  /** Weighted residual, fit minus data. */
  readonly residual: Float64Array;
}

/** Evaluates Jacobian and residual of a result of `fit` at its optimum. */
export function linearizedFit(result: FitResult): LinearizedFit {
  const { prepared, values } = originOf(result);
  const kernel = theExaminer();
  kernel.load(prepared.problem);
  kernel.setValues(values);
  const jacobian = kernel.jacobian();
  const residual = kernel.weightedResiduals();
  if (jacobian === undefined || residual === undefined)
    throw new RangeError("The fitted parameters have no impedance.");
  const { variables } = prepared.problem.map;
  const columns = jacobian.filter((_column, variable) => {
    const parameter = result.parameters[variables[variable] ?? -1];
    return parameter?.status !== "at-bound";
  });
  return { columns: columns.map(stack), residual: stack(residual) };
}

function stack({ re, im }: { readonly re: Float64Array; readonly im: Float64Array }): Float64Array {
  const both = new Float64Array(2 * re.length);
  both.set(re);
  both.set(im, re.length);
  return both;
}
