import { parseCircuit } from "../circuit/index.ts";
import { catalogue } from "../circuits/catalogue.ts";
import type { ShippedCircuit } from "../circuits/index.ts";
import { circuitOutline } from "../report/outline.ts";
import { printQuantity } from "../report/quantity.ts";
import { circuitsOfFolder } from "./circuitsModule.ts";

const HEAD = `# Circuits

Written by \`npm run docs\` from the files in \`circuits/\`. Each name can be given to \`-c\`; \`eisfit circuits NAME\` shows roles,
typical values, limits and units of the parameters. From a program: \`shippedCircuits\` of \`eisfit/circuits\`.

The typical values are of the geometry that the text names. They are one start among others in a fit, which needs none; limits,
order of arcs and roles hold in it. A copy of a file, changed, can be given to \`-c\` as well.
`;

/** The text of docs/circuits.md: a table for each group, then what each circuit is for and where it comes from. */
export function circuitsMarkdown(circuits: readonly ShippedCircuit[] = circuitsOfFolder()): string {
  const sections = catalogue.map(({ title }) => {
    const members = circuits.filter(({ group }) => group === title);
    const table = ["| Name | Cell | Circuit |", "| --- | --- | --- |", ...members.map(row)].join("\n");
    return `## ${title}\n\n${table}\n\n${members.map(paragraph).join("\n")}`;
  });
  return [HEAD, ...sections].join("\n");
}

/** In a cell of a table a bar would end it. */
function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}

function row({ name, title, text }: ShippedCircuit): string {
  return `| \`${name}\` | ${escaped(title)} | \`${escaped(circuitOutline(parseCircuit(text).text))}\` |`;
}

/** The file of a circuit's drawing in docs/pictures. */
export function catalogueDrawing(name: string): string {
  return `circuits/${name}.svg`;
}

function paragraph({ name, title, purpose, frequencyHz: [highest, lowest], text }: ShippedCircuit): string {
  const { citations } = parseCircuit(text);
  const window = `All of it shows between ${frequency(highest)} and ${frequency(lowest)}.`;
  const drawing = `![${escaped(title)}](pictures/${catalogueDrawing(name)})`;
  return `**\`${name}\`** ${escaped(purpose)} ${window}\n\n${drawing}\n\n${citations.map((citation) => `- ${citation}\n`).join("")}`;
}

function frequency(hz: number): string {
  const { value, unit } = printQuantity(hz, null, "Hz");
  return `${value} ${unit}`;
}
