import type { Circuit } from "../circuit/circuit.ts";
import { nearest } from "../circuit/nearest.ts";
import { FitError } from "./fitError.ts";
import type { FitOptions } from "./options.ts";

/** What types say to TypeScript, said to plain JavaScript: a wrong type must not pass for something else in silence. */

/** @throws {FitError} `not-a-circuit` for anything else, above all for the circuit's text. */
export function requireCircuit(circuit: unknown): asserts circuit is Circuit {
  if (typeof circuit === "object" && circuit !== null && "root" in circuit && "parameters" in circuit) return;
  const hint = typeof circuit === "string" ? `: give parseCircuit(${shown(circuit)})` : "";
  throw new FitError("not-a-circuit", `The circuit is ${shown(circuit)}; it must come from parseCircuit${hint}.`);
}

type Kind = "number" | "string" | "boolean" | "list" | "record" | "text or list";

const KINDS: Readonly<Record<keyof FitOptions, Kind>> = {
  minimumHz: "number",
  maximumHz: "number",
  exclude: "list",
  excludeSigns: "list",
  weight: "string",
  objective: "string",
  loss: "string",
  errorTerms: "list",
  search: "boolean",
  seed: "number",
  initial: "record",
  fixed: "record",
  ties: "record",
  bounds: "record",
  order: "text or list",
  sortArcs: "boolean",
  maximumEvaluations: "number",
  tolerance: "number",
};

const WORDS: Readonly<Record<Kind, string>> = {
  number: "a number",
  string: "a text",
  boolean: "true or false",
  list: "an array",
  record: "an object that names parameters, as in { R0: … }",
  "text or list": "a text or an array of texts",
};

/**
 * Checks that options have the names and types of `FitOptions`; what their values mean is checked where they are used.
 * @throws {FitError} `bad-option` that names the option.
 */
export function checkFitOptions(options: unknown): asserts options is FitOptions {
  if (!isRecord(options)) {
    throw new FitError("bad-option", `The options must be an object as in { weight: "unit" }, not ${shown(options)}.`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(KINDS, name)) throw unknownOption(name);
    const kind = KINDS[name as keyof FitOptions];
    if (value !== undefined && !isOfKind(value, kind)) {
      throw new FitError("bad-option", `${name} must be ${WORDS[kind]}, not ${shown(value)}.`);
    }
  }
}

/** @throws {FitError} `bad-option` where a parameter is given something else, as the text "20". */
export function checkNumber(option: string, name: string, value: unknown, instead = "a number"): void {
  if (typeof value === "number") return;
  throw new FitError("bad-option", `${option} gives ${name} ${shown(value)}; it must be ${instead}.`);
}

/** @throws {FitError} `bad-option` for limits that are not two numbers. */
export function checkPair(name: string, value: unknown): void {
  const pair = (Array.isArray(value) || ArrayBuffer.isView(value) ? value : []) as ArrayLike<unknown>;
  if (pair.length === 2 && typeof pair[0] === "number" && typeof pair[1] === "number") return;
  throw new FitError("bad-option", `bounds gives ${name} ${shown(value)}; limits are two numbers as in [0.6, 1].`);
}

/** A value in a message. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length <= 40 ? value : `${value.slice(0, 39)}…`);
  if (Array.isArray(value)) return value.length <= 4 ? `[${value.map(shown).join(", ")}]` : "an array";
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !(Symbol.iterator in value);
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (kind === "record") return isRecord(value);
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  if (kind === "list") return isList;
  return kind === "text or list" ? typeof value === "string" || isList : typeof value === kind;
}

function unknownOption(name: string): FitError {
  const known = Object.keys(KINDS);
  const close = nearest(name, known);
  const hint = close === undefined ? `; there are ${known.join(", ")}` : `; did you mean ${close}?`;
  return new FitError("bad-option", `There is no option ${shown(name)}${hint}${close === undefined ? "." : ""}`);
}
