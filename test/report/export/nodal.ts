/** A small nodal analysis of netlists of R, L and C, written for the tests and knowing nothing of how netlists are made. */

interface Part {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/** The lines between `.subckt NAME a b` and `.ends`. */
export function readNetlist(text: string): Part[] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => /^\.subckt \w+ a b$/.test(line));
  const end = lines.findIndex((line) => line.startsWith(".ends"));
  if (start < 0 || end < 0) throw new Error("there is no subcircuit");
  const names = new Set<string>();
  return lines.slice(start + 1, end).map((line) => {
    const [, name = "", kind = "", from = "", to = "", value = ""] =
      /^(([RLC])\w*) (\w+) (\w+) ([\d.]+(?:e-?\d+)?)$/.exec(line) ?? [];
    if (name === "" || names.has(name.toLowerCase())) throw new Error(`no part: ${line}`);
    names.add(name.toLowerCase());
    return { kind, from, to, value: Number(value) };
  });
}

/** The impedance between a and b in ohm: b is grounded, 1 A flows into a. */
export function portImpedance(parts: readonly Part[], frequencyHz: number): [re: number, im: number] {
  const omega = 2 * Math.PI * frequencyHz;
  const nodes = [...new Set(["a", ...parts.flatMap(({ from, to }) => [from, to])])].filter((node) => node !== "b");
  const size = nodes.length;
  const re = nodes.map(() => new Float64Array(size + 1));
  const im = nodes.map(() => new Float64Array(size + 1));
  const place = new Map(nodes.map((node, index) => [node, index]));
  for (const { kind, from, to, value } of parts) {
    const g = kind === "R" ? 1 / value : 0;
    const b = kind === "C" ? omega * value : kind === "L" ? -1 / (omega * value) : 0;
    for (const [row, column, sign] of [
      [from, from, 1],
      [to, to, 1],
      [from, to, -1],
      [to, from, -1],
    ] as const) {
      const i = place.get(row);
      const j = place.get(column);
      if (i === undefined || j === undefined) continue;
      at(re, i)[j] = (at(re, i)[j] ?? 0) + sign * g;
      at(im, i)[j] = (at(im, i)[j] ?? 0) + sign * b;
    }
  }
  at(re, 0)[size] = 1;
  solve(re, im, size);
  return [at(re, 0)[size] ?? NaN, at(im, 0)[size] ?? NaN];
}

/** Gauss-Jordan elimination with pivots by column; the last column is the right-hand side. */
function solve(re: Float64Array[], im: Float64Array[], size: number): void {
  for (let step = 0; step < size; step++) {
    const modulus = (row: number): number => Math.hypot(at(re, row)[step] ?? 0, at(im, row)[step] ?? 0);
    let pivot = step;
    for (let row = step + 1; row < size; row++) if (modulus(row) > modulus(pivot)) pivot = row;
    [re[step], re[pivot]] = [at(re, pivot), at(re, step)];
    [im[step], im[pivot]] = [at(im, pivot), at(im, step)];
    const a = at(re, step)[step] ?? 0;
    const b = at(im, step)[step] ?? 0;
    const square = a * a + b * b;
    if (square === 0) throw new Error("the network leaves a node open");
    for (let column = step; column <= size; column++) {
      const x = at(re, step)[column] ?? 0;
      const y = at(im, step)[column] ?? 0;
      at(re, step)[column] = (x * a + y * b) / square;
      at(im, step)[column] = (y * a - x * b) / square;
    }
    for (let row = 0; row < size; row++) {
      const c = at(re, row)[step] ?? 0;
      const d = at(im, row)[step] ?? 0;
      if (row === step || (c === 0 && d === 0)) continue;
      for (let column = step; column <= size; column++) {
        const x = at(re, step)[column] ?? 0;
        const y = at(im, step)[column] ?? 0;
        at(re, row)[column] = (at(re, row)[column] ?? 0) - (c * x - d * y);
        at(im, row)[column] = (at(im, row)[column] ?? 0) - (c * y + d * x);
      }
    }
  }
}

function at(rows: readonly Float64Array[], index: number): Float64Array {
  const row = rows[index];
  if (row === undefined) throw new Error(`there is no row ${String(index)}`);
  return row;
}
