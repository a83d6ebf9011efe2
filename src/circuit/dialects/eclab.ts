import type { Circuit, CircuitNode } from "../circuit.ts";
import { CircuitSyntaxError } from "../diagnostics.ts";
import { spanning, TokenReader, type Token } from "../tokens.ts";
import { DEEPEST_NESTING, MOST_ELEMENTS, TOO_MANY_ELEMENTS } from "../topology.ts";
import { flatten, walkCircuit } from "../walk.ts";
import { alike, same, type ElementRule } from "./elementRule.ts";
import { exportElements, numberedNames, type DialectExport } from "./exporting.ts";
import { ForeignElements, refuseStrays, type ForeignValue } from "./importing.ts";

/** The elements of ZFit in EC-Lab; its M, Ma and Mg are diffusion to a reflective boundary, Wd to a transmissive one. */
const rules: readonly ElementRule[] = [
  alike("R", "R", { R: "R" }),
  alike("C", "C", { C: "C" }),
  alike("L", "L", { L: "L" }),
  alike("La", "La", { L: "L", a: "a" }),
  alike("Q", "CPE", { Q: "Q", a: "n" }),
  alike("W", "W", { s: "sigma" }),
  alike("Wd", "Ws", { Rd: "R", td: "tau" }, { p: 0.5 }),
  alike("M", "Wo", { Rd: "R", td: "tau" }, { p: 0.5 }),
  {
    // coth((td s)^(a/2))/(td s)^(a/2)
    symbol: "Ma",
    record: "Wo",
    parameters: [
      same("Rd", "R"),
      same("td", "tau"),
      // Given in any case, so that p is free.
      { foreign: "a", own: "p", inward: (a) => a / 2, outward: (p) => 2 * p, typical: 1 },
    ],
  },
  alike("Mg", "ADo", { Rd: "R", td: "tau", g: "g" }),
  alike("G", "G", { RG: "R", tG: "tau" }),
];

/** A bracket that is still open: terms joined by `+`, the last of them of factors joined by `/`. */
interface Level {
  readonly opener: Token | undefined;
  readonly terms: CircuitNode[];
  factors: CircuitNode[];
}

/**
 * Reads a circuit of EC-Lab's ZFit, as in `R1+Q2/(R2+W2)`: `+` joins in series, `/` in parallel and binds first.
 *
 * @param values - parameters under their names there, as in `{ R1: 10, Q2: 1e-6, a2: 0.9, s2: 30 }`.
 * @throws CircuitSyntaxError with a position in `text`, DialectError for a value that belongs to no element.
 */
export function importEcLab(text: string, values: Readonly<Record<string, number>> = {}): Circuit {
  const elements = new ForeignElements();
  const reader = new TokenReader(text);
  const known = new Set<string>();
  const root = readSums(reader, () => {
    const token = reader.next();
    const [, symbol, label] = /^([A-Za-z]+)(\d*)$/.exec(token.kind === "word" ? token.text : "") ?? [];
    if (symbol === undefined || label === undefined) throw reader.unexpected(token, ["an element as in `R1`", "`(`"]);
    const rule = rules.find((candidate) => candidate.symbol === symbol);
    if (rule === undefined) {
      throw new CircuitSyntaxError(text, token, `EC-Lab's element \`${symbol.slice(0, 40)}\` has no counterpart here`, {
        expected: rules.map((candidate) => `\`${candidate.symbol}\``),
      });
    }
    const position = spanning(token, token);
    const given = new Map<string, ForeignValue>();
    for (const { foreign, typical } of rule.parameters) {
      const key = foreign + label;
      known.add(key);
      const value = values[key] ?? typical;
      if (value !== undefined) given.set(foreign, { value, fixed: false, position });
    }
    const element = elements.add({ rule, values: given, position, ...(label === "" ? {} : { label }) });
    return { kind: "element", element };
  });
  refuseStrays(values, known);
  return elements.assemble(text, root);
}

/** Brackets are kept on a stack of their own rather than on the call stack. */
function readSums(reader: TokenReader, readElement: () => CircuitNode): CircuitNode {
  const levels: Level[] = [{ opener: undefined, terms: [], factors: [] }];
  for (let elements = 0; ;) {
    reader.skipNewlines();
    const opener = reader.accept("(");
    if (opener !== undefined) {
      if (levels.length > DEEPEST_NESTING) {
        const summary = `The circuit is nested more than ${String(DEEPEST_NESTING)} levels deep`;
        throw new CircuitSyntaxError(reader.source, opener, summary);
      }
      levels.push({ opener, terms: [], factors: [] });
      continue;
    }
    if (++elements > MOST_ELEMENTS) throw new CircuitSyntaxError(reader.source, reader.peek(), TOO_MANY_ELEMENTS);
    levels.at(-1)?.factors.push(readElement());
    while (reader.isNext(")") && levels.length > 1) {
      reader.next();
      const inner = levels.pop();
      if (inner !== undefined) levels.at(-1)?.factors.push(sumOf(inner));
    }
    const level = levels.at(-1);
    if (level === undefined) throw reader.unexpected(reader.peek(), []);
    if (reader.accept("/") !== undefined) continue;
    if (reader.accept("+") !== undefined) {
      level.terms.push(join("parallel", level.factors));
      level.factors = [];
      continue;
    }
    reader.skipNewlines();
    const token = reader.peek();
    if (level.opener === undefined && token.kind === "end") return flatten(sumOf(level));
    if (level.opener !== undefined && token.kind === "end") {
      throw new CircuitSyntaxError(reader.source, level.opener, "`(` is never closed", { expected: ["`)`"] });
    }
    throw reader.unexpected(token, ["`+`", "`/`", level.opener === undefined ? "end of text" : "`)`"]);
  }
}

function sumOf({ terms, factors }: Level): CircuitNode {
  return join("series", [...terms, join("parallel", factors)]);
}

function join(kind: "series" | "parallel", children: readonly CircuitNode[]): CircuitNode {
  const [first] = children;
  return first !== undefined && children.length === 1 ? first : { kind, children };
}

/**
 * Writes a circuit for EC-Lab's ZFit; labels that are words become numbers, see `names`.
 * @throws DialectError for an element that ZFit does not have.
 */
export function exportEcLab(circuit: Circuit): DialectExport {
  const { elements, notes } = exportElements(circuit, rules, "EC-Lab");
  const names = numberedNames(elements);
  const pieces: string[] = [];
  walkCircuit(circuit.root, {
    element: ({ name }) => pieces.push(names.get(name) ?? ""),
    enter: ({ kind }, parent) => kind === "series" && parent !== undefined && pieces.push("("),
    between: ({ kind }) => pieces.push(kind === "parallel" ? "/" : "+"),
    leave: ({ kind }, parent) => kind === "series" && parent !== undefined && pieces.push(")"),
  });
  const parameters = [...elements.values()].flatMap(({ element, rule, parameters: own }) =>
    own.map((parameter) => ({
      ...parameter,
      parameter: parameter.parameter + (names.get(element.name) ?? "").slice(rule.symbol.length),
    })),
  );
  return { text: pieces.join(""), parameters, names, notes };
}
