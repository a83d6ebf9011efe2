import type { CircuitElement } from "./circuit.ts";
import { CircuitSyntaxError, type Diagnostic } from "./diagnostics.ts";
import type { CircuitDraft } from "./draft.ts";
import { elementsOf, mapElements } from "./walk.ts";

/**
 * The draft with a name of its own for each element. Strings of impedance.py may use one name for several elements, which have values of
 * their own there: where nothing in the text refers to names, later ones get the lowest free number, with a warning.
 *
 * @throws CircuitSyntaxError where a name is used twice and the text also sets or ties something, as it could mean either.
 */
export function withOwnNames(draft: CircuitDraft): CircuitDraft {
  const { source, settings, orders, derived } = draft;
  const elements = elementsOf(draft.root);
  const names = new Set(elements.map(({ name }) => name));
  if (names.size === elements.length) return draft;

  const notes: Diagnostic[] = [];
  const first = new Map<string, CircuitElement>();
  const own = new Map<CircuitElement, CircuitElement>();
  for (const element of elements) {
    const { name, symbol, position } = element;
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, element);
      continue;
    }
    let number = 1;
    while (names.has(symbol + String(number))) number++;
    const label = String(number);
    const suggestion = symbol + label;
    if (settings.length + orders.length + derived.length > 0) {
      const { line, column } = earlier.position;
      const where = `line ${String(line)}, column ${String(column)}`;
      throw new CircuitSyntaxError(source, position, `The name ${name} is used twice, first in ${where}`, {
        suggestion,
        hint: "Every element has its own name; `R_1` and `R1` are the same. To share a value, tie it: `R2 = R1`.",
      });
    }
    names.add(suggestion);
    own.set(element, { ...element, name: suggestion, label });
    const message = `The name ${name} is used twice; this element is called ${suggestion}`;
    notes.push({ severity: "warning", code: "renamed-element", message, position });
  }
  const root = mapElements(draft.root, (element) => own.get(element) ?? element);
  return { ...draft, root, notes: [...draft.notes, ...notes] };
}
