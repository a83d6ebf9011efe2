import type { Command } from "commander";
import type { Host } from "./host.ts";
import { checkOutput, writeFiles } from "./writeFiles.ts";

/** The options that say where results go, as commander gives them. */
export interface OutputSettings {
  readonly json?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** Adds `--json`. */
export function addJsonOption(command: Command): Command {
  return command.optionsGroup("Output:").option("--json", "print one JSON document, and nothing else");
}

/**
 * Adds `-o` and `--force`.
 *
 * @param what is written into the folder, as "JSON, CSV and a plot".
 */
export function addFolderOptions(command: Command, what: string): Command {
  return command
    .optionsGroup("Output:")
    .option("-o, --output <folder>", `write ${what} into this folder, which is made if need be`)
    .option("--force", "replace files that exist there");
}

/**
 * Where `-o` puts the JSON document of a command that writes one: checked before the work, written by the function returned.
 *
 * @throws {UsageError} as `checkOutput`.
 */
export function documentOutput(
  { output, force }: OutputSettings,
  name: string,
  inputs: readonly string[] = [],
): (json: string, host: Host) => void {
  if (output === undefined) return () => undefined;
  checkOutput(output, [name], force === true, inputs);
  return (json, host) => host.note(`written: ${writeFiles(output, [{ name, content: json }]).join(", ")}\n`);
}
