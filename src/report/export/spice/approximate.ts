import type { Simulated } from "../../../fit/simulate.ts";
import type { Band } from "../valuedCircuit.ts";
import { nonNegativeLeastSquares } from "./nonNegative.ts";
import { networkImpedance, reciprocal, termAt, type Network, type Term } from "./sections.ts";

/** A network in place of an impedance. */
export interface Approximation extends Network {
  /** Largest |Z_network - Z|/|Z| over the band. */
  readonly error: number;
}

/** The impedance to approximate, over the band and somewhat beyond it. */
export interface Target extends Simulated {
  /** In Hz, in falling order. */
  readonly frequencyHz: Float64Array;
  /** Where the error counts, Hz. */
  readonly band: Band;
}

/** Time constants a decade, from few to many; the error falls by exp(-pi^2/h) with their distance h in ln tau. */
const DENSITIES = [0.7, 0.85, 1, 1.2, 1.4, 1.7, 2, 2.4, 2.8, 3.4, 4, 5, 6, 8, 12, 20] as const;
/** Decades of time constants beyond the band on either side. */
const MARGINS = [0.5, 1, 1.5] as const;
/** For what has resonances. */
const RESONANCES: readonly { readonly perDecade: number; readonly dampings: readonly number[] }[] = [
  { perDecade: 4, dampings: [0.5, 1, 1.5] },
  { perDecade: 6, dampings: [0.25, 0.5, 1, 1.5] },
];
const RELAXATIONS_BESIDE_RESONANCES = 1.5;
/** Points of the grid that the coefficients are fitted to, of each point of the target. */
const EVERY = 3;
/**
 * A section is left out whose largest share of |Z| is below this share of the tolerance. It would change little, but at other
 * frequencies its admittance would be so large that it leaves a simulator no digits for the rest.
 */
const SMALLEST_SHARE = 0.01;

/** More time constants are no help where so many come no nearer. */
const HOPELESS = { density: 3.4, error: 0.02 } as const;

/** Terms of which some may be taken. */
interface Candidates {
  readonly domain: Network["domain"];
  readonly terms: readonly Term[];
}

type Family = (band: Band, density: number, margin: number) => Candidates;

/** One resistor, capacitor and inductor at most, in parallel or in series: what some elements are themselves. */
const PLAIN_TERMS: readonly Term[] = [{ kind: "constant" }, { kind: "integral" }, { kind: "derivative" }];
const plain: readonly Family[] = (["impedance", "admittance"] as const).map((domain) => () => ({
  domain,
  terms: [...PLAIN_TERMS],
}));
/** Rounding leaves no more of what is exact. */
const EXACT = 1e-9;

/** What all networks of resistors and capacitors can be brought to (Foster's first form). */
const relaxations: Family = (band, density, margin) => ({
  domain: "impedance",
  terms: [
    { kind: "constant" },
    { kind: "integral" },
    ...timeConstants(band, density, margin).map((tau): Term => ({ kind: "lag", tau })),
  ],
});

/** The dual, for networks of resistors and inductors: branches of R and L in series (Foster's second form). */
const inductive: Family = (band, density, margin) => ({ ...relaxations(band, density, margin), domain: "admittance" });

/** All that there is, for impedances with resonances. */
const resonant: readonly Family[] = RESONANCES.map(({ perDecade, dampings }) => (band, density, margin) => ({
  domain: "impedance",
  terms: [
    ...PLAIN_TERMS,
    ...timeConstants(band, density, margin).flatMap((tau): Term[] => [
      { kind: "lag", tau },
      { kind: "lead", tau },
    ]),
    ...timeConstants(band, perDecade, margin).flatMap((tau) =>
      dampings.map((damping): Term => ({ kind: "resonance", omega: 1 / tau, damping })),
    ),
  ],
}));

