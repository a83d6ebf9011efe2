import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shippedCircuits } from "../../../src/circuits/index.ts";
import { elementRecords, parseCircuit, simulate, type Circuit } from "../../../src/index.ts";
import { ExportError, spiceSubcircuit, valuedByText, type SpiceSubcircuit } from "../../../src/report/index.ts";
import { portImpedance, readNetlist } from "./nodal.ts";

const NESTED =
  "L0{1u}-R_b{20}-((R_a{100}-(CPE_a{Q = 1m, n = 0.8}|(R_A{40}-Ws_a{R = 60, tau = 5})))|(CPE_A{Q = 1u, n = 0.9}-R_c{0.1}))-C_s{2m}";
/** Sections of most different admittances, between which a simulator must not lose its digits. */
const CHAIN =
  "ADo0-(Cyl1|R2|(R3-Zarc4))-(TLMQ5|(Gs6-ADo7-Cyl8-W9-TLMR10-Sph11)|TLMRe12|K13|(TLMRs14-ADs15-TLMRs16))-ADo17-Cyl18-CPE19";
/** Nothing but capacitors and inductors, with nodes between that no direct current reaches, and a loop of inductors. */
const BLOCKING = "C1{1n}-C2{1u}-(L1{1m}|L2{3m})-(C3{2n}|(C4{3n}-C5{1n}))";
const WIDE = [1e-1, 1e5] as const;
const CIRCUITS: readonly (readonly [name: string, text: string, band: readonly [number, number]])[] = [
  ...shippedCircuits.map(({ name, text }) => [name, text, WIDE] as const),
  ["nested in parallel", NESTED, WIDE],
  ["of many kinds in a chain", CHAIN, WIDE],
  // Lower down, the admittances of these inductors leave no digits for those of the capacitors at the same node.
  ["without a direct path", BLOCKING, [1e2, 1e5]],
];
const TOLERANCE = 1e-3;
/** Rounding of eight digits, and of the nodal analysis with its leaks of 1e7 times the smallest admittance. */
const ROUNDING = 1e-6;

function frequencies([lowest, highest]: readonly [number, number]): number[] {
  // Not those at which the errors were taken.
  return Array.from({ length: 20 }, (_, k) => lowest * (highest / lowest) ** (k / 19));
}

function largestDifference(
  found: (frequencyHz: number, index: number) => readonly [number, number],
  circuit: Circuit,
  frequencyHz: readonly number[],
): number {
  const { re, im } = simulate(circuit, frequencyHz);
  return Math.max(
    ...frequencyHz.map((frequency, k) => {
      const [x, y] = found(frequency, k);
      return Math.hypot(x - (re[k] ?? NaN), y - (im[k] ?? NaN)) / Math.hypot(re[k] ?? NaN, im[k] ?? NaN);
    }),
  );
}

function checkByNodes(text: string, spice: SpiceSubcircuit): void {
  const parts = readNetlist(spice.netlist);
  const found = (frequencyHz: number) => portImpedance(parts, frequencyHz);
  const { circuit } = valuedByText(parseCircuit(text));
  expect(largestDifference(found, circuit, frequencies(spice.band))).toBeLessThanOrEqual(spice.error + ROUNDING);
}

