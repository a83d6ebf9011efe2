import { basename, dirname, join } from "node:path";
import type { Command } from "commander";
import { version } from "../../index.ts";
import { Attempts } from "../attempts.ts";
import { writeCsv, writeJson, writeList, type Converted } from "../convertFile.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { filesArgument } from "../inputFiles.ts";
import { printFormats } from "./formats.ts";
import { sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, namesFolder, writeFilePieces } from "../writeFiles.ts";

/** The options of `eisfit convert` as commander gives them. */
export interface ConvertCommandOptions {
  readonly list?: boolean;
  readonly sweep?: SweepChoice;
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
  readonly formats?: boolean;
}

/** Adds `eisfit convert`. */
export function addConvertCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("convert")
    .summary("any readable file as CSV or JSON, or list its sweeps")
    .description("Write what any readable file holds as CSV or JSON, or list its sweeps.")
    .addArgument(filesArgument("[files...]", "files of instruments or other programs"))
    .option("--formats", "list the formats that can be read")
    .option("--list", "only list the sweeps")
    .addOption(sweepOption())
    .optionsGroup("Output:")
    .option("--json", "write JSON, with all that the file tells besides the points")
    .option("-o, --output <path>", "write into this file, or for each file into this folder")
    .option("--force", "replace files that exist");
  addExamples(command, [
    ["eisfit convert samples/llzo_25C.csv", "prints CSV: frequency in Hz, real and imaginary part in ohm"],
    ["eisfit convert samples/llzo_*C.csv --list", "what is in these files?"],
    ["eisfit convert samples/llzo_*C.csv --json -o converted", "a JSON file for each"],
    ["eisfit convert --formats", "what can be read"],
  ]);
  command.action(async (files: string[], options: ConvertCommandOptions) =>
    done(await convertCommand(files, options, host)),
  );
}

/** Writes the sweeps of files as CSV, JSON or a list; a file that cannot be read is reported and does not stop the others. */
async function convertCommand(files: readonly string[], options: ConvertCommandOptions, host: Host): Promise<number> {
  if (options.formats === true) {
    printFormats(undefined, options.json === true, host);
    return DONE;
  }
  checkUsage(files, options);
  const target = options.output === undefined ? undefined : targetOf(options.output, files, options.json === true);
  if (target !== undefined) checkOutput(target.folder, target.names, options.force === true, files);
  const converting: Converted = { choice: options.sweep ?? "all", listOnly: options.list === true, host };
  const open = options.json === true ? documentPieces(target === undefined ? host.out : undefined) : undefined;
  const attempts = new Attempts<string>(host, files.length, "files");
  for (const [index, file] of files.entries()) {
    await attempts.attempt(file, async () => {
      if (target !== undefined) {
        const path = join(target.folder, target.names[index] ?? "");
        await writeConverted(path, file, converting, options.json === true);
        host.note(`written: ${path}\n`);
      } else if (open !== undefined) await open.add((write) => writeJson(file, converting, write));
      else if (options.list === true) await writeList(file, converting, host.show);
      else await writeCsv(file, converting, host.out);
      attempts.add({ entry: file, sound: true });
    });
    const last = attempts.entries.at(-1);
    if (target === undefined && typeof last === "object" && last.file === file) {
      await open?.add((write) => Promise.resolve(write(JSON.stringify(last))));
    }
  }
  if (target === undefined) open?.close();
  return attempts.finish();
}

function writeConverted(path: string, file: string, converting: Converted, json: boolean): Promise<void> {
  return writeFilePieces(path, async (write) => {
    if (!json) return writeCsv(file, converting, write);
    const document = documentPieces(write);
    await document.add((piece) => writeJson(file, converting, piece));
    document.close();
  });
}

function checkUsage(files: readonly string[], { list, json, output, sweep }: ConvertCommandOptions): void {
  if (files.length === 0) throw new UsageError("Name at least one file, or ask for --formats.");
  if (list === true && output !== undefined) throw new UsageError("--list prints to the terminal; leave -o out.");
  if (list === true && sweep !== undefined) throw new UsageError("--list shows all sweeps; leave --sweep out.");
  if (files.length > 1 && list !== true && json !== true && output === undefined) {
    throw new UsageError("Several files as CSV need a folder: give -o FOLDER, or --json for one document, or --list.");
  }
}

/** `-o` is a folder if there is one, if it ends like one, or if it must take several files. */
function targetOf(output: string, files: readonly string[], json: boolean): { folder: string; names: string[] } {
  const isFolder = files.length > 1 || namesFolder(output);
  if (!isFolder) return { folder: dirname(output), names: [basename(output)] };
  const extension = json ? "json" : "csv";
  return { folder: output, names: files.map((file) => `${basename(file).replace(/\.[^.]+$/, "")}.${extension}`) };
}

/** The document around the files. Nothing of a file is written before all of it is known to be sound. */
function documentPieces(write: ((text: string) => void) | undefined) {
  let begun = false;
  const begin = (): void => {
    if (!begun) write?.(`{\n  "eisfit": ${JSON.stringify(version)},\n  "files": [`);
  };
  return {
    async add(produce: (write: (text: string) => void) => Promise<void>): Promise<void> {
      const pieces: string[] = [];
      await produce((text) => void pieces.push(text));
      begin();
      write?.(begun ? ",\n" : "\n");
      begun = true;
      for (const piece of pieces) write?.(piece);
    },
    close(): void {
      begin();
      write?.("\n  ]\n}\n");
    },
  };
}
