import type { Command } from "commander";
import { elementRecords, version, type ElementParameter, type ElementRecord } from "../../index.ts";
import { jsonText } from "../../report/index.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";

/** Adds `eisfit elements`. */
export function addElementsCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("elements")
    .summary("elements of circuits, with formulas, parameters and units")
    .description("List the elements of circuits with their formulas, parameters and units.")
    .option("--json", "print one JSON document");
  addExamples(command, [
    ["eisfit elements", ""],
    ["eisfit elements --json", "with citations, defaults and limits"],
  ]);
  command.action((options: { json?: boolean }) => done(elementsCommand(options, host)));
}

/** Lists the elements of the circuit language with formulas, parameters and units. */
function elementsCommand(options: { readonly json?: boolean }, host: Host): number {
  if (options.json === true) host.out(jsonText({ eisfit: version, elements: elementRecords.map(elementEntry) }));
  else host.show(`s = j omega, omega = 2 pi f\n\n${elementRecords.map(elementText).join("\n")}`);
  return DONE;
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
