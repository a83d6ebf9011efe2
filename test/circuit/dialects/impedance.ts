import { Complex } from "complex.js";
import { foldCircuit, givenValues, type Circuit } from "../../../src/circuit/index.ts";

/** The impedance of a circuit at s = j omega, from its elements' records; all its values must be given. */
export function impedanceOf(circuit: Circuit, omega: number): Complex {
  const s = new Complex(0, omega);
  const values = givenValues(circuit.parameters);
  return foldCircuit(
    circuit.root,
    ({ name, record }) => {
      const own = record.parameters.map((parameter): [string, number] => {
        const key = record.parameters.length === 1 ? name : `${name}.${parameter.name}`;
        const value = values.get(key);
        if (value === undefined) throw new Error(`${key} has no value`);
        return [parameter.name, value];
      });
      return record.impedance(Object.fromEntries(own), s);
    },
    ({ kind }, parts) => {
      const zero = new Complex(0, 0);
      if (kind === "series") return parts.reduce((sum, part) => sum.add(part), zero);
      return parts.reduce((sum, part) => sum.add(part.inverse()), zero).inverse();
    },
  );
}

/** Angular frequencies in rad/s over eleven decades. */
export const omegas = Array.from({ length: 23 }, (_, index) => 10 ** (index / 2 - 4));

/** The largest difference between a circuit and a formula of another program, relative to its impedance. */
export function worstDifference(circuit: Circuit, formula: (s: Complex) => Complex): number {
  const differences = omegas.map((omega) => {
    const theirs = formula(new Complex(0, omega));
    const difference = impedanceOf(circuit, omega).sub(theirs).abs() / theirs.abs();
    return Number.isNaN(difference) ? Infinity : difference;
  });
  return Math.max(...differences);
}

/**
 * Two ways of writing one formula differ by roundings: some ten operations of 1.1e-16 each, and powers s^n, whose argument
 * n ln|s| reaches 20 and magnifies its rounding as much.
 */
export const ROUNDING = 1e-13;
