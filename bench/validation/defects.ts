import { makeSpectrum, type Spectrum } from "../../src/index.ts";
import type { Random } from "../random.ts";
import { impedancesOf, sweepOf, type Cell, type Impedances } from "./cells.ts";

/** What is wrong with a simulated spectrum. */
export type Defect =
  | { readonly kind: "none" }
  /** One point is off by so many standard deviations of the noise, in any direction. */
  | { readonly kind: "bad point"; readonly deviations: number }
  /** Resistances have risen by this share when the sweep ends, in proportion to the time. */
  | { readonly kind: "drift"; readonly share: number }
  /** R falls by this share where all of the voltage is across it, with the square of the voltage. */
  | { readonly kind: "nonlinearity"; readonly share: number }
  /** Two decades are not measured. */
  | { readonly kind: "missing decades"; readonly where: "lowest" | "highest" | "middle" };

export interface Simulated {
  readonly spectrum: Spectrum;
  /** The point that is off, -1 where none is. */
  readonly bad: number;
}

const POINTS = 61;
/** Periods that each point takes. */
const PERIODS = 3;

export function describeDefect(defect: Defect): string {
  switch (defect.kind) {
    case "none":
      return "none";
    case "bad point":
      return `one point off by ${String(defect.deviations)} sigma`;
    case "drift":
    case "nonlinearity":
      return `${defect.kind} of ${String(Math.round(1000 * defect.share) / 10)} %`;
    case "missing decades":
      return `${defect.where} two decades missing`;
  }
}

/** A spectrum of a cell with normal noise on either part, a share of |Z|, and a defect. */
export function simulate(cell: Cell, defect: Defect, noise: number, random: Random): Simulated {
  const frequencies = frequenciesOf(defect);
  const { re, im } = withDefect(cell, defect, frequencies);
  const sigma = re.map((x, k) => noise * Math.hypot(x, im[k] ?? Number.NaN));
  const noisy = (part: number[]): number[] => part.map((x, k) => x + (sigma[k] ?? Number.NaN) * random.normal());
  const measured = { re: noisy(re), im: noisy(im) };
  let bad = -1;
  if (defect.kind === "bad point") {
    bad = Math.floor(random.uniform(0, frequencies.length));
    const angle = random.uniform(0, 2 * Math.PI);
    const shift = defect.deviations * (sigma[bad] ?? Number.NaN);
    measured.re[bad] = (measured.re[bad] ?? Number.NaN) + shift * Math.cos(angle);
    measured.im[bad] = (measured.im[bad] ?? Number.NaN) + shift * Math.sin(angle);
  }
  return { spectrum: makeSpectrum({ frequencyHz: frequencies, ...measured }), bad };
}

function frequenciesOf(defect: Defect): number[] {
  const all = sweepOf(POINTS);
  if (defect.kind !== "missing decades") return all;
  const [from, to] = { lowest: [0, 1], highest: [1e3, Infinity], middle: [3, 300] }[defect.where] as [number, number];
  return all.filter((frequency) => frequency < from || frequency > to);
}

function withDefect(cell: Cell, defect: Defect, frequencies: readonly number[]): Impedances {
  if (defect.kind === "drift") {
    let time = 0;
    const times = frequencies.map((frequency) => (time += PERIODS / frequency));
    return impedancesOf(cell, frequencies, (values, point) =>
      scaleResistances(values, 1 + (defect.share * (times[point] ?? 0)) / time),
    );
  }
  if (defect.kind === "nonlinearity") {
    const whole = impedancesOf(cell, frequencies);
    const rest = impedancesOf({ ...cell, values: scaleResistances(cell.values, 1e-9) }, frequencies);
    return impedancesOf(cell, frequencies, (values, point) => {
      const [x = 0, y = 0] = [whole.re[point], whole.im[point]];
      const across = Math.hypot(x - (rest.re[point] ?? 0), y - (rest.im[point] ?? 0)) / Math.hypot(x, y);
      return scaleResistances(values, 1 - defect.share * Math.min(1, across) ** 2);
    });
  }
  return impedancesOf(cell, frequencies);
}

/** All resistances but R0, which is that of leads and electrolyte, with their capacitances as they are. */
function scaleResistances(values: Cell["values"], factor: number): Cell["values"] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (/^R[1-9]$|\.R$/.test(name)) return [name, value * factor];
      // tau = (R Q)^(1/n), or R C.
      const isArc = /^(Zarc|K)\d\.tau$/.test(name);
      const exponent = values[name.replace(".tau", ".n")] ?? 1;
      return [name, isArc ? value * factor ** (1 / exponent) : value];
    }),
  );
}
