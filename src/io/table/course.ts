import { ln } from "../../../assembly/math/elementary.ts";
import { fromPolarDegrees } from "../polar.ts";
import type { Quantity } from "./names.ts";
import { REPRESENTATIONS, type Representation } from "./representation.ts";

/** Another reading than the usual one must fit better by so much, in rad. */
const BETTER_BY = 0.1;
const BETTER_TIMES = 2;
/** From here on, a doubt is told. */
const DOUBT_TIMES = 1.2;
/** Difference, in rad, up to which a phase is what the slope of |Z| demands. */
export const GOOD = 0.3;
const FEWEST_POINTS = 5;
/** Flat parts fit in any way: the points that differ more decide. */
const SHARE = 0.8;

/** The numbers of a row: a frequency and two that make an impedance. */
export interface Numbers {
  readonly frequency: number;
  readonly first: number;
  readonly second: number;
}

/** What two columns without names may be. */
export interface Reading {
  readonly names: readonly [Quantity, Quantity];
  readonly representation: Representation;
  readonly negated: boolean;
  /** For the note. */
  readonly words: string;
  readonly short: string;
}

const CARTESIAN = REPRESENTATIONS[0] as Representation;
const POLAR = REPRESENTATIONS[1] as Representation;
const USUAL: Reading = {
  names: ["re", "im"],
  representation: CARTESIAN,
  negated: false,
  words: "frequency (Hz), Z' (ohm) and Z'' (ohm, negative if capacitive)",
  short: "Z'' of this sign",
};
const READINGS: readonly Reading[] = [
  USUAL,
  {
    ...USUAL,
    negated: true,
    words: "frequency (Hz), Z' (ohm) and -Z'' (ohm): its sign was changed, as the course of |Z| demands",
    short: "-Z''",
  },
  {
    names: ["modulus", "phase"],
    representation: POLAR,
    negated: false,
    words: "frequency (Hz), |Z| (ohm) and phase (degrees, negative if capacitive), as the course of |Z| demands",
    short: "|Z| and phase",
  },
  {
    names: ["modulus", "phase"],
    representation: POLAR,
    negated: true,
    words:
      "frequency (Hz), |Z| (ohm) and -phase (degrees), which was read with its sign changed, as the course of |Z| demands",
    short: "|Z| and -phase",
  },
];

/** How EIS Spectrum Analyser writes them. */
export const ANALYSER: Reading = {
  ...USUAL,
  negated: true,
  words: "frequency (Hz), Z' (ohm) and -Z'' (ohm), as EIS Spectrum Analyser writes them: its sign was changed",
};

/**
 * The usual reading, unless the numbers contradict it and agree with another one. Of 800 measured spectra, written without
 * names, the usual reading was left for none; nine of ten were recognised with the other sign, and as modulus and phase. For the
 * others, which are nearly as good in two ways, the words tell the doubt.
 */
export function readingOf(points: readonly Numbers[]): { reading: Reading; misfit: number } {
  const sweep = firstSweep(points);
  const misfits = READINGS.map((reading) => misfitOf(sweep, reading));
  const of = (index: number) => misfits[index] ?? Infinity;
  const chosen = READINGS.reduce((best, _, index) => (isBetter(of(index), of(best)) ? index : best), 0);
  const other = misfits.indexOf(Math.min(...misfits));
  const reading = READINGS[chosen] ?? USUAL;
  const isDoubtful = other !== chosen && of(other) < GOOD && of(chosen) > DOUBT_TIMES * of(other);
  const doubt = `; the course of |Z| would rather have ${READINGS[other]?.short ?? ""}: give the file a header if so`;
  return {
    reading: isDoubtful ? { ...reading, words: reading.words + doubt } : reading,
    misfit: of(chosen),
  };
}

function isBetter(misfit: number, than: number): boolean {
  return misfit < GOOD && than > BETTER_TIMES * misfit && than - misfit > BETTER_BY;
}

function firstSweep(points: readonly Numbers[]): readonly Numbers[] {
  const direction = Math.sign((points[1]?.frequency ?? 0) - (points[0]?.frequency ?? 0));
  const end = points.findIndex(
    ({ frequency }, index) => index > 0 && Math.sign(frequency - (points[index - 1]?.frequency ?? 0)) !== direction,
  );
  return end < 0 ? points : points.slice(0, end);
}

/** The difference between the phase and what the slope of |Z| around a point demands, which most points do not exceed; rad. */
function misfitOf(points: readonly Numbers[], reading: Reading): number {
  const parts = points.map(({ frequency, first, second }) => {
    const [re, im] = impedanceOf(first, second, reading);
    return { frequency: ln(frequency), modulus: ln(Math.sqrt(re * re + im * im)), phase: Math.atan2(im, re) };
  });
  if (reading.names[0] === "modulus" && !isPolar(points)) return Infinity;
  const differences = parts.slice(1, -1).flatMap(({ phase }, index) => {
    const [before, behind] = [parts[index], parts[index + 2]];
    if (before === undefined || behind === undefined) return [];
    const slope = (behind.modulus - before.modulus) / (behind.frequency - before.frequency);
    const difference = Math.abs(phase - (Math.PI / 2) * slope);
    return Number.isFinite(difference) ? [difference] : [];
  });
  if (differences.length < FEWEST_POINTS - 2) return Infinity;
  return differences.sort((a, b) => a - b)[Math.floor(SHARE * differences.length)] ?? Infinity;
}

/** Z' and Z'' of a row. */
export function impedanceOf(first: number, second: number, { names, negated }: Reading): readonly [number, number] {
  const signed = negated ? -second : second;
  if (names[0] === "re") return [first, signed];
  const { re, im } = fromPolarDegrees(first, signed);
  return [re, im];
}

/** A modulus is positive and changes with the phase; without a change, anything would fit. */
function isPolar(points: readonly Numbers[]): boolean {
  const moduli = points.map(({ first }) => first);
  const phases = points.map(({ second }) => second);
  const [lowest, highest] = [Math.min(...moduli), Math.max(...moduli)];
  const span = Math.max(...phases) - Math.min(...phases);
  return (
    lowest > 0 &&
    highest > 1.2 * lowest &&
    phases.every((phase) => Math.abs(phase) <= 180) &&
    (span > 2 || highest > 10 * lowest)
  );
}