describe("spiceSubcircuit", () => {
  it.each(elementRecords.map(({ symbol }) => `${symbol}_x`))("has %s within the tolerance, as it says", (text) => {
    const spice = spiceSubcircuit(valuedByText(parseCircuit(text)), { band: [1e-2, 1e5], tolerance: TOLERANCE });
    expect(spice.error).toBeLessThanOrEqual(TOLERANCE);
    expect(spice.warnings).toEqual([]);
    checkByNodes(text, spice);
  });

  it.each(["R1", "C1", "L1", "K1", "R1|C1"])("has %s exactly", (text) => {
    const spice = spiceSubcircuit(valuedByText(parseCircuit(text)));
    expect(spice.approximated).toEqual([]);
    expect(spice.error).toBeLessThan(1e-12);
    expect(spice.components.length).toBeLessThanOrEqual(2);
  });

  it.each(CIRCUITS)("has the circuit %s", (_, text, band) => {
    const spice = spiceSubcircuit(valuedByText(parseCircuit(text)), { band, tolerance: TOLERANCE });
    // Errors of parts in series may add up where one part is inductive and cancels the others.
    expect(spice.error).toBeLessThan(5 * TOLERANCE);
    checkByNodes(text, spice);
  });

  it("gives the simulator a direct path to every node, which shows nowhere in the band", () => {
    const { netlist } = spiceSubcircuit(valuedByText(parseCircuit(BLOCKING)), { band: [1, 1e5] });
    expect(netlist).toMatch(/^Rleak_C1 /m);
    expect(netlist).toMatch(/^Rloss_L2 /m);
    expect(netlist).toContain("* Rleak and Rloss give the simulator an operating point");
  });

  it("tells capitals from small letters, which SPICE does not", () => {
    const { netlist } = spiceSubcircuit(valuedByText(parseCircuit("R_a{1}-R_A{2}")));
    expect(netlist).toContain("R_a a n1 1\nR_A_2 n1 b 2\n");
  });

  it("takes fewer sections for a larger error, and says which it reached", () => {
    const valued = valuedByText(parseCircuit("CPE1{Q = 1u, n = 0.8}"));
    const errors = [1e-2, 1e-3, 1e-4].map((tolerance) => spiceSubcircuit(valued, { tolerance }));
    const counts = errors.map(({ components }) => components.length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(new Set(counts).size).toBe(3);
    for (const [index, { error }] of errors.entries()) expect(error).toBeLessThanOrEqual(10 ** (-2 - index));
    expect(errors[1]?.netlist).toMatch(/^\* CPE1: \d+ components, off by no more than 0\.0\d+ %$/m);
  });

  it("warns of what no passive network can be", () => {
    const { warnings, netlist, approximated } = spiceSubcircuit(
      valuedByText(parseCircuit("R1-Ws1{R = 10, tau = 1, p = 0.8}")),
    );
    expect(approximated[0]?.error).toBeGreaterThan(TOLERANCE);
    expect(warnings[0]).toMatch(/^Ws1 is off by up to [\d.]+ %, more than 0\.1 %: its real part is negative there/);
    expect(netlist).toContain(`* Warning: ${warnings[0] ?? ""}`);
  });

  it("refuses what cannot be", () => {
    const valued = valuedByText(parseCircuit("R1"));
    expect(() => spiceSubcircuit(valued, { name: "1 cell" })).toThrow(ExportError);
    expect(() => spiceSubcircuit(valued, { tolerance: 0 })).toThrow("The tolerance is 0; give one from 0.00001 to 1.");
    expect(() => spiceSubcircuit(valued, { band: [0, 1] })).toThrow(
      "0 .. 1 Hz is no band; give two frequencies above 0.",
    );
  });

  const hasNgspice = spawnSync("ngspice", ["--version"]).status === 0;
  it.runIf(hasNgspice)(
    "is simulated by ngspice as it should be",
    () => {
      for (const [name, text, band] of CIRCUITS) {
        const spice = spiceSubcircuit(valuedByText(parseCircuit(text)), { band });
        const points = simulatedByNgspice(spice);
        expect(points.length, name).toBeGreaterThan(10);
        const found = (_: number, k: number) => points[k]?.impedance ?? ([NaN, NaN] as const);
        const { circuit } = valuedByText(parseCircuit(text));
        const frequencyHz = points.map((point) => point.frequencyHz);
        expect(largestDifference(found, circuit, frequencyHz), name).toBeLessThanOrEqual(spice.error + ROUNDING);
      }
    },
    120_000,
  );
  if (!hasNgspice) console.log("Subcircuits are not run in ngspice: it is not installed here.");
});

interface SimulatedPoint {
  readonly frequencyHz: number;
  readonly impedance: readonly [re: number, im: number];
}

function simulatedByNgspice({ netlist, band: [lowest, highest] }: SpiceSubcircuit): SimulatedPoint[] {
  const folder = mkdtempSync(join(tmpdir(), "eisfit-spice-"));
  try {
    writeFileSync(join(folder, "cell.cir"), netlist);
    writeFileSync(
      join(folder, "bench.cir"),
      [
        "test bench",
        ".include cell.cir",
        "V1 in 0 DC 0 AC 1",
        "X1 in 0 cell",
        ".control",
        "set wr_singlescale",
        "set numdgt=12",
        `ac dec 5 ${String(lowest)} ${String(highest)}`,
        "wrdata out.txt -i(V1)",
        "quit",
        ".endc",
        ".end",
      ].join("\n"),
    );
    const { stdout, stderr } = spawnSync("ngspice", ["-b", "bench.cir"], { cwd: folder, encoding: "utf8" });
    expect(`${stdout}${stderr}`).not.toMatch(/singular|error/i);
    const rows = readFileSync(join(folder, "out.txt"), "utf8").trim().split("\n");
    return rows.map((row) => {
      const [frequencyHz = NaN, g = NaN, b = NaN] = row.trim().split(/\s+/).map(Number);
      return { frequencyHz, impedance: [g / (g * g + b * b), -b / (g * g + b * b)] };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
