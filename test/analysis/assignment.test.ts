import { describe, expect, it } from "vitest";
import { answers, fit, parseCircuit, type Answers } from "../../src/index.ts";
import { capacitanceRanges, processesAt } from "../../src/analysis/capacitanceRanges.ts";
import { simulated, sweep } from "../fit/support.ts";

/** Thickness by area of the pellets below, 1/cm. */
const RATIO = 0.1;
const PELLET = { thickness: "1 mm", area: "1 cm2" };

/** Answers of a cell of arcs in series, each of a resistance and C L/A in F/cm, with noise of 0.1 %. */
function assigned(arcs: readonly (readonly [ohm: number, specific: number])[], circuit: string): Answers {
  const truth = arcs.map(([ohm, specific], k) => `(R${k + 1}{${ohm}}|C${k + 1}{${specific / RATIO}})`).join("-");
  const spectrum = simulated(truth, { frequencyHz: sweep(1e9, 1e-3, 241), noise: 0.001 });
  return answers(fit(spectrum, parseCircuit(circuit)), PELLET);
}

const partsOf = ({ assignments }: Answers): string[] => assignments.map(({ part }) => part);

describe("the table of Irvine, Sinclair and West", () => {
  it("has the seven classes of ../shared/field.md, section 2", () => {
    expect(capacitanceRanges.map(({ process, low, high }) => [process, low, high])).toEqual([
      ["bulk", 1e-12, 1e-12],
      ["second-phase", 1e-11, 1e-11],
      ["grain-boundary", 1e-11, 1e-8],
      ["ferroelectric-bulk", 1e-10, 1e-9],
      ["surface-layer", 1e-9, 1e-7],
      ["interface", 1e-7, 1e-5],
      ["reaction", 1e-4, 1e-4],
    ]);
  });

  it.each([
    [2e-14, []],
    [2e-13, ["bulk"]],
    [1e-12, ["bulk", "second-phase"]],
    // A garnet of eps_r 50.
    [4.4e-12, ["bulk", "grain-boundary", "second-phase"]],
    [1e-11, ["bulk", "grain-boundary", "second-phase"]],
    [2e-11, ["grain-boundary", "second-phase"]],
    [3e-10, ["grain-boundary", "ferroelectric-bulk"]],
    [1e-9, ["grain-boundary", "surface-layer", "ferroelectric-bulk"]],
    [5e-9, ["grain-boundary", "surface-layer"]],
    [2e-8, ["surface-layer", "grain-boundary"]],
    [5e-8, ["surface-layer", "interface"]],
    [1e-6, ["interface"]],
    // Between interface and reaction.
    [3e-5, ["reaction", "interface"]],
    [1e-4, ["reaction"]],
    [5e-3, []],
  ])("%s F/cm", (specific, processes) => {
    expect(processesAt(specific).map(({ process }) => process)).toEqual(processes);
  });
});

describe("arcs without roles", () => {
  it.each([1e-12, 4e-12, 9e-12])("of %s F/cm and 2e-9 F/cm are bulk and grain boundary", (specific) => {
    const found = assigned(
      [
        [1e4, specific],
        [2e4, 2e-9],
      ],
      "p(R1,C1)-p(R2,C2)",
    );
    expect(partsOf(found)).toEqual(["bulk", "grain-boundary"]);
    expect(found.assignments.map(({ by }) => by)).toEqual(["capacitance", "capacitance"]);
  });

  it("between two classes say what else they may be, and what was taken", () => {
    const found = assigned(
      [
        [1e4, 4e-12],
        [2e4, 2e-9],
      ],
      "p(R1,C1)-p(R2,C2)",
    );
    expect(found.notes.join("\n")).toContain(
      "R1|C1: C L/A = 4e-12 F/cm may be that of bulk, grain boundary or minor second phase; it counts as bulk.",
    );
  });

  it("of less than vacuum are leads, and the next one is the bulk", () => {
    const found = assigned(
      [
        [1e3, 3e-14],
        [1e4, 4e-12],
      ],
      "p(R1,C1)-p(R2,C2)",
    );
    expect(partsOf(found)).toEqual(["lead", "bulk"]);
    expect(found.notes.join("\n")).toContain("R1|C1: C L/A = 3e-14 F/cm is less than that of vacuum");
    expect(found.answers.find(({ name }) => name === "bulk resistance")?.value).toBeCloseTo(1e4, -2);
  });

  it("the fastest of which is the bulk where nothing else can be, whatever its permittivity", () => {
    // Lithium lanthanum titanate has eps_r of some 200 in its grains.
    const found = assigned(
      [
        [1e4, 2e-11],
        [2e4, 2e-9],
      ],
      "p(R1,C1)-p(R2,C2)",
    );
    expect(partsOf(found)).toEqual(["bulk", "grain-boundary"]);
    expect(found.assignments[0]?.by).toBe("position");
    expect(found.notes.join("\n")).toContain("C L/A = 2e-11 F/cm, eps_r = 230, is that of grain boundary");
  });

  it("of more than any electrode of the table are interfaces, and the resistance alone the bulk", () => {
    const truth = "R0{50}-(R1{100}|C1{0.1})";
    const spectrum = simulated(truth, { frequencyHz: sweep(1e4, 1e-3, 71), noise: 0.001 });
    const found = answers(fit(spectrum, parseCircuit("R0-p(R1,C1)")), PELLET);
    expect(partsOf(found)).toEqual(["bulk", "interface"]);
    expect(found.notes.join("\n")).toContain("is more than any process of the table has; it counts as interface");
  });
});

describe("roles against capacitances", () => {
  const order = "order tau(R1,C1) < tau(R2,C2)";
  const exchanged = `(R1{role grain-boundary}|C1)-(R2{role bulk}|C2); ${order}`;
  const right = `(R1{role bulk}|C1)-(R2{role grain-boundary}|C2); ${order}`;

  it("are silent where they agree", () => {
    for (const specific of [1e-12, 4e-12, 2e-11, 9e-11]) {
      const found = assigned(
        [
          [1e4, specific],
          [2e4, 2e-9],
        ],
        right,
      );
      expect(found.warnings).toEqual([]);
    }
  });

  it("of bulk and grain boundary that are exchanged are warned of", () => {
    const found = assigned(
      [
        [1e4, 4e-12],
        [2e4, 6e-10],
      ],
      exchanged,
    );
    expect(found.warnings.join("\n")).toContain(
      "R2|C2 has the role bulk, but C L/A = 6e-10 F/cm, eps_r = 6800, is that of grain boundary",
    );
    // Where either could be, by the table, the order of the two tells.
    const near = assigned(
      [
        [1e4, 4e-12],
        [2e4, 5e-11],
      ],
      exchanged,
    );
    expect(near.warnings.join("\n")).toContain("Check whether the roles are exchanged");
  });

  it("a ferroelectric's permittivity that is given is believed", () => {
    const truth = `(R1{1e4}|C1{${5e-10 / RATIO}})`;
    const result = fit(
      simulated(truth, { frequencyHz: sweep(1e7, 1, 71), noise: 0.001 }),
      parseCircuit("(R1{role bulk}|C1)"),
    );
    expect(answers(result, PELLET).warnings).toHaveLength(1);
    expect(answers(result, { ...PELLET, permittivity: "4000" }).warnings).toEqual([]);
  });
});
