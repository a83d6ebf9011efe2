import { DialectError, exportImpedancePy, type DialectExport } from "../../circuit/dialects/index.ts";
import type { Circuit } from "../../circuit/index.ts";
import { ExportError } from "./exportError.ts";
import type { Exported } from "./formats.ts";

/**
 * A circuit in another program's notation: its line, then lines after `#` that tell its elements' names there with the converted
 * values. For impedance.py it is Python source.
 *
 * @throws {ExportError} for an element that the program does not have.
 */
export function writeDialect(name: string, circuit: Circuit, translate: (circuit: Circuit) => DialectExport): Exported {
  try {
    const exported = translate(circuit);
    const text = name === "impedancepy" ? impedancePySource(circuit) : `${exported.text}\n`;
    return { text: text + parameterLines(exported), notes: exported.notes };
  } catch (error) {
    if (!(error instanceof DialectError)) throw error;
    throw new ExportError(error.message, { cause: error });
  }
}

function parameterLines({ names, parameters }: DialectExport): string {
  return [...names]
    .map(([ours, theirs]) => {
      const own = parameters.filter(({ element }) => element === ours);
      const values = own.map(({ parameter, value, fixed }) => {
        const number = value === undefined ? "without a value" : `= ${String(value)}`;
        return `${parameter} ${number}${fixed ? " fixed" : ""}`;
      });
      return `# ${ours}${theirs === ours ? "" : ` is ${theirs}`}: ${values.join(", ")}\n`;
    })
    .join("");
}

/** A circuit of impedance.py with its values, ready to be fitted or evaluated. */
function impedancePySource(circuit: Circuit): string {
  const { text, initialGuess = [], constants } = exportImpedancePy(circuit);
  const fixed = Object.entries(constants).map(([key, value]) => `${JSON.stringify(key)}: ${String(value)}`);
  return [
    "from impedance.models.circuits import CustomCircuit\n",
    "circuit = CustomCircuit(",
    `    ${JSON.stringify(text)},`,
    `    initial_guess=[${initialGuess.map(String).join(", ")}],`,
    ...(fixed.length === 0 ? [] : [`    constants={${fixed.join(", ")}},`]),
    ")\n",
  ].join("\n");
}
