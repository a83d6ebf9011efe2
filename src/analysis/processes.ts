import { isResistance, only, parameterName, storage } from "../circuit/arcs.ts";
import type { Circuit, CircuitElement } from "../circuit/circuit.ts";
import { foldCircuit, type Role } from "../circuit/index.ts";
import { flatten } from "../circuit/walk.ts";

/** A resistance of a circuit with the capacitance beside it: one process of the cell. */
export interface Process {
  /** `R_gb|CPE_gb`, or the name of the only element. */
  readonly name: string;
  /** Name of the parameter that is the resistance. */
  readonly resistance: string;
  /** What stores its charge: none for a resistance that stands alone. */
  readonly storage: Storage | undefined;
  readonly elements: readonly CircuitElement[];
  readonly role: Role | undefined;
}

/** Names of the parameters that make a capacitance beside a resistance. */
export type Storage =
  | { readonly kind: "capacitor"; readonly c: string }
  | { readonly kind: "constant phase"; readonly q: string; readonly n: string }
  /** An element with a time constant of its own, as K and Zarc. */
  | { readonly kind: "time constant"; readonly tau: string };

/** A circuit as the processes it is made of. */
export interface CellProcesses {
  readonly processes: readonly Process[];
  /** Capacitances beside no resistance: blocking electrodes, or tails of diffusion. */
  readonly tails: readonly CircuitElement[];
}

/** Roles of a capacitance that say nothing of the resistance beside it. */
const ROLES_OF_CAPACITANCE: ReadonlySet<Role> = new Set<Role>(["double-layer", "geometric", "electrode"]);

interface Part {
  readonly done: readonly Process[];
  /** Resistors with nothing in parallel so far. */
  readonly open: readonly CircuitElement[];
  /** Capacitive elements with no resistor in parallel so far. */
  readonly tails: readonly CircuitElement[];
  /** The element, where the part is a single capacitive one. */
  readonly capacitive: CircuitElement | undefined;
  readonly inductive: boolean;
}

/**
 * The processes of a circuit: each resistor with the capacitive element of the nearest parallel connection around it, so that
 * in `(R_ct-W)|CPE` and `(R_b-CPE_dl)|C_geo` it is the outer one, and elements that are arcs by themselves. Resistors beside an
 * inductor carry no direct current of the cell and are left out.
 */
export function processesOf({ root, roles, elements }: Circuit): CellProcesses {
  const roleOf = (element: CircuitElement): Role | undefined => roles.get(element.name);
  const paired = (resistor: CircuitElement, store: CircuitElement | undefined): Process => {
    const outer = store === undefined ? undefined : roleOf(store);
    const role = roleOf(resistor) ?? (outer !== undefined && ROLES_OF_CAPACITANCE.has(outer) ? undefined : outer);
    return {
      name: store === undefined ? resistor.name : `${resistor.name}|${store.name}`,
      resistance: resistor.name,
      storage: store === undefined ? undefined : storageOf(store),
      elements: store === undefined ? [resistor] : [resistor, store],
      role,
    };
  };
  const whole = foldCircuit<Part>(
    flatten(root),
    (element) => leafOf(element, roleOf(element)),
    ({ kind }, parts) => {
      const done = parts.flatMap((part) => part.done);
      const open = parts.flatMap((part) => part.open);
      const tails = parts.flatMap((part) => part.tails);
      if (kind === "series") return { done, open, tails, capacitive: undefined, inductive: false };
      if (parts.some(({ inductive }) => inductive)) {
        return { done, open: [], tails, capacitive: undefined, inductive: true };
      }
      const stores = parts.flatMap(({ capacitive }) => capacitive ?? []);
      const [store] = stores;
      if (store === undefined || open.length === 0) return { done, open, tails, capacitive: store, inductive: false };
      return {
        done: [...done, ...open.map((resistor) => paired(resistor, store))],
        open: [],
        tails: tails.filter((tail) => !stores.includes(tail)),
        capacitive: undefined,
        inductive: false,
      };
    },
  );
  const place = ({ elements: [first] }: Process): number => (first === undefined ? -1 : elements.indexOf(first));
  const processes = [...whole.done, ...whole.open.map((resistor) => paired(resistor, undefined))];
  return { processes: processes.sort((a, b) => place(a) - place(b)), tails: whole.tails };
}

function leafOf(element: CircuitElement, role: Role | undefined): Part {
  const nothing = { done: [], open: [], tails: [], capacitive: undefined, inductive: false };
  const { record } = element;
  if (isResistance(record)) return { ...nothing, open: [element] };
  if (storageOf(element) !== undefined) return { ...nothing, tails: [element], capacitive: element };
  if (storage(record)?.ohm === 1 && record.powerLaw?.exponent !== -0.5) return { ...nothing, inductive: true };
  const arc = ownArc(element, role);
  return arc === undefined ? nothing : { ...nothing, done: [arc] };
}

function storageOf(element: CircuitElement): Storage | undefined {
  const { record } = element;
  const parameter = storage(record);
  if (parameter?.ohm !== -1) return undefined;
  const name = parameterName(element, parameter);
  if (parameter.second === 1) return { kind: "capacitor", c: name };
  if (typeof parameter.second === "number") return undefined;
  return { kind: "constant phase", q: name, n: `${element.name}.${parameter.second}` };
}

const ARCS: ReadonlySet<string> = new Set(["K", "Zarc"]);

function ownArc(element: CircuitElement, role: Role | undefined): Process | undefined {
  const { record, name } = element;
  if (!ARCS.has(record.symbol)) return undefined;
  const resistance = only(record.parameters.filter(({ ohm, second }) => ohm === 1 && second === 0));
  const time = only(record.parameters.filter(({ ohm, second }) => ohm === 0 && second === 1));
  if (resistance === undefined || time === undefined) return undefined;
  return {
    name,
    resistance: parameterName(element, resistance),
    storage: { kind: "time constant", tau: parameterName(element, time) },
    elements: [element],
    role,
  };
}
