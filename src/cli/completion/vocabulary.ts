import type { Command, Option } from "commander";
import { shippedCircuits } from "../../circuits/index.ts";
import { elementRecords, fileFormats } from "../../index.ts";
import { helpTopics } from "../helpTopics.ts";
import { completionKind, type CompletionKind } from "./kinds.ts";

/** What may stand for a value: some words, and files or folders besides. */
export interface Choices {
  readonly words: readonly string[];
  readonly paths: "files" | "folders" | "none";
}

export interface CompletedOption {
  /** With the short one first, if there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** Undefined for a switch. */
  readonly value: Choices | undefined;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** What its arguments may be. */
  readonly argument: Choices;
}

/** All that a shell needs to know of a program, taken from its commands so that it cannot be out of date. */
export function vocabularyOf(program: Command): {
  commands: readonly CompletedCommand[];
  options: readonly CompletedOption[];
} {
  const names = program.commands.map((command) => command.name());
  const helpOption = { names: ["-h", "--help"], description: "print help", value: undefined };
  const shared = program.options.map((option) => completedOption(option, names));
  const commands = program.commands.map((command): CompletedCommand => {
    const [argument] = command.registeredArguments;
    return {
      name: command.name(),
      description: command.summary() || command.description(),
      options: [...command.options.map((option) => completedOption(option, names)), helpOption, ...shared],
      argument: argument === undefined ? nothing : choicesOf(completionKind(argument), argument.argChoices, names),
    };
  });
  return { commands, options: [...shared, helpOption] };
}

const nothing: Choices = { words: [], paths: "none" };

function completedOption(option: Option, commands: readonly string[]): CompletedOption {
  const { short, long, description, argChoices, required, optional } = option;
  return {
    names: [short, long].filter((name) => name !== undefined),
    description: (description.split(/[;:(,]/)[0] ?? "").replaceAll("'", "").trim(),
    value: required || optional ? choicesOf(completionKind(option), argChoices, commands) : undefined,
  };
}

function choicesOf(kind: CompletionKind, words: readonly string[] | undefined, commands: readonly string[]): Choices {
  if (words !== undefined) return { words, paths: "none" };
  switch (kind) {
    case "files":
      return { words: [], paths: "files" };
    case "folders":
      return { words: [], paths: "folders" };
    case "circuits":
      return { words: shippedCircuits.map(({ name }) => name), paths: "files" };
    case "elements":
      return { words: elementRecords.map(({ symbol }) => symbol), paths: "none" };
    case "formats":
      return { words: fileFormats.map(({ name }) => name), paths: "none" };
    case "topics":
      return { words: [...helpTopics.map(({ name }) => name), ...commands], paths: "none" };
    case "nothing":
      return nothing;
  }
}
