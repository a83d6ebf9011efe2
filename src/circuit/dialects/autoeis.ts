import type { Circuit } from "../circuit.ts";
import { CircuitSyntaxError } from "../diagnostics.ts";
import { TokenReader } from "../tokens.ts";
import { readTopology } from "../topology.ts";
import { walkCircuit } from "../walk.ts";
import { alike, type ElementRule } from "./elementRule.ts";
import { exportElements, numberedNames, type DialectExport } from "./exporting.ts";
import { ForeignElements, refuseStrays, type ForeignValue } from "./importing.ts";

/**
 * AutoEIS and EquivalentCircuits.jl; their CPE `P` has the parameters `P2w` (coefficient) and `P2n` (exponent). `W`, which
 * EquivalentCircuits.jl has, is w omega^(-1/2) e^(-j pi/4).
 */
const rules: readonly ElementRule[] = [
  alike("R", "R", { R: "R" }),
  alike("C", "C", { C: "C" }),
  alike("L", "L", { L: "L" }),
  alike("P", "CPE", { w: "Q", n: "n" }),
  {
    symbol: "W",
    record: "W",
    parameters: [
      { foreign: "W", own: "sigma", inward: (w) => w * Math.SQRT1_2, outward: (sigma) => sigma * Math.SQRT2 },
    ],
  },
];

function parameterKey(element: string, rule: ElementRule, parameter: string): string {
  return rule.parameters.length === 1 ? element : element + parameter;
}

/**
 * Reads a circuit of AutoEIS or EquivalentCircuits.jl, as in `R1-[P2,R3-[C4,R5]]`.
 *
 * @param values - parameters under their names there, as in `{ R1: 10, P2w: 1e-6, P2n: 0.9 }`.
 * @throws CircuitSyntaxError with a position in `text`, DialectError for a value that belongs to no element.
 */
export function importAutoEis(text: string, values: Readonly<Record<string, number>> = {}): Circuit {
  const elements = new ForeignElements();
  const reader = new TokenReader(text);
  const known = new Set<string>();
  const root = readTopology(reader, {
    groups: false,
    openList: () => {
      const opener = reader.accept("[");
      return opener === undefined ? undefined : { opener, closer: "]" };
    },
    readElement: () => {
      const token = reader.next();
      const [, symbol, label] = /^([A-Za-z]+)(\d+)$/.exec(token.kind === "word" ? token.text : "") ?? [];
      const rule = rules.find((candidate) => candidate.symbol === symbol);
      if (symbol === undefined || label === undefined)
        throw reader.unexpected(token, ["an element as in `R1` or `P2`", "`[`"]);
      if (rule === undefined) {
        throw new CircuitSyntaxError(text, token, `AutoEIS has no element \`${symbol.slice(0, 40)}\``, {
          expected: rules.map((candidate) => `\`${candidate.symbol}\``),
        });
      }
      const { offset, line, column, length } = token;
      const position = { offset, line, column, length };
      const given = new Map<string, ForeignValue>();
      for (const { foreign } of rule.parameters) {
        const key = parameterKey(token.text, rule, foreign);
        known.add(key);
        const value = values[key];
        if (value !== undefined) given.set(foreign, { value, fixed: false, position });
      }
      return elements.add({ rule, label, values: given, position });
    },
  });
  reader.skipNewlines();
  if (reader.peek().kind !== "end") throw reader.unexpected(reader.peek(), ["`-`", "end of text"]);
  refuseStrays(values, known);
  return elements.assemble(text, root);
}

/**
 * Writes a circuit for AutoEIS; labels that are words become numbers, see `names`.
 * @throws DialectError for an element that AutoEIS does not have.
 */
export function exportAutoEis(circuit: Circuit): DialectExport {
  const { elements, notes } = exportElements(circuit, rules, "AutoEIS");
  if (circuit.elements.some(({ record }) => record.symbol === "W")) {
    notes.push("W is an element of EquivalentCircuits.jl, which AutoEIS does not have");
  }
  const names = numberedNames(elements);
  const pieces: string[] = [];
  walkCircuit(circuit.root, {
    element: ({ name }) => pieces.push(names.get(name) ?? ""),
    enter: ({ kind }) => kind === "parallel" && pieces.push("["),
    between: ({ kind }) => pieces.push(kind === "parallel" ? "," : "-"),
    leave: ({ kind }) => kind === "parallel" && pieces.push("]"),
  });
  const parameters = [...elements.values()].flatMap(({ element, rule, parameters: own }) =>
    own.map((parameter) => ({
      ...parameter,
      parameter: parameterKey(names.get(element.name) ?? "", rule, parameter.parameter),
    })),
  );
  return { text: pieces.join(""), parameters, names, notes };
}
