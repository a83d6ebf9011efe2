/** What the tests of assembly/drt call. */
import { fillNodes, countNodes, integralIm, integralRe, integrate } from "../../assembly/drt/basis";

/** Real and imaginary part of a basis function's impedance; `kind` is a constant of assembly/program.ts. */
export function basisRe(kind: f64, epsilon: f64, delta: f64, a: f64): f64 {
  prepare(kind, epsilon, delta, a);
  return integralRe;
}

export function basisIm(kind: f64, epsilon: f64, delta: f64, a: f64): f64 {
  prepare(kind, epsilon, delta, a);
  return integralIm;
}

function prepare(kind: f64, epsilon: f64, delta: f64, a: f64): void {
  const table = (__heap_base + 63) & ~(<usize>63);
  countNodes(<i32>kind, epsilon, delta);
  fillNodes(table, <i32>kind, epsilon, delta);
  integrate(table, a);
}
