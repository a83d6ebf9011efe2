import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Random } from "../../../bench/random.ts";
import { parseCircuit, type Circuit } from "../../../src/circuit/index.ts";
import { toCircuitikz } from "../../../src/report/index.ts";
import type { Point, Wire } from "../../../src/report/svg/drawing/drawing.ts";
import {
  conductanceOf,
  drawnConductance,
  randomCircuit,
  randomValues,
  shippedCircuits,
  type Network,
} from "./support.ts";

const PIXELS_PER_CM = 96 / 2.54;
const NUMBER = "(-?[\\d.]+)";
const PLACE = `\\(${NUMBER},${NUMBER}\\)`;
const ELEMENT = new RegExp(`^  \\\\draw ${PLACE} to\\[[^\\]]*\\] ${PLACE};$`);
const BOX = new RegExp(`^  \\\\node\\[draw, .*minimum width=${NUMBER}cm, .*\\] at ${PLACE} \\{\\$.*\\$\\};$`);
const WIRE = new RegExp(`^  \\\\draw ((?:${PLACE}(?: -- |;$))+)`);
const MARK = new RegExp(`^  \\\\node\\[(circ|ocirc)\\] at ${PLACE} \\{\\};$`);
const VALUES = new RegExp(`^  \\\\node\\[below, .*\\] at ${PLACE} \\{\\$.*\\$\\};$`);
const PLATES = /^ {2}\\ctikzset\{.*\}$/;

/** Pixels, of which places are whole numbers. */
function place(x = "", y = ""): Point {
  return { x: Math.round(Number(x) * PIXELS_PER_CM), y: -Math.round(Number(y) * PIXELS_PER_CM) };
}

/** The pieces of a line round corners, each from its left or upper end. */
function piecesOf(line: string): Wire[] {
  const points = [...line.matchAll(new RegExp(PLACE, "g"))].map(([, x, y]) => place(x, y));
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return from.x < to.x || from.y < to.y ? { from, to } : { from: to, to: from };
  });
}

/** Reads the environment back; elements come in the order of the circuit's text. */
function readBack(tex: string, { elements }: Circuit): Network {
  const lines = tex.trimEnd().split("\n");
  expect(lines[0]).toBe("% needs \\usepackage{circuitikz}");
  expect(lines[1]).toMatch(/^\\begin\{circuitikz\}(\[scale=0\.\d+, transform shape\])?$/);
  expect(lines.at(-1)).toBe("\\end{circuitikz}");
  const ends = new Map<string, readonly [Point, Point]>();
  const wires: Wire[] = [];
  const marks: Record<string, Point[]> = { circ: [], ocirc: [] };
  const add = (left: Point, right: Point): void => void ends.set(elements[ends.size]?.name ?? "", [left, right]);
  for (const line of lines.slice(2, -1)) {
    const [element, box, wire, mark] = [ELEMENT, BOX, WIRE, MARK].map((form) => form.exec(line)?.slice(1));
    if (element) add(place(element[0], element[1]), place(element[2], element[3]));
    else if (box) {
      const middle = place(box[1], box[2]);
      const half = Math.round((Number(box[0]) * PIXELS_PER_CM) / 2);
      add({ x: middle.x - half, y: middle.y }, { x: middle.x + half, y: middle.y });
    } else if (wire) wires.push(...piecesOf(wire[0] ?? ""));
    else if (mark) marks[mark[0] ?? ""]?.push(place(mark[1], mark[2]));
    else expect(VALUES.test(line) || PLATES.test(line), line).toBe(true);
  }
  const [start, end] = marks.ocirc ?? [];
  if (start === undefined || end === undefined) throw new Error("no terminals");
  return { ends, wires, joints: marks.circ ?? [], terminals: [start, end] };
}

