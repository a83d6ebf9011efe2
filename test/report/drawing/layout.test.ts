import { describe, expect, it } from "vitest";
import { Random } from "../../../bench/random.ts";
import { foldCircuit, parseCircuit, type Circuit } from "../../../src/circuit/index.ts";
import { breakRows } from "../../../src/report/svg/drawing/breakRows.ts";
import { textBox, type Drawing, type Point, type Wire } from "../../../src/report/svg/drawing/drawing.ts";
import { layoutWith, type LayoutOptions } from "../../../src/report/svg/drawing/options.ts";
import { BOX_HALF_HEIGHT, HALF_HEIGHT } from "../../../src/report/svg/drawing/shapes.ts";
import type { Box } from "../../../src/report/svg/labels.ts";
import { conductanceOf, drawnConductance, liesOn, randomCircuit, randomValues, shippedCircuits } from "./support.ts";

/** Random circuits with and without values, in one row and in many. */
function randomDrawings(): { circuit: Circuit; options: LayoutOptions }[] {
  const random = new Random(17);
  return Array.from({ length: 200 }, (_, index) => {
    const circuit = randomCircuit(random);
    const values = index % 3 === 0 ? randomValues(circuit, random) : false;
    return { circuit, options: { values, width: [320, 640, Infinity][index % 4] ?? 640 } };
  });
}

const drawings = [
  ...randomDrawings(),
  ...shippedCircuits().flatMap((circuit) => [
    { circuit, options: {} },
    { circuit, options: { values: true, width: 320 } },
  ]),
].map(({ circuit, options }) => ({ circuit, options, drawing: layoutWith(circuit, options) }));

function shapeBox({ shape, left, right }: Drawing["elements"][number]): Box {
  const half = shape === "box" ? BOX_HALF_HEIGHT : HALF_HEIGHT;
  return { left: left.x, right: right.x, top: left.y - half, bottom: left.y + half };
}

