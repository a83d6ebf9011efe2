import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type * as Core from "../../src/core/index.ts";
import * as library from "../../src/index.ts";
import { fitSpectra } from "../embedding/workload.ts";

const root = join(import.meta.dirname, "../..");
type CoreLibrary = typeof Core;

/** What a fit was asked by all that the core has, as text. */
function answers(lib: CoreLibrary): string {
  const frequencyHz = [5, 4, 3, 2, 1, 0].flatMap((decade) =>
    ["5", "2", "1"].map((digit) => Number(`${digit}e${String(decade)}`)),
  );
  const circuit = lib.parseCircuit('R0-(R1|CPE1)-Wo1; derive total = R0 + R1 "ohm"');
  const { re, im } = lib.simulate(circuit, frequencyHz, {
    R0: 10,
    R1: 100,
    "CPE1.Q": 1e-6,
    "CPE1.n": 0.9,
    "Wo1.R": 50,
    "Wo1.tau": 0.5,
    "Wo1.p": 0.5,
  });
  const noisy = (value: number, k: number): number => value * (1 + ((k * 37) % 11) * 1e-4);
  const spectrum = lib.makeSpectrum({ frequencyHz, re: Array.from(re, noisy), im: Array.from(im, noisy) });
  const weights = (["modulus", "measured", "structure"] as const).map((weight) =>
    lib.fit(spectrum, circuit, { weight }),
  );
  const [result] = weights;
  if (result === undefined) throw new Error("No fit was made.");
  return JSON.stringify([
    weights,
    lib.intervals(result, { method: "profile" }),
    lib.profile(result, ["R1"]),
    lib.bootstrap(result, { replicas: 20 }),
    
    lib.printCircuit(circuit),
  ]);
}

function message(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String(error);
  }
  throw new Error("Nothing was thrown.");
}

describe.each(["dist/src/core/index.js", "dist/cjs/src/core/index.js"])("eisfit/core, %s", (path) => {
  let core: CoreLibrary;

  beforeAll(async () => {
    core = path.includes("cjs")
      ? (createRequire(import.meta.url)(join(root, path)) as CoreLibrary)
      : ((await import(join(root, path))) as CoreLibrary);
    await core.init();
  });

  it("fits as the library does, bit by bit, with another module inside", () => {
    expect(fitSpectra(core, 50)).toBe(fitSpectra(library, 50));
  });

  it("answers as the library does", () => {
    expect(answers(core)).toBe(answers(library));
  });

  it("says the same of wrong input", () => {
    for (const text of ["R0-X1", "R0-(R1|C1", "R0; R0 = -1", "R0-CPE1{0.1}", "R0-W1{n = 1}"]) {
      expect(message(() => core.parseCircuit(text))).toBe(message(() => library.parseCircuit(text)));
    }
  });

  it("is one file that loads no other", () => {
    const source = readFileSync(join(root, path), "utf8");
    expect(source).not.toMatch(/\brequire\(|\bimport\s*[({"']|\bfrom\s*["']/);
  });
});