describe("toCircuitikz", () => {
  it("draws the circuit: what is read back carries the current that the circuit carries", () => {
    const random = new Random(29);
    const circuits = [...Array.from({ length: 60 }, () => randomCircuit(random)), ...shippedCircuits()];
    for (const [index, circuit] of circuits.entries()) {
      const values = index % 2 === 0 ? randomValues(circuit, random) : false;
      const network = readBack(toCircuitikz(circuit, { values }), circuit);
      expect([...network.ends.keys()]).toEqual(circuit.elements.map(({ name }) => name));
      const conductances = new Map(circuit.elements.map(({ name }) => [name, random.logUniform(0.1, 10)]));
      const ratio = drawnConductance(network, conductances) / conductanceOf(circuit, conductances);
      // As in the test of the layout: elimination over at most 30 nets.
      expect(ratio, circuit.text).toBeCloseTo(1, 10);
    }
  });

  const hasLatex =
    spawnSync("pdflatex", ["--version"]).status === 0 && spawnSync("kpsewhich", ["circuitikz.sty"]).status === 0;
  it.runIf(hasLatex)(
    "is drawn by LaTeX without complaint",
    () => {
      const random = new Random(31);
      const circuits = [...Array.from({ length: 4 }, () => randomCircuit(random)), ...shippedCircuits()];
      const folder = mkdtempSync(join(tmpdir(), "eisfit-circuitikz-"));
      try {
        const drawings = circuits.flatMap((circuit) => [
          toCircuitikz(circuit, { values: true }),
          toCircuitikz(circuit, { style: "ansi", values: randomValues(circuit, random) }),
        ]);
        const head =
          "\\documentclass{article}\\usepackage[margin=1cm,paperheight=2000mm]{geometry}\\usepackage{circuitikz}\\setlength{\\parindent}{0pt}";
        const body = drawings.join("\n\n");
        writeFileSync(join(folder, "all.tex"), `${head}\\begin{document}\n${body}\n\\end{document}\n`);
        const command = ["-interaction=nonstopmode", "-halt-on-error", "all.tex"];
        const { status, stdout } = spawnSync("pdflatex", command, { cwd: folder, encoding: "utf8" });
        expect(status, stdout.slice(-2000)).toBe(0);
        expect(stdout).not.toContain("Overfull");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
  if (!hasLatex) console.log("circuitikz is not run: pdflatex with that package is not installed here.");

  it("uses the package's components, with labels and values in mathematics", () => {
    const circuit = parseCircuit(
      "R_gb{200}-(C1{2u}|CPE_a_b{Q = 20n, n = 0.9})-L_2-La3-Ws_diff{R = 3, tau = 0.02}; R_gb in 1..1e6",
    );
    const tex = toCircuitikz(circuit, { values: true, style: "ansi" });
    const lines = tex.split("\n").map((line) => line.replace(/\([-\d.,]+\)/g, "()").trim());
    expect(lines.slice(0, 12)).toEqual([
      "% needs \\usepackage{circuitikz}",
      "\\begin{circuitikz}",
      "\\ctikzset{bipoles/capacitor/height=0.416, bipoles/cpe/height=0.416}",
      "\\draw () to[american resistor, l={$R_{\\mathrm{gb}}$}] ();",
      "\\node[below, align=center, font=\\footnotesize, inner sep=1pt] at () {$200\\,\\Omega$};",
      "\\draw () to[capacitor, l={$C_{1}$}] ();",
      "\\node[below, align=center, font=\\footnotesize, inner sep=1pt] at () {$2\\,\\mu \\mathrm{F}$};",
      "\\draw () to[cpe, l={$\\mathrm{CPE}_{\\mathrm{a},\\mathrm{b}}$}] ();",
      "\\node[below, align=center, font=\\footnotesize, inner sep=1pt] at () {$Q=20\\,\\mathrm{nF}\\,\\mathrm{s}^{n-1}$\\\\$n=0.9$};",
      "\\draw () to[american inductor, l={$L_{2}$}] ();",
      "\\draw () to[cute inductor, l={$\\mathrm{La}_{3}$}] ();",
      "\\node[draw, thick, inner sep=1pt, minimum width=1.482cm, minimum height=0.741cm] at () {$\\mathrm{Ws}_{\\mathrm{diff}}$};",
    ]);
    expect(toCircuitikz(circuit)).toContain("to[european resistor,");
    expect(toCircuitikz(parseCircuit("R1"))).not.toContain("\\ctikzset");
  });

  it("writes errors and powers of ten", () => {
    const circuit = parseCircuit("R1-T1");
    const values = [
      { name: "R1", value: 1234.5, stderr: 12.3, unit: "ohm" },
      { name: "T1.a0", value: 2.5e-7, stderr: null, unit: "-" },
    ];
    const tex = toCircuitikz(circuit, { values });
    expect(tex).toContain("{$(1.234\\pm 0.012)\\,\\mathrm{k}\\Omega$}");
    expect(tex).toContain("{$a_{0}=2.500\\times 10^{-7}$}");
  });

  it("is scaled where rows do not help", () => {
    const circuit = parseCircuit("R1-(R2|Ws_averyveryverylongnameforsosmallabox)-C3");
    expect(toCircuitikz(circuit, { width: 200 })).toMatch(/\\begin\{circuitikz\}\[scale=0\.\d{3}, transform shape\]\n/);
    expect(toCircuitikz(circuit)).toContain("\\begin{circuitikz}\n");
  });
});
