import { timeConstantOf, type TimeConstant } from "./arcs.ts";
import type { Circuit, CircuitElement } from "./circuit.ts";
import { flatten, foldCircuit } from "./walk.ts";

/** Branches of one connection that are built alike: exchanged with all their values they leave the impedance as it is. */
export interface AlikeBranches {
  /** Elements of each branch, those with the same place in different branches corresponding to each other. */
  readonly branches: readonly (readonly CircuitElement[])[];
  /** Time constant of each branch's arc; absent where no two of its elements make one. */
  readonly times?: readonly TimeConstant[];
}

interface Node {
  readonly shape: number;
  readonly element?: CircuitElement;
  /** By shape, so that alike nodes have alike children in the same places. */
  readonly children: readonly Node[];
}

/** The alike branches of a circuit, those within branches before those around them. */
export function alikeBranches({ root }: Pick<Circuit, "root">): AlikeBranches[] {
  const numbers = new Map<string, number>();
  // Numbered rather than written out: the shapes of a deep circuit would take space that grows as its depth squared.
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const found: AlikeBranches[] = [];
  foldCircuit<Node>(
    flatten(root),
    (element) => ({ shape: numberOf(element.record.symbol), element, children: [] }),
    ({ kind }, parts) => {
      const children = [...parts].sort((left, right) => left.shape - right.shape);
      for (let first = 0; first < children.length;) {
        let next = first + 1;
        while (children[next]?.shape === children[first]?.shape) next++;
        if (next - first > 1) found.push(describe(children.slice(first, next)));
        first = next;
      }
      return { shape: numberOf(`${kind} ${children.map(({ shape }) => shape).join(" ")}`), children };
    },
  );
  return found;
}

function describe(nodes: readonly Node[]): AlikeBranches {
  const branches = nodes.map(elementsBelow);
  const places = arcPlaces(nodes[0]);
  const times = branches.flatMap((branch) => {
    const elements = places.flatMap((place) => branch[place] ?? []);
    return timeConstantOf(elements) ?? [];
  });
  return { branches, ...(times.length === branches.length ? { times } : {}) };
}

function elementsBelow(node: Node): CircuitElement[] {
  const elements: CircuitElement[] = [];
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.element !== undefined) elements.push(next.element);
    for (let child = next.children.length - 1; child >= 0; child--) {
      const node = next.children[child];
      if (node !== undefined) open.push(node);
    }
  }
  return elements;
}

/** Larger branches have no single time constant worth naming. */
const MOST_ELEMENTS = 20;

/** Places, in the order of `elementsBelow`, of the one element or the first two in different children that make an arc. */
function arcPlaces(node: Node | undefined): number[] {
  if (node === undefined) return [];
  if (node.element !== undefined) return [0];
  const elements = node.children.flatMap((child, branch) =>
    elementsBelow(child).map((element) => ({ element, branch })),
  );
  if (elements.length > MOST_ELEMENTS) return [];
  for (const [i, first] of elements.entries()) {
    for (const [j, second] of elements.entries()) {
      if (j <= i || first.branch === second.branch) continue;
      if (timeConstantOf([first.element, second.element]) !== undefined) return [i, j];
    }
  }
  return [];
}
