import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileFormats, version } from "../../index.ts";
import { jsonText, textTable } from "../../report/index.ts";
import { writeCsv, writeJson, writeList, type Converted } from "../convertFile.ts";
import { isExpected, isWrongUsage } from "../expectedErrors.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import type { SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import { checkOutput, writeFilePieces } from "../writeFiles.ts";

/** The options of `eisfit convert` as commander gives them. */
export interface ConvertCommandOptions {
  readonly list?: boolean;
  readonly sweep?: SweepChoice;
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
  readonly formats?: boolean;
}

/** Writes the sweeps of files as CSV, JSON or a list; a file that cannot be read is reported and does not stop the others. */
export async function convertCommand(
  files: readonly string[],
  options: ConvertCommandOptions,
  host: Host,
): Promise<number> {
  if (options.formats === true) {
    host.out(formatsText(options.json === true));
    return DONE;
  }
  checkUsage(files, options);
  const target = options.output === undefined ? undefined : targetOf(options.output, files, options.json === true);
  if (target !== undefined) checkOutput(target.folder, target.names, options.force === true);
  let status = DONE;
  const converting: Converted = { choice: options.sweep ?? "all", listOnly: options.list === true, host };
  const open = options.json === true ? documentPieces(target === undefined ? host.out : undefined) : undefined;
  for (const [index, file] of files.entries()) {
    try {
      if (target === undefined) {
        if (open !== undefined) await open.add((write) => writeJson(file, converting, write));
        else await (options.list === true ? writeList : writeCsv)(file, converting, host.out);
        continue;
      }
      const path = join(target.folder, target.names[index] ?? "");
      await writeFilePieces(path, async (write) => {
        if (options.json !== true) return writeCsv(file, converting, write);
        const document = documentPieces(write);
        await document.add((piece) => writeJson(file, converting, piece));
        document.close();
      });
      host.note(`written: ${path}\n`);
    } catch (error) {
      if (!isExpected(error) || isWrongUsage(error)) throw error;
      const message = error.message.startsWith(file) ? error.message : `${file}: ${error.message}`;
      host.note(`error: ${message}\n`);
      const entry = JSON.stringify({ file, error: { name: error.name, message } });
      if (target === undefined) await open?.add((write) => Promise.resolve(write(entry)));
      status = FAILED;
    }
  }
  if (target === undefined) open?.close();
  return status;
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
  const isFolder = files.length > 1 || /[/\\]$/.test(output) || (existsSync(output) && statSync(output).isDirectory());
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

function formatsText(json: boolean): string {
  const formats = fileFormats.map(({ name, title, extensions, reads }) => ({ name, title, extensions, reads }));
  if (json) return jsonText({ eisfit: version, formats });
  const rows = formats.map(({ name, title, extensions }) => [
    name,
    title,
    extensions.map((end) => `.${end}`).join(" "),
  ]);
  return `${textTable(["name", "format", "files"], rows, ["left", "left", "left"])}\n`;
}
