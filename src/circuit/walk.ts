import type { CircuitConnection, CircuitElement, CircuitNode } from "./circuit.ts";

/** What to do on the way through a circuit, in the order of its text. */
export interface CircuitVisitor {
  element(element: CircuitElement, parent: CircuitConnection | undefined): void;
  /** Before the first child of a connection. */
  enter?(connection: CircuitConnection, parent: CircuitConnection | undefined): void;
  /** Between two children. */
  between?(connection: CircuitConnection): void;
  /** After the last child. */
  leave?(connection: CircuitConnection, parent: CircuitConnection | undefined): void;
}

/** Visits all of a circuit. Uses no recursion, so nesting may be as deep as memory allows. */
export function walkCircuit(root: CircuitNode, visitor: CircuitVisitor): void {
  const open: { connection: CircuitConnection; parent: CircuitConnection | undefined; next: number }[] = [];

  function visit(node: CircuitNode, parent: CircuitConnection | undefined): void {
    if (node.kind === "element") {
      visitor.element(node.element, parent);
      return;
    }
    visitor.enter?.(node, parent);
    open.push({ connection: node, parent, next: 0 });
  }

  visit(root, undefined);
  for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
    const child = frame.connection.children[frame.next];
    if (child === undefined) {
      open.pop();
      visitor.leave?.(frame.connection, frame.parent);
      continue;
    }
    if (frame.next > 0) visitor.between?.(frame.connection);
    frame.next++;
    visit(child, frame.connection);
  }
}

/** Computes a value for each node from those of its children, without recursion. */
export function foldCircuit<T>(
  root: CircuitNode,
  leaf: (element: CircuitElement) => T,
  join: (connection: CircuitConnection, parts: T[]) => T,
): T {
  const results: T[][] = [[]];
  walkCircuit(root, {
    element: (element) => results.at(-1)?.push(leaf(element)),
    enter: () => results.push([]),
    leave: (connection) => {
      const value = join(connection, results.pop() ?? []);
      results.at(-1)?.push(value);
    },
  });
  const [result] = results[0] ?? [];
  if (result === undefined) throw new TypeError("The circuit has no root.");
  return result;
}

/** The same tree with other elements in it. */
export function mapElements(root: CircuitNode, change: (element: CircuitElement) => CircuitElement): CircuitNode {
  return foldCircuit<CircuitNode>(
    root,
    (element) => ({ kind: "element", element: change(element) }),
    ({ kind }, children) => ({ kind, children }),
  );
}

/** All elements of a circuit, in the order of its text. */
export function elementsOf(root: CircuitNode): CircuitElement[] {
  const elements: CircuitElement[] = [];
  walkCircuit(root, { element: (element) => elements.push(element) });
  return elements;
}

/**
 * The same tree with series in series and parallel in parallel merged, which leaves the impedance as it is.
 * Children keep their order.
 */
export function flatten(root: CircuitNode): CircuitNode {
  const roots: CircuitNode[] = [];
  const open: CircuitNode[][] = [roots];
  walkCircuit(root, {
    element: (element) => open.at(-1)?.push({ kind: "element", element }),
    enter: (connection, parent) => {
      if (parent?.kind !== connection.kind) open.push([]);
    },
    leave: (connection, parent) => {
      if (parent?.kind === connection.kind) return;
      const children = open.pop() ?? [];
      open.at(-1)?.push({ kind: connection.kind, children });
    },
  });
  return roots[0] ?? root;
}
