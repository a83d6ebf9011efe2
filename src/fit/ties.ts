import { canonicalParameterName, CircuitSyntaxError } from "../circuit/index.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { amendCircuit } from "../circuit/parse.ts";
import { FitError } from "./fitError.ts";

/** The circuit that each circuit's last ties made, so that a series of fits compiles it once. */
const tied = new WeakMap<Circuit, { readonly statements: string; readonly circuit: Circuit }>();

/** What ends a statement. */
const SEPARATOR = /[;\n\r#]/;

/**
 * The circuit with further parameters tied to others.
 * @throws {FitError} `bad-option` for a tie that the circuit language does not understand or allow.
 */
export function tieParameters(circuit: Circuit, ties: Readonly<Record<string, string>> = {}): Circuit {
  const statements = Object.entries(ties).map(([name, formula]) => {
    if (typeof formula === "string" && !SEPARATOR.test(formula)) return `${name} = ${formula}`;
    throw new FitError("bad-option", `The tie of ${name} is not one formula: ${String(formula)}`);
  });
  if (statements.length === 0) return circuit;
  const text = statements.join("\n");
  const cached = tied.get(circuit);
  if (cached?.statements === text) return cached.circuit;
  try {
    const amended = amendCircuit(circuit, text);
    for (const [name, formula] of Object.entries(ties)) {
      const canonical = canonicalParameterName(name);
      if (amended.parameters.find((one) => one.name === canonical)?.expression !== undefined) continue;
      throw new FitError(
        "bad-option",
        `${name} is given the value ${formula} by ties, which names no other parameter; use fixed or initial.`,
      );
    }
    tied.set(circuit, { statements: text, circuit: amended });
    return amended;
  } catch (error) {
    if (!(error instanceof CircuitSyntaxError)) throw error;
    throw new FitError("bad-option", `The ties cannot be understood. ${error.message}`);
  }
}
