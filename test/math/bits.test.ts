/** The same bits whatever the optimiser does, in either lane, and in every variant of a function. */

import { beforeAll, expect, test } from "vitest";

import checksums from "../fixtures/math/checksums.json" with { type: "json" };
import * as elementary from "../../assembly/math/elementary.ts";
import { draw, EXP, EXPM1, LOG, LOG1P, POW, SINCOS } from "./arguments.ts";
import type { Mixture } from "./arguments.ts";
import { COMPLEX_ALGEBRA, EXPONENTIAL, TRIGONOMETRIC } from "./functions.ts";
import { compile, Kernel } from "./kernel.ts";
import { checksumOf } from "./measure.ts";

const ALL = [...EXPONENTIAL, ...TRIGONOMETRIC, ...COMPLEX_ALGEBRA];

/** Compiled without any optimisation. */
let plain: Kernel;
beforeAll(async () => {
  plain = new Kernel(await compile("test/math/entry.as.ts", "-O0"));
});

test("every function has its checksum, and every checksum its function", () => {
  expect(Object.keys(checksums)).toEqual(ALL.map(({ name }) => name));
});

test.each(ALL)("$name compiled without optimisation gives the same bits", (tested) => {
  expect(checksumOf(plain, tested)).toBe(checksums[tested.name as keyof typeof checksums]);
});

const PAIRED: readonly (readonly [name: string, column: string, mixture: Mixture, output: number])[] = [
  ["exp", "expColumn", EXP, 0],
  ["expm1", "expm1Column", EXPM1, 0],
  ["log", "logColumn", LOG, 0],
  ["log1p", "log1pColumn", LOG1P, 0],
  ["sin", "sincosColumn", SINCOS, 0],
  ["cos", "sincosColumn", SINCOS, 1],
];

test.each(PAIRED)("%s of one number is a lane of the pair", (name, column, mixture, output) => {
  const x = Float64Array.from(draw(20_000, 7, mixture), ([first]) => first ?? NaN);
  const results = plain.run(column, [x], 2)[output];
  const scalar = plain.scalar(name);
  expect(x.map((value) => scalar(value))).toEqual(results);
});

const COMPILED_TWICE: readonly (readonly [name: string, mixture: Mixture, host: (...x: number[]) => number])[] = [
  ["expOfOne", EXP, (x = NaN) => elementary.exp(x)],
  ["ln", LOG, (x = NaN) => elementary.ln(x)],
  ["log10", LOG, (x = NaN) => elementary.log10(x)],
  ["pow", POW, (x = NaN, y = NaN) => elementary.pow(x, y)],
];

test.each(COMPILED_TWICE)("%s is the same bits as WebAssembly and as JavaScript", (name, mixture, host) => {
  const compiled = plain.scalar(name);
  const args = draw(50_000, 9, mixture);
  expect(Float64Array.from(args, (arg) => host(...arg))).toEqual(Float64Array.from(args, (arg) => compiled(...arg)));
});

test("the variant of exp for |x| <= 708 agrees with exp bit by bit", () => {
  const x = Float64Array.from(draw(200_000, 8, EXP), ([first]) => first ?? NaN).filter(
    (value) => Math.abs(value) <= 708,
  );
  const even = x.subarray(0, x.length - (x.length % 2));
  expect(even.length).toBeGreaterThan(100_000);
  expect(plain.run("expBoundedColumn", [even])).toEqual(plain.run("expColumn", [even]));
  const ends = Float64Array.of(-708, 708, -0, 0);
  expect(plain.run("expBoundedColumn", [ends])).toEqual(plain.run("expColumn", [ends]));
});
