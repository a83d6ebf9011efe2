import { InvalidArgumentError, Option, type Command } from "commander";
import { plotWidths, themes, type PlotOptions, type PlotSize, type Theme } from "../report/index.ts";
import { pngWriter, type PngWriter } from "./png.ts";
import { UsageError } from "./usageError.ts";
import type { OutputFile } from "./writeFiles.ts";

/** The options of all commands that draw plots, as commander gives them. */
export interface PlotSettings {
  readonly theme?: Theme;
  readonly size?: PlotSize;
  readonly heading?: boolean;
  readonly png?: boolean;
  readonly dpi?: number;
  /** Names of plots to write, of a command that has several. */
  readonly plots?: readonly string[];
  /** The folder to write into. */
  readonly output?: string;
}

/** What journals ask of drawings. */
export const usualDpi = 600;
const LARGEST_DPI = 2400;

/** Adds the options of plots to a command. */
export function addPlotOptions(command: Command): Command {
  const widths = Object.entries(plotWidths).map(([size, millimetres]) => `${size} (${String(millimetres)} mm)`);
  return command
    .optionsGroup("Plots:")
    .addOption(new Option("--theme <theme>", "colours of plots").choices(themes).default("light"))
    .addOption(
      new Option("--size <columns>", `printed width of plots: ${widths.join(", ")}`)
        .choices(Object.keys(plotWidths))
        .default("double"),
    )
    .option("--no-heading", "plots without their title, which a journal has in the caption")
    .option("--png", "write each plot as PNG too")
    .addOption(dpiOption());
}

/** The resolution of PNG. */
export function dpiOption(): Option {
  return new Option("--dpi <n>", `resolution of PNG, ${String(usualDpi)} by default`).argParser(resolution);
}

function resolution(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 10 && value <= LARGEST_DPI)) {
    throw new InvalidArgumentError(`Give dots per inch from 10 to ${String(LARGEST_DPI)}.`);
  }
  return value;
}

/** How plots are drawn and in which files they are written. */
export interface PlotWriter {
  readonly options: PlotOptions;
  /** All names of files that these names come to. */
  names(names: readonly string[]): string[];
  /** The files with a PNG beside each SVG, where that was asked for. */
  files(files: readonly OutputFile[]): OutputFile[];
}

/** @throws {UsageError} where plots are asked for and no folder is named, or PNG, and what it needs is not installed. */
export async function plotWriter(settings: PlotSettings): Promise<PlotWriter> {
  const { theme, size, heading, png, dpi = usualDpi, plots, output } = settings;
  const homeless = png === true ? "--png" : plots !== undefined ? "--plots" : undefined;
  if (homeless !== undefined && output === undefined) {
    throw new UsageError(`${homeless} writes files: say where, as -o results.`);
  }
  if (settings.dpi !== undefined && png !== true) throw new UsageError("--dpi is the resolution of PNG: add --png.");
  const toPng = png === true ? await pngWriter(dpi) : undefined;
  return {
    options: {
      ...(theme === undefined ? {} : { theme }),
      ...(size === undefined ? {} : { size }),
      ...(heading === undefined ? {} : { heading }),
    },
    names: (names) => (toPng === undefined ? [...names] : names.flatMap((name) => withPngName(name))),
    files: (files) => (toPng === undefined ? [...files] : files.flatMap((file) => withPngFile(file, toPng))),
  };
}

function withPngName(name: string): string[] {
  return name.endsWith(".svg") ? [name, name.replace(/\.svg$/, ".png")] : [name];
}

function withPngFile(file: OutputFile, toPng: PngWriter): OutputFile[] {
  const [, name] = withPngName(file.name);
  return name === undefined || typeof file.content !== "string"
    ? [file]
    : [file, { name, content: toPng(file.content) }];
}
