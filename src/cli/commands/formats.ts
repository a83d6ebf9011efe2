import { Argument, type Command } from "commander";
import { nearestName } from "../../circuits/index.ts";
import { fileFormats, version, type FileFormat } from "../../index.ts";
import { jsonText, labelledLines, textTable } from "../../report/index.ts";
import { completes } from "../completion/kinds.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { UsageError } from "../usageError.ts";

/** Adds `eisfit formats`. */
export function addFormatsCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("formats")
    .summary("formats of files that can be read")
    .description(
      "List the formats of files that can be read, or say what is read of one. The content tells the format.",
    )
    .addArgument(completes(new Argument("[name]", "of a format"), "formats"))
    .option("--json", "print one JSON document");
  addExamples(command, [
    ["eisfit formats", ""],
    ["eisfit formats biologic-mpr", "what is read of it"],
  ]);
  command.action((name: string | undefined, options: { json?: boolean }) => {
    printFormats(name === undefined ? undefined : formatNamed(name), options.json === true, host);
    done(DONE);
  });
}

/** Prints one format, or a table of all. */
export function printFormats(format: FileFormat | undefined, json: boolean, host: Host): void {
  const formats = format === undefined ? fileFormats : [format];
  if (json) {
    const entries = formats.map(({ name, title, extensions, reads }) => ({ name, title, extensions, reads }));
    host.out(jsonText({ eisfit: version, formats: entries }));
  } else if (format === undefined) {
    const rows = formats.map(({ name, title, extensions }) => [name, title, endings(extensions)]);
    host.show(`${textTable(["name", "format", "files"], rows, ["left", "left", "left"])}\n`);
  } else {
    const { name, title, extensions, reads } = format;
    host.show(
      `${labelledLines([
        ["format", `${title} (${name})`],
        ["files", endings(extensions)],
        ["read", reads],
      ])}\n`,
    );
  }
}

function formatNamed(name: string): FileFormat {
  const found = fileFormats.find((format) => format.name === name);
  if (found !== undefined) return found;
  const meant = nearestName(
    name,
    fileFormats.map((format) => format.name),
  );
  const hint = meant === undefined ? "eisfit formats lists them all." : `Did you mean ${meant}?`;
  throw new UsageError(`There is no format ${JSON.stringify(name)}. ${hint}`);
}

function endings(extensions: readonly string[]): string {
  return extensions.map((end) => `.${end}`).join(" ");
}
