import type { Circuit, CircuitElement } from "./circuit.ts";
import { CircuitSyntaxError, type Diagnostic } from "./diagnostics.ts";
import { findDegeneracies } from "./degenerate.ts";
import type { CircuitDraft } from "./draft.ts";
import { resolveOrders } from "./orders.ts";
import { ParameterTable } from "./parameterTable.ts";
import { printCircuit } from "./print.ts";
import type { Setting } from "./settings.ts";
import { checkTies } from "./ties.ts";
import { elementsOf } from "./walk.ts";

type CircuitContent = Omit<Circuit, "text" | "warnings">;

/**
 * Makes a circuit of what a reader found: resolves names, applies statements and checks that they agree.
 * @throws CircuitSyntaxError with a position in `draft.source`.
 */
export function assembleCircuit(draft: CircuitDraft): Circuit {
  const elements = elementsByName(draft);
  const table = new ParameterTable(draft.source, elements);
  for (const setting of draft.settings) table.apply(setting);
  const { parameters, roles, tiePositions } = table.finish();
  const tieWarnings = checkTies(parameters, draft.source, tiePositions);
  const orders = resolveOrders(draft, (reference) => table.findElement(reference));
  return complete(
    {
      root: draft.root,
      elements: [...elements.values()],
      parameters,
      orders,
      roles,
      citations: draft.citations,
      ...(draft.name === undefined ? {} : { name: draft.name }),
      ...(draft.title === undefined ? {} : { title: draft.title }),
      ...(draft.cell === undefined ? {} : { cell: draft.cell }),
    },
    [...draft.notes, ...tieWarnings],
  );
}

/** The same circuit with statements applied that override what its own text says of parameters and roles. */
export function applySettings(circuit: Circuit, source: string, settings: readonly Setting[]): Circuit {
  const elements = new Map(circuit.elements.map((element) => [element.name, element]));
  const table = new ParameterTable(source, elements, circuit);
  for (const setting of settings) table.apply(setting);
  const { parameters, roles, tiePositions } = table.finish();
  const tieWarnings = checkTies(parameters, source, tiePositions);
  return complete({ ...circuit, parameters, roles }, tieWarnings);
}

function complete(content: CircuitContent, notes: readonly Diagnostic[]): Circuit {
  return { ...content, text: printCircuit(content), warnings: [...notes, ...findDegeneracies(content)] };
}

function elementsByName(draft: CircuitDraft): Map<string, CircuitElement> {
  const elements = new Map<string, CircuitElement>();
  for (const element of elementsOf(draft.root)) {
    const earlier = elements.get(element.name);
    if (earlier !== undefined) {
      const { line, column } = earlier.position;
      const where = `line ${String(line)}, column ${String(column)}`;
      throw new CircuitSyntaxError(
        draft.source,
        element.position,
        `The name ${element.name} is used twice, first in ${where}`,
        {
          hint: "Every element has its own name; `R_1` and `R1` are the same.",
        },
      );
    }
    elements.set(element.name, element);
  }
  return elements;
}
