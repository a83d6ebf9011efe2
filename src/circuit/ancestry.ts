import type { CircuitConnection, CircuitNode } from "./circuit.ts";
import { walkCircuit } from "./walk.ts";

interface Ancestor {
  readonly connection: CircuitConnection;
  readonly parent: Ancestor | undefined;
  readonly depth: number;
}

/** Which connections hold which elements of a circuit. */
export class Ancestry {
  readonly #parents = new Map<string, Ancestor>();

  constructor(root: CircuitNode) {
    let innermost: Ancestor | undefined;
    walkCircuit(root, {
      enter: (connection) => {
        innermost = { connection, parent: innermost, depth: (innermost?.depth ?? 0) + 1 };
      },
      leave: () => {
        innermost = innermost?.parent;
      },
      element: (element) => {
        if (innermost !== undefined) this.#parents.set(element.name, innermost);
      },
    });
  }

  /** The innermost connection that holds both elements, given by name; undefined where there is none. */
  common(first: string, second: string): CircuitConnection | undefined {
    let left = this.#parents.get(first);
    let right = this.#parents.get(second);
    while (left !== right && left !== undefined && right !== undefined) {
      if (left.depth >= right.depth) left = left.parent;
      else right = right.parent;
    }
    return left === right ? left?.connection : undefined;
  }

  /** The child of a connection in which an element, given by name, stands: a connection, or the element's name itself. */
  branch(connection: CircuitConnection, element: string): CircuitConnection | string {
    let branch: CircuitConnection | string = element;
    let ancestor = this.#parents.get(element);
    while (ancestor !== undefined && ancestor.connection !== connection) {
      branch = ancestor.connection;
      ancestor = ancestor.parent;
    }
    return branch;
  }
}
