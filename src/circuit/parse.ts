import { applySettings, assembleCircuit } from "./assemble.ts";
import type { Circuit } from "./circuit.ts";
import { StatementReader } from "./statements.ts";
import { TokenReader } from "./tokens.ts";

/**
 * Reads a circuit, in one line or as the text of a `.circuit` file.
 *
 * `R0-p(R1,CPE1)-W1` and `R_0-(R_1|CPE_1)-W_1` are the same circuit: `-` joins in series, `p(a,b)` and `(a|b)` in parallel.
 * Braces hold values, limits and ties, `CPE_gb{Q = 10n, n = 0.9 in 0.6..1}`; statements follow after `;` or in further lines.
 *
 * @throws CircuitSyntaxError with the position of what cannot be understood or cannot be, TypeError where `text` is no text.
 */
export function parseCircuit(text: string): Circuit {
  if (typeof text !== "string") throw new TypeError('A circuit is given as text, for instance "R0-p(R1,CPE1)".');
  return assembleCircuit(new StatementReader(new TokenReader(text)).readAll());
}

/**
 * The same circuit with statements about its parameters applied, as in `R0 = 20; CPE1.n = 0.9 fixed`.
 * They override what the circuit's own text says.
 *
 * @throws CircuitSyntaxError with a position in `statements`.
 */
export function amendCircuit(circuit: Circuit, statements: string): Circuit {
  return applySettings(circuit, statements, new StatementReader(new TokenReader(statements)).readSettings());
}
