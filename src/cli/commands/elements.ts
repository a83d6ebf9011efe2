import { elementRecords, version, type ElementParameter, type ElementRecord } from "../../index.ts";
import { jsonText } from "../../report/index.ts";
import { DONE, type Host } from "../host.ts";

/** Lists the elements of the circuit language with formulas, parameters and units. */
export function elementsCommand(options: { readonly json?: boolean }, host: Host): number {
  host.out(
    options.json === true
      ? jsonText({ eisfit: version, elements: elementRecords.map(elementEntry) })
      : `s = j omega, omega = 2 pi f\n\n${elementRecords.map(elementText).join("\n")}`,
  );
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
