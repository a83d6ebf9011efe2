/** Starting points for those who need one: a rule of thumb, and random ones in two boxes. */
import type { Circuit, CircuitParameter, ElementParameter } from "../../src/index.ts";
import type { Random } from "../random.ts";
import type { RobustnessProblem } from "./problem.ts";

/** Ranges for sizes in ohm and angular frequencies in rad/s, from which all parameters follow by their units. */
export interface Box {
  readonly ohm: readonly [low: number, high: number];
  readonly omega: readonly [low: number, high: number];
}

/** The same for all data. */
export const wideBox: Box = { ohm: [1e-2, 1e6], omega: [1e-3, 1e7] };

/** A tenth of the smallest |Z| to the largest |Z|, and the window of the data with half a decade more at each end. */
export function boxOfData({ spectrum }: RobustnessProblem): Box {
  const { frequencyHz, re, im } = spectrum;
  const sizes = Array.from(re, (x, k) => Math.hypot(x, im[k] ?? Number.NaN)).filter((size) => size > 0);
  const omegas = Array.from(frequencyHz, (f) => 2 * Math.PI * f);
  return {
    ohm: [Math.min(...sizes) / 10, Math.max(...sizes) * 1.01],
    omega: [Math.min(...omegas) / 3, Math.max(...omegas) * 3],
  };
}

/** A start in the box, every parameter drawn by itself: quantities log-uniform, exponents uniform. In the circuit's order. */
export function drawInBox(circuit: Circuit, box: Box, random: Random): Float64Array {
  return fillByUnits(circuit, {
    exponent: (low, high) => random.uniform(Math.max(low, Math.min(0.5, (low + high) / 2)), high),
    ohm: () => random.logUniform(...box.ohm),
    second: () => 1 / random.logUniform(...box.omega),
    ratio: () => random.logUniform(0.1, 10),
  });
}

/** Exponent of a constant phase element in the rule of thumb. */
const USUAL_EXPONENT = 0.8;

/**
 * A rule of thumb: the first resistor is the real part at the highest frequency, the other sizes share the rest of the
 * largest real part, time constants are spread evenly (in the logarithm) over the window in the order of the circuit,
 * an inductor follows from the imaginary part at the highest frequency.
 */
export function ruleOfThumb({ spectrum, circuit, guess }: RobustnessProblem): Float64Array {
  if (guess !== undefined) return Float64Array.from(circuit.parameters, ({ name }) => guess[name] ?? Number.NaN);
  const { frequencyHz, re, im } = spectrum;
  const top = frequencyHz.indexOf(Math.max(...frequencyHz));
  const intercept = Math.abs(re[top] ?? Number.NaN);
  const sizes = circuit.elements.filter(({ record }) => record.parameters.some(({ ohm }) => ohm === 1));
  const share = Math.max(Math.max(...re) - intercept, intercept / 100) / Math.max(sizes.length - 1, 1);
  const timed = circuit.elements.filter(({ record }) => record.parameters.some(({ second }) => second !== 0));
  const slowest = 1 / (2 * Math.PI * Math.min(...frequencyHz));
  const fastest = 1 / (2 * Math.PI * Math.max(...frequencyHz));
  const tauOf = (element: CircuitParameter["element"]): number =>
    fastest * (slowest / fastest) ** ((timed.indexOf(element) + 1) / (timed.length + 1));
  return fillByUnits(circuit, {
    exponent: (low, high) => Math.max(low, Math.min(high, USUAL_EXPONENT)),
    ohm: ({ element }) => (element === sizes[0] && element.record.symbol === "R" ? intercept : share),
    second: ({ element }) =>
      element.record.symbol.startsWith("L") ? (Math.abs(im[top] ?? Number.NaN) * fastest) / share : tauOf(element),
    ratio: () => 1,
  });
}

interface ByUnit {
  readonly exponent: (low: number, high: number) => number;
  readonly ohm: (parameter: CircuitParameter) => number;
  readonly second: (parameter: CircuitParameter) => number;
  readonly ratio: () => number;
}

/** Gives every parameter ohm^a second^b of its unit, within its limits. */
function fillByUnits(circuit: Circuit, by: ByUnit): Float64Array {
  const byName = new Map<string, number>();
  const scaleOf = (parameter: CircuitParameter): string => recordOf(parameter).scale;
  for (const parameter of circuit.parameters) {
    if (scaleOf(parameter) !== "linear") continue;
    const { name, value, fixed, lower, upper } = parameter;
    byName.set(name, fixed ? (value ?? recordOf(parameter).default) : by.exponent(lower, upper));
  }
  for (const parameter of circuit.parameters) {
    if (scaleOf(parameter) === "linear") continue;
    const { ohm, second } = recordOf(parameter);
    const power =
      typeof second === "number" ? second : (byName.get(`${parameter.element.name}.${second}`) ?? Number.NaN);
    const value = ohm === 0 && second === 0 ? by.ratio() : by.ohm(parameter) ** ohm * by.second(parameter) ** power;
    byName.set(parameter.name, Math.max(parameter.lower, Math.min(parameter.upper, value)));
  }
  return Float64Array.from(circuit.parameters, ({ name }) => byName.get(name) ?? Number.NaN);
}

function recordOf({ element, index, name }: CircuitParameter): ElementParameter {
  const record = element.record.parameters[index];
  if (record === undefined) throw new TypeError(`${element.record.symbol} has no parameter for ${name}.`);
  return record;
}
