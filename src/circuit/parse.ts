import { applyAmendments, applyDerived, assembleCircuit } from "./assemble.ts";
import type { Circuit } from "./circuit.ts";
import { readDerived } from "./derived.ts";
import { canonicalName } from "./names.ts";
import { readOrder } from "./orderReader.ts";
import { StatementReader } from "./statements.ts";
import { TokenReader } from "./tokens.ts";

/**
 * Reads a circuit, in one line or as the text of a `.circuit` file.
 *
 * `R0-p(R1,CPE1)-W1` and `R_0-(R_1|CPE_1)-W_1` are the same circuit: `-` joins in series, `p(a,b)` and `(a|b)` in parallel.
 * Braces hold values, limits and ties, `CPE_gb{Q = 10n, n = 0.9 in 0.6..1}`; statements follow after `;` or in further lines,
 * as `order tau(R1, CPE1) < tau(R2, CPE2)` and `derive sigma = 0.1/(R1 + R2) "S/cm"`.
 *
 * @throws CircuitSyntaxError with the position of what cannot be understood or cannot be, TypeError where `text` is no text.
 */
export function parseCircuit(text: string): Circuit {
  if (typeof text !== "string") throw new TypeError('A circuit is given as text, for instance "R0-p(R1,CPE1)".');
  return assembleCircuit(new StatementReader(new TokenReader(text)).readAll());
}

/**
 * The same circuit with statements applied, as in `R0 = 20; CPE1.n = 0.9 fixed; derive R0 + R1`. What they say of parameters
 * and of derived values with a name overrides what the circuit's own text says; orders of arcs are added to its own.
 *
 * @throws CircuitSyntaxError with a position in `statements`.
 */
export function amendCircuit(circuit: Circuit, statements: string): Circuit {
  if (typeof statements !== "string") throw new TypeError('Statements are given as text, for instance "R0 = 20".');
  return applyAmendments(circuit, statements, new StatementReader(new TokenReader(statements)).readAmendments());
}

/**
 * The same circuit with one more derived value, as in `R_b + R_gb` or `sigma = 0.1/(R_b + R_gb) "S/cm"`; it takes the place of
 * one with the same name.
 *
 * @returns the circuit, and the place of the value among `circuit.derived`.
 * @throws CircuitSyntaxError with a position in `text`, TypeError where that is no text.
 */
export function addDerived(circuit: Circuit, text: string): { circuit: Circuit; place: number } {
  if (typeof text !== "string") throw new TypeError('A derived value is given as text, for instance "R_b + R_gb".');
  const reader = new TokenReader(text);
  const draft = readDerived(reader);
  if (reader.peek().kind !== "end") {
    throw reader.unexpected(reader.peek(), ["an operator", 'a unit as in `"S/cm"`', "the end of the formula"]);
  }
  const amended = applyDerived(circuit, text, [draft]);
  const name = draft.name === undefined ? undefined : canonicalName(draft.name.name);
  const place =
    name === undefined ? amended.derived.length - 1 : amended.derived.findIndex((each) => each.name === name);
  return { circuit: amended, place };
}

/**
 * The same circuit with one more order of arcs, as in `tau(R1, CPE1) < tau(R2, CPE2)`.
 *
 * @throws CircuitSyntaxError with a position in `text`, TypeError where that is no text.
 */
export function addOrder(circuit: Circuit, text: string): Circuit {
  if (typeof text !== "string") {
    throw new TypeError('An order is given as text, for instance "tau(R1, CPE1) < tau(R2, CPE2)".');
  }
  const reader = new TokenReader(text);
  const order = readOrder(reader, 0);
  if (reader.peek().kind !== "end") throw reader.unexpected(reader.peek(), ["`<`", "the end of the order"]);
  return applyAmendments(circuit, text, { settings: [], orders: [order], derived: [] });
}
