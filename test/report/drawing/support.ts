import { readdirSync, readFileSync } from "node:fs";
import type { Random } from "../../../bench/random.ts";
import { foldCircuit, parseCircuit, type Circuit } from "../../../src/circuit/index.ts";
import { elementRecords } from "../../../src/elements/index.ts";
import type { Point, Wire } from "../../../src/report/svg/drawing/drawing.ts";
import type { DrawnParameter } from "../../../src/report/svg/drawing/values.ts";

/** What of a drawing, whatever its notation, carries current. */
export interface Network {
  /** Where each element's ends lie, by its name. */
  readonly ends: ReadonlyMap<string, readonly [Point, Point]>;
  readonly wires: readonly Wire[];
  readonly joints: readonly Point[];
  readonly terminals: readonly [Point, Point];
}

/** The circuits that come with the package. */
export function shippedCircuits(): Circuit[] {
  const folder = new URL("../../../circuits/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".circuit"));
  return files.map((file) => parseCircuit(readFileSync(new URL(file, folder), "utf8")));
}

/** A circuit of up to 30 elements of all kinds, nested up to 12 deep, with names of up to 27 letters. */
export function randomCircuit(random: Random): Circuit {
  const whole = (low: number, high: number): number => Math.floor(random.uniform(low, high + 1));
  let left = whole(1, 30);
  let serial = 0;
  const element = (): string => {
    left--;
    const { symbol } = elementRecords[whole(0, elementRecords.length - 1)] ?? { symbol: "R" };
    const letters = whole(0, 3) === 0 ? "averylongnameofanelement".slice(0, whole(1, 24)) : "";
    return `${symbol}_${letters}${String(serial++)}`;
  };
  const connection = (depth: number, joiner: "-" | "|"): string => {
    const parts = [element()];
    const most = whole(2, 6);
    while (left > 0 && parts.length < most) {
      parts.push(depth > 1 && whole(0, 2) > 0 ? connection(depth - 1, joiner === "-" ? "|" : "-") : element());
    }
    return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(joiner)})`;
  };
  const text: string[] = [];
  while (left > 0) text.push(connection(whole(0, 11), whole(0, 1) === 0 ? "-" : "|"));
  return parseCircuit(text.join("-"));
}

/** Values of all sizes, with and without standard errors. */
export function randomValues({ parameters }: Circuit, random: Random): DrawnParameter[] {
  return parameters.map(({ name, element, index }) => {
    const value = random.logUniform(1e-12, 1e9);
    const stderr = random.sign() > 0 ? value * random.logUniform(1e-6, 1) : null;
    return { name, value, stderr, unit: element.record.parameters[index]?.unit ?? "-" };
  });
}

/** The conductance between the ends of a circuit whose elements are conductances. */
export function conductanceOf({ root }: Circuit, conductances: ReadonlyMap<string, number>): number {
  return foldCircuit(
    root,
    ({ name }) => conductances.get(name) ?? Number.NaN,
    ({ kind }, parts) => {
      if (kind === "parallel") return parts.reduce((sum, part) => sum + part, 0);
      return 1 / parts.reduce((sum, part) => sum + 1 / part, 0);
    },
  );
}

/** The conductance between the terminals of a drawing, from nothing but where its wires lie and elements end. */
export function drawnConductance(network: Network, conductances: ReadonlyMap<string, number>): number {
  const nets = netsOf(network);
  const [start, end] = network.terminals.map((terminal) => netAt(terminal, network.wires, nets));
  if (start === end) return Infinity;
  const unknown = [...new Set(nets)].filter((net) => net !== start && net !== end);
  // Kirchhoff's current law at all nets but the terminals, of which one is held at 1 V and the other at 0.
  const rows = unknown.map(() => new Float64Array(unknown.length + 1));
  const branches = [...network.ends].map(([name, ends]) => ({
    nets: ends.map((point) => netAt(point, network.wires, nets)) as [number, number],
    conductance: conductances.get(name) ?? Number.NaN,
  }));
  for (const { nets: pair, conductance } of branches) {
    for (const [here, there] of [pair, [pair[1], pair[0]]] as const) {
      const row = rows[unknown.indexOf(here)];
      if (row === undefined) continue;
      row[unknown.indexOf(here)]! += conductance;
      if (there === start) row[unknown.length]! += conductance;
      else if (there !== end) row[unknown.indexOf(there)]! -= conductance;
    }
  }
  const potentials = solve(rows);
  const potentialAt = (net: number): number => (net === start ? 1 : (potentials[unknown.indexOf(net)] ?? 0));
  return branches.reduce((current, { nets: [a, b], conductance }) => {
    if (a !== start && b !== start) return current;
    return current + conductance * Math.abs(potentialAt(a) - potentialAt(b));
  }, 0);
}

function solve(rows: Float64Array[]): number[] {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let k = column; k < n; k++) if (Math.abs(rows[k]![column]!) > Math.abs(rows[best]![column]!)) best = k;
    [rows[column], rows[best]] = [rows[best]!, rows[column]!];
    for (let k = 0; k < n; k++) {
      if (k === column) continue;
      const factor = rows[k]![column]! / rows[column]![column]!;
      for (let j = column; j <= n; j++) rows[k]![j]! -= factor * rows[column]![j]!;
    }
  }
  return rows.map((row, k) => row[n]! / row[k]!);
}

/** Which net each wire belongs to: wires that end on each other, or cross at a joint, are one. */
function netsOf({ wires, joints }: Network): number[] {
  const nets = wires.map((_, index) => index);
  const meet = (a: Wire, b: Wire): boolean =>
    [a.from, a.to].some((point) => liesOn(point, b)) ||
    [b.from, b.to].some((point) => liesOn(point, a)) ||
    joints.some((joint) => liesOn(joint, a) && liesOn(joint, b));
  for (let i = 0; i < wires.length; i++) {
    for (let j = 0; j < i; j++) {
      if (nets[i] === nets[j] || !meet(wires[i]!, wires[j]!)) continue;
      const [old, now] = [nets[i], nets[j]!];
      for (let k = 0; k < nets.length; k++) if (nets[k] === old) nets[k] = now;
    }
  }
  return nets;
}

function netAt(point: Point, wires: readonly Wire[], nets: readonly number[]): number {
  const index = wires.findIndex((wire) => liesOn(point, wire));
  if (index < 0) throw new Error(`no wire at ${String(point.x)}, ${String(point.y)}`);
  return nets[index] ?? -1;
}

/** Whether a point lies on a wire along an axis. */
export function liesOn({ x, y }: Point, { from, to }: Wire): boolean {
  return x >= from.x && x <= to.x && y >= from.y && y <= to.y;
}
