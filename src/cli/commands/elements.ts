import { Argument, type Command } from "commander";
import { nearestName } from "../../circuits/index.ts";
import { elementRecords, version, type ElementParameter, type ElementRecord } from "../../index.ts";
import { jsonText, textTable } from "../../report/index.ts";
import { completes } from "../completion/kinds.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { UsageError } from "../usageError.ts";

/** Adds `eisfit elements`. */
export function addElementsCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("elements")
    .summary("elements of circuits, with formulas, parameters and units")
    .description("List the elements of circuits with their formulas, parameters and units, or show one of them whole.")
    .addArgument(completes(new Argument("[symbol]", "of an element, for its parameters and its source"), "elements"))
    .option("--json", "print one JSON document");
  addExamples(command, [
    ["eisfit elements", ""],
    ["eisfit elements CPE", "its parameters with defaults and limits, and where it is from"],
  ]);
  command.action((symbol: string | undefined, options: { json?: boolean }) =>
    done(elementsCommand(symbol, options, host)),
  );
}

/** Lists the elements of the circuit language with formulas, parameters and units. */
function elementsCommand(symbol: string | undefined, options: { readonly json?: boolean }, host: Host): number {
  const records = symbol === undefined ? elementRecords : [elementNamed(symbol)];
  if (options.json === true) host.out(jsonText({ eisfit: version, elements: records.map(elementEntry) }));
  else if (symbol === undefined) host.show(`s = j omega, omega = 2 pi f\n\n${records.map(elementText).join("\n")}`);
  else host.show(records.map(wholeText).join("\n"));
  return DONE;
}

function elementNamed(symbol: string): ElementRecord {
  const found = elementRecords.find((record) => [record.symbol, ...record.aliases].includes(symbol));
  if (found !== undefined) return found;
  const meant = nearestName(
    symbol,
    elementRecords.flatMap((record) => [record.symbol, ...record.aliases]),
  );
  const hint = meant === undefined ? "" : `Did you mean ${meant}? `;
  throw new UsageError(`There is no element ${JSON.stringify(symbol)}. ${hint}eisfit elements lists them all.`);
}

function wholeText(record: ElementRecord): string {
  const rows = record.parameters.map(({ name, unit, description, default: usual, lower, upper }) => [
    name,
    unit,
    ...[usual, lower, upper].map((value) => (Number.isFinite(value) ? String(value) : "none")),
    description,
  ]);
  const table = textTable(["parameter", "unit", "default", "lowest", "highest", "meaning"], rows, [
    "left",
    "left",
    "right",
    "right",
    "right",
    "left",
  ]);
  return `${elementText(record)}\n${table}\n\n${record.citation}\n`;
}

function elementText({ symbol, aliases, name, formula, parameters }: ElementRecord): string {
  const symbols = [symbol, ...aliases].join(", ");
  const details = [`Z = ${formula}`, parameters.map(parameterText).join("; ")];
  return `${symbols.padEnd(7)} ${name}\n${details.map((line) => `        ${line}\n`).join("")}`;
}

function parameterText({ name, unit }: ElementParameter): string {
  return unit === "-" ? name : `${name} (${unit})`;
}

function elementEntry(record: ElementRecord): object {
  const { symbol, aliases, name, formula, latex, citation } = record;
  const parameters = record.parameters.map((parameter) => ({
    name: parameter.name,
    unit: parameter.unit,
    description: parameter.description,
    default: parameter.default,
    lower: parameter.lower,
    upper: parameter.upper,
  }));
  return { symbol, aliases, name, formula, latex, citation, parameters };
}
