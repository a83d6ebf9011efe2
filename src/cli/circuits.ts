import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { DialectError, dialects } from "../circuit/dialects/index.ts";
import { nearestCircuitName, shippedCircuits, type ShippedCircuit } from "../circuits/index.ts";
import { CircuitSyntaxError, parseCircuit, type Circuit } from "../index.ts";
import { shellWord } from "./shellWords.ts";
import { UsageError } from "./usageError.ts";

const EXTENSION = ".circuit";

/** What may be a name; circuits in parallel hold other characters. */
const LIKE_A_NAME = /^[a-z][\w-]*$/i;

/** @throws {UsageError} for a name that no circuit has, with the nearest one. */
export function namedCircuit(name: string): ShippedCircuit {
  const found = shippedCircuits.find((circuit) => circuit.name === name);
  if (found !== undefined) return found;
  throw new UsageError(`No circuit named ${JSON.stringify(name)} comes with eisfit. ${suggestion(name)}`);
}

/**
 * The circuit that `-c` names: a `.circuit` file, the name of one that comes with eisfit, or the circuit itself.
 *
 * @throws {UsageError} for a file that cannot be read and for a mistyped name; {CircuitSyntaxError} for text that is not a
 * circuit.
 */
export function circuitOf(argument: string): Circuit {
  const text = circuitTextOf(argument);
  try {
    return parseCircuit(text);
  } catch (error) {
    if (text !== argument) throw error;
    if (!(error instanceof CircuitSyntaxError)) throw error;
    if (LIKE_A_NAME.test(argument) && nearestCircuitName(argument) !== undefined) {
      const message = `${argument} is neither a circuit nor the name of one that comes with eisfit.`;
      throw new UsageError(`${message} ${suggestion(argument)}`, { cause: error });
    }
    const translated = translation(argument);
    throw translated === undefined ? error : new UsageError(`${error.message}\n${translated}`, { cause: error });
  }
}

/** What to give instead of a circuit in another program's notation; undefined where it is in none. */
function translation(text: string): string | undefined {
  for (const { title, import: read } of dialects) {
    try {
      return `In the notation of ${title} this is a circuit. Here it is written\n  -c ${shellWord(read(text).text)}`;
    } catch (error) {
      if (!(error instanceof CircuitSyntaxError || error instanceof DialectError)) throw error;
    }
  }
  return undefined;
}

/**
 * The text that `circuitOf` reads, for whoever cannot open the file: another thread or machine.
 *
 * @throws {UsageError} for a file that cannot be read.
 */
export function circuitTextOf(argument: string): string {
  if (argument.toLowerCase().endsWith(EXTENSION)) return readCircuitFile(argument);
  const shipped = shippedCircuits.find(({ name }) => name === argument);
  if (shipped !== undefined) return shipped.text;
  if (/[/\\]/.test(argument) && existsSync(argument)) {
    throw new UsageError(`${argument} is a file, but not one of a circuit: those end in ${EXTENSION}.`);
  }
  return argument;
}

function suggestion(name: string): string {
  const meant = nearestCircuitName(name);
  const all = "`eisfit circuits` lists them all.";
  return meant === undefined ? all : `Did you mean ${meant}? ${all}`;
}

function readCircuitFile(path: string): string {
  if (!existsSync(path)) {
    const name = basename(path, EXTENSION);
    throw new UsageError(
      `There is no circuit file ${path}. Those that come with eisfit go by name. ${suggestion(name)}`,
    );
  }
  if (!statSync(path).isFile()) throw new UsageError(`${path} is not a file.`);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`The circuit file ${join(path)} cannot be read: ${String(error)}.`, { cause: error });
  }
}
