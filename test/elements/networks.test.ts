/**
 * The formulas of distributed elements against networks of many resistors and capacitors, which is what they are the
 * limit of. Neither the formulas nor the fixtures made from them can vouch for that.
 */

import { Complex } from "complex.js";
import { describe, expect, it } from "vitest";

import { findElement } from "../../src/elements/index.ts";
import { componentError } from "./kernels.ts";

type Matrix = readonly (readonly Complex[])[];

const FREQUENCIES = [1e-3, 0.1, 1, 10, 300];

function formula(symbol: string, values: Readonly<Record<string, number>>, s: Complex): Complex {
  const element = findElement(symbol);
  if (element === undefined) throw new Error(`there is no element ${symbol}`);
  return element.impedance(values, s);
}

function product(one: Matrix, other: Matrix): Matrix {
  return one.map((row) =>
    (other[0] ?? []).map((_, column) =>
      row.reduce((sum, value, k) => sum.add(value.mul(other[k]?.[column] ?? NaN)), new Complex(0, 0)),
    ),
  );
}

/** matrix^(2^doublings). */
function chain(matrix: Matrix, doublings: number): Matrix {
  let result = matrix;
  for (let k = 0; k < doublings; k++) result = product(result, result);
  return result;
}

function entry(matrix: Matrix, row: number, column: number): Complex {
  return matrix[row]?.[column] ?? new Complex(NaN, NaN);
}

const one = new Complex(1, 0);
const zero = new Complex(0, 0);
/** 2^14 cells: the error of a cell is of third order, so 1e-9 x^2 is left, with |x|^2 up to 300. */
const DOUBLINGS = 14;
const CELLS = 2 ** DOUBLINGS;
const LINE_TOLERANCE = 1e-6;

/** The chain matrix (A, B; C, D) of a line: half of a rail's cell, the interface across, the other half. */
function lineMatrix(Rion: number, Zs: Complex): Matrix {
  const half = new Complex(Rion / (2 * CELLS), 0);
  const across = Zs.mul(CELLS).inverse();
  const rail: Matrix = [
    [one, half],
    [zero, one],
  ];
  const shunt: Matrix = [
    [one, zero],
    [across, one],
  ];
  return chain(product(product(rail, shunt), rail), DOUBLINGS);
}

/**
 * Two rails, current 1 into the first at the near end and out of the second at the far end. The state is
 * (V1 - V2, current in the first rail, voltage lost along the second rail, 1).
 */
function twoRailNetwork(X1: number, X2: number, Zs: Complex): Complex {
  const [half1, half2] = [X1 / (2 * CELLS), X2 / (2 * CELLS)];
  const rails: Matrix = [
    [one, new Complex(-half1 - half2, 0), zero, new Complex(half2, 0)],
    [zero, one, zero, zero],
    [zero, new Complex(-half2, 0), one, new Complex(half2, 0)],
    [zero, zero, zero, one],
  ];
  const shunt: Matrix = [
    [one, zero, zero, zero],
    [Zs.mul(CELLS).inverse().neg(), one, zero, zero],
    [zero, zero, one, zero],
    [zero, zero, zero, one],
  ];
  const whole = chain(product(product(rails, shunt), rails), DOUBLINGS);
  // All current is in the first rail at the near end and none at the far end: that fixes V1 - V2 at the near end.
  const difference = entry(whole, 1, 1)
    .add(entry(whole, 1, 3))
    .neg()
    .div(entry(whole, 1, 0));
  const lost = entry(whole, 2, 0)
    .mul(difference)
    .add(entry(whole, 2, 1))
    .add(entry(whole, 2, 3));
  return difference.add(lost);
}

describe("porous electrodes are chains of cells", () => {
  const values = { Rion: 3, Rel: 0.7, Rct: 2, Qs: 0.4, g: 0.8, Qe: 0.05, ge: 0.9 };
  const { Rion, Rel, Rct, Qs, g, Qe, ge } = values;
  const interfaces = [
    ["Q", "", (s: Complex) => s.pow(g).mul(Qs).inverse()],
    [
      "R",
      "R",
      (s: Complex) =>
        s
          .pow(g)
          .mul(Qs)
          .add(1 / Rct)
          .inverse(),
    ],
  ] as const;

  it.each(interfaces)("TLM%s: open, short-circuited and loaded", (kind, _reaction, interfaceOf) => {
    for (const omega of FREQUENCIES) {
      const s = new Complex(0, omega);
      const matrix = lineMatrix(Rion, interfaceOf(s));
      const [A, B, C, D] = [entry(matrix, 0, 0), entry(matrix, 0, 1), entry(matrix, 1, 0), entry(matrix, 1, 1)];
      const load = s.pow(ge).mul(Qe).inverse();
      const loaded = A.mul(load).add(B).div(C.mul(load).add(D));
      expect(componentError(A.div(C), formula(`TLM${kind}`, values, s))).toBeLessThan(LINE_TOLERANCE);
      expect(componentError(B.div(D), formula(`TLM${kind}s`, values, s))).toBeLessThan(LINE_TOLERANCE);
      expect(componentError(loaded, formula(`TLM${kind}e`, values, s))).toBeLessThan(LINE_TOLERANCE);
    }
  });

  it.each(interfaces)("TLM%s with two rails", (_kind, reaction, interfaceOf) => {
    for (const omega of FREQUENCIES) {
      const s = new Complex(0, omega);
      const network = twoRailNetwork(Rion, Rel, interfaceOf(s));
      expect(componentError(network, formula(`TLMD${reaction}`, values, s))).toBeLessThan(LINE_TOLERANCE);
    }
  });
});

describe("diffusion into particles is a chain of shells", () => {
  /** Error of second order in the shells' thickness, with |x|^2 up to 300: 300/4000^2 = 2e-5. */
  const SHELLS = 4000;
  const SHELL_TOLERANCE = 2e-5;

  /** R = tau = 1, surface area and radius 1; `dimension` 0 for a slab, 1 for a cylinder, 2 for a sphere. */
  function shells(dimension: number, s: Complex): Complex {
    const h = 1 / SHELLS;
    const volume = (k: number): number =>
      (((k + 1) * h) ** (dimension + 1) - (k * h) ** (dimension + 1)) / (dimension + 1);
    let admittance = s.mul(volume(0));
    for (let k = 1; k < SHELLS; k++) {
      const resistance = h / (k * h) ** dimension;
      admittance = admittance
        .inverse()
        .add(resistance)
        .inverse()
        .add(s.mul(volume(k)));
    }
    return admittance.inverse().add(h / 2);
  }

  it.each([
    ["Wo", 0, { R: 1, tau: 1, p: 0.5 }],
    ["Cyl", 1, { R: 1, tau: 1 }],
    ["Sph", 2, { R: 1, tau: 1 }],
  ] as const)("%s", (symbol, dimension, values) => {
    for (const omega of FREQUENCIES) {
      const s = new Complex(0, omega);
      expect(componentError(shells(dimension, s), formula(symbol, values, s))).toBeLessThan(SHELL_TOLERANCE);
    }
  });
});
