/** Calls the compiled models of assembly/nist over all observations of a problem. */

import { compile } from "../math/kernel.ts";
import { MODELS } from "./models.ts";
import { predictor, responses } from "./problems.ts";
import type { Problem } from "./problems.ts";

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly allocate: (bytes: number) => number;
  readonly evaluateModel: (
    model: number,
    b: number,
    x: number,
    y: number,
    n: number,
    residual: number,
    jacobian: number,
    stride: number,
  ) => void;
}

function isExports(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Exports {
  return (
    exports["memory"] instanceof WebAssembly.Memory &&
    typeof exports["allocate"] === "function" &&
    typeof exports["evaluateModel"] === "function"
  );
}

export interface Evaluation {
  /** f(x_i) - y_i. */
  readonly residual: Float64Array;
  /** Column j holds d f(x_i)/d b_j. */
  readonly jacobian: readonly Float64Array[];
}

export class NistKernel {
  private readonly exports: Exports;

  private constructor(exports: Exports) {
    this.exports = exports;
  }

  /** Compiles the models. */
  static async load(): Promise<NistKernel> {
    const { exports } = new WebAssembly.Instance(await compile("test/nist/entry.as.ts"));
    if (!isExports(exports))
      throw new Error("test/nist/entry.as.ts does not export memory, allocate and evaluateModel");
    return new NistKernel(exports);
  }

  /**
   * Residual and Jacobian at the parameters `b`.
   * @throws Error if no model belongs to the problem
   */
  evaluate(problem: Problem, b: readonly number[]): Evaluation {
    const model = MODELS[problem.name];
    if (model === undefined) throw new Error(`no model for the NIST problem ${problem.name}`);
    const { memory, allocate, evaluateModel } = this.exports;
    const y = responses(problem);
    const x = problem.predictors.flatMap((name) => predictor(problem, name));
    const n = y.length;
    // A column is longer than n numbers need, so that a stride taken for n would show.
    const stride = 8 * n + 24;
    const start = allocate(8 * (b.length + x.length + 2 * n) + stride * b.length);
    const xAt = start + 8 * b.length;
    const yAt = xAt + 8 * x.length;
    const residualAt = yAt + 8 * n;
    const jacobianAt = residualAt + 8 * n;
    const view = (address: number, length: number) => new Float64Array(memory.buffer, address, length);
    view(start, b.length).set(b);
    view(xAt, x.length).set(x);
    view(yAt, n).set(y);
    evaluateModel(model, start, xAt, yAt, n, residualAt, jacobianAt, stride);
    return {
      residual: view(residualAt, n).slice(),
      jacobian: b.map((_, j) => view(jacobianAt + j * stride, n).slice()),
    };
  }
}
