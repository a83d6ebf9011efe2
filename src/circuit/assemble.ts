import { Ancestry } from "./ancestry.ts";
import type { Circuit, CircuitElement } from "./circuit.ts";
import { resolveDerived } from "./derived.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { findDegeneracies } from "./degenerate.ts";
import type { CircuitDraft, DraftDerived } from "./draft.ts";
import type { Reference } from "./expressionReader.ts";
import { resolveOrders } from "./orders.ts";
import { withOwnNames } from "./ownNames.ts";
import { ParameterTable } from "./parameterTable.ts";
import { printCircuit } from "./print.ts";
import { checkProperty } from "./propertyReader.ts";
import type { Setting } from "./settings.ts";
import type { Amendments } from "./statements.ts";
import { checkTies } from "./ties.ts";
import { elementsOf } from "./walk.ts";

type CircuitContent = Omit<Circuit, "text" | "warnings">;

/**
 * Makes a circuit of what a reader found: resolves names, applies statements and checks that they agree.
 * @throws CircuitSyntaxError with a position in `found.source`.
 */
export function assembleCircuit(found: CircuitDraft): Circuit {
  const draft = withOwnNames(found);
  const elements = new Map(elementsOf(draft.root).map((element) => [element.name, element]));
  const table = new ParameterTable(draft.source, elements);
  for (const setting of draft.settings) table.apply(setting);
  const { parameters, roles, tiePositions, warnings } = table.finish();
  const tieWarnings = checkTies(parameters, draft.source, tiePositions);
  const ancestry = new Ancestry(draft.root);
  checkTiedProperties(draft.source, draft.settings, table, ancestry);
  const orders = resolveOrders(draft.source, draft.orders, [], (reference) => table.findElement(reference), ancestry);
  const derived = resolveDerived(draft.source, draft.derived, [], table, ancestry);
  return complete(
    {
      root: draft.root,
      elements: [...elements.values()],
      parameters,
      orders,
      derived,
      roles,
      citations: draft.citations,
      ...(draft.name === undefined ? {} : { name: draft.name }),
      ...(draft.title === undefined ? {} : { title: draft.title }),
      ...(draft.cell === undefined ? {} : { cell: draft.cell }),
    },
    [...draft.notes, ...tieWarnings, ...warnings],
  );
}

/** The same circuit with statements applied that override what its own text says, or add to it. */
export function applyAmendments(circuit: Circuit, source: string, amendments: Amendments): Circuit {
  const elements = new Map(circuit.elements.map((element) => [element.name, element]));
  const table = new ParameterTable(source, elements, circuit);
  for (const setting of amendments.settings) table.apply(setting);
  const { parameters, roles, tiePositions, warnings } = table.finish();
  const tieWarnings = checkTies(parameters, source, tiePositions);
  const ancestry = new Ancestry(circuit.root);
  checkTiedProperties(source, amendments.settings, table, ancestry);
  const find = (reference: Reference): CircuitElement => table.findElement(reference);
  const orders = resolveOrders(source, amendments.orders, circuit.orders, find, ancestry);
  const derived = resolveDerived(source, amendments.derived, circuit.derived, table, ancestry);
  const earlier = circuit.warnings.filter(({ code }) => code === "start-moved");
  return complete({ ...circuit, parameters, roles, orders, derived }, [...tieWarnings, ...earlier, ...warnings]);
}

/** The same circuit with derived values added or replaced; see {@link applyAmendments}. */
export function applyDerived(circuit: Circuit, source: string, drafts: readonly DraftDerived[]): Circuit {
  const elements = new Map(circuit.elements.map((element) => [element.name, element]));
  const table = new ParameterTable(source, elements, circuit);
  const derived = resolveDerived(source, drafts, circuit.derived, table, new Ancestry(circuit.root));
  return { ...circuit, derived, text: printCircuit({ ...circuit, derived }) };
}

/** Properties of elements in ties, as in `K1.tau = tau(R1, C1)`. */
function checkTiedProperties(
  source: string,
  settings: readonly Setting[],
  table: ParameterTable,
  ancestry: Ancestry,
): void {
  for (const { tie } of settings) {
    for (const property of tie?.properties ?? []) {
      checkProperty(source, property, (reference) => table.findElement(reference), ancestry);
    }
  }
}

function complete(content: CircuitContent, notes: readonly Diagnostic[]): Circuit {
  return { ...content, text: printCircuit(content), warnings: [...notes, ...findDegeneracies(content)] };
}
