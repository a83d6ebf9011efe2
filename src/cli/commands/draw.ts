import { basename } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { drawCircuit, toCircuitikz, type SymbolStyle, type Theme } from "../../report/index.ts";
import { circuitOf } from "../circuits.ts";
import { CIRCUIT_HELP } from "../fitOptions.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { dpiOption, usualDpi } from "../plotOptions.ts";
import { pngWriter } from "../png.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, outputFile, writeFiles } from "../writeFiles.ts";

/** The options of `eisfit draw` as commander gives them. */
export interface DrawCommandOptions {
  readonly style: SymbolStyle;
  readonly values?: boolean;
  readonly tex?: boolean;
  readonly width?: number;
  readonly theme: Theme;
  readonly dpi?: number;
  readonly output?: string;
  readonly force?: boolean;
}

/** Adds `eisfit draw`; `done` takes its exit status. */
export function addDrawCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("draw")
    .summary("a circuit as SVG or for LaTeX")
    .description("Draw a circuit as SVG, or for LaTeX.")
    .argument("<circuit>", CIRCUIT_HELP)
    .addOption(
      new Option("--style <style>", "of the symbols: iec, or ansi with zigzags for resistors")
        .choices(["iec", "ansi"])
        .default("iec"),
    )
    .option("--values", "with the circuit's values underneath")
    .option("--width <pixels>", "keep to this width, 96 pixels an inch; 640 by default", pixels)
    .addOption(
      new Option("--theme <theme>", "colours; auto: what the reader's system prefers")
        .choices(["light", "dark", "auto"])
        .default("light"),
    )
    .option("--tex", "write LaTeX for the package circuitikz")
    .option("-o, --output <file>", "write into this file, or into this folder; .tex is LaTeX, .png a picture of pixels")
    .addOption(dpiOption())
    .option("--force", "replace a file that exists");
  addExamples(command, [
    ["eisfit draw li-llzo-li -o li-llzo-li.svg", "a circuit that comes with eisfit"],
    [
      "eisfit draw 'R0{20 ohm}-p(R1{100},CPE1{Q=1u, n=0.9})' --values --style ansi > randles.svg",
      "with values and zigzags",
    ],
    ["eisfit draw li-llzo-li -o li-llzo-li.tex", "for LaTeX with the package circuitikz"],
  ]);
  command.action(async (circuit: string, options: DrawCommandOptions) =>
    done(await drawCommand(circuit, options, host)),
  );
}

async function drawCommand(argument: string, options: DrawCommandOptions, host: Host): Promise<number> {
  const { output } = options;
  const asTex = options.tex === true || /\.tex$/i.test(output ?? "");
  const target = output === undefined ? undefined : targetOf(output, argument, options);
  const toPng = /\.png$/i.test(output ?? "") ? await pngWriter(options.dpi ?? usualDpi) : undefined;
  if (asTex && options.theme !== "light")
    throw new UsageError("--theme is for SVG; LaTeX draws in the colour of its text.");
  const circuit = circuitOf(argument);
  const { style, theme, values = false } = options;
  const width = options.width === undefined ? {} : { width: options.width };
  if (values && circuit.parameters.every(({ value }) => value === undefined)) {
    host.note("note: the circuit gives no values, so there are none underneath; write R0{20} for example\n");
  }
  const drawing = asTex
    ? toCircuitikz(circuit, { style, values, ...width })
    : drawCircuit(circuit, { style, values, theme, ...width });
  if (target === undefined) host.out(drawing);
  else {
    const written = writeFiles(target.folder, [{ name: target.name, content: toPng?.(drawing) ?? drawing }]);
    host.note(`written: ${written.join(", ")}\n`);
  }
  return DONE;
}

/** The file to be written; in a folder it has the name of the circuit. */
function targetOf(
  output: string,
  circuit: string,
  { tex, force }: DrawCommandOptions,
): { folder: string; name: string } {
  const [, kind] = /\.(svg|png)$/i.exec(output) ?? [];
  if (tex === true && kind !== undefined) {
    throw new UsageError(`--tex writes LaTeX, but ${output} is named as ${kind.toUpperCase()}; leave one of them out.`);
  }
  const stem = /^[\w./\\-]+$/.test(circuit) ? basename(circuit, ".circuit") : "circuit";
  const target = outputFile(output, `${stem}.${tex === true ? "tex" : "svg"}`);
  checkOutput(target.folder, [target.name], force === true, [circuit]);
  return target;
}

function pixels(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0 && value < Infinity)) {
    throw new InvalidArgumentError("Give pixels above 0, as 640, or 324 for a column of 86 mm.");
  }
  return value;
}
