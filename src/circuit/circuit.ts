import type { ElementRecord } from "../elements/element.ts";
import type { ArcOrder } from "./arcs.ts";
import type { DerivedQuantity } from "./derived.ts";
import type { Diagnostic, SourcePosition } from "./diagnostics.ts";
import type { Expression } from "./expression.ts";
import type { CellKind, Role } from "./roles.ts";

/** An element as it stands in a circuit. */
export interface CircuitElement {
  /** Unique in its circuit: symbol and label, as in `R1`, `CPE_gb`, `Ws`. */
  readonly name: string;
  readonly record: ElementRecord;
  /** The symbol as it was typed: the record's, or one of its aliases. */
  readonly symbol: string;
  /** `gb` of `CPE_gb`, `1` of `R1` and of `R_1`, empty where there is none. */
  readonly label: string;
  readonly position: SourcePosition;
}

/** Elements or connections in series (impedances add) or in parallel (admittances add): at least two, none of the same kind. */
export interface CircuitConnection {
  readonly kind: "series" | "parallel";
  readonly children: readonly CircuitNode[];
}

/** The tree of a circuit. */
export type CircuitNode = { readonly kind: "element"; readonly element: CircuitElement } | CircuitConnection;

/** A parameter of an element of a circuit. */
export interface CircuitParameter {
  /** `R_b` for an element with one parameter, `CPE_gb.n` otherwise. */
  readonly name: string;
  readonly element: CircuitElement;
  /** Place in `element.record.parameters`. */
  readonly index: number;
  /** In the record's unit, as given in the text; absent where the text gives none. */
  readonly value?: number;
  /** Limits in the record's unit, from the text or else from the record; a fitted value may reach them. */
  readonly lower: number;
  readonly upper: number;
  /** Whether the text gives limits. */
  readonly limitsGiven: boolean;
  /** Kept at `value`, or at the record's default where `value` is absent. */
  readonly fixed: boolean;
  /** Tied: the parameter follows from others, and is neither fixed nor free. */
  readonly expression?: Expression;
}

/** An equivalent circuit with what is known of its parameters beforehand. Made by {@link parseCircuit} and the importers. */
export interface Circuit {
  /** The canonical one-line form, from which the same circuit can be parsed. */
  readonly text: string;
  readonly root: CircuitNode;
  /** In the order of the text. */
  readonly elements: readonly CircuitElement[];
  /** In the order of `elements`, and of `record.parameters` within each. */
  readonly parameters: readonly CircuitParameter[];
  /** Time constants that must not change places. */
  readonly orders: readonly ArcOrder[];
  /** What is to be computed from the fitted parameters, each from those before it. */
  readonly derived: readonly DerivedQuantity[];
  /** By element name. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Identifier and title of a `.circuit` file. */
  readonly name?: string;
  readonly title?: string;
  readonly cell?: CellKind;
  readonly citations: readonly string[];
  readonly warnings: readonly Diagnostic[];
}
