import { pow } from "../../../assembly/math/elementary.ts";
import type { Circuit } from "../circuit.ts";
import { CircuitSyntaxError } from "../diagnostics.ts";
import { nearest } from "../nearest.ts";
import { TokenReader } from "../tokens.ts";
import { readTopology } from "../topology.ts";
import { walkCircuit } from "../walk.ts";
import { DialectError } from "./dialectError.ts";
import { alike, same, type ElementRule } from "./elementRule.ts";
import { exportElements, numberedNames, type DialectExport } from "./exporting.ts";
import { ForeignElements, type ForeignValue } from "./importing.ts";

const rules: readonly ElementRule[] = [
  alike("R", "R", { R: "R" }),
  alike("C", "C", { C: "C" }),
  alike("L", "L", { L: "L" }),
  alike("W", "W", { A_W: "sigma" }),
  alike("Wo", "Wo", { Z0: "R", tau: "tau" }, { p: 0.5 }),
  alike("Ws", "Ws", { Z0: "R", tau: "tau" }, { p: 0.5 }),
  alike("CPE", "CPE", { Q: "Q", alpha: "n" }),
  {
    // Its documentation says L s^alpha, its code computes (L s)^alpha.
    symbol: "La",
    record: "La",
    parameters: [
      {
        foreign: "L",
        own: "L",
        inward: (L, { alpha = NaN }) => pow(L, alpha),
        outward: (L, { a = NaN }) => pow(L, 1 / a),
        with: ["alpha"],
        tie: (L, own) => `${String(L)}^${own("a")}`,
      },
      same("alpha", "a"),
    ],
  },
  alike("G", "G", { R_G: "R", t_G: "tau" }),
  alike("Gs", "Gs", { R_G: "R", t_G: "tau", phi: "phi" }),
  alike("K", "K", { R: "R", tau_k: "tau" }),
  alike("Zarc", "Zarc", { R: "R", tau_k: "tau", gamma: "n" }),
  alike("TLMQ", "TLMQ", { Rion: "Rion", Qs: "Qs", gamma: "g" }),
  alike("T", "T", { A: "A", B: "B", a: "a0", b: "b0" }),
];

/** Values as impedance.py's CustomCircuit takes them. */
export interface ImpedancePyValues {
  /** Of all parameters that are not constants, in the order of the circuit. */
  readonly initialGuess?: readonly number[];
  /** Fixed parameters by name, as in `R0` or `CPE1_1`. */
  readonly constants?: Readonly<Record<string, number>>;
}

/** A circuit for impedance.py's CustomCircuit and its `fit`. */
export interface ImpedancePyExport extends DialectExport {
  /** Absent where a free parameter has no value. */
  readonly initialGuess?: readonly number[];
  readonly constants: Readonly<Record<string, number>>;
  /** Limits of the parameters in `initialGuess`; absent where none are given. */
  readonly bounds?: readonly [lower: readonly number[], upper: readonly number[]];
}

function parameterKey(element: string, rule: ElementRule, index: number): string {
  return rule.parameters.length === 1 ? element : `${element}_${String(index)}`;
}

/**
 * Reads a circuit string of impedance.py, as in `R0-p(R1,CPE1)-Wo1`, with the values of its CustomCircuit.
 * A name that is used twice, which impedance.py allows, is changed, with a warning.
 *
 * @throws CircuitSyntaxError with a position in `text`, DialectError where the values do not fit the circuit.
 */
