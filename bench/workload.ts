import { Random } from "./random.ts";

/** One spectrum to fit: what every engine of a bench is given. */
export interface Problem {
  readonly frequenciesHz: Float64Array;
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Natural values in the order of the circuit's parameters. */
  readonly truth: Float64Array;
  readonly start: Float64Array;
}

/** A circuit with its problems; all problems share the frequencies. */
export interface Workload {
  readonly name: string;
  readonly circuit: string;
  /** Fits end when a step lowers S by less than this fraction. */
  readonly tolerance: number;
  readonly problems: readonly Problem[];
}

/** Falling frequencies, evenly spaced in the logarithm, both ends included. */
export function logFrequencies(fromHz: number, toHz: number, points: number): Float64Array {
  const ratio = Math.log(toHz / fromHz);
  return Float64Array.from({ length: points }, (_, k) => fromHz * Math.exp((ratio * k) / (points - 1)));
}

/** Z of a CPE: 1/(Q (j omega)^n). */
function constantPhase(q: number, n: number, omega: number): [re: number, im: number] {
  const modulus = 1 / (q * omega ** n);
  return [modulus * Math.cos((n * Math.PI) / 2), -modulus * Math.sin((n * Math.PI) / 2)];
}

/** Z of R parallel to a CPE: R/(1 + R Q (j omega)^n). */
function arc(r: number, q: number, n: number, omega: number): [re: number, im: number] {
  const modulus = r * q * omega ** n;
  const re = 1 + modulus * Math.cos((n * Math.PI) / 2);
  const im = modulus * Math.sin((n * Math.PI) / 2);
  const square = re * re + im * im;
  return [(r * re) / square, (-r * im) / square];
}

/**
 * The chain R0 - (R|CPE) x arcs - CPE with values (R0, R1, Q1, n1, ..., Q, n), written out here without any engine.
 *
 * @returns [re, im] in ohm
 */
export function chainImpedance(values: ArrayLike<number>, arcs: number, omega: number): [re: number, im: number] {
  let re = values[0]!;
  let im = 0;
  for (let a = 0; a < arcs; a++) {
    const [x, y] = arc(values[1 + 3 * a]!, values[2 + 3 * a]!, values[3 + 3 * a]!, omega);
    re += x;
    im += y;
  }
  const [x, y] = constantPhase(values[1 + 3 * arcs]!, values[2 + 3 * arcs]!, omega);
  return [re + x, im + y];
}

/** Circuit text of that chain. */
export function chainCircuit(arcs: number): string {
  let text = "R0";
  for (let a = 1; a <= arcs; a++) text += `-p(R${a},CPE${a})`;
  return `${text}-CPE${arcs + 1}`;
}

/**
 * Values of the chain, its arcs spread over the upper two thirds of the window (in the logarithm) and the blocking CPE
 * below them, as a solid electrolyte between blocking electrodes shows them.
 */
function drawChain(random: Random, arcs: number, fromHz: number, toHz: number): Float64Array {
  const values = new Float64Array(3 * arcs + 3);
  values[0] = random.logUniform(10, 1000);
  const decades = Math.log(fromHz / toHz);
  for (let a = 0; a < arcs; a++) {
    const r = random.logUniform(100, 1000);
    const n = random.uniform(0.75, 0.95);
    const position = (a + 0.5 + random.uniform(-0.1, 0.1)) / arcs;
    const omega = 2 * Math.PI * fromHz * Math.exp((-decades * position * 2) / 3);
    values.set([r, 1 / (r * omega ** n), n], 1 + 3 * a);
  }
  const n = random.uniform(0.75, 0.95);
  const knee = 2 * Math.PI * toHz * Math.exp(decades * random.uniform(0.1, 0.2));
  values.set([1 / (random.logUniform(200, 2000) * knee ** n), n], 1 + 3 * arcs);
  return values;
}

/**
 * Problems with noise of 0.1 to 1 % of |Z| and starts 1.2 to 3.3 times off either way (exponents off by up to 0.05).
 *
 * @param arcs number of (R|CPE) arcs
 */
export function chainWorkload(name: string, arcs: number, points: number, problems: number, seed: number): Workload {
  const random = new Random(seed);
  const fromHz = 1e6;
  const toHz = 1e-2;
  const frequenciesHz = logFrequencies(fromHz, toHz, points);
  const draw = (): Problem => {
    const truth = drawChain(random, arcs, fromHz, toHz);
    const noise = random.logUniform(1e-3, 1e-2);
    const re = new Float64Array(points);
    const im = new Float64Array(points);
    for (let k = 0; k < points; k++) {
      const [x, y] = chainImpedance(truth, arcs, 2 * Math.PI * frequenciesHz[k]!);
      const scale = noise * Math.hypot(x, y);
      re[k] = x + scale * random.normal();
      im[k] = y + scale * random.normal();
    }
    const start = truth.map((value, j) =>
      isChainExponent(j, arcs)
        ? Math.min(value + random.uniform(-0.05, 0.05), 1)
        : value * random.logUniform(1.2, 3.3) ** random.sign(),
    );
    return { frequenciesHz, re, im, truth, start };
  };
  return { name, circuit: chainCircuit(arcs), tolerance: 1e-10, problems: Array.from({ length: problems }, draw) };
}

/** Whether value j of the chain is an exponent. */
export function isChainExponent(j: number, arcs: number): boolean {
  return j === 3 * arcs + 2 || (j > 0 && j < 3 * arcs + 1 && j % 3 === 0);
}

/** Arcs of the cell that the headline figures are about. */
export const arcsOfBlockingCell = 2;

/** Nine parameters, 61 points: a solid electrolyte between blocking electrodes. */
export function blockingCell(problems: number, seed: number): Workload {
  return chainWorkload("blocking cell", arcsOfBlockingCell, 61, problems, seed);
}
