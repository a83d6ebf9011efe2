import {
  ADJOINT_ELEMENT,
  ADJOINT_INVERT,
  ADJOINT_LUMP,
  ADJOINT_POWER,
  INSTRUCTION_ELEMENT,
  INSTRUCTION_END,
  INSTRUCTION_INVERT,
  INSTRUCTION_POWER,
  INSTRUCTION_SUM,
  LUMP_INVERSE_OMEGA,
  LUMP_OMEGA,
  LUMP_REAL,
} from "../../assembly/program.ts";
import type { Circuit, CircuitElement } from "../circuit/circuit.ts";
import { flatten, walkCircuit } from "../circuit/walk.ts";
import type { Program } from "./program.ts";

/** A node's sum is in ohm for a series connection, in siemens for a parallel one. */
type Domain = "impedance" | "admittance";

/** A node while its children are being compiled. */
interface OpenNode {
  readonly domain: Domain;
  readonly sum: number;
  readonly adjoint: number;
  /** Kind, parameter, e of each lumped term. */
  readonly lumps: number[];
  readonly columns: number[];
}

/** The adjoint of a series root is the root's own: column 0. */
const ROOT_ADJOINT = 0;

/**
 * Compiles the structure of a circuit: which columns to compute from which, forwards for the impedance, backwards for the
 * derivatives. Nesting may be as deep as memory allows.
 */
export function compileCircuit(circuit: Circuit): Program {
  const firstParameter = firstParameters(circuit);
  const forward: number[] = [];
  // Blocks of backward instructions: adjoints of outer nodes must come before those of inner ones.
  const backward: number[] = [];
  let registers = 1;
  const newColumn = (): number => registers++;

  const root: OpenNode = { domain: "impedance", sum: newColumn(), adjoint: ROOT_ADJOINT, lumps: [], columns: [] };
  const open: OpenNode[] = [root];
  const reciprocals: number[] = [];
  const innermost = (): OpenNode => {
    const node = open.at(-1);
    if (node === undefined) throw new TypeError("The circuit's tree is not closed.");
    return node;
  };

  const sum = (node: OpenNode): void => {
    forward.push(INSTRUCTION_SUM, node.sum, node.lumps.length / 3, node.columns.length, ...node.lumps, ...node.columns);
  };

  walkCircuit(flatten(circuit.root), {
    element: (element) => {
      compileElement(element, innermost());
    },
    enter: (connection, parent) => {
      // A series connection at the root is the root itself.
      if (parent === undefined && connection.kind === "series") return;
      const outer = innermost();
      const node: OpenNode = {
        domain: connection.kind === "series" ? "impedance" : "admittance",
        sum: newColumn(),
        adjoint: newColumn(),
        lumps: [],
        columns: [],
      };
      const reciprocal = newColumn();
      outer.columns.push(reciprocal);
      backward.push(ADJOINT_INVERT, node.adjoint, outer.adjoint, reciprocal);
      open.push(node);
      reciprocals.push(reciprocal);
    },
    leave: (connection, parent) => {
      if (parent === undefined && connection.kind === "series") return;
      const node = innermost();
      open.pop();
      sum(node);
      forward.push(INSTRUCTION_INVERT, reciprocals.pop() ?? 0, node.sum);
    },
  });
  sum(root);
  forward.push(INSTRUCTION_END);
  backward.push(INSTRUCTION_END);
  return { forward: Int32Array.from(forward), backward: Int32Array.from(backward), registers };

  function compileElement(element: CircuitElement, node: OpenNode): void {
    const parameter = firstParameter.get(element.name) ?? 0;
    if (element.record.powerLaw === undefined) compileKernel(element, parameter, node);
    else compilePowerLaw(element, parameter, node);
  }

  function compilePowerLaw(element: CircuitElement, parameter: number, node: OpenNode): void {
    const law = element.record.powerLaw;
    if (law === undefined) return;
    const e = law.domain === node.domain ? 1 : -1;
    if (typeof law.exponent === "number" && law.factor === 1 && Number.isInteger(law.exponent)) {
      const m = e * law.exponent;
      const kind = m === 0 ? LUMP_REAL : m > 0 ? LUMP_OMEGA : LUMP_INVERSE_OMEGA;
      node.lumps.push(kind, parameter, e);
      backward.push(ADJOINT_LUMP, node.adjoint, parameter, e, kind);
      return;
    }
    const named = element.record.parameters.findIndex(({ name }) => name === law.exponent);
    const exponent = named < 0 ? -1 : parameter + named;
    const halves = 2 * e * (typeof law.exponent === "number" ? law.exponent : 1);
    const column = newColumn();
    node.columns.push(column);
    // A power may differ in the last bit from one engine to another.
    const factor = e === 1 ? law.factor : 1 / law.factor;
    forward.push(INSTRUCTION_POWER, column, parameter, e, exponent, halves, ...doubleWords(factor));
    backward.push(ADJOINT_POWER, node.adjoint, column, parameter, e, exponent, halves);
  }

  function compileKernel(element: CircuitElement, parameter: number, node: OpenNode): void {
    const count = element.record.parameters.length;
    const impedance = newColumn();
    const derivatives = registers;
    registers += count;
    forward.push(INSTRUCTION_ELEMENT, element.record.opcode, parameter, impedance, derivatives, count);
    let adjoint = node.adjoint;
    if (node.domain === "admittance") {
      const admittance = newColumn();
      adjoint = newColumn();
      forward.push(INSTRUCTION_INVERT, admittance, impedance);
      backward.push(ADJOINT_INVERT, adjoint, node.adjoint, admittance);
      node.columns.push(admittance);
    } else {
      node.columns.push(impedance);
    }
    backward.push(ADJOINT_ELEMENT, adjoint, derivatives, parameter, count);
  }
}

/** Number of the first parameter of each element, by name. */
function firstParameters(circuit: Circuit): Map<string, number> {
  const first = new Map<string, number>();
  circuit.parameters.forEach((parameter, index) => {
    if (!first.has(parameter.element.name)) first.set(parameter.element.name, index);
  });
  return first;
}

function doubleWords(value: number): Int32Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Int32Array.of(view.getInt32(0, true), view.getInt32(4, true));
}
