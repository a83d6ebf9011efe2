import { existsSync, statSync } from "node:fs";
import { basename, dirname, extname } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { shippedCircuits } from "../../circuits/index.ts";
import { version, type Circuit, type Weight } from "../../index.ts";
import {
  exportFormats,
  jsonText,
  textTable,
  valuedByFit,
  valuedByText,
  type Band,
  type ExportFormat,
  type ExportOptions,
  type SymbolStyle,
  type Theme,
  type ValuedCircuit,
} from "../../report/index.ts";
import { collect, frequency, positive } from "../argumentValues.ts";
import { Attempts } from "../attempts.ts";
import { circuitOf } from "../circuits.ts";
import { completes } from "../completion/kinds.ts";
import { fitInput, sweepInputs } from "../fitFile.ts";
import { CIRCUIT_HELP } from "../fitOptions.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { addMaskOptions, maskOf, type MaskSettings } from "../maskOptions.ts";
import { outputPrefix } from "../outputPrefix.ts";
import { readSavedFits, savedPrefixes, type FittingOptions } from "../savedFits.ts";
import { applySettings } from "../settings.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit export` as commander gives them. */
export interface ExportCommandOptions extends FittingOptions, MaskSettings {
  readonly as?: string;
  readonly weight: Weight;
  readonly sweep?: SweepChoice;
  readonly from?: number;
  readonly to?: number;
  readonly perDecade?: number;
  readonly tolerance?: number;
  readonly name?: string;
  readonly style?: SymbolStyle;
  readonly theme?: Theme;
  readonly list?: boolean;
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** Adds `eisfit export`; `done` takes its exit status. */
export function addExportCommand(program: Command, host: Host, done: (status: number) => void): void {
  const exporting = program
    .command("export")
    .summary("parameters, curves, source code, SPICE, other programs")
    .description(
      "Write fitted parameters, curves, formulas, source code, a SPICE subcircuit or the circuit for other programs.",
    )
    .addArgument(
      completes(
        filesArgument(
          "[inputs...]",
          "JSON of eisfit fit or series, or spectra to fit first; none for the circuit of -c by itself",
        ),
        "files",
      ),
    )
    .addOption(new Option("--as <format>", "one of those that --list shows; else by the ending of -o"))
    .option("--list", "list the formats")
    .option("-c, --circuit <circuit>", `to fit or to write; ${CIRCUIT_HELP}`)
    .addOption(
      new Option("--weight <weight>", "of the residuals of a fit")
        .choices(["modulus", "unit", "proportional", "sigma", "structure", "measured"])
        .default("modulus"),
    )
    .addOption(sweepOption())
    .option("--set <name=value>", "value, or start of the fit, e.g. 'R0=20 ohm' (repeatable)", collect)
    .option("--fix <name[=value]>", "hold a parameter (repeatable)", collect)
    .option("--bound <name=low..high>", "limits (repeatable)", collect)
    .option("--tie <name=formula>", "let a parameter follow others (repeatable)", collect)
    .option(
      "--from <hz>",
      "one end of curves and of the band of a subcircuit; else that of the fitted points",
      frequency,
    )
    .option("--to <hz>", "the other end", frequency)
    .option("--per-decade <n>", "points a decade of curves; 30 by default", positive)
    .option("--tolerance <share>", "of |Z| by which an approximated element may be off, e.g. 0.1%", share)
    .option("--name <name>", "of a subcircuit; cell by default")
    .addOption(new Option("--style <style>", "of the symbols in a drawing").choices(["iec", "ansi"]))
    .addOption(new Option("--theme <theme>", "of a drawing as SVG").choices(["light", "dark", "auto"]));
  addMaskOptions(exporting)
    .optionsGroup("Output:")
    .option("--json", "print one JSON document that holds what would be written")
    .option("-o, --output <path>", "write into this file, or for each fit into this folder")
    .option("--force", "replace files that exist");
  addExamples(exporting, [
    ["eisfit fit samples/li-llzo-li.csv -c li-llzo-li -o results", "first a result"],
    ["eisfit export results/li-llzo-li.result.json -o cell.py", "as Python source code"],
    ["eisfit export -c randles --as spice", "a circuit as it stands, with its typical values"],
    ["eisfit export --list", "what can be written"],
  ]);
  exporting.action(async (inputs: string[], options: ExportCommandOptions) =>
    done(await exportCommand(inputs, options, host)),
  );
}

interface Output {
  readonly file: string;
  /** For names of output files. */
  readonly prefix: string;
  readonly text: string;
  readonly notes: readonly string[];
  readonly details?: object;
}

async function exportCommand(inputs: readonly string[], options: ExportCommandOptions, host: Host): Promise<number> {
  if (options.list === true) {
    host.out(listing(options.json === true));
    return DONE;
  }
  const format = formatOf(options);
  const settings = exportOptions(options);
  const attempts = new Attempts<Output>(host);
  const write = (valued: ValuedCircuit, file: string, prefix: string, sound = true): void => {
    const exported = format.write(valued, settings);
    const told = [
      ...valued.defaulted.map((name) => `${name} has no value; the element's default is used`),
      ...exported.notes,
    ];
    for (const note of told) host.note(`note: ${note}\n`);
    attempts.add({ entry: { file, prefix, ...exported, notes: told }, sound });
  };
  if (inputs.length === 0) {
    const circuit = options.circuit ?? "";
    write({ ...valuedByText(givenCircuit(options)), ...bandOf(circuit) }, circuit, "");
  }
  for (const input of inputs) {
    await attempts.attempt(input, async () => {
      const saved = await readSavedFits(input, options);
      const prefixes = savedPrefixes(saved ?? [], input);
      for (const [index, valued] of (saved ?? []).entries()) write(valued, valued.file ?? input, prefixes[index] ?? "");
      if (saved !== undefined) return;
      const circuit = givenCircuit(options, input);
      for await (const one of sweepInputs(input, options.sweep)) {
        const fitted = fitInput(one, circuit, { weight: options.weight, ...maskOf(options) }, {}, options);
        for (const warning of [...fitted.result.warnings, ...fitted.intervals.warnings]) {
          host.note(`${one.file}: warning: ${warning}\n`);
        }
        const isFitted = fitted.result.termination.outcome !== "not-converged";
        write(
          valuedByFit(fitted.result, one.file, fitted.intervals),
          one.file,
          outputPrefix(input, one.sweep),
          isFitted,
        );
      }
    });
  }
  deliver(attempts, format, options, host);
  return attempts.finish();
}

/** Prints or writes what was made of all inputs. */
function deliver(
  attempts: Attempts<Output>,
  format: ExportFormat,
  { output, json, force }: ExportCommandOptions,
  host: Host,
): void {
  if (json === true) {
    const exports = attempts.entries.map((entry) => {
      if ("error" in entry) return entry;
      const { file, text, notes, details } = entry;
      return { file, format: format.name, text, notes, ...(details === undefined ? {} : { details }) };
    });
    host.out(jsonText({ eisfit: version, exports }));
    return;
  }
  const outputs = attempts.entries.flatMap((entry) => ("error" in entry ? [] : [entry]));
  if (outputs.length === 0) return;
  if (output === undefined) {
    if (outputs.length > 1) {
      throw new UsageError(
        `There are ${String(outputs.length)} fits: give -o FOLDER for a file each, or --json for one document.`,
      );
    }
    for (const { text } of outputs) host.out(text);
    return;
  }
  const isFolder =
    outputs.length > 1 || /[/\\]$/.test(output) || (existsSync(output) && statSync(output).isDirectory());
  const folder = isFolder ? output : dirname(output);
  const files = outputs.map(({ prefix, text }) => ({
    name: isFolder ? `${prefix}${format.file}` : basename(output),
    content: text,
  }));
  checkOutput(
    folder,
    files.map(({ name }) => name),
    force === true,
  );
  host.note(`written: ${writeFiles(folder, files).join(", ")}\n`);
}

function formatOf({ as, output, list }: ExportCommandOptions): ExportFormat {
  const names = exportFormats.map(({ name }) => name);
  if (as !== undefined) {
    const found = exportFormats.find(({ name }) => name === as);
    if (found !== undefined) return found;
    throw new UsageError(`There is no format ${JSON.stringify(as)}. There are ${names.join(", ")}.`);
  }
  const ending = extname(output ?? "").toLowerCase();
  const usual = exportFormats.find(({ file, isUsual }) => isUsual === true && extname(file) === ending);
  if (usual !== undefined && list !== true) return usual;
  throw new UsageError(`Say what to write: --as with ${names.join(", ")}; eisfit export --list explains them.`);
}

function exportOptions({ from, to, perDecade, tolerance, name, style, theme }: ExportCommandOptions): ExportOptions {
  if ((from === undefined) !== (to === undefined)) throw new UsageError("Give both ends of the band, --from and --to.");
  return {
    ...(from === undefined || to === undefined ? {} : { band: [Math.min(from, to), Math.max(from, to)] as const }),
    ...(perDecade === undefined ? {} : { perDecade }),
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(name === undefined ? {} : { name }),
    ...(style === undefined ? {} : { style }),
    ...(theme === undefined ? {} : { theme }),
  };
}

function givenCircuit(options: ExportCommandOptions, input?: string): Circuit {
  if (options.circuit !== undefined) return applySettings(circuitOf(options.circuit), options);
  throw new UsageError(
    input === undefined
      ? "Name a file, or give a circuit with -c."
      : `${input} holds no fit; give the circuit to fit to it with -c.`,
  );
}

/** Circuits that come with eisfit say at which frequencies all of them shows. */
function bandOf(name: string): { readonly band?: Band } {
  const shipped = shippedCircuits.find((circuit) => circuit.name === name);
  return shipped === undefined ? {} : { band: [shipped.frequencyHz[1], shipped.frequencyHz[0]] };
}

function listing(json: boolean): string {
  if (json) {
    return jsonText({
      eisfit: version,
      formats: exportFormats.map(({ name, title, file }) => ({ name, title, file })),
    });
  }
  const rows = exportFormats.map(({ name, title, file, isUsual }) => [
    name,
    title,
    isUsual === true ? extname(file) : "",
  ]);
  return `${textTable(["format", "what is written", "by -o"], rows, ["left", "left", "left"])}\n`;
}

function share(text: string): number {
  const [, digits = "", percent] = /^\s*([^%]*?)\s*(%?)\s*$/.exec(text) ?? [];
  const value = Number(digits) / (percent === "%" ? 100 : 1);
  if (digits === "" || !(value > 0 && value < 1)) {
    throw new InvalidArgumentError("Give a share of |Z| such as 0.1% or 0.001.");
  }
  return value;
}
