import type { Drawing, Point, Wire } from "./drawing.ts";

/** Wires as lines that can be drawn in one go, each from one place where wires meet or end, round corners, to the next. */
export function traceWires({ wires, joints }: Pick<Drawing, "wires" | "joints">): Point[][] {
  const isJoint = new Set(joints.map(keyOf));
  const ending = new Map<string, Wire[]>();
  for (const wire of wires) {
    for (const key of [keyOf(wire.from), keyOf(wire.to)]) ending.set(key, [...(ending.get(key) ?? []), wire]);
  }
  /** The other one of two wires that meet at a corner. */
  const beyond = (wire: Wire, end: Point): Wire | undefined => {
    const there = ending.get(keyOf(end)) ?? [];
    return isJoint.has(keyOf(end)) || there.length !== 2 ? undefined : there.find((other) => other !== wire);
  };
  const drawn = new Set<Wire>();
  const lines: Point[][] = [];
  for (const wire of wires) {
    const start = [wire.from, wire.to].find((end) => beyond(wire, end) === undefined);
    if (start === undefined || drawn.has(wire)) continue;
    const line = [start];
    for (let next: Wire | undefined = wire, end = start; next !== undefined; next = beyond(next, end)) {
      drawn.add(next);
      end = keyOf(next.from) === keyOf(end) ? next.to : next.from;
      line.push(end);
    }
    lines.push(line);
  }
  return lines;
}

function keyOf({ x, y }: Point): string {
  return `${x} ${y}`;
}
