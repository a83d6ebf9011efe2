/**
 * Fits R0-(R1|CPE1) with nothing but engine.wasm and what ../abi.md says: `node docs/abi/host.mjs [engine.wasm]` prints the result as JSON.
 * Any language with a WebAssembly runtime that has SIMD can do the same; the only means used here are calling an export and writing
 * numbers to memory.
 */
import { readFileSync } from "node:fs";

const path = process.argv[2] ?? new URL("../../build/engine.wasm", import.meta.url);
const { instance } = await WebAssembly.instantiate(readFileSync(path), {});
const engine = instance.exports;
if (engine.programFormat() !== 1) throw new Error("This program knows format 1.");

// The spectrum: Hz and ohm, frequency falling, Z'' with its true sign.
const frequency = [1e5, 4e4, 1.6e4, 6.3e3, 2.5e3, 1e3, 400, 160, 63, 25, 10, 4, 1.6];
const re = [
  12.1469, 12.2439, 12.6191, 13.4968, 16.1509, 23.7033, 42.4965, 68.7273, 86.61, 93.5481, 95.5316, 96.594, 96.5848,
];
const im = [
  -0.501189, -1.10223, -2.39925, -5.26452, -11.0843, -21.2406, -32.3861, -31.5795, -19.9734, -10.1321, -4.82348,
  -2.22555, -1.02325,
];

// Parameters: 0 R0, 1 R1, 2 Q and 3 n of CPE1; all are variables. Columns: 0 adjoint of the root, 1 its sum,
// 2 sum and 3 adjoint of the parallel connection, 4 its reciprocal, 5 the CPE's admittance.
const forward = [
  [1, 5, 2, 1, 3, 2, 0, 0x3ff00000], // POWER: column 5 = 1.0 * Q^1 (j omega)^(n * 2/2); the constant 1.0 is two words
  [4, 2, 1, 1, 0, 1, -1, 5], // SUM: column 2 = one lump (real, R1^-1) + column 5, in siemens
  [3, 4, 2], // INVERT: column 4 = 1/column 2
  [4, 1, 1, 1, 0, 0, 1, 4], // SUM: column 1 = one lump (real, R0^1) + column 4, in ohm: the impedance
  [0],
].flat();
const backward = [
  [6, 0, 0, 1, 0], // ADJOINT_LUMP: by R0, from column 0
  [5, 3, 0, 4], // ADJOINT_INVERT: column 3 = -column 0 * column 4^2
  [6, 3, 1, -1, 0], // ADJOINT_LUMP: by R1
  [7, 3, 5, 2, 1, 3, 2], // ADJOINT_POWER: by Q and n
  [0],
].flat();

// Sixteen words a parameter: kind, variable, logarithmic, power, column of the Jacobian, scaled, k-th to evaluate, element, term.
const words = [
  [1, 0, 1, -1, 0, 0, 0, 0, 0],
  [1, 1, 1, -1, 1, 0, 1, 1, 1],
  [1, 2, 1, 3, 2, 1, 3, 2, 1],
  [1, 3, 0, -1, 3, 0, 2, 2, -1],
].flatMap((row) => [...row, ...Array(16 - row.length).fill(0)]);

const combinations = [-1];
const points = frequency.length;
const count = 4;
if (engine.layout(points, count, count, 6, 4, forward.length, backward.length, 0, 0, combinations.length) === 0) {
  throw new Error("There is not memory enough.");
}

// Memory may have grown, so views are made after `layout`.
const numbers = (buffer, length) => new Float64Array(engine.memory.buffer, engine.address(buffer), length);
const integers = (buffer, length) => new Int32Array(engine.memory.buffer, engine.address(buffer), length);
numbers(0, points).set(frequency);
numbers(1, points).set(re);
numbers(2, points).set(im);
integers(5, forward.length).set(forward);
integers(6, backward.length).set(backward);
integers(7, words.length).set(words);
numbers(8, count).set([1, 1, -1, 0]); // powers of ohm: R0, R1 in ohm, Q in 1/ohm s^n
numbers(9, count).set([0, 0, 0, 0]); // powers of second, but for Q, whose power is n
numbers(10, count).set([100, 100, 1e-6, 0.9]);
integers(11, count).set([0, 1, 2, 3]); // the parameter of each variable
numbers(12, count).set([0, 0, 0, 0]);
numbers(13, count).set([Infinity, Infinity, Infinity, 1]);
integers(16, combinations.length).set(combinations);

engine.prepareFrequencies(1);
engine.prepareImpedances(1, 0, 0, 0, 0, 0); // weights 1/|Z|^2, residuals of Z, squares
const outcome = engine.runFit(1, 1, 1e-9, 1000, 20, 0.95);

const report = numbers(22, 20);
const result = {
  outcome,
  objective: report[0],
  evaluations: report[3],
  degreesOfFreedom: report[5],
  rank: report[6],
  values: [...numbers(10, count)],
  stderr: [...numbers(17, count)],
  low: [...numbers(18, count)],
  high: [...numbers(19, count)],
  correlation: [...numbers(20, count * count)],
  status: [...integers(21, count)],
};
engine.runForward();
result.fitRe = [...numbers(23, points)];
result.fitIm = [...numbers(24, points)];
process.stdout.write(`${JSON.stringify(result, undefined, 1)}\n`);
