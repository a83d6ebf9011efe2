import { readdirSync, readFileSync } from "node:fs";
import { parseCircuit } from "../circuit/index.ts";
import { catalogue } from "../circuits/catalogue.ts";
// A type only: the module it belongs to imports what is written here.
import type { ShippedCircuit } from "../circuits/index.ts";

const FOLDER = new URL("../../circuits/", import.meta.url);
const EXTENSION = ".circuit";

/**
 * The circuits of `circuits/` in the order of the catalogue.
 *
 * @throws {Error} where folder and catalogue do not agree, or a file lacks name, title or the comment on top.
 */
export function circuitsOfFolder(): ShippedCircuit[] {
  const unlisted = new Set(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(EXTENSION))
      .map((file) => file.slice(0, -EXTENSION.length)),
  );
  const circuits = catalogue.flatMap(({ title, circuits }) =>
    circuits.map(({ name, frequencyHz }): ShippedCircuit => {
      if (!unlisted.delete(name)) throw new Error(`src/circuits/catalogue.ts: no file or a second entry for ${name}.`);
      return { group: title, frequencyHz, ...contentOf(name) };
    }),
  );
  const [missing] = unlisted;
  if (missing !== undefined) throw new Error(`circuits/${missing}${EXTENSION} is not in src/circuits/catalogue.ts.`);
  return circuits;
}

function contentOf(name: string): Pick<ShippedCircuit, "name" | "title" | "purpose" | "text"> {
  const file = name + EXTENSION;
  const text = readFileSync(new URL(file, FOLDER), "utf8");
  const circuit = parseCircuit(text);
  if (circuit.name !== name || circuit.title === undefined) {
    throw new Error(`circuits/${file} must begin with \`circuit ${name} "title"\` below its comment.`);
  }
  const purpose = commentOnTop(text);
  if (purpose === "") throw new Error(`circuits/${file} needs a comment on top that says what it is for.`);
  return { name, title: circuit.title, purpose, text };
}

function commentOnTop(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  return lines
    .slice(0, end)
    .map((line) => line.slice(1).trim())
    .join(" ");
}

/** The text of src/circuits/circuits.generated.ts. */
export function circuitsModule(circuits: readonly ShippedCircuit[] = circuitsOfFolder()): string {
  const entries = circuits.map((circuit) => `  ${JSON.stringify(circuit)},\n`);
  return [
    "// Written by `npm run docs` from circuits/ and src/circuits/catalogue.ts; do not edit.\n",
    'import type { ShippedCircuit } from "./index.ts";\n\n',
    `export const generatedCircuits: readonly ShippedCircuit[] = [\n${entries.join("")}];\n`,
  ].join("");
}
