import { foldCircuit, parseCircuit, type Circuit, type CircuitElement, type CircuitNode } from "../circuit/index.ts";
import type { ElementRecord } from "../elements/element.ts";
import { reproduces } from "./reproduce.ts";

/** The search for removed branches tries all assignments, which is quick for circuits that people fit. */
const MOST_ELEMENTS = 30;

/**
 * Whether `special` is a special case of `general`: general takes all impedances of special where some of its elements are shorted
 * or opened, or its parameters go to a limit, as a CPE with n = 1 or a finite Warburg with tau = infinity.
 *
 * Removed elements are found by comparing the trees; whether one element is a limit of another, and all else, by fitting one
 * to random curves of the other. Fixed and tied parameters are respected. Limits are left aside where the trees settle it: they
 * narrow what a fit may use, not what the circuit is.
 */
export function isNested(special: Circuit, general: Circuit): boolean {
  if (freeCount(special) > freeCount(general) && !isDegenerate(special)) return false;
  const small = general.elements.length <= MOST_ELEMENTS;
  if (small && isPlain(special) && isPlain(general) && embeds(special.root, general.root)) return true;
  return reproduces(general, special);
}

/**
 * Whether two circuits have the same impedances, so that no data tell them apart: permuted elements, other names, and other
 * topologies such as `R0-(C1|(R1-(R2|C2)))` and `R0-(C1|R1)-(C2|R2)`.
 *
 * Where the trees differ this is found by numbers: each is simulated with random values over eight decades of frequency and the other
 * one fitted to it, which is exact to rounding for equivalent circuits only. Limits as for {@link isNested}.
 */
export function areEquivalent(a: Circuit, b: Circuit): boolean {
  if (isPlain(a) && isPlain(b) && shapeOf(a.root) === shapeOf(b.root)) return true;
  if (freeCount(a) !== freeCount(b) && !isDegenerate(a) && !isDegenerate(b)) return false;
  return reproduces(a, b) && reproduces(b, a);
}

/** Parameters that a fit may vary. */
export function freeCount({ parameters }: Circuit): number {
  return parameters.filter(({ fixed, expression }) => !fixed && expression === undefined).length;
}

/** Whether it has more parameters than its impedance shows. */
function isDegenerate({ warnings }: Circuit): boolean {
  return warnings.some(({ code }) => code === "inseparable-elements");
}

/** Whether all parameters are as the elements' records have them, so that the tree alone says what the circuit can do. */
function isPlain({ parameters }: Circuit): boolean {
  return parameters.every(({ element, index, fixed, expression }) => {
    const usual = element.record.parameters[index]?.fixedByDefault === true;
    return expression === undefined && fixed === usual;
  });
}

/** The same text for trees that differ by the order of their branches. */
function shapeOf(root: CircuitNode): string {
  return foldCircuit(
    root,
    ({ record }) => record.symbol,
    ({ kind }, children) => `${kind === "series" ? "s" : "p"}(${children.sort().join(",")})`,
  );
}

/** Whether removing branches of `general`, and taking elements to a limit, leaves `special`. */
function embeds(special: CircuitNode, general: CircuitNode): boolean {
  if (general.kind === "element") {
    return special.kind === "element" && isLimit(special.element, general.element);
  }
  if (special.kind === general.kind && assign(special.children, general.children)) return true;
  return general.children.some((child) => embeds(special, child));
}

/** Whether each special branch finds a general one of its own. */
function assign(special: readonly CircuitNode[], general: readonly CircuitNode[]): boolean {
  const [first, ...rest] = special;
  if (first === undefined) return true;
  return general.some((candidate, index) => {
    const others = general.filter((_node, other) => other !== index);
    return embeds(first, candidate) && assign(rest, others);
  });
}

const limits = new Map<string, boolean>();

/** Whether an element, alone, is a special case of another. */
function isLimit(special: CircuitElement, general: CircuitElement): boolean {
  if (special.record === general.record) return true;
  const key = `${special.record.symbol} ${general.record.symbol}`;
  const known = limits.get(key);
  if (known !== undefined) return known;
  const found = reproduces(alone(general.record), alone(special.record));
  limits.set(key, found);
  return found;
}

function alone({ symbol }: ElementRecord): Circuit {
  return parseCircuit(`${symbol}1`);
}
