import { spreadOf, type Gradient, type Information } from "./information.ts";

/** A parameter as combinations need it. */
export interface CombinedParameter {
  /** Its number in the circuit. */
  readonly parameter: number;
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly isExponent: boolean;
  /** Standard error of its coordinate; may be Infinity. */
  readonly error: number;
}

/** A combination of parameters that the data determine better than the parameters themselves. */
export interface Combination {
  /** As it would be written in the circuit language. */
  readonly expression: string;
  readonly parameters: readonly string[];
  /** Standard error relative to the combination's value. */
  readonly relativeError: number;
}

interface Candidate {
  readonly expression: string;
  readonly parts: readonly CombinedParameter[];
  readonly gradient: Gradient;
}

/** A combination counts as determined with a smaller relative error than this, */
const DETERMINED = 0.1;
/** that is so much smaller than those of its parts. */
const BETTER = 0.2;
/** A simpler form is preferred unless it is worse than this. */
const PREFER_SIMPLE = 1.5;
/** Of many parameters, the pairs grow as the square. */
const MOST_PARTS = 8;

/** Powers p^a q^b beside products and ratios: short times of a diffusion give R/sqrt(tau), long ones R*tau and the like. */
const POWERS: readonly (readonly [exponent: number, write: (p: string, q: string) => string])[] = [
  [1, (p, q) => `${p}*${q}`],
  [-1, (p, q) => `${p}/${q}`],
  [-0.5, (p, q) => `${p}/sqrt(${q})`],
  [0.5, (p, q) => `${p}*sqrt(${q})`],
];

/** The combination of the given parameters that the data determine best, in its simplest form; undefined if none is determined. */
export function determinedCombination(
  information: Information,
  given: readonly CombinedParameter[],
): Combination | undefined {
  const parts = given.filter(({ isExponent, value }) => !isExponent && value > 0).slice(0, MOST_PARTS);
  let best: Combination | undefined;
  for (const candidate of candidates(parts)) {
    const relativeError = spreadOf(information, candidate.gradient);
    const ofParts = Math.min(...candidate.parts.map(({ error }) => error));
    if (!(relativeError < DETERMINED && relativeError < BETTER * ofParts)) continue;
    if (best !== undefined && !(PREFER_SIMPLE * relativeError < best.relativeError)) continue;
    best = { expression: candidate.expression, parameters: candidate.parts.map(({ name }) => name), relativeError };
  }
  return best;
}

/** From the simplest on. */
function candidates(parts: readonly CombinedParameter[]): Candidate[] {
  const pairs = parts.flatMap((p, i) => parts.slice(i + 1).map((q) => [p, q] as const));
  const alike = pairs.filter(([p, q]) => p.unit === q.unit);
  const triples = alike.flatMap(([p, q]) =>
    parts.slice(parts.indexOf(q) + 1).flatMap((r) => (r.unit === p.unit ? [[p, q, r] as const] : [])),
  );
  return [
    ...alike.map(sum),
    ...pairs.flatMap(([p, q]) => POWERS.slice(0, 2).map(([exponent, write]) => power(p, q, exponent, write))),
    ...alike.map(parallel),
    ...pairs.flatMap(([p, q]) =>
      POWERS.slice(2).flatMap(([exponent, write]) => [power(p, q, exponent, write), power(q, p, exponent, write)]),
    ),
    ...triples.map(sum),
  ];
}

function sum(parts: readonly CombinedParameter[]): Candidate {
  const total = parts.reduce((value, part) => value + part.value, 0);
  return {
    expression: parts.map(({ name }) => name).join(" + "),
    parts,
    gradient: parts.map(({ parameter, value }) => [parameter, value / total]),
  };
}

function parallel(parts: readonly CombinedParameter[]): Candidate {
  const total = parts.reduce((value, part) => value + 1 / part.value, 0);
  return {
    expression: `1/(${parts.map(({ name }) => `1/${name}`).join(" + ")})`,
    parts,
    gradient: parts.map(({ parameter, value }) => [parameter, -1 / value / total]),
  };
}

function power(
  p: CombinedParameter,
  q: CombinedParameter,
  exponent: number,
  write: (p: string, q: string) => string,
): Candidate {
  return {
    expression: write(p.name, q.name),
    parts: [p, q],
    gradient: [
      [p.parameter, 1],
      [q.parameter, exponent],
    ],
  };
}
