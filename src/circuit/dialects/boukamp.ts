import type { Circuit } from "../circuit.ts";
import { printBracketCode, readBracketCode } from "./bracketCode.ts";
import { CodeReader } from "./codeReader.ts";
import { DialectError } from "./dialectError.ts";
import { alike, same, type ElementRule, type ParameterRule } from "./elementRule.ts";
import { exportElements, type DialectExport } from "./exporting.ts";
import { ForeignElements, type ForeignValue } from "./importing.ts";

/** Of tanh(B sqrt(s))/(Y0 sqrt(s)) and coth(B sqrt(s))/(Y0 sqrt(s)): tau = B^2 and R = B/Y0. */
const diffusion: readonly ParameterRule[] = [
  {
    foreign: "Y0",
    own: "R",
    inward: (Y0, { B = NaN }) => B / Y0,
    outward: (R, { tau = NaN }) => Math.sqrt(tau) / R,
    decreasing: true,
    with: ["B"],
  },
  { foreign: "B", own: "tau", inward: (B) => B * B, outward: (tau) => Math.sqrt(tau) },
];

/** B. A. Boukamp, Solid State Ionics 20 (1986) 31; the same letters and definitions are those of ZSimpWin. */
const rules: readonly ElementRule[] = [
  alike("R", "R", { R: "R" }),
  alike("C", "C", { C: "C" }),
  alike("L", "L", { L: "L" }),
  alike("Q", "CPE", { Y0: "Q", n: "n" }),
  {
    symbol: "W",
    record: "W",
    parameters: [
      {
        foreign: "Y0",
        own: "sigma",
        inward: (Y0) => Math.SQRT1_2 / Y0,
        outward: (sigma) => Math.SQRT1_2 / sigma,
        decreasing: true,
      },
    ],
  },
  { symbol: "O", record: "Ws", parameters: diffusion, held: { p: 0.5 } },
  { symbol: "T", record: "Wo", parameters: diffusion, held: { p: 0.5 } },
  {
    // 1/(Y0 sqrt(K + s))
    symbol: "G",
    record: "G",
    parameters: [
      {
        foreign: "Y0",
        own: "R",
        inward: (Y0, { K = NaN }) => 1 / (Y0 * Math.sqrt(K)),
        outward: (R, { tau = NaN }) => Math.sqrt(tau) / R,
        decreasing: true,
        with: ["K"],
      },
      { ...same("K", "tau"), inward: (K) => 1 / K, outward: (tau) => 1 / tau, decreasing: true },
    ],
  },
];

/**
 * Reads Boukamp's description code, as in `R(RQ)([RW]C)`.
 *
 * @param values - the parameters in the order of the code, in their definitions there: `R`; `C`; `L`; `Q`: Y0, n; `W`: Y0;
 *   `O` and `T`: Y0, B; `G`: Y0, K.
 * @throws CircuitSyntaxError with a position in `text`, DialectError where the number of values does not fit.
 */
export function importBoukamp(text: string, values?: readonly number[]): Circuit {
  const elements = new ForeignElements();
  const reader = new CodeReader(text);
  const root = readBracketCode(reader, () => {
    const position = reader.position();
    const symbol = reader.match(/[A-Za-z]/y);
    const rule = rules.find((candidate) => candidate.symbol === symbol);
    const known = rules.map((candidate) => `\`${candidate.symbol}\``);
    if (symbol === undefined) throw reader.unexpected([...known, "`(`", "`[`"]);
    if (rule === undefined)
      throw reader.error(position, `Boukamp's code has no element \`${symbol}\` here`, { expected: known });
    return elements.add({ rule, values: new Map(), position });
  });
  return elements.assemble(text, root, values === undefined ? undefined : distribute(elements, values));
}

function distribute(elements: ForeignElements, values: readonly number[]): Map<string, ForeignValue>[] {
  const found = elements.list();
  const count = found.reduce((sum, { rule }) => sum + rule.parameters.length, 0);
  if (count !== values.length) {
    throw new DialectError(
      `The circuit has ${String(count)} parameters, but ${String(values.length)} values are given`,
    );
  }
  let next = 0;
  return found.map(({ rule, position }) => {
    const entries = rule.parameters.map(({ foreign }): [string, ForeignValue] => [
      foreign,
      { value: values[next++] ?? NaN, fixed: false, position },
    ]);
    return new Map(entries);
  });
}

/**
 * Writes Boukamp's description code. The values stand in `parameters`, in the order of the code.
 * @throws DialectError for an element that the code does not have.
 */
export function exportBoukamp(circuit: Circuit): DialectExport {
  const { elements, notes } = exportElements(circuit, rules, "Boukamp's code");
  const symbolOf = (name: string): string => elements.get(name)?.rule.symbol ?? "";
  const exported = [...elements.values()];
  return {
    text: printBracketCode(circuit.root, ({ name }) => symbolOf(name)),
    parameters: exported.flatMap(({ parameters }) => parameters),
    names: new Map(exported.map(({ element }) => [element.name, symbolOf(element.name)])),
    notes,
  };
}
