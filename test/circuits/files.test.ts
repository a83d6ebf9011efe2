import { describe, expect, it } from "vitest";
import {
  evaluateTimeConstant,
  givenValues,
  parseCircuit,
  printCircuitFile,
  timeConstantOf,
  walkCircuit,
  type Circuit,
  type CircuitElement,
  type CircuitNode,
  type Role,
} from "../../src/circuit/index.ts";
import { circuitsModule, circuitsOfFolder } from "../../src/build/circuitsModule.ts";
import { shippedCircuit, shippedCircuits } from "../../src/circuits/index.ts";
import { toLatex } from "../../src/index.ts";
import { circuitOutline } from "../../src/report/index.ts";
import { evaluate } from "../../src/reference/index.ts";
import { contentOf } from "../circuit/support.ts";
import { sweep } from "../fit/support.ts";

/** Arcs and resistances that stand for whatever the user finds: a role would claim what nobody knows. */
const WITHOUT_ROLES = ["one-arc", "two-arcs", "three-arcs", "one-zarc", "two-zarcs", "three-zarcs"];

/** The branches of each parallel connection, with the elements in each. */
function branchesOf(circuit: Circuit): CircuitElement[][][] {
  const elementsIn = (node: CircuitNode): CircuitElement[] => {
    const elements: CircuitElement[] = [];
    walkCircuit(node, { element: (element) => elements.push(element) });
    return elements;
  };
  const connections: CircuitElement[][][] = [];
  walkCircuit(circuit.root, {
    element: () => undefined,
    enter: ({ kind, children }) => {
      if (kind === "parallel") connections.push(children.map(elementsIn));
    },
  });
  return connections;
}

describe.each(shippedCircuits)("$name", ({ name, title, purpose, text }) => {
  const circuit = parseCircuit(text);

  it("is a named, cited cell with values and limits for all parameters and without warnings", () => {
    expect([circuit.name, circuit.title]).toEqual([name, title]);
    expect(purpose).toMatch(/^[A-Z].{40,}\.$/);
    expect(circuit.warnings).toEqual([]);
    expect(circuit.citations.length).toBeGreaterThan(0);
    // Authors, year and, but for books, volume before it; perhaps a DOI behind it.
    for (const citation of circuit.citations)
      expect(citation).toMatch(
        /^[A-Z]\.[-A-Z. ]* .*(?:\d+ |Wiley |Plenum )\((?:19|20)\d\d\)(?: [A-Z]?\d+)?(?:, doi:10\.\d{4,9}\/\S+)?$/,
      );
    const values = givenValues(circuit.parameters);
    for (const { name: parameter, fixed, limitsGiven, lower, upper } of circuit.parameters) {
      const value = values.get(parameter) ?? NaN;
      expect(limitsGiven || fixed, parameter).toBe(true);
      expect([lower < value, value < upper], parameter).toEqual([true, true]);
    }
  });

  it("says the same when printed and read again", () => {
    const again = parseCircuit(printCircuitFile(circuit));
    expect(contentOf(again)).toEqual(contentOf(circuit));
    expect([again.name, again.title, again.citations]).toEqual([circuit.name, circuit.title, circuit.citations]);
    expect(contentOf(parseCircuit(circuit.text))).toEqual(contentOf(circuit));
  });

  it("has a role for all that has a resistance or stores charge", () => {
    if (WITHOUT_ROLES.includes(name)) {
      expect([circuit.roles.size, circuit.cell]).toEqual([0, undefined]);
      return;
    }
    expect(circuit.cell).toBeDefined();
    const hasRole = ({ name: each, symbol }: CircuitElement): boolean => symbol === "R" && circuit.roles.has(each);
    const silent = circuit.elements.filter((element) => {
      // What is beside a resistance with a role stores the charge of that arc.
      const isOfArc = branchesOf(circuit).some((branches) =>
        branches.some(
          (branch) => branch.includes(element) && branches.some((other) => other !== branch && other.some(hasRole)),
        ),
      );
      return !circuit.roles.has(element.name) && !isOfArc;
    });
    expect(silent.map((element) => element.name)).toEqual([]);
  });

  it("is drawn as an outline and as a formula that hold each element", () => {
    const outline = circuitOutline(circuit.text);
    expect(outline).toMatch(/^[\w().|-]+$/);
    let depth = 0;
    for (const character of outline) {
      depth += character === "(" ? 1 : character === ")" ? -1 : 0;
      expect(depth).toBeGreaterThanOrEqual(0);
    }
    expect(depth).toBe(0);
    expect(outline.match(/[A-Za-z]\w*/g)).toEqual(circuit.elements.map((element) => element.name));
    expect(parseCircuit(outline).elements).toHaveLength(circuit.elements.length);
    expect(toLatex(circuit)).toMatch(/^\S[^]*$/);
  });

  it("keeps its order of time constants, and arcs apart by more than a factor of three", () => {
    const values = givenValues(circuit.parameters);
    const timeOf = (names: readonly string[]): number => {
      const time = timeConstantOf(circuit.elements.filter((element) => names.includes(element.name)));
      return time === undefined ? NaN : evaluateTimeConstant(time, (parameter) => values.get(parameter) ?? NaN);
    };
    for (const { first, second } of circuit.orders) {
      expect(timeOf(second.elements) / timeOf(first.elements)).toBeGreaterThan(3);
    }
  });

  it("has an impedance with positive real part between its frequencies", () => {
    const [highest, lowest] = shippedCircuit(name).frequencyHz;
    const { re, im } = evaluate(circuit, sweep(highest, lowest, 50));
    expect(Math.min(...re)).toBeGreaterThan(0);
    expect(Array.from(im).every(Number.isFinite)).toBe(true);
  });
});

