/** A fit known to be good, to be compared with after whatever else was done. */
import { expect } from "vitest";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { fit } from "../../src/index.ts";
import { bitsOf, simulated } from "./support.ts";

/** The circuit of the good fit, with the values of its data. */
export const text = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
export const circuit = parseCircuit("R0-p(R1,CPE1)");
export const good = simulated(text);
export const goodResult = fit(good, circuit);
export const goodBits = bitsOf(goodResult);

export const frequencyHz = Array.from(good.frequencyHz);
export const re = Array.from(good.re);
export const im = Array.from(good.im);

/** The engine is as it was: the good fit has the same bits. */
export function expectSound(): void {
  expect(bitsOf(fit(good, circuit))).toBe(goodBits);
}
