import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type * as Core from "../../src/core/index.ts";
import type { FitOptions } from "../../src/core/index.ts";
import * as library from "../../src/index.ts";
import { fitSpectra } from "../embedding/workload.ts";

const root = join(import.meta.dirname, "../..");
type CoreLibrary = typeof Core;

const FREQUENCIES = [5, 4, 3, 2, 1, 0].flatMap((decade) =>
  ["5", "2", "1"].map((digit) => Number(`${digit}e${String(decade)}`)),
);

/** What a value is like without the functions and texts about elements, which the core has not got. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each instanceof Map ? [...(each as Map<unknown, unknown>)] : each,
  );
}

/** What a fit was asked by all that the core has, as text. */
function answers(lib: CoreLibrary): string {
  const circuit = lib.parseCircuit("R0-(R1|CPE1)-Wo1");
  const { re, im } = lib.simulate(circuit, FREQUENCIES, {
    R0: 10,
    R1: 100,
    "CPE1.Q": 1e-6,
    "CPE1.n": 0.9,
    "Wo1.R": 50,
    "Wo1.tau": 0.5,
    "Wo1.p": 0.5,
  });
  const noisy = (value: number, k: number): number => value * (1 + ((k * 37) % 11) * 1e-4);
  const points = { frequencyHz: FREQUENCIES, re: Array.from(re, noisy), im: Array.from(im, noisy) };
  const spectrum = lib.makeSpectrum(points);
  const size = Array.from(points.re, (x, k) => 1e-3 * Math.hypot(x, points.im[k] ?? 0));
  const results = [
    lib.fit(spectrum, circuit),
    lib.fit(spectrum, circuit, { weight: "unit", seed: 7 }),
    lib.fit(spectrum, circuit, { weight: "proportional", objective: "admittance" }),
    lib.fit(spectrum, circuit, { objective: "log-modulus", fixed: { "CPE1.n": 0.9 } }),
    lib.fit(spectrum, circuit, { loss: "huber", bounds: { "CPE.Q": [1e-9, 1e-3], "CPE.n": [0.5, 1] } }),
    lib.fit(spectrum, circuit, { loss: "cauchy", exclude: [3], maximumHz: 2e5, initial: { R0: 9 } }),
    lib.fit(lib.makeSpectrum({ ...points, sigma: { re: size, im: size } }), circuit, { weight: "measured" }),
    lib.fit(spectrum, lib.parseCircuit("R0-(R1|CPE1)-(R2|CPE2)-C3"), { ties: { "CPE2.n": "CPE1.n" }, sortArcs: false }),
    lib.fit(spectrum, lib.parseCircuit("R0-Zarc1-Zarc2-C3"), { maximumEvaluations: 400 }),
    lib.fit(spectrum, lib.parseCircuit("R0-(R1|CPE1)-Wo1; R0 in 5..20; R1 = 10*R0; Wo1.p free")),
  ];
  const [result] = results;
  if (result === undefined) throw new Error("No fit was made.");
  return plain([
    results,
    results.map((each) => lib.intervals(each, { method: "wald" })),
    lib.intervals(result, { method: "profile" }),
    lib.intervals(result, { method: "bootstrap", replicas: 20 }),
    lib.profile(result, ["R1"]),
    lib.bootstrap(result, { replicas: 20 }),
    lib.printCircuit(circuit),
  ]);
}

