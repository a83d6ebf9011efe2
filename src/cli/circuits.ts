import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseCircuit, type Circuit } from "../index.ts";
import { packagePath } from "./packageFolder.ts";
import { UsageError } from "./usageError.ts";

const EXTENSION = ".circuit";

/** Names of the circuits that come with eisfit, in alphabetical order. */
export function shippedCircuitNames(): string[] {
  return readdirSync(packagePath("circuits"))
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort();
}

/** The circuit of a name in `shippedCircuitNames`. */
export function shippedCircuit(name: string): Circuit {
  return parseCircuit(readFileSync(packagePath("circuits", name + EXTENSION), "utf8"));
}

/**
 * The circuit that `-c` names: a `.circuit` file, the name of one that comes with eisfit, or the circuit itself.
 *
 * @throws {UsageError} for a file that cannot be read; {CircuitSyntaxError} for text that is not a circuit.
 */
export function circuitOf(argument: string): Circuit {
  if (argument.toLowerCase().endsWith(EXTENSION)) return parseCircuit(readCircuitFile(argument));
  if (shippedCircuitNames().includes(argument)) return shippedCircuit(argument);
  if (/[/\\]/.test(argument) && existsSync(argument)) {
    throw new UsageError(`${argument} is a file, but not one of a circuit: those end in ${EXTENSION}.`);
  }
  return parseCircuit(argument);
}

function readCircuitFile(path: string): string {
  if (!existsSync(path)) {
    const known = shippedCircuitNames().join(", ");
    throw new UsageError(`There is no circuit file ${path}. Circuits that come with eisfit, by name: ${known}.`);
  }
  if (!statSync(path).isFile()) throw new UsageError(`${path} is not a file.`);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`The circuit file ${join(path)} cannot be read: ${String(error)}.`, { cause: error });
  }
}
