import { Help, type Command, type Option } from "commander";
import type { Paint } from "./terminal/colour.ts";

/** A command line to copy, and what it does. */
export type Example = readonly [line: string, does: string];

const examplesOf = new WeakMap<Command, readonly Example[]>();

/**
 * Shows command lines behind the help of a command. They read files of `eisfit samples` or what those before them have written,
 * so that each runs as it is printed: a test runs them all.
 */
export function addExamples(command: Command, examples: readonly Example[]): Command {
  examplesOf.set(command, examples);
  return command;
}

/** How all help is set: choices without quotes, defaults named, headings bold, examples at the end. */
export function helpStyle(paint: () => Paint): Partial<Help> {
  return {
    sortOptions: false,
    showGlobalOptions: true,
    optionDescription,
    argumentDescription: ({ description, argChoices }) =>
      argChoices === undefined ? description : `${description} (${argChoices.join(", ")})`,
    // Of all commands the first page tells.
    visibleGlobalOptions: (command) =>
      Help.prototype.visibleGlobalOptions
        .call({ showGlobalOptions: true }, command)
        .filter(({ long }) => long !== "--version"),
    styleTitle: (text) => paint().strong(text),
    formatHelp(command, helper) {
      const usual =
        command.parent === null
          ? programHelp(command, helper, paint())
          : Help.prototype.formatHelp
              .call(this, command, helper)
              .replace("Global Options:", "Options of all commands:");
      return usual + examplesText(examplesOf.get(command) ?? [], paint(), helper.helpWidth ?? 80);
    },
  };
}

/** All commands on one screen. */
function programHelp(program: Command, helper: Help, paint: Paint): string {
  const commands = helper.visibleCommands(program);
  const options = helper.visibleOptions(program);
  const groups = [...new Set(commands.map((command) => command.helpGroup()))];
  const section = (title: string, entries: readonly (readonly [string, string])[]): string =>
    `${paint.strong(title)}\n${entries.map(([term, told]) => `  ${term.padEnd(TERM_WIDTH)}${told}`).join("\n")}\n`;
  return [
    `${program.description()}\n`,
    "  eisfit FILE        what it holds, whether it is sound, what to do next",
    "  eisfit COMMAND -h  what a command takes, with examples\n",
    ...groups.map((title) =>
      section(
        title,
        commands
          .filter((command) => command.helpGroup() === title)
          .map((command) => [command.name(), helper.subcommandDescription(command)]),
      ),
    ),
    section(
      "Options of all commands:",
      options.map((option) => [helper.optionTerm(option), helper.optionDescription(option)]),
    ),
  ].join("\n");
}

/** Columns of the names of commands. */
const TERM_WIDTH = 19;

function optionDescription({
  description,
  argChoices,
  defaultValue,
  defaultValueDescription,
  required,
  optional,
}: Option): string {
  const usual = defaultValueDescription ?? (defaultValue === undefined ? undefined : String(defaultValue));
  const told = [
    ...(argChoices === undefined ? [] : [argChoices.join(", ")]),
    ...(usual !== undefined && (required || optional) ? [`default ${usual}`] : []),
  ];
  return told.length === 0 ? description : `${description} (${told.join("; ")})`;
}

function examplesText(examples: readonly Example[], paint: Paint, width: number): string {
  if (examples.length === 0) return "";
  const [widest] = examples.map(([line]) => line.length).sort((first, second) => second - first);
  const room = width - (widest ?? 0) - 6;
  if (examples.every(([, does]) => does.length <= room)) {
    const lines = examples.map(([line, does]) => `  $ ${line.padEnd(widest ?? 0)}  ${paint.faint(does)}`.trimEnd());
    return `\n${paint.strong("Examples, with the files of eisfit samples:")}\n${lines.join("\n")}\n`;
  }
  const lines = examples.flatMap(([line, does]) => [
    `  $ ${broken(line, width - 4)}`,
    ...(does === "" ? [] : [paint.faint(`      ${does}`)]),
  ]);
  return `\n${paint.strong("Examples, with the files of eisfit samples:")}\n${lines.join("\n")}\n`;
}

/** A long command line on several, as shells take it. */
function broken(line: string, width: number): string {
  const words = line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    // An option keeps its value beside it.
    if (last !== undefined && last.length + 1 + word.length <= width - 2) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join(" \\\n      ");
}
