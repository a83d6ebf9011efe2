import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Command } from "commander";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";
import { packagePath } from "../packageFolder.ts";
import { checkOutput, writeFiles, type OutputFile } from "../writeFiles.ts";

/** Adds `eisfit samples`. */
export function addSamplesCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("samples")
    .summary("files to try all this with")
    .description(
      "Write simulated files to try eisfit with, into a folder `samples`: those that the examples of all help read.",
    )
    .option("-o, --output <folder>", "write them there", "samples")
    .option("--force", "replace files that exist there");
  addExamples(command, [["eisfit samples", "then eisfit samples/li-llzo-li.csv, for example"]]);
  command.action((options: { output: string; force?: boolean }) => {
    const files = sampleFiles();
    checkOutput(
      options.output,
      files.map(({ name }) => name),
      options.force === true,
    );
    const written = writeFiles(options.output, files).map((path) => `  ${relative("", path)}\n`);
    host.show(`Simulated, not measured; the first lines of each say of what:\n${written.join("")}`);
    done(DONE);
  });
}

/** What ships with the package. */
function sampleFiles(): OutputFile[] {
  const folder = packagePath("docs", "example");
  const cell = packagePath("circuits", "li-llzo-li.simulated.csv");
  return [
    { name: "li-llzo-li.csv", content: readFileSync(cell, "utf8") },
    ...readdirSync(folder)
      .filter((name) => name.endsWith(".csv"))
      .map((name) => ({ name, content: readFileSync(packagePath("docs", "example", name), "utf8") })),
  ];
}