describe("typical values", () => {
  /** Thickness over area of the pellets and films that the files name, cm^-1. */
  const geometry: Readonly<Record<string, number>> = {
    "au-llzo-au": 0.1,
    "au-llzo-au-intercept": 0.1,
    "au-llzo-au-geometric": 0.1,
    "ceramic-blocking": 0.2 / 0.5,
    "ss-polymer-ss": 0.01,
    "li-llzo-li": 0.1,
    "li-polymer-li": 0.01,
    "li-pce-llzo-pce-li": 0.1,
    "li-pce-3dllzo-pce-li": 0.03,
    "ncm-electrolyte-ncm": 0.1,
    "ncm-llzo-pce-li": 0.03,
    "lfp-llzo-pce-li": 0.03,
  };
  /**
   * Irvine, Sinclair and West's ranges in F, normalised by thickness over area where a volume is charged: bulk 1e-12 within a
   * factor of ten. Interfaces are of 1 cm2 each, and their capacitances are not normalised.
   */
  const ranges: Partial<Record<Role, readonly [number, number]>> = {
    bulk: [2e-13, 1e-11],
    "grain-boundary": [1e-11, 1e-8],
    "hetero-interface": [1e-7, 1e-5],
    interface: [1e-7, 1e-4],
    "charge-transfer": [1e-5, 1e-2],
  };

  it.each(Object.entries(geometry))("of %s have the capacitances of what their roles say", (name, lengthOverArea) => {
    const circuit = parseCircuit(shippedCircuit(name).text);
    const values = givenValues(circuit.parameters);
    let checked = 0;
    for (const element of circuit.elements) {
      const role = circuit.roles.get(element.name);
      const range = role === undefined ? undefined : ranges[role];
      const storage = circuit.elements.find(({ name: other }) =>
        new RegExp(`^C(PE)?_${element.name.slice(2)}$`).test(other),
      );
      const time = storage === undefined ? undefined : timeConstantOf([element, storage]);
      if (range === undefined || time === undefined) continue;
      const capacitance =
        evaluateTimeConstant(time, (parameter) => values.get(parameter) ?? NaN) / (values.get(element.name) ?? NaN);
      const isVolume = role === "bulk" || role === "grain-boundary";
      const normalised = capacitance * (isVolume ? lengthOverArea : 1);
      expect(normalised, element.name).toBeGreaterThan(range[0]);
      expect(normalised, element.name).toBeLessThan(range[1]);
      checked++;
    }
    expect(checked).toBeGreaterThan(name === "ss-polymer-ss" ? -1 : 0);
  });

  it("have geometric capacitances of eps0 eps_r A/L", () => {
    const of = (name: string): number =>
      givenValues(parseCircuit(shippedCircuit(name).text).parameters).get("C_geo") ?? NaN;
    const vacuum = 8.8541878188e-14; // F/cm, CODATA 2022.
    expect(of("au-llzo-au-geometric") / ((vacuum * 50) / 0.1)).toBeCloseTo(1, 4);
    expect(of("ss-polymer-ss") / ((vacuum * 10) / 0.01)).toBeCloseTo(1, 2);
  });
});

describe("the module of circuits", () => {
  it("holds what the files say (npm run docs rewrites it)", () => {
    expect(shippedCircuits).toEqual(circuitsOfFolder());
    expect(circuitsModule(shippedCircuits)).toBe(circuitsModule());
  });

  it("names each circuit once, and finds it", () => {
    const names = shippedCircuits.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(shippedCircuit(name).name).toBe(name);
  });

  it("suggests the nearest name", () => {
    expect(() => shippedCircuit("randels")).toThrow(
      'No circuit named "randels" comes with eisfit. Did you mean randles?',
    );
    expect(() => shippedCircuit("perpetuum mobile")).toThrow("`shippedCircuits` lists them all.");
  });
});