export function importImpedancePy(text: string, values: ImpedancePyValues = {}): Circuit {
  const elements = new ForeignElements();
  const reader = new TokenReader(text);
  const guesses = new GuessReader(values);
  const root = readTopology(reader, {
    groups: false,
    openList: () => {
      if (!reader.isWordNext("p") || !reader.isNext("(", 1)) return undefined;
      const opener = reader.next();
      reader.next();
      return { opener: { ...opener, text: "p(" }, closer: ")" };
    },
    readElement: () => {
      const token = reader.next();
      const [, symbol, digits] = /^([A-Za-z]+)([\d_]*)$/.exec(token.kind === "word" ? token.text : "") ?? [];
      if (symbol === undefined || digits === undefined)
        throw reader.unexpected(token, ["an element as in `R1`", "`p(`"]);
      const rule = rules.find((candidate) => candidate.symbol === symbol);
      if (rule === undefined) {
        throw new CircuitSyntaxError(text, token, `impedance.py has no element \`${symbol.slice(0, 40)}\``, {
          expected: rules.map((candidate) => candidate.symbol),
        });
      }
      const { offset, line, column, length } = token;
      const position = { offset, line, column, length };
      const label = digits.replace(/^_+|_+$/g, "");
      return elements.add({ rule, label, values: guesses.take(token.text, rule, position), position });
    },
  });
  reader.skipNewlines();
  if (reader.peek().kind !== "end") throw reader.unexpected(reader.peek(), ["`-`", "end of text"]);
  guesses.finish();
  return elements.assemble(text, root);
}

/** Gives out the values of a CustomCircuit in its order. */
class GuessReader {
  readonly #guess: readonly number[] | undefined;
  readonly #constants: Readonly<Record<string, number>>;
  readonly #names = new Set<string>();
  #count = 0;

  constructor({ initialGuess, constants = {} }: ImpedancePyValues) {
    this.#guess = initialGuess;
    this.#constants = constants;
  }

  take(element: string, rule: ElementRule, position: ForeignValue["position"]): Map<string, ForeignValue> {
    const values = new Map<string, ForeignValue>();
    for (const [index, { foreign }] of rule.parameters.entries()) {
      const name = parameterKey(element, rule, index);
      this.#names.add(name);
      const constant = this.#constants[name];
      const value = constant ?? this.#guess?.[this.#count];
      if (constant === undefined) this.#count++;
      if (value !== undefined) values.set(foreign, { value, fixed: constant !== undefined, position });
    }
    return values;
  }

  /** @throws DialectError where values are left over or missing. */
  finish(): void {
    const stray = Object.keys(this.#constants).find((name) => !this.#names.has(name));
    if (stray !== undefined) {
      const suggestion = nearest(stray, this.#names);
      const hint = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
      throw new DialectError(`The circuit has no parameter ${stray} that could be constant${hint}`);
    }
    if (this.#guess === undefined || this.#guess.length === this.#count) return;
    const counts = `${String(this.#count)} parameters that are not constant, but the initial guess has ${String(this.#guess.length)} values`;
    throw new DialectError(`The circuit has ${counts}`);
  }
}

/**
 * Writes a circuit string for impedance.py; labels that are words become numbers, see `names`.
 * @throws DialectError for an element that impedance.py does not have.
 */
export function exportImpedancePy(circuit: Circuit): ImpedancePyExport {
  const { elements, notes } = exportElements(circuit, rules, "impedance.py");
  const names = numberedNames(elements);
  const pieces: string[] = [];
  walkCircuit(circuit.root, {
    element: ({ name }) => pieces.push(names.get(name) ?? ""),
    enter: ({ kind }) => kind === "parallel" && pieces.push("p("),
    between: ({ kind }) => pieces.push(kind === "parallel" ? "," : "-"),
    leave: ({ kind }) => kind === "parallel" && pieces.push(")"),
  });
  const parameters = [...elements.values()].flatMap(({ element, rule, parameters: own }) =>
    own.map((parameter, index) => ({
      ...parameter,
      parameter: parameterKey(names.get(element.name) ?? "", rule, index),
    })),
  );
  const constants: Record<string, number> = {};
  for (const { parameter, value, fixed } of parameters) if (fixed && value !== undefined) constants[parameter] = value;
  const free = parameters.filter(({ fixed }) => !fixed);
  const guess = free.flatMap(({ value }) => value ?? []);
  const missing = free.filter(({ value }) => value === undefined).map(({ parameter }) => parameter);
  if (missing.length > 0) notes.push(`There is no initial guess, since ${missing.join(", ")} have no value`);
  const isLimited = free.some(({ lower }) => lower !== undefined);
  return {
    text: pieces.join(""),
    parameters,
    names,
    notes,
    constants,
    ...(missing.length > 0 ? {} : { initialGuess: guess }),
    ...(isLimited ? { bounds: [free.map(({ lower = 0 }) => lower), free.map(({ upper = Infinity }) => upper)] } : {}),
  };
}
