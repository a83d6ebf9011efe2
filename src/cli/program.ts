import { existsSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { version } from "../index.ts";
import { placeOfCommand } from "./commandWord.ts";
import { addBatchCommand } from "./commands/batch.ts";
import { addCheckCommand } from "./commands/check.ts";
import { addCircuitsCommand } from "./commands/circuits.ts";
import { addCompareCommand } from "./commands/compare.ts";
import { addConvertCommand } from "./commands/convert.ts";
import { addCompletionCommand } from "./commands/completion.ts";
import { addDiffusionCommand } from "./commands/diffusion.ts";
import { addDrawCommand } from "./commands/draw.ts";
import { addDrtCommand } from "./commands/drt.ts";
import { addElectronicCommand } from "./commands/electronic.ts";
import { addElementsCommand } from "./commands/elements.ts";
import { addExportCommand } from "./commands/export.ts";
import { addFitCommand } from "./commands/fit.ts";
import { addFormatsCommand } from "./commands/formats.ts";
import { addGittCommand } from "./commands/gitt.ts";
import { addHelpCommand } from "./commands/help.ts";
import { addInspectCommand } from "./commands/inspect.ts";
import { addReportCommand } from "./commands/report.ts";
import { addSamplesCommand } from "./commands/samples.ts";
import { addSeriesCommand } from "./commands/series.ts";
import { addSimulateCommand } from "./commands/simulate.ts";
import { addTableCommand } from "./commands/table.ts";
import { addTransferenceCommand } from "./commands/transference.ts";
import { addWorkerCommand } from "./commands/worker.ts";
import { errorText, isExpected, isWrongUsage } from "./expectedErrors.ts";
import { addExamples, helpStyle } from "./help.ts";
import { DONE, FAILED, hostOn, WRONG_USAGE, type GlobalOptions, type Host, type Streams } from "./host.ts";
import { STDIN } from "./inputFiles.ts";
import { colourChoices } from "./terminal/colour.ts";

/**
 * Runs one command line and gives its exit status: 0 done, 1 the data or the fit failed, 2 wrong usage, 130 ended by Ctrl-C.
 * Whatever is wrong with the input is told in a message; an error that gets out of here is a fault of the program.
 *
 * @param words what the user typed after `eisfit`.
 */
export async function run(words: readonly string[], streams: Streams): Promise<number> {
  let status = DONE;
  // Options are known only once they are parsed, and errors of parsing are text with colours too.
  const program = new Command("eisfit");
  const host = hostOn(streams, () => program.opts<GlobalOptions>());
  describeProgram(program, words, host, (result) => (status = result));
  try {
    await program.parseAsync(asCommand(words, program), { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (!isExpected(error)) throw error;
    host.fail(errorText(error), error);
    return isWrongUsage(error) ? WRONG_USAGE : FAILED;
  } finally {
    host.endProgress();
  }
}

/** `eisfit FILE` is short for `eisfit inspect FILE`, and `eisfit` for its help. */
function asCommand(words: readonly string[], program: Command): readonly string[] {
  if (words.length === 0) return ["--help"];
  const place = placeOfCommand(words);
  const word = words[place];
  if (word === undefined || program.commands.some((command) => command.name() === word)) return words;
  const isFile = word === STDIN || /[*?/\\]|\.\w+$/.test(word) || existsSync(word);
  return isFile ? [...words.slice(0, place), "inspect", ...words.slice(place)] : words;
}

/** All commands, in the order in which help lists them. */
function describeProgram(program: Command, words: readonly string[], host: Host, done: (status: number) => void): void {
  program
    .description("Fits electrochemical impedance spectra to equivalent circuits.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .addOption(new Option("--color <when>", "colours").choices(colourChoices).default("auto"))
    .option("--debug", "with errors, where in the program they arose")
    .exitOverride()
    .showHelpAfterError("(eisfit -h lists the commands)")
    .configureHelp(helpStyle(() => host.paint.out))
    .configureOutput({
      writeOut: host.out,
      writeErr: host.note,
      // What is not wanted is not written in the first place.
      getOutHasColors: () => true,
      getErrHasColors: () => true,
      getOutHelpWidth: () => Math.min(100, Number.isFinite(host.width) ? host.width : 80),
    });

  addExamples(program, [
    ["eisfit samples", "files to try this with"],
    ["eisfit samples/li-llzo-li.csv", "what is in it?"],
    ["eisfit fit samples/li-llzo-li.csv -c li-llzo-li", "parameters with errors"],
  ]);

  program.commandsGroup("Look at data:");
  addInspectCommand(program, host, done);
  addCheckCommand(program, host, done);
  addDrtCommand(program, host, done);
  addConvertCommand(program, host, done);

  program.commandsGroup("Fit circuits:");
  addFitCommand(program, host, done);
  addCompareCommand(program, host, done);
  addSeriesCommand(program, host, done);
  addBatchCommand(program, host, done);
  addWorkerCommand(program, host, done);
  addSimulateCommand(program, host, done, words);

  program.commandsGroup("Answers from measurements:");
  addTransferenceCommand(program, host, done);
  addDiffusionCommand(program, host, done);
  addGittCommand(program, host, done);
  addElectronicCommand(program, host, done);

  program.commandsGroup("For a paper:");
  addReportCommand(program, host, done, words);
  addTableCommand(program, host, done);
  addDrawCommand(program, host, done);
  addExportCommand(program, host, done);

  program.commandsGroup("Look up:");
  addCircuitsCommand(program, host, done);
  addElementsCommand(program, host, done);
  addFormatsCommand(program, host, done);
  addSamplesCommand(program, host, done);
  addHelpCommand(program, host, done);
  addCompletionCommand(program, host, done);

  for (const command of program.commands) {
    command.showHelpAfterError(`(eisfit ${command.name()} -h shows options and examples)`);
  }
}
