import type { Circuit } from "../circuit/index.ts";
import { parseCircuit, printCircuit } from "../circuit/index.ts";
import { fit } from "../fit/fit.ts";
import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";

/** The exponent of a diffusion element when it is free, 1/2 by theory. */
export interface TailExponent {
  readonly value: number;
  /** null where the data do not determine it. */
  readonly stderr: number | null;
}

const TAIL = "CPE_freeTail";
/** Wide enough to see what the tail is, and inside of the limits of all elements. */
const LIMITS: readonly [number, number] = [0.2, 0.9];

/**
 * The exponent that the data give a diffusion element when it may be anything: of a semi-infinite Warburg element, the n of a
 * constant phase element in its place; of a finite one, its p. Undefined where other statements of the circuit hold on to
 * the element, so that it cannot be exchanged.
 */
export function tailExponent(result: FitResult, element: string): TailExponent | undefined {
  const { circuit, spectrum, options } = originOf(result);
  const symbol = circuit.elements.find(({ name }) => name === element)?.record.symbol;
  const values = new Map(result.parameters.map(({ name, value, status }) => [name, { value, status }]));
  const free = values.get(`${element}.p`);
  if (free !== undefined && free.status !== "fixed") return found(result, `${element}.p`);
  const initial = Object.fromEntries(
    [...values].flatMap(([name, { value, status }]) => (status === "free" ? [[name, value] as const] : [])),
  );
  const others = Object.fromEntries(Object.entries(initial).filter(([name]) => name.split(".")[0] !== element));
  if (symbol !== "W") {
    const bounds = { ...options.bounds, [`${element}.p`]: LIMITS };
    return found(fit(spectrum, circuit, { ...options, initial, bounds, search: false }), `${element}.p`);
  }
  const exchanged = withFreeTail(circuit, element);
  if (exchanged === undefined) return undefined;
  const sigma = values.get(element)?.value ?? 1;
  const start = { ...others, [`${TAIL}.Q`]: 1 / (sigma * Math.SQRT2), [`${TAIL}.n`]: 0.5 };
  return found(fit(spectrum, exchanged, { ...options, initial: start, search: false }), `${TAIL}.n`);
}

function found(result: FitResult, name: string): TailExponent | undefined {
  const parameter = result.parameters.find((each) => each.name === name);
  return parameter === undefined ? undefined : { value: parameter.value, stderr: parameter.stderr };
}

function withFreeTail(circuit: Circuit, element: string): Circuit | undefined {
  const [topology = "", ...statements] = printCircuit(circuit).split(";");
  const named = new RegExp(`(?<![\\w.])${element}(?:\\{[^}]*\\})?(?![\\w.])`, "g");
  if (statements.some((text) => named.test(text)) || topology.match(named)?.length !== 1) return undefined;
  const limits = LIMITS.map(String).join("..");
  const tail = `${TAIL}{n = 0.5 in ${limits}}`;
  return parseCircuit([topology.replace(named, tail), ...statements].join(";"));
}
