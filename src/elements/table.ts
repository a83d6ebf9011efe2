import type { ElementParameter, ElementRecord } from "./element.ts";
import { elementRecords } from "./index.ts";

function parameterText(parameter: ElementParameter): string {
  const unit = parameter.unit === "-" ? "" : ` (${parameter.unit})`;
  const fixed = parameter.fixedByDefault ? `, ${parameter.default} unless freed` : "";
  return `${parameter.name}${unit}${fixed}`;
}

function row(element: ElementRecord): string {
  const symbols = [element.symbol, ...element.aliases].map((symbol) => `\`${symbol}\``).join(", ");
  const parameters = element.parameters.map(parameterText).join("; ");
  return `| ${symbols} | ${element.name} | \`${element.formula}\` | ${parameters} |`;
}

/** The table of all elements for the README: symbol, name, formula with s = j omega, parameters with units. */
export function elementTableMarkdown(): string {
  const head = ["| Symbol | Element | Z, s = j omega | Parameters |", "| --- | --- | --- | --- |"];
  return [...head, ...elementRecords.map(row)].join("\n") + "\n";
}
