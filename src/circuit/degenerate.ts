import { Ancestry } from "./ancestry.ts";
import { alikeBranches } from "./alike.ts";
import { timeConstantOf } from "./arcs.ts";
import type { Circuit, CircuitConnection, CircuitElement, CircuitNode, CircuitParameter } from "./circuit.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { expressionParameters } from "./expression.ts";
import { foldCircuit, walkCircuit } from "./walk.ts";

type CircuitContent = Pick<Circuit, "root" | "parameters" | "orders" | "roles" | "cell" | "elements">;

/** What no data can tell apart in a circuit, and what contradicts its cell. */
export function findDegeneracies(content: CircuitContent): Diagnostic[] {
  return [...inseparableElements(content), ...interchangeableArcs(content), ...conductingBlockingCell(content)];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function listed(names: readonly string[]): string {
  if (names.length > 6) return `${names.slice(0, 5).join(", ")} and ${String(names.length - 5)} more`;
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/**
 * Elements of one kind side by side whose impedances have the same shape, as two resistors in series or two capacitors in
 * parallel: they act as one element.
 */
function inseparableElements({ root, parameters }: CircuitContent): Diagnostic[] {
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  const byElement = new Map<string, CircuitParameter[]>();
  for (const parameter of parameters) {
    const others = byElement.get(parameter.element.name);
    if (others === undefined) byElement.set(parameter.element.name, [parameter]);
    else others.push(parameter);
  }

  const identities = new Map<CircuitParameter, string>();

  /** The same for parameters that always have the same value. */
  function identity(parameter: CircuitParameter): string {
    const path: CircuitParameter[] = [];
    let current = parameter;
    while (current.expression?.kind === "parameter" && !identities.has(current)) {
      const next = byName.get(current.expression.name);
      if (next === undefined) break;
      path.push(current);
      current = next;
    }
    const found = identities.get(current) ?? ownIdentity(current);
    for (const each of [...path, current]) identities.set(each, found);
    return found;
  }

  function ownIdentity(current: CircuitParameter): string {
    const value = current.value ?? current.element.record.parameters[current.index]?.default;
    return current.fixed ? `=${String(value)}` : current.name;
  }

  /** Undefined for elements that are not a free amplitude times a shape. */
  function shape(element: CircuitElement): string | undefined {
    const own = byElement.get(element.name) ?? [];
    const amplitudes = own.filter(({ index }) => element.record.parameters[index]?.ohm !== 0);
    const [amplitude] = amplitudes;
    if (amplitude === undefined || amplitudes.length > 1) return undefined;
    if (amplitude.fixed || amplitude.expression !== undefined) return undefined;
    const rest = own.filter((parameter) => parameter !== amplitude).map(identity);
    return [element.record.symbol, ...rest].join(" ");
  }

  const found: Diagnostic[] = [];
  walkConnections(root, (connection) => {
    const elements = connection.children.flatMap((child) => (child.kind === "element" ? [child.element] : []));
    for (const group of groupBy(elements, shape)) {
      const [first] = group;
      if (first === undefined) continue;
      const power = first.record.parameters.find(({ ohm }) => ohm !== 0)?.ohm;
      const adds = (connection.kind === "series") === (power === 1);
      const what = adds ? "sum" : "sum of reciprocals";
      const names = listed(group.map(({ name }) => name));
      const message = `${names} in ${connection.kind} act as one ${first.record.name}: only the ${what} is determined`;
      found.push({ severity: "warning", code: "inseparable-elements", message, position: first.position });
    }
  });
  return found;
}

/**
 * Alike branches of one connection, as two arcs in series, that a fit may find in either order: those that names, roles,
 * limits or ties tell apart. It puts the others in the order of their time constants.
 */
function interchangeableArcs({ root, orders, parameters, roles }: CircuitContent): Diagnostic[] {
  const special = new Set(
    parameters.flatMap(({ element, expression, limitsGiven, fixed, index }) => {
      const byDefault = element.record.parameters[index]?.fixedByDefault === true;
      return expression !== undefined || limitsGiven || fixed !== byDefault ? [element.name] : [];
    }),
  );
  for (const { expression } of parameters) {
    for (const name of expression === undefined ? [] : expressionParameters(expression)) {
      special.add(name.split(".")[0] ?? name);
    }
  }
  const isPlain = ({ name, label }: CircuitElement): boolean =>
    /^\d*$/.test(label) && !roles.has(name) && !special.has(name);
  let withTimes: ReadonlySet<CircuitElement> | undefined;
  // Sought only where it matters, since most circuits have no alike branches.
  const hasTimeConstant = (element: CircuitElement): boolean => {
    withTimes ??= new Set(
      alikeBranches({ root }).flatMap(({ branches, times }) => (times === undefined ? [] : branches.flat())),
    );
    return withTimes.has(element);
  };
  const ordered = new Set<CircuitConnection | string>();
  const ancestry = new Ancestry(root);
  for (const { first, second } of orders) {
    const [left] = first.elements;
    const [right] = second.elements;
    const connection = left === undefined || right === undefined ? undefined : ancestry.common(left, right);
    if (left === undefined || right === undefined || connection === undefined) continue;
    ordered.add(ancestry.branch(connection, left));
    ordered.add(ancestry.branch(connection, right));
  }
  const shapeNumbers = new Map<string, number>();
  // Shapes are numbered rather than written out, or a deep circuit would take space that grows as its depth squared.
  function numberOf(key: string): number {
    const known = shapeNumbers.get(key) ?? shapeNumbers.size;
    shapeNumbers.set(key, known);
    return known;
  }
  const found: Diagnostic[] = [];
  foldCircuit<{ shape: number; element: CircuitElement | undefined; plain: boolean }>(
    root,
    (element) => ({ shape: numberOf(element.record.symbol), element, plain: isPlain(element) }),
    (connection, parts) => {
      const branches = connection.children.map((child, index) => ({ child, ...parts[index] }));
      const alike = groupBy(branches, ({ child, shape }) => {
        const isSimple = child.kind === "element" && child.element.record.parameters.length === 1;
        return isSimple || ordered.has(child.kind === "element" ? child.element.name : child)
          ? undefined
          : String(shape);
      });
      for (const group of alike) {
        const names = group.flatMap(({ element }) => (element === undefined ? [] : [element.name]));
        const [first] = group;
        if (first?.element === undefined) continue;
        if (group.every(({ plain }) => plain === true) && hasTimeConstant(first.element)) continue;
        const hasTime = first.child.kind !== "element" || timeConstantOf([first.child.element]) !== undefined;
        const remedy = hasTime ? ": state their order as in `tau(R1, CPE1) < tau(R2, CPE2)`" : "";
        const message = `The alike branches that begin with ${listed(names)} may change places in a fit${remedy}`;
        found.push({ severity: "note", code: "interchangeable-arcs", message, position: first.element.position });
      }
      const key = parts.map(({ shape }) => shape).sort((left, right) => left - right);
      const shape = numberOf(`${connection.kind} ${key.join(" ")}`);
      return { shape, element: parts[0]?.element, plain: parts.every(({ plain }) => plain) };
    },
  );
  return found;
}

/** A cell that is said to block ions must not conduct at zero frequency. */
function conductingBlockingCell({ root, cell, parameters, elements }: CircuitContent): Diagnostic[] {
  const [first] = elements;
  if (cell !== "blocking" || first === undefined) return [];
  const values = new Map<string, Record<string, number>>(elements.map(({ name }) => [name, {}]));
  for (const { element, index, value } of parameters) {
    const record = element.record.parameters[index];
    const own = values.get(element.name);
    if (record !== undefined && own !== undefined) own[record.name] = value ?? record.default;
  }
  const conducts = foldCircuit(
    root,
    (element) => Number.isFinite(element.record.limitAtZero(values.get(element.name) ?? {})),
    (connection, parts) => (connection.kind === "series" ? parts.every(Boolean) : parts.some(Boolean)),
  );
  if (!conducts) return [];
  const message = "The cell is said to block ions, but the circuit has a dc path";
  return [{ severity: "warning", code: "conducting-blocking-cell", message, position: first.position }];
}

function walkConnections(root: CircuitNode, visit: (connection: CircuitConnection) => void): void {
  walkCircuit(root, { element: () => undefined, enter: visit });
}
