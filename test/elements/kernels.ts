/** The kernels of the elements, compiled and called alone. */

import type { ElementRecord } from "../../src/elements/element.ts";
import { compile } from "../math/kernel.ts";

export interface ComplexNumber {
  readonly re: number;
  readonly im: number;
}

/** Z and dZ/dq of every parameter, one entry a frequency each. */
export interface Evaluation {
  readonly impedance: readonly ComplexNumber[];
  readonly derivatives: readonly (readonly ComplexNumber[])[];
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  evaluateElement(...words: number[]): void;
  log(x: number): number;
  angle(y: number, x: number): number;
}

function isExports(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Exports {
  return exports["memory"] instanceof WebAssembly.Memory && typeof exports["evaluateElement"] === "function";
}

/** Beyond the module's own data. */
const START = 1 << 16;
const SCRATCH_COLUMNS = 4;
/** What no kernel writes by chance; it must still stand behind every column. */
const GUARD = -12345.678;

export class ElementKernels {
  readonly #exports: Exports;

  private constructor(exports: Exports) {
    this.#exports = exports;
  }

  static async load(): Promise<ElementKernels> {
    const { exports } = new WebAssembly.Instance(await compile("test/elements/entry.as.ts"));
    if (!isExports(exports)) throw new Error("test/elements/entry.as.ts does not export the kernels");
    exports.memory.grow(16);
    return new ElementKernels(exports);
  }

  angle(y: number, x: number): number {
    return this.#exports.angle(y, x);
  }

  /**
   * One call of an element's kernel.
   * @param values parameters in the record's order
   * @param omega rad/s; an odd last one is repeated, as the engine does
   * @throws Error where the kernel wrote outside of its columns
   */
  evaluate(element: ElementRecord, values: readonly number[], omega: readonly number[]): Evaluation {
    const numbers = new Float64Array(this.#exports.memory.buffer);
    const pairs = (omega.length + 1) >> 1;
    const stride = 32 * pairs;
    const parameters = START;
    const frequencies = parameters + 128;
    const logarithms = frequencies + 16 * pairs;
    const impedance = logarithms + 16 * pairs;
    const derivatives = impedance + stride;
    const scratch = derivatives + values.length * stride;
    const end = scratch + SCRATCH_COLUMNS * stride;
    numbers.set(values, parameters >> 3);
    for (let k = 0; k < 2 * pairs; k++) {
      const w = omega[Math.min(k, omega.length - 1)] ?? NaN;
      numbers[(frequencies >> 3) + k] = w;
      numbers[(logarithms >> 3) + k] = this.#exports.log(w);
    }
    numbers.fill(GUARD, end >> 3, (end >> 3) + 8);
    this.#exports.evaluateElement(
      element.opcode,
      parameters,
      pairs,
      frequencies,
      logarithms,
      impedance,
      derivatives,
      stride,
      scratch,
    );
    if (numbers.subarray(end >> 3, (end >> 3) + 8).some((number) => number !== GUARD)) {
      throw new Error(`the kernel of ${element.symbol} wrote beyond its scratch columns`);
    }
    const column = (base: number): ComplexNumber[] =>
      omega.map((_, k) => {
        const at = (base >> 3) + 4 * (k >> 1) + (k & 1);
        return { re: numbers[at] ?? NaN, im: numbers[at + 2] ?? NaN };
      });
    return {
      impedance: column(impedance),
      derivatives: values.map((_, index) => column(derivatives + index * stride)),
    };
  }
}

/** The larger of the two parts' errors over the modulus of the true value, NaN where anything is. */
export function componentError(found: ComplexNumber, expected: ComplexNumber, floor = 0): number {
  const error = Math.max(Math.abs(found.re - expected.re), Math.abs(found.im - expected.im));
  return error <= floor ? 0 : error / Math.hypot(expected.re, expected.im);
}
