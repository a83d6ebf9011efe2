import { parameterName } from "./arcs.ts";
import type { Circuit, CircuitElement } from "./circuit.ts";
import { walkCircuit } from "./walk.ts";

/** A command, or a letter with its subscript. */
const SYMBOL = /\\[A-Za-z]+|[A-Za-z](?:_(?:\{[A-Za-z0-9]+\}|[A-Za-z0-9]))?/g;
/** What separates a record's formula from the definitions of what it abbreviates. */
const DEFINITION_SEPARATOR = ",\\ ";

/** A parameter's name as its record's LaTeX writes it, without braces: `\tau` is tau and `R_{ion}` is Rion. */
function plainName(symbol: string): string {
  return symbol.replace(/[\\{}_]/g, "").replace(/^var/, "");
}

/** `R` with `gb` is `R_{\mathrm{gb}}`, `Q_s` with `1` is `Q_{s,1}`. */
function withSubscript(symbol: string, label: string): string {
  if (label === "") return symbol;
  const [base = symbol, own] = symbol.split("_");
  const text = /^\d+$/.test(label) ? label : `\\mathrm{${label.replace(/_/g, "\\_")}}`;
  return `${base}_{${own === undefined ? "" : `${own.replace(/[{}]/g, "")},`}${text}}`;
}

/** The admittance belonging to an impedance: the denominator where that is all there is. */
function reciprocal(impedance: string): string {
  const head = "\\frac{1}{";
  if (impedance.startsWith(head)) {
    let depth = 1;
    for (let index = head.length; index < impedance.length; index++) {
      if (impedance[index] === "{") depth++;
      if (impedance[index] === "}" && --depth === 0) {
        if (index === impedance.length - 1) return impedance.slice(head.length, index);
        break;
      }
    }
  }
  return `\\frac{1}{${impedance}}`;
}

/** Chooses subscripts so that no two parameters of the circuit look alike: the label, or the element's name where it must be. */
function chooseSubscripts(elements: readonly CircuitElement[]): Map<string, string> {
  const uses = new Map<string, number>();
  const looks = (element: CircuitElement): string[] =>
    element.record.parameters.map(({ name }) => `${name} ${element.label}`);
  for (const look of elements.flatMap(looks)) uses.set(look, (uses.get(look) ?? 0) + 1);
  return new Map(
    elements.map((element) => {
      const isUnique = looks(element).every((look) => uses.get(look) === 1);
      const isSole = element.record.parameters.length === 1 && element.symbol === element.record.symbol;
      return [element.name, isUnique || isSole ? element.label : element.name];
    }),
  );
}

/** The impedance of a circuit in pieces of LaTeX, without delimiters. */
export interface LatexImpedance {
  /** What stands behind `Z(\omega) =`: a term for each part in series. */
  readonly terms: readonly string[];
  /** `s = \mathrm{j}\omega`, then what is abbreviated. */
  readonly definitions: readonly string[];
  /** The symbol of each parameter, by its name. */
  readonly symbols: ReadonlyMap<string, string>;
}

/** The impedance of a circuit with its symbols: parameters carry the label of their element, or its name where labels would not tell them apart. */
export function latexImpedance(circuit: Pick<Circuit, "root" | "elements">): LatexImpedance {
  const subscripts = chooseSubscripts(circuit.elements);
  const definitions: string[] = [];
  const symbols = new Map<string, string>();

  function impedance(element: CircuitElement): string {
    const { name, record } = element;
    const [formula = "", ...abbreviations] = record.latex.split(DEFINITION_SEPARATOR);
    const parameters = new Map(record.parameters.map((parameter) => [parameter.name, parameter]));
    const abbreviated = new Set(abbreviations.map((definition) => definition.split(" = ")[0] ?? ""));
    const adapt = (latex: string): string =>
      latex.replace(SYMBOL, (symbol) => {
        const parameter = parameters.get(plainName(symbol));
        if (parameter === undefined) return abbreviated.has(symbol) ? withSubscript(symbol, name) : symbol;
        const subscripted = withSubscript(symbol, subscripts.get(name) ?? "");
        symbols.set(parameterName(element, parameter), subscripted);
        return subscripted;
      });
    definitions.push(...abbreviations.map(adapt));
    return adapt(formula);
  }

  const terms: string[] = [];
  let pieces: string[] = [];
  const endTerm = (): void => {
    terms.push(pieces.join(""));
    pieces = [];
  };
  walkCircuit(circuit.root, {
    element: (element, parent) => {
      const formula = impedance(element);
      pieces.push(parent?.kind === "parallel" ? reciprocal(formula) : formula);
    },
    enter: (connection, parent) => {
      if (connection.kind === "parallel") pieces.push("\\left(");
      else if (parent !== undefined) pieces.push("\\frac{1}{");
    },
    between: (connection) => {
      if (connection === circuit.root && connection.kind === "series") endTerm();
      else pieces.push(" + ");
    },
    leave: (connection, parent) => {
      if (connection.kind === "parallel") pieces.push("\\right)^{-1}");
      else if (parent !== undefined) pieces.push("}");
    },
  });
  endTerm();
  return { terms, definitions: ["s = \\mathrm{j}\\omega", ...definitions], symbols };
}

/**
 * The impedance of a circuit as a LaTeX formula without delimiters: `Z(\omega) = …`, then what s is and what is abbreviated.
 * Parameters carry the label of their element as subscript, or its name where labels would not tell them apart.
 */
export function toLatex(circuit: Pick<Circuit, "root" | "elements">): string {
  const { terms, definitions } = latexImpedance(circuit);
  return [`Z(\\omega) = ${terms.join(" + ")}`, ...definitions].join(",\\quad ");
}
