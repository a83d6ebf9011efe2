import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { Random } from "../../../bench/random.ts";
import { elementRecords, parseCircuit, simulate, type Circuit } from "../../../src/index.ts";
import { randomCircuit } from "../drawing/support.ts";
import { javascriptSource, numpySource } from "../../../src/report/index.ts";

interface Impedance {
  readonly re: readonly number[];
  readonly im: readonly number[];
}

/** Circuits with all that source must know: every element, nesting, ties, labels, an alias. */
const CIRCUITS: readonly string[] = [
  ...elementRecords.map(({ symbol }) => `${symbol}_x`),
  "R0{20}-(R1{250}|CPE1{Q = 1u, n = 0.9})",
  "R_b{200}-(R_gb{400}|Q_gb{Q = 1n, n = 0.9})-(R_int{100}|CPE_int{Q = 1u, n = Q_gb.n})-Wo_d{R = 50, tau = 30}",
  "Ws{R = 50, tau = 30, p = 0.9}-Wo{R = 5, tau = 3, p = 0.8}-ADo{g = 0.7}-ADs{g = 0.6}",
  "((R1{10}-(C1{1u}|(R2{30}-(C2{1m}|(R3{5}-W3{3})))))|C0{1n})-L0{1u}",
  "R1{10}|R2{30}",
  "R1{10}-CPE1{Q = 1/(R1*1e4), n = sqrt(0.81)}-C_2{exp(-ln(10)*6)}",
  "R1{10}-(R2{R1^2/2 - 10}|C2{1u})",
];
const FREQUENCIES_HZ = Array.from({ length: 46 }, (_, k) => 10 ** (-4 + k / 4));
/** The largest difference seen is 2.5e-15; other versions of a language's own exponentials and powers may lose a digit more. */
const TOLERANCE = 3e-14;
/** Where inductive and capacitive branches all but cancel, digits are lost there and here. */
const RESONANT = 1e-12;

function values(circuit: Circuit): { name: string; value: number }[] {
  return circuit.parameters.map(({ name, value, element, index }) => ({
    name,
    value: value ?? element.record.parameters[index]?.default ?? NaN,
  }));
}

function largestDifference(found: Impedance, circuit: Circuit): number {
  const expected = simulate(circuit, FREQUENCIES_HZ);
  return Math.max(
    ...FREQUENCIES_HZ.map((_, k) => {
      const re = expected.re[k] ?? NaN;
      const im = expected.im[k] ?? NaN;
      return Math.hypot((found.re[k] ?? NaN) - re, (found.im[k] ?? NaN) - im) / Math.hypot(re, im);
    }),
  );
}

interface Module {
  readonly impedance: (frequency: number, values?: object) => { re: number; im: number };
}

async function load(source: string): Promise<Module> {
  return (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as Module;
}

describe("javascriptSource", () => {
  it.each(CIRCUITS)("of %s gives the kernel's impedance", async (text) => {
    const circuit = parseCircuit(text);
    const { impedance } = await load(javascriptSource(circuit, values(circuit)));
    const points = FREQUENCIES_HZ.map((frequency) => impedance(frequency));
    const found = { re: points.map(({ re }) => re), im: points.map(({ im }) => im) };
    expect(largestDifference(found, circuit)).toBeLessThan(TOLERANCE);
  });

  it("gives it for circuits at random, however they nest", async () => {
    const random = new Random(11);
    for (let draw = 0; draw < 30; draw++) {
      const circuit = randomCircuit(random);
      const { impedance } = await load(javascriptSource(circuit, values(circuit)));
      const points = FREQUENCIES_HZ.map((frequency) => impedance(frequency));
      const found = { re: points.map(({ re }) => re), im: points.map(({ im }) => im) };
      expect(largestDifference(found, circuit), circuit.text).toBeLessThan(RESONANT);
    }
  });

  it("takes other values, and asks for those that are missing", async () => {
    const { impedance } = await load(javascriptSource(parseCircuit("R0-(R1{5}|R2{R1})")));
    expect(impedance(1, { R0: 2, R1: 6 })).toEqual({ re: 5, im: 0 });
    expect(() => impedance(1, { R1: 6 })).toThrow("impedance needs a number for R0.");
  });
});

const hasNumpy = spawnSync("python3", ["-c", "import numpy"]).status === 0;

describe("numpySource", () => {
  it("has defaults where all values are known, else none", () => {
    expect(numpySource(parseCircuit("R0{20}-C1"), [{ name: "R0", value: 20 }])).toContain("    R0,\n    C1,\n");
    const all = numpySource(parseCircuit("R0-C1"), [
      { name: "R0", value: 20 },
      { name: "C1", value: 1e-6, stderr: 2.34e-8 },
    ]);
    expect(all).toContain("    R0=20,\n    C1=0.000001,\n");
    expect(all).toContain("C1: capacitance in F; standard error 2.3e-8");
  });

  it.runIf(hasNumpy)("gives the kernel's impedance for every circuit, in Python", () => {
    const circuits = CIRCUITS.map((text) => parseCircuit(text));
    const sources = circuits.map((circuit) => numpySource(circuit, values(circuit)));
    const script = [
      "import json, sys",
      "import numpy as np",
      "task = json.load(sys.stdin)",
      "out = []",
      "with np.errstate(all='raise', under='ignore'):",
      "    for source in task['sources']:",
      "        space = {}",
      "        exec(source, space)",
      "        z = space['impedance'](np.array(task['frequencies']))",
      "        assert z.shape == (len(task['frequencies']),) and z.dtype == complex",
      "        assert abs(space['impedance'](1.0) - space['impedance'](np.array([1.0]))[0]) <= 1e-13 * abs(z).max()",
      "        out.append({'re': z.real.tolist(), 'im': z.imag.tolist()})",
      "print(json.dumps(out))",
    ].join("\n");
    const input = JSON.stringify({ sources, frequencies: FREQUENCIES_HZ });
    const { stdout, stderr, status } = spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const found = JSON.parse(stdout) as Impedance[];
    expect(found).toHaveLength(circuits.length);
    for (const [index, circuit] of circuits.entries()) {
      const difference = largestDifference(found[index] ?? { re: [], im: [] }, circuit);
      expect(difference, circuit.text).toBeLessThan(TOLERANCE);
    }
  });
  if (!hasNumpy) console.log("numpySource is not run: python3 with numpy is not installed here.");
});
