import type { CircuitElement, CircuitNode } from "./circuit.ts";
import type { Diagnostic, SourcePosition } from "./diagnostics.ts";
import type { ReadExpression, Reference } from "./expressionReader.ts";
import type { CellKind } from "./roles.ts";
import type { Setting } from "./settings.ts";

/** An arc as it is written: `tau(R_gb, CPE_gb)`. */
export interface DraftArc {
  readonly elements: readonly Reference[];
  readonly position: SourcePosition;
}

/** An order of arcs as it is written, the smallest time constant first. */
export interface DraftOrder {
  readonly arcs: readonly DraftArc[];
}

/** A derived value as it is written: `sigma = 0.1/(R_b + R_gb) "S/cm"`. */
export interface DraftDerived {
  readonly name?: Reference;
  readonly formula: ReadExpression;
  readonly unit?: string;
}

/** What a reader has found in a text, before names are resolved and values checked. */
export interface CircuitDraft {
  /** The text that positions refer to. */
  readonly source: string;
  readonly root: CircuitNode;
  readonly settings: readonly Setting[];
  readonly orders: readonly DraftOrder[];
  readonly derived: readonly DraftDerived[];
  readonly name?: string;
  readonly title?: string;
  readonly cell?: CellKind;
  readonly citations: readonly string[];
  /** What an importer has to say. */
  readonly notes: readonly Diagnostic[];
}

/** A leaf of a circuit. */
export function leaf(element: CircuitElement): CircuitNode {
  return { kind: "element", element };
}
