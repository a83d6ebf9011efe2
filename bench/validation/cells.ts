import { parseCircuit, type Circuit } from "../../src/index.ts";
import { evaluate } from "../../src/reference/index.ts";
import type { Random } from "../random.ts";

/** A cell of known parameters. */
export interface Cell {
  readonly kind: string;
  readonly circuit: Circuit;
  readonly values: Readonly<Record<string, number>>;
}

/** Impedances at the frequencies of a sweep. */
export interface Impedances {
  readonly re: number[];
  readonly im: number[];
}

/** Kinds of cells whose spectra are simulated: arcs, diffusion, blocking electrodes, an inductive loop. */
export const CELLS: readonly string[] = [
  "L0-R0-Zarc1-Zarc2",
  "R0-Zarc1-Zarc2-W3",
  "R0-Zarc1-CPE3",
  "R0-p(C1,R1-Ws3)",
  "R0-Zarc1-Wo3",
  "R0-Zarc1-Zarc2-G3",
  "R0-K1-K2-K3",
  "R0-p(CPE3,R1,R2-L2)",
];

export const HIGHEST_HZ = 1e5;
export const LOWEST_HZ = 1e-2;

/** Falling frequencies. */
export function sweepOf(points: number): number[] {
  return Array.from({ length: points }, (_, k) => HIGHEST_HZ * (LOWEST_HZ / HIGHEST_HZ) ** (k / (points - 1)));
}

/** Sizes within two decades, time constants over most of the frequencies. */
export function drawCell(kind: string, random: Random): Cell {
  const circuit = parseCircuit(kind);
  const values: Record<string, number> = {};
  const resistance = (): number => random.logUniform(10, 1000);
  const tau = (): number => random.logUniform(1e-5, 10);
  for (const { name } of circuit.parameters) {
    if (/^R\d|\.R$/.test(name)) values[name] = resistance();
    else if (name.endsWith(".tau")) values[name] = tau();
    else if (name.endsWith(".n")) values[name] = random.uniform(0.7, 1);
    else if (name.endsWith(".p")) values[name] = 0.5;
    else if (name.endsWith(".Q")) values[name] = random.logUniform(1e-6, 1e-3);
    else if (name === "C1") values[name] = random.logUniform(1e-6, 1e-4);
    else if (name === "L0") values[name] = 1e-6;
    else if (name === "L2") values[name] = resistance() * random.logUniform(1e-2, 1);
    else values[name] = resistance() / 10;
  }
  return { kind, circuit, values };
}

/** Z at each frequency, the parameters being those that `change` makes of the cell's at the point. */
export function impedancesOf(
  { circuit, values }: Cell,
  frequencies: readonly number[],
  change?: (values: Cell["values"], point: number) => Cell["values"],
): Impedances {
  if (change === undefined) {
    const { re, im } = evaluate(circuit, frequencies, values);
    return { re: Array.from(re), im: Array.from(im) };
  }
  const at = frequencies.map((frequency, point) => evaluate(circuit, [frequency], change(values, point)));
  return { re: at.map(({ re }) => re[0] ?? Number.NaN), im: at.map(({ im }) => im[0] ?? Number.NaN) };
}