/**
 * The passive network with the fewest time constants a decade that keeps to an error; where none does, the one with the least.
 * Its coefficients are the non-negative ones that make the sum of squares of the relative differences least.
 *
 * @param tolerance largest |Z_network - Z|/|Z| asked for.
 */
export function approximate(target: Target, tolerance: number): Approximation {
  let best: Approximation | undefined;
  const consider = (family: Family, density: number, margin: number): boolean => {
    const found = fitFamily(target, family(target.band, density, margin), tolerance);
    if (best === undefined || found.error < best.error) best = found;
    return found.error <= tolerance;
  };
  for (const family of plain) if (consider(family, 0, 0) && best !== undefined && best.error < EXACT) return best;
  // Networks of resistors and capacitors are capacitive throughout, those of resistors and inductors inductive.
  const families = [
    ...(target.im.some((im) => im < 0) ? [relaxations] : []),
    ...(target.im.some((im) => im > 0) ? [inductive] : []),
  ];
  for (const density of DENSITIES) {
    for (const margin of MARGINS) {
      for (const family of families) if (consider(family, density, margin) && best !== undefined) return best;
    }
    // Neither family comes near what is not of its kind, however many time constants it has.
    if (density === HOPELESS.density && best !== undefined && best.error > HOPELESS.error) break;
  }
  for (const family of resonant)
    if (consider(family, RELAXATIONS_BESIDE_RESONANCES, 1) && best !== undefined) return best;
  if (best === undefined) throw new TypeError("There is nothing to approximate.");
  return best;
}

function fitFamily(target: Target, { domain, terms }: Candidates, tolerance: number): Approximation {
  const { frequencyHz, re, im } = target;
  const rows = Array.from(frequencyHz.keys()).filter((index) => index % EVERY === 0);
  const weighted = rows.map((index) => {
    const x = re[index] ?? NaN;
    const y = im[index] ?? NaN;
    const value = domain === "impedance" ? ([x, y] as const) : reciprocal(x, y);
    return { omega: 2 * Math.PI * (frequencyHz[index] ?? NaN), value, modulus: Math.hypot(...value) };
  });
  const wanted = Float64Array.from(weighted.flatMap(({ value, modulus }) => [value[0] / modulus, value[1] / modulus]));
  const columns = terms.map((term) =>
    Float64Array.from(
      weighted.flatMap(({ omega, modulus }) => {
        const [x, y] = termAt(term, omega);
        return [x / modulus, y / modulus];
      }),
    ),
  );
  const coefficients = nonNegativeLeastSquares(columns, wanted);
  const sections = terms.flatMap((term, index) => {
    const coefficient = coefficients[index] ?? 0;
    const share = (columns[index] ?? wanted).reduce((most, entry) => Math.max(most, Math.abs(entry)), 0) * coefficient;
    return share > SMALLEST_SHARE * tolerance ? [{ term, coefficient }] : [];
  });
  return { domain, sections, error: largestError({ domain, sections }, target) };
}

function largestError(network: Network, { frequencyHz, re, im, band }: Target): number {
  let largest = 0;
  for (const [index, frequency] of frequencyHz.entries()) {
    if (frequency < band[0] || frequency > band[1]) continue;
    const [x, y] = networkImpedance(network, 2 * Math.PI * frequency);
    const a = re[index] ?? NaN;
    const b = im[index] ?? NaN;
    const error = Math.hypot(x - a, y - b) / Math.hypot(a, b);
    largest = Math.max(largest, Number.isNaN(error) ? Infinity : error);
  }
  return largest;
}

/** Evenly spaced in ln tau about the middle of the band. */
function timeConstants([lowest, highest]: Band, perDecade: number, margin: number): number[] {
  const first = -Math.log10(2 * Math.PI * highest) - margin;
  const last = -Math.log10(2 * Math.PI * lowest) + margin;
  const steps = Math.max(1, Math.round(perDecade * (last - first)));
  return Array.from({ length: steps + 1 }, (_, index) => 10 ** (first + (index * (last - first)) / steps));
}