/** Shapes and texts; a name inside of its box counts as the box. */
function takenPlaces({ elements }: Drawing): Box[] {
  return elements.flatMap((drawn) => {
    const inside = drawn.shape === "box" ? [] : [textBox(drawn.name)];
    return [shapeBox(drawn), ...inside, ...drawn.values.map(textBox)];
  });
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function wireBox({ from, to }: Wire): Box {
  return { left: from.x, right: to.x, top: from.y, bottom: to.y };
}

function ends(wires: readonly Wire[]): Point[] {
  return wires.flatMap(({ from, to }) => [from, to]);
}

function same(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

/** How many pieces of wire lead away from a point. */
function arms(point: Point, wires: readonly Wire[]): number {
  return wires
    .filter((wire) => liesOn(point, wire))
    .reduce((sum, { from, to }) => sum + (same(point, from) || same(point, to) ? 1 : 2), 0);
}

describe("a drawing, of any circuit,", () => {
  it("is tested on large and deep circuits, in one row and in several", () => {
    const sizes = drawings.map(({ circuit }) => circuit.elements.length);
    const depths = drawings.map(({ circuit: { root } }) =>
      foldCircuit(
        root,
        () => 0,
        (_, parts) => 1 + Math.max(...parts),
      ),
    );
    expect(Math.max(...sizes)).toBe(30);
    expect(Math.max(...depths)).toBeGreaterThanOrEqual(10);
    const folded = drawings.filter(({ drawing: { terminals } }) => terminals[0].y !== terminals[1].y);
    expect(folded.length).toBeGreaterThan(20);
  });

  it("shows every element once, in the order of the text", () => {
    for (const { circuit, drawing } of drawings) {
      expect(drawing.elements.map(({ element }) => element.name)).toEqual(circuit.elements.map(({ name }) => name));
    }
  });

  it("has the circuit's topology: its wires carry the current that the circuit carries", () => {
    const random = new Random(3);
    for (const { circuit, drawing } of drawings) {
      const conductances = new Map(circuit.elements.map(({ name }) => [name, random.logUniform(0.1, 10)]));
      const network = {
        ...drawing,
        ends: new Map(drawing.elements.map(({ element, left, right }) => [element.name, [left, right] as const])),
      };
      // Elimination over at most 30 nets of conductances within two decades keeps some 13 digits.
      const ratio = drawnConductance(network, conductances) / conductanceOf(circuit, conductances);
      expect(ratio, circuit.text).toBeCloseTo(1, 10);
    }
  });

  it("has no two symbols or texts that overlap", () => {
    for (const { circuit, drawing } of drawings) {
      const places = takenPlaces(drawing);
      const pairs = places.flatMap((a, i) => places.slice(0, i).filter((b) => overlap(a, b)));
      expect(pairs, circuit.text).toEqual([]);
    }
  });

  it("has wires along the axes that meet symbols and texts nowhere but at the ends of elements", () => {
    for (const { circuit, drawing } of drawings) {
      const { wires, elements } = drawing;
      const places = takenPlaces(drawing);
      expect(wires.every(({ from, to }) => (from.y === to.y ? from.x < to.x : from.x === to.x && from.y < to.y))).toBe(
        true,
      );
      const struck = wires.filter((wire) => places.some((place) => overlap(wireBox(wire), place)));
      expect(struck, circuit.text).toEqual([]);
      const wireEnds = ends(wires);
      for (const { left, right } of elements) {
        expect(wireEnds.filter((end) => same(end, left))).toHaveLength(1);
        expect(wireEnds.filter((end) => same(end, right))).toHaveLength(1);
      }
    }
  });

  it("has wires that end at elements, terminals or other wires only", () => {
    for (const { circuit, drawing } of drawings) {
      const { wires, elements, terminals } = drawing;
      const free = ends(wires).filter((end) => arms(end, wires) === 1);
      const expected = [...terminals, ...elements.flatMap(({ left, right }) => [left, right])];
      const order = (points: readonly Point[]): string[] => points.map(({ x, y }) => `${x} ${y}`).sort();
      expect(order(free), circuit.text).toEqual(order(expected));
    }
  });

  it("has a dot wherever more than two wires meet, and no crossing without", () => {
    for (const { circuit, drawing } of drawings) {
      const { wires, joints } = drawing;
      for (const joint of joints) expect(arms(joint, wires), circuit.text).toBeGreaterThan(2);
      expect(new Set(joints.map(({ x, y }) => `${x} ${y}`)).size).toBe(joints.length);
      const isDot = (point: Point): boolean => joints.some((joint) => same(joint, point));
      for (const end of ends(wires)) expect(isDot(end), circuit.text).toBe(arms(end, wires) > 2);
      const crossings = wires
        .filter(({ from, to }) => from.y === to.y)
        .flatMap(({ from: { y }, from, to }) =>
          wires
            .filter((other) => other.from.x === other.to.x && other.from.y < y && other.to.y > y)
            .map((other) => ({ x: other.from.x, y }))
            .filter(({ x }) => from.x < x && to.x > x),
        );
      expect(
        crossings.filter((point) => !isDot(point)),
        circuit.text,
      ).toEqual([]);
    }
  });

  it("lies within its edges", () => {
    for (const { drawing } of drawings) {
      const { width, height, wires } = drawing;
      const outside = [...takenPlaces(drawing), ...wires.map(wireBox)].filter(
        ({ left, right, top, bottom }) => left < 2 || right > width - 2 || top < 2 || bottom > height - 2,
      );
      expect(outside).toEqual([]);
    }
  });
});

describe("the width of a drawing", () => {
  const chain = parseCircuit(Array.from({ length: 30 }, (_, k) => `R${k}`).join("-"));
  const rowsOf = (drawing: Drawing): number => new Set(drawing.elements.map(({ left }) => left.y)).size;

  it("is kept by a long chain in rows, as even as can be", () => {
    const drawing = layoutWith(chain, {});
    expect(drawing.width).toBeLessThanOrEqual(640);
    const perRow = [...new Set(drawing.elements.map(({ left }) => left.y))].map(
      (y) => drawing.elements.filter(({ left }) => left.y === y).length,
    );
    expect(Math.max(...perRow) - Math.min(...perRow)).toBeLessThanOrEqual(2);
    expect(rowsOf(layoutWith(chain, { width: 320 }))).toBeGreaterThan(rowsOf(drawing));
    expect(rowsOf(layoutWith(chain, { width: Infinity }))).toBe(1);
  });

  it("is kept by a long chain beside another branch", () => {
    const beside = parseCircuit(`C0|(${chain.text})`);
    const drawing = layoutWith(beside, {});
    expect(drawing.width).toBeLessThanOrEqual(640);
    expect(drawing.terminals[0].y).toBe(drawing.terminals[1].y);
  });

  it("is given up where rows would not help", () => {
    const ladder = "R0-(C0|(R1-(C1|(R2-(C2|(R3-(C3|(R4-(C4|(R5-(C5|(R6-(C6|R7)))))))))))))";
    const drawing = layoutWith(parseCircuit(ladder), {});
    expect(drawing.width).toBeGreaterThan(640);
    expect(drawing.terminals[0].y).toBe(drawing.terminals[1].y);
  });

  it("must be above 0", () => {
    expect(() => layoutWith(chain, { width: 0 })).toThrow(
      new RangeError("The width is 0; give pixels above 0, or Infinity for one row."),
    );
    expect(() => layoutWith(chain, { width: Number.NaN })).toThrow(RangeError);
  });
});

describe("rows", () => {
  const items = (...widths: number[]): { width: number }[] => widths.map((width) => ({ width }));
  const broken = (limit: number, ...widths: number[]): number[][] =>
    breakRows(items(...widths), limit).map((row) => row.map(({ width }) => width));

  it("are as few as the width allows, and even", () => {
    expect(broken(100, 40, 40, 40)).toEqual([[40, 40], [40]]);
    expect(broken(100, 20, 20, 20, 20, 20, 20)).toEqual([
      [20, 20, 20],
      [20, 20, 20],
    ]);
    expect(broken(120, 20, 20, 20, 20, 20, 20)).toEqual([[20, 20, 20, 20, 20, 20]]);
    expect(broken(100, 90, 20, 20, 20)).toEqual([[90], [20, 20, 20]]);
  });

  it("hold what is wider than the width alone", () => {
    expect(broken(100, 20, 300, 20)).toEqual([[20], [300], [20]]);
    expect(broken(100)).toEqual([]);
  });
});

describe("nesting", () => {
  it("may be thousands of levels deep", () => {
    const depth = 3000;
    let text = `R${depth}`;
    for (let level = depth - 1; level >= 0; level--) text = `R${level}-(C${level}|(${text}))`;
    const drawing = layoutWith(parseCircuit(text), { width: Infinity });
    expect(drawing.elements).toHaveLength(2 * depth + 1);
  });
});
