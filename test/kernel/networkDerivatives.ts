/**
 * Derivatives of a circuit's impedance that share nothing with the kernel: those of the elements are differences of the
 * formulas in their records, those of the network follow from the product rule, forwards.
 *
 * Beside each derivative stands how much the rounding of its parts may show: two computations that round differently
 * cannot agree to more than that, and near a resonance it is much.
 */
import { Complex } from "complex.js";
import type { Circuit, CircuitElement, CircuitNode } from "../../src/circuit/circuit.ts";
import type { ParameterValues } from "../../src/elements/element.ts";
import { groupParameters } from "../../src/reference/parameters.ts";

/** A number with the size that its errors are relative to: the sum of the moduli of all it is made of. */
export interface Sized {
  readonly value: Complex;
  readonly size: number;
}

/** dZ/dv of every parameter by name: v = ln p for a positive quantity, v = p for an exponent. */
export interface NetworkDerivatives {
  readonly impedance: Sized;
  readonly byParameter: ReadonlyMap<string, Sized>;
}

/** dZ/dZ_e of one element; `size` is that of relative errors. */
interface Share {
  readonly element: CircuitElement;
  readonly factor: Complex;
  readonly size: number;
}

interface Part {
  readonly z: Complex;
  readonly size: number;
  readonly shares: readonly Share[];
}

/**
 * @param values by parameter name, tied parameters included
 * @returns what gives the derivatives at a frequency in Hz
 */
export function networkDerivatives(
  circuit: Circuit,
  values: Readonly<Record<string, number>>,
): (frequencyHz: number) => NetworkDerivatives {
  const parametersOf = groupParameters(circuit);
  const valuesOf = new Map(
    [...parametersOf].map(([element, parameters]): [CircuitElement, ParameterValues] => [
      element,
      Object.fromEntries(
        parameters.map(({ name, index }) => [
          element.record.parameters[index]?.name ?? name,
          values[name] ?? Number.NaN,
        ]),
      ),
    ]),
  );
  return (frequencyHz) => {
    const s = new Complex(0, 2 * Math.PI * frequencyHz);
    const impedanceOf = (element: CircuitElement): Complex => element.record.impedance(valuesOf.get(element) ?? {}, s);
    const { z, size, shares } = visit(circuit.root, impedanceOf);
    const byParameter = new Map<string, Sized>();
    for (const share of shares) {
      const { element, factor } = share;
      const modulus = impedanceOf(element).abs();
      for (const { name, index } of parametersOf.get(element) ?? []) {
        const slope = differentiateElement(element, index, valuesOf.get(element) ?? {}, s);
        const parts = share.size * (slope.abs() + modulus);
        byParameter.set(name, { value: factor.mul(slope), size: factor.abs() * parts });
      }
    }
    return { impedance: { value: z, size }, byParameter };
  };
}

function visit(node: CircuitNode, impedanceOf: (element: CircuitElement) => Complex): Part {
  if (node.kind === "element") {
    const z = impedanceOf(node.element);
    return { z, size: z.abs(), shares: [{ element: node.element, factor: new Complex(1, 0), size: 1 }] };
  }
  const parts = node.children.map((child) => visit(child, impedanceOf));
  const zero = new Complex(0, 0);
  if (node.kind === "series") {
    return {
      z: parts.reduce((sum, part) => sum.add(part.z), zero),
      size: parts.reduce((sum, part) => sum + part.size, 0),
      shares: parts.flatMap(({ shares }) => shares),
    };
  }
  const z = parts.reduce((sum, part) => sum.add(part.z.inverse()), zero).inverse();
  // dZ/dZ_i = (Z/Z_i)^2.
  const factors = parts.map((part) => z.div(part.z).pow(2));
  const size = parts.reduce((sum, part, i) => sum + (factors[i]?.abs() ?? Number.NaN) * part.size, 0);
  const shares = parts.flatMap((part, i) =>
    part.shares.map((share) => ({
      element: share.element,
      factor: share.factor.mul(factors[i] ?? Complex.NAN),
      size: share.size + 2 * (size / z.abs() + part.size / part.z.abs()),
    })),
  );
  return { z, size, shares };
}

/**
 * Step of the differences in ln p or in an exponent. A pole at the distance d adds a truncation error of 576 (h/d)^8 to
 * the formula below. The nearest ones are those of tanh and coth in finite-length diffusion: at an exponent of 0.8
 * d = 0.31, which makes 6e-18, or 1e-13 where the exponent itself is changed and |ln(j omega tau)| = 3 stretches the step.
 */
const STEP = 2 ** -10;
/** Central difference of eighth order (Fornberg, Math. Comp. 51 (1988) 699, table 1). */
const COEFFICIENTS = [4 / 5, -1 / 5, 4 / 105, -1 / 280];

function differentiateElement(element: CircuitElement, index: number, values: ParameterValues, s: Complex): Complex {
  const parameter = element.record.parameters[index];
  if (parameter === undefined) throw new Error(`${element.name} has no parameter ${String(index)}`);
  const { name, scale } = parameter;
  const centre = values[name] ?? Number.NaN;
  const at = (shift: number): Complex => {
    const value = scale === "logarithmic" ? centre * Math.exp(shift) : centre + shift;
    return element.record.impedance({ ...values, [name]: value }, s);
  };
  return COEFFICIENTS.reduce(
    (sum, coefficient, i) => {
      const shift = (i + 1) * STEP;
      return sum.add(
        at(shift)
          .sub(at(-shift))
          .mul(coefficient / STEP),
      );
    },
    new Complex(0, 0),
  );
}

/** The same differences of real functions of one number: the slope of `f` at 0. */
export function slopeAtZero(f: (shift: number) => number): number {
  return COEFFICIENTS.reduce((sum, coefficient, i) => {
    const shift = (i + 1) * STEP;
    return sum + (coefficient / STEP) * (f(shift) - f(-shift));
  }, 0);
}
