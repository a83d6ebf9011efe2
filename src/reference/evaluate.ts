import { Complex } from "complex.js";
import type { Circuit, CircuitElement, CircuitNode } from "../circuit/circuit.ts";
import type { ParameterValues } from "../elements/element.ts";
import { groupParameters, resolveParameters } from "./parameters.ts";

/** Impedances in the order of the frequencies, ohm, true sign. */
export interface Impedance {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** What is done at one frequency: push the impedance of an element, or combine those of the last `operands` subcircuits. */
type Step =
  | { readonly kind: "element"; readonly element: CircuitElement }
  | { readonly kind: "series" | "parallel"; readonly operands: number };

/**
 * Impedance of a circuit, straight from the formulas of the element records: the readable second opinion on the kernel.
 *
 * @param frequenciesHz any order, each above 0
 * @param values parameter values by name; they come before the values in the circuit's text. Tied parameters are computed.
 * @throws {RangeError} for a parameter without a value, a name that the circuit does not have, a frequency that is not
 *   above 0, and where a formula gives no number
 */
export function evaluate(
  circuit: Circuit,
  frequenciesHz: ArrayLike<number>,
  values: Readonly<Record<string, number>> = {},
): Impedance {
  return impedanceFunction(circuit, frequenciesHz)(values);
}

/** `evaluate` for many sets of values at the same frequencies. */
export function impedanceFunction(
  circuit: Circuit,
  frequenciesHz: ArrayLike<number>,
): (values: Readonly<Record<string, number>>) => Impedance {
  const steps = postorder(circuit.root);
  const parametersOf = groupParameters(circuit);
  const s = Array.from(frequenciesHz, (frequency, k) => {
    if (!(frequency > 0 && frequency < Infinity)) {
      throw new RangeError(`Frequency ${k} is ${frequency} Hz; an impedance needs a finite frequency above 0.`);
    }
    return new Complex(0, 2 * Math.PI * frequency);
  });

  return (values) => {
    const resolved = resolveParameters(circuit, values);
    const elementValues = new Map<CircuitElement, ParameterValues>();
    for (const [element, parameters] of parametersOf) {
      const entries = parameters.map((parameter) => {
        const name = element.record.parameters[parameter.index]?.name ?? parameter.name;
        return [name, resolved.get(parameter.name) ?? Number.NaN] as const;
      });
      elementValues.set(element, Object.fromEntries(entries));
    }
    const re = new Float64Array(s.length);
    const im = new Float64Array(s.length);
    for (const [k, sk] of s.entries()) {
      const z = walk(steps, elementValues, sk);
      re[k] = z.re;
      im[k] = z.im;
    }
    return { re, im };
  };
}

/** Elements and groups with every group after its members; a list rather than a recursion because circuits may nest deeply. */
function postorder(root: CircuitNode): readonly Step[] {
  const pending: CircuitNode[] = [root];
  const steps: Step[] = [];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    switch (node.kind) {
      case "element":
        steps.push({ kind: "element", element: node.element });
        break;
      case "series":
      case "parallel":
        steps.push({ kind: node.kind, operands: node.children.length });
        for (const child of node.children) pending.push(child);
        break;
      default:
        return node satisfies never;
    }
  }
  return steps.reverse();
}

function walk(steps: readonly Step[], values: ReadonlyMap<CircuitElement, ParameterValues>, s: Complex): Complex {
  const stack: Complex[] = [];
  for (const step of steps) {
    switch (step.kind) {
      case "element":
        stack.push(elementImpedance(step.element, values.get(step.element) ?? {}, s));
        break;
      case "series":
        stack.push(sum(stack.splice(-step.operands)));
        break;
      case "parallel":
        stack.push(sum(stack.splice(-step.operands).map((z) => z.inverse())).inverse());
        break;
      default:
        return step satisfies never;
    }
  }
  return stack[0] ?? Complex.NAN;
}

function elementImpedance(element: CircuitElement, values: ParameterValues, s: Complex): Complex {
  const z = element.record.impedance(values, s);
  // complex.js takes NaN for infinity when it adds, and a parallel branch would then hide it.
  if (z.isNaN()) {
    const given = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
    throw new RangeError(
      `${element.name} has no impedance at ${s.im / (2 * Math.PI)} Hz with ${given.join(", ")}: ${element.record.formula}`,
    );
  }
  return z;
}

/** Sum of impedances (or admittances); a single infinite one makes it infinite, where complex.js gives NaN for two. */
function sum(terms: readonly Complex[]): Complex {
  if (terms.some((z) => z.isInfinite())) return Complex.INFINITY;
  return terms.reduce((total, z) => total.add(z));
}
