import { describe, expect, it } from "vitest";
import { Random } from "../../../bench/random.ts";
import { parseCircuit } from "../../../src/circuit/index.ts";
import { elementRecords } from "../../../src/elements/index.ts";
import { drawCircuit } from "../../../src/report/index.ts";
import { layoutWith } from "../../../src/report/svg/drawing/options.ts";
import { shapeOf } from "../../../src/report/svg/drawing/shapes.ts";
import { randomCircuit, randomValues, shippedCircuits } from "./support.ts";

/** The text of each element's group without its title and markup: name, then values, parted by bars. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<g data-element="[^"]*"><title>[^<]*<\/title>(.*?)<\/g>/g)].map(([, group = ""]) =>
    [...group.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text = ""]) => text.replace(/<[^>]*>/g, "")).join(" | "),
  );
}

/** What is open when the text ends, and tags that close nothing; empty for a well-formed text. */
function unbalanced(svg: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = "", ending] of svg.matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (slash === "/" && open.pop() !== name) return [`</${name}>`];
    if (slash === "" && ending === "") open.push(name);
  }
  return open;
}

const random = new Random(23);
const circuits = [...Array.from({ length: 40 }, () => randomCircuit(random)), ...shippedCircuits()];

describe("drawCircuit", () => {
  it("writes well-formed SVG with each element once and all wires of the layout", () => {
    for (const circuit of circuits) {
      const values = randomValues(circuit, random);
      const svg = drawCircuit(circuit, { values });
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(unbalanced(svg), circuit.text).toEqual([]);
      const names = [...svg.matchAll(/data-element="([^"]*)"/g)].map((match) => match[1]);
      expect(names).toEqual(circuit.elements.map(({ name }) => name));
      const [, wires = ""] = /<path d="([^"]*)"/.exec(svg) ?? [];
      const drawn = wires.match(/[HV]/g)?.length;
      expect(drawn).toBe(layoutWith(circuit, { values }).wires.length);
    }
  });

  it("has symbols of their own for R, C, L, their generalisations, and boxes for all others", () => {
    const shapes = elementRecords.map((record) => [record.symbol, shapeOf(record)] as const);
    expect(shapes.filter(([, shape]) => shape !== "box")).toEqual([
      ["R", "resistor"],
      ["C", "capacitor"],
      ["L", "inductor"],
      ["La", "modified-inductor"],
      ["CPE", "constant-phase"],
    ]);
  });

  it("draws resistors as rectangles, or as zigzags", () => {
    const circuit = parseCircuit("R1");
    const path = (svg: string): string => /<g [^>]*>.*?<path d="([^"]*)"/.exec(svg)?.[1] ?? "";
    expect(path(drawCircuit(circuit))).toBe("M28 32h44v16h-44Z");
    expect(path(drawCircuit(circuit, { style: "iec" }))).toBe("M28 32h44v16h-44Z");
    expect(path(drawCircuit(circuit, { style: "ansi" })).match(/L/g)).toHaveLength(7);
  });

  it("sets labels as subscripts, symbols of one letter italic, Greek letters of parameters", () => {
    const circuit = parseCircuit("R_gb{1.2k}-CPE1_x{Q = 20n, n = 0.9}-Wo_a_b{R = 3, tau = 0.02}-TLMQ{Rion = 4}");
    const svg = drawCircuit(circuit, { values: true });
    expect(textsOf(svg)).toEqual([
      "Rgb | 1.2 kΩ",
      "CPE1,x | Q = 20 nF sn−1 | n = 0.9",
      "Woa,b | R = 3 Ω | τ = 20 ms",
      "TLMQ | Rion = 4 Ω",
    ]);
    expect(svg).toContain('<tspan font-style="italic">R</tspan><tspan dy="3.64" font-size="10.64">gb</tspan></text>');
    expect(svg).toContain('>CPE<tspan dy="3.64" font-size="10.64">1,x</tspan></text>');
  });

  it("shows no values unless asked, and those of ties and freed exponents where they are known", () => {
    const circuit = parseCircuit("R1{20}-R2-Ws1{R = 1, tau = 2, p = 0.4 free}-Ws2{R = 1, tau = 2}; R2 = 2*R1");
    expect(textsOf(drawCircuit(circuit))).toEqual(["R1", "R2", "Ws1", "Ws2"]);
    expect(textsOf(drawCircuit(circuit, { values: true }))).toEqual([
      "R1 | 20 Ω",
      "R2 | 40 Ω",
      "Ws1 | R = 1 Ω | τ = 2 s | p = 0.4",
      "Ws2 | R = 1 Ω | τ = 2 s",
    ]);
  });

  it("shows the parameters of a fit with their errors", () => {
    const circuit = parseCircuit("R1-CPE1-T1");
    const values = [
      { name: "R1", value: 1234.5, stderr: 12.3, unit: "ohm" },
      { name: "CPE1.Q", value: 2.345e-8, stderr: 1.2e-10, unit: "F s^(n-1)" },
      { name: "CPE1.n", value: 0.9, stderr: 0.004, unit: "-" },
      { name: "T1.a0", value: 2.5e-7, stderr: null, unit: "-" },
    ];
    expect(textsOf(drawCircuit(circuit, { values }))).toEqual([
      "R1 | (1.234 ± 0.012) kΩ",
      "CPE1 | Q = (23.45 ± 0.12) nF sn−1 | n = 0.9000 ± 0.0040",
      "T1 | a0 = 2.500×10−7",
    ]);
    const others = [{ name: "R2", value: 1, stderr: null, unit: "ohm" }];
    expect(() => drawCircuit(circuit, { values: others })).toThrow(
      new RangeError("The circuit has no parameter R2; give the parameters of a fit of this very circuit."),
    );
  });

  it("tells people who cannot see it what it shows", () => {
    const circuit = parseCircuit("R0{20}-((R1-W1)|C1)");
    const svg = drawCircuit(circuit, { values: true });
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*>\n<title>Circuit R0-\(\(R1-W1\)\|C1\)<\/title>/);
    expect(svg).toContain(
      "<desc>resistor R0, then [(resistor R1, then semi-infinite Warburg W1) parallel to capacitor C1]</desc>",
    );
    expect(svg).toContain('<g data-element="R0"><title>resistor R0, 20 Ω</title>');
    expect(drawCircuit(circuit, { title: "a < b" })).toContain("<title>a &lt; b</title>");
  });

  it("is light, dark, or as the reader's system has it", () => {
    const circuit = parseCircuit("R0-(R1|C1)");
    const [light, dark, auto] = (["light", "dark", "auto"] as const).map((theme) => drawCircuit(circuit, { theme }));
    expect(drawCircuit(circuit)).toBe(light);
    expect(light).not.toMatch(/<style>|#15181d/);
    // The same drawing in other colours.
    expect(dark?.replaceAll("#15181d", "#ffffff").replaceAll("#e6e4e0", "#222222")).toBe(light);
    expect(auto?.replace(/ class="[^"]*"/g, "").replace(/<style>.*<\/style>\n/, "")).toBe(light);
    expect(auto).toContain("@media (prefers-color-scheme:dark)");
  });

  it("is scaled down to the width where rows do not help", () => {
    const circuit = parseCircuit("R1-(R2|Ws_averyveryverylongnameforsosmallabox)-C3");
    const svg = drawCircuit(circuit, { width: 200 });
    const [, width = "", height = "", box = ""] =
      /width="([\d.]+)" height="([\d.]+)" viewBox="([^"]*)"/.exec(svg) ?? [];
    const [, , across = 0, down = 0] = box.split(" ").map(Number);
    expect(Number(width)).toBe(200);
    // Sizes are written with two decimals.
    expect(Number(width) / Number(height)).toBeCloseTo(across / down, 2);
    expect(across).toBeGreaterThan(200);
  });
});
