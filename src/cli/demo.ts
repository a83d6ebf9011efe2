/**
 * Run by `npm run demo`: fits a simulated spectrum of a Li | LLZO | Li cell and compares the result with the values that
 * the spectrum was made from.
 */
import { relative, resolve } from "node:path";
import { version, type Circuit, type FitResult } from "../index.ts";
import { fitDocument, jsonText, textTable } from "../report/index.ts";
import { circuitOf } from "./circuits.ts";
import { fitInput, fitText, replicateInput } from "./fitFile.ts";
import { fitOutput, fitPlots } from "./fitFiles.ts";
import { packagePath } from "./packageFolder.ts";
import { writeFiles } from "./writeFiles.ts";

const NAME = "li-llzo-li";
const OUTPUT = "demo-output";

const circuit = circuitOf(NAME);
const file = relative(process.cwd(), packagePath("circuits", `${NAME}.simulated.csv`));
const print = (text: string): void => void process.stdout.write(text);

const fitted = fitInput(await replicateInput([file], undefined), circuit, { initial: elementDefaults(circuit) });
const { spectrum, result, sha256, intervals, identifiability } = fitted;
print(`eisfit ${version} demo: ${circuit.title ?? NAME}\n\n`);
print("The data are simulated, not measured; the file says how:\n");
print(`${spectrum.notes.map((note) => `  ${note}`).join("\n")}\n\n`);
print(`${fitText(fitted)}\n`);
print("The values that the data were made from were kept from the fit, which started from the elements' defaults\n");
print(`and from the spectrum itself. They compare as follows:\n\n${comparison(circuit, result)}\n\n`);

const json = jsonText(fitDocument(version, [{ file, sha256, result, intervals, identifiability }]));
const title = `${circuit.title ?? NAME} (simulated)`;
const files = fitOutput(fitted, { prefix: "", title, plots: fitPlots(undefined, "auto"), look: {} }, json);
const written = writeFiles(resolve(OUTPUT), files).map((path) => `  ${relative(process.cwd(), path)}\n`);
print(`The result and its plots are in\n${written.join("")}`);

/** Starting values that know nothing of the circuit file's own. */
function elementDefaults({ parameters }: Circuit): Record<string, number> {
  const entries: [string, number][] = [];
  for (const { name, element, index, expression, fixed } of parameters) {
    const record = element.record.parameters[index];
    if (record !== undefined && expression === undefined && !fixed) entries.push([name, record.default]);
  }
  return Object.fromEntries(entries);
}

function comparison({ parameters }: Circuit, fit: FitResult): string {
  const rows = fit.parameters.map(({ name, value, stderr }, index) => {
    const truth = parameters[index]?.value;
    const distance = truth === undefined || stderr === null ? "" : ((value - truth) / stderr).toFixed(1);
    return [name, truth === undefined ? "" : truth.toPrecision(4), value.toPrecision(4), distance];
  });
  return textTable(["parameter", "made from", "fitted", "difference / std. error"], rows, [
    "left",
    "right",
    "right",
    "right",
  ]);
}