/** Each element in a circuit of its own, simulated at its typical values. */
function elements(lib: CoreLibrary): string {
  return plain(
    library.elementRecords.map(({ symbol, parameters }) => {
      const circuit = lib.parseCircuit(`R0-${symbol}1`);
      const own = parameters.map(({ name, default: typical }) => [`${symbol}1.${name}`, typical] as const);
      const values = Object.fromEntries([["R0", 10], ...own]);
      const names = circuit.parameters.map(({ name }) => name);
      const known = Object.fromEntries(
        names.map((name) => [name, values[name] ?? values[`${name}.${parameters[0]?.name ?? ""}`] ?? 1]),
      );
      return [names, lib.printCircuit(circuit), lib.simulate(circuit, FREQUENCIES, known)];
    }),
  );
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

  it("has all elements", () => {
    expect(elements(core)).toBe(elements(library));
  });

  it("reads circuits as the library does", () => {
    const texts = readdirSync(join(root, "circuits")).filter((name) => name.endsWith(".circuit"));
    expect(texts.length).toBeGreaterThan(10);
    for (const name of texts) {
      const text = readFileSync(join(root, "circuits", name), "utf8");
      expect(core.printCircuit(core.parseCircuit(text)), name).toBe(library.printCircuit(library.parseCircuit(text)));
      expect(plain(core.parseCircuit(text).warnings), name).toBe(plain(library.parseCircuit(text).warnings));
    }
  });

  it("refuses what it has not got, and says where it is", () => {
    const spectrum = core.makeSpectrum({
      frequencyHz: FREQUENCIES,
      re: FREQUENCIES.map(() => 2),
      im: FREQUENCIES.map((f) => -1 / f),
    });
    const circuit = core.parseCircuit("R0-(R1|C1)-(R2|C2)");
    const ordered = core.parseCircuit("R0-(R1|C1)-(R2|C2); order tau(R1, C1) < tau(R2, C2)");
    const refused = (options: FitOptions, of = circuit): string => message(() => core.fit(spectrum, of, options));
    for (const weight of ["structure", "measured"] as const) {
      expect(refused({ weight })).toMatch(
        new RegExp(`^FitError: eisfit/core cannot .* weight ${weight} needs.* fit with eisfit`),
      );
    }
    for (const said of [refused({ order: "tau(R1, C1) < tau(R2, C2)" }), refused({}, ordered)]) {
      expect(said).toMatch(/^FitError: eisfit\/core keeps no order of arcs/);
    }
    const total = 'R0-(R1|C1)-(R2|C2); derive total = R0 + R1 + R2 "ohm"';
    const deriving = core.parseCircuit(total);
    expect(refused({}, deriving)).toMatch(/^FitError: eisfit\/core computes no derived values/);
    expect(core.printCircuit(deriving)).toBe(library.printCircuit(library.parseCircuit(total)));
    expect(core.simulate(ordered, [1], { R0: 1, R1: 1, C1: 1e-3, R2: 1, C2: 1 }).re[0]).toBeCloseTo(2.025, 3);
  });

  it("says the same of wrong input", () => {
    const texts = [
      "R0-X1",
      "R0-(R1|C1",
      "R0; R0 = -1",
      "R0-CPE1{0.1}",
      "R0-W1{n = 1}",
      "R0-R0; R0 = 5",
      "R0{1 V}",
      "R0; R9 = 1",
      "R0; R0 in 2..1",
    ];
    for (const text of [
      ...texts,
      "R0-C1; derive a = R0 + b",
      "R0; R0 = C1",
      "R0 \u00df",
      "",
      "R0-CPE1{n = 2}",
      'R0 "a',
    ]) {
      expect(
        message(() => core.parseCircuit(text)),
        text,
      ).toBe(message(() => library.parseCircuit(text)));
    }
    const wrong = (lib: CoreLibrary): string[] => {
      const spectrum = lib.makeSpectrum({ frequencyHz: [3, 2, 1], re: [1, 2, 3], im: [-1, -2, -1] });
      const options = [
        { seed: -1 },
        { weight: "none" },
        { weight: "sigma" },
        { initial: { R7: 1 } },
        { bounds: { R0: [2, 1] } },
      ];
      return [
        message(() => lib.makeSpectrum({ frequencyHz: [1], re: [1, 2], im: [0] })),
        message(() => lib.makeSpectrum({ frequencyHz: [1, -1], re: [1, 2], im: [0, Number.NaN] })),
        message(() => lib.simulate(lib.parseCircuit("R0"), [1], { R7: 1 })),
        message(() => lib.fit({} as never, lib.parseCircuit("R0"))),
        message(() => lib.fit(spectrum, lib.parseCircuit("R0-(R1|CPE1)-(R2|CPE2)"))),
        message(() => lib.intervals({} as never)),
        message(() => lib.bootstrap(lib.fit(spectrum, lib.parseCircuit("R0-C1")), { replicas: -1 })),
        ...options.map((each) => message(() => lib.fit(spectrum, lib.parseCircuit("R0-C1"), each as FitOptions))),
      ];
    };
    expect(wrong(core)).toEqual(wrong(library));
  });

  it("is one file that loads no other", () => {
    const source = readFileSync(join(root, path), "utf8");
    expect(source).not.toMatch(/\bnew Function\b|[^.\w]eval\(/);
    expect(source).not.toMatch(/\brequire\(|\bimport\s*[({"']|\bfrom\s*["']/);
  });
});
