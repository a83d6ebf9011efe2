import type { CircuitElement, CircuitNode } from "../circuit.ts";
import type { SourcePosition } from "../diagnostics.ts";
import { DEEPEST_NESTING, MOST_ELEMENTS, TOO_MANY_ELEMENTS } from "../topology.ts";
import { flatten, walkCircuit } from "../walk.ts";
import type { CodeReader } from "./codeReader.ts";

const BRACKETS = {
  "(": { kind: "parallel", closer: ")" },
  "[": { kind: "series", closer: "]" },
} as const;

interface Level {
  readonly kind: "series" | "parallel";
  readonly closer: string;
  readonly opened: SourcePosition;
  readonly children: CircuitNode[];
}

/**
 * Takes a circuit in Boukamp's description code: elements side by side, in series at first and within `[ ]`,
 * in parallel within `( )`. (B. A. Boukamp, Solid State Ionics 20 (1986) 31.)
 */
export function readBracketCode(reader: CodeReader, readElement: (reader: CodeReader) => CircuitElement): CircuitNode {
  const levels: Level[] = [{ kind: "series", closer: "", opened: reader.position(), children: [] }];
  let elements = 0;
  for (;;) {
    const level = levels.at(-1);
    if (level === undefined) throw reader.unexpected([]);
    const next = reader.peek();
    if (next === "(" || next === "[") {
      if (levels.length > DEEPEST_NESTING) {
        throw reader.error(reader.position(), `The circuit is nested more than ${String(DEEPEST_NESTING)} levels deep`);
      }
      levels.push({ ...BRACKETS[next], opened: reader.position(), children: [] });
      reader.accept(next);
    } else if (next !== "" && next === level.closer && level.children.length > 0) {
      reader.accept(next);
      levels.pop();
      levels.at(-1)?.children.push(connect(level));
    } else if (next === "" && level.closer !== "") {
      throw reader.error(level.opened, "The bracket is never closed", {
        found: "end of text",
        expected: [`\`${level.closer}\``],
      });
    } else if (next === "" && level.children.length > 0) {
      return flatten(connect(level));
    } else if (++elements > MOST_ELEMENTS) {
      throw reader.error(reader.position(), TOO_MANY_ELEMENTS);
    } else {
      level.children.push({ kind: "element", element: readElement(reader) });
    }
  }
}

function connect({ kind, children }: Level): CircuitNode {
  const [first] = children;
  return first !== undefined && children.length === 1 ? first : { kind, children };
}

/** Prints a circuit in the description code; `print` gives the text of an element. */
export function printBracketCode(root: CircuitNode, print: (element: CircuitElement) => string): string {
  const pieces: string[] = [];
  walkCircuit(root, {
    element: (element) => pieces.push(print(element)),
    enter: ({ kind }, parent) => {
      if (kind === "parallel") pieces.push("(");
      else if (parent !== undefined) pieces.push("[");
    },
    leave: ({ kind }, parent) => {
      if (kind === "parallel") pieces.push(")");
      else if (parent !== undefined) pieces.push("]");
    },
  });
  return pieces.join("");
}
