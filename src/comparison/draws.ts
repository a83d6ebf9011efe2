import { exp } from "../../assembly/math/elementary.ts";
import type { Circuit, CircuitParameter } from "../circuit/index.ts";

/** Numbers in [0, 1), the same on every host. */
export type UniformSource = () => number;

/** The generator sfc32 (Doty-Humphrey, PractRand 0.94), integer operations only. */
export function uniformSource(seed: number): UniformSource {
  let [a, b, c, counter] = [0, seed | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  };
  for (let round = 0; round < 15; round++) next();
  return () => next() / 2 ** 32;
}

/** Frequencies over which circuits are compared, Hz: eight decades, six points each. */
export const DRAW_FREQUENCIES: readonly number[] = Array.from({ length: 49 }, (_, k) => {
  const digits = [1, 1.5, 2.2, 3.3, 4.7, 6.8][k % 6] ?? 1;
  return Number(`${digits}e${5 - Math.floor(k / 6)}`);
});

const LN10 = 2.302585092994046;
/** ln omega at which drawn elements have their impedance: a decade inside the frequencies. */
const LOWEST_LN_OMEGA = -3;
const HIGHEST_LN_OMEGA = 11;
/** Impedances are spread over one and a half decades, so that all elements show. */
const SPREAD = 0.75 * LN10;

/**
 * Random values of a circuit's free parameters, by name: each element gets an impedance of the order of 100 ohm at a frequency of its
 * own among `DRAW_FREQUENCIES`, exponents lie away from their ends. Limits of the circuit are kept.
 */
export function drawValues(circuit: Circuit, uniform: UniformSource): Record<string, number> {
  const values: Record<string, number> = {};
  const between = (low: number, high: number): number => low + uniform() * (high - low);
  const place = new Map<string, { lnOmega: number; lnOhm: number }>();
  const exponents = new Map<string, number>();
  for (const parameter of circuit.parameters) {
    const { element } = parameter;
    const lnOmega = between(LOWEST_LN_OMEGA, HIGHEST_LN_OMEGA);
    const lnOhm = 2 * LN10 + between(-SPREAD, SPREAD);
    if (!place.has(element.name)) place.set(element.name, { lnOmega, lnOhm });
    if (recordOf(parameter).scale !== "linear") continue;
    const [low, high] = inside(parameter.lower, parameter.upper);
    const value = isFree(parameter) ? between(low, high) : (parameter.value ?? recordOf(parameter).default);
    exponents.set(`${element.name}.${recordOf(parameter).name}`, value);
    if (isFree(parameter)) values[parameter.name] = value;
  }
  for (const parameter of circuit.parameters) {
    const { ohm, second, scale } = recordOf(parameter);
    if (scale === "linear" || !isFree(parameter)) continue;
    const { lnOmega, lnOhm } = place.get(parameter.element.name) ?? { lnOmega: 0, lnOhm: 0 };
    const power = typeof second === "number" ? second : (exponents.get(`${parameter.element.name}.${second}`) ?? 1);
    const own = ohm === 0 && power === 0 ? between(-1, 1) : 0;
    const value = exp(ohm * lnOhm - power * lnOmega + own);
    values[parameter.name] = Math.min(Math.max(value, parameter.lower), parameter.upper);
  }
  return values;
}

/** The middle three fifths of a range of exponents, where each differs from its limits' simpler elements. */
function inside(lower: number, upper: number): readonly [number, number] {
  return [lower + 0.55 * (upper - lower), lower + 0.95 * (upper - lower)];
}

function isFree({ fixed, expression }: CircuitParameter): boolean {
  return !fixed && expression === undefined;
}

function recordOf({
  element,
  index,
  name,
}: CircuitParameter): CircuitParameter["element"]["record"]["parameters"][number] {
  const record = element.record.parameters[index];
  if (record === undefined) throw new TypeError(`${element.record.symbol} has no parameter for ${name}.`);
  return record;
}
