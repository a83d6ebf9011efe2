import type { Choices, CompletedCommand, CompletedOption } from "./vocabulary.ts";

/** A script for fish 3 and later. */
export function fishCompletion(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const first = `not __fish_seen_subcommand_from ${names}`;
  return [
    "# Completion of eisfit for fish. For all sessions to come:",
    "#   eisfit completion fish > ~/.config/fish/completions/eisfit.fish",
    ...options.map((option) => optionLine(option, first)),
    ...commands.map(
      ({ name, description }) => `complete -c eisfit -n ${quoted(first)} -a ${name} -d ${quoted(description)}`,
    ),
    ...commands.flatMap(({ name, options: own, argument }) => {
      const condition = `__fish_seen_subcommand_from ${name}`;
      const words = argument.words.length > 0 ? [` -a ${quoted(argument.words.join(" "))}`] : [];
      const noFiles = argument.paths === "none" ? [" -f"] : [];
      return [
        ...[...words, ...noFiles].map((what) => `complete -c eisfit -n ${quoted(condition)}${what}`),
        ...own.map((option) => optionLine(option, condition)),
      ];
    }),
    "",
  ].join("\n");
}

function optionLine({ names, description, value }: CompletedOption, condition: string): string {
  const flags = names.map((name) => (name.startsWith("--") ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join("");
  return `complete -c eisfit -n ${quoted(condition)}${flags}${value === undefined ? "" : valueOf(value)} -d ${quoted(description)}`;
}

function valueOf({ words, paths }: Choices): string {
  if (paths === "folders") return " -x -a '(__fish_complete_directories)'";
  const list = words.length > 0 ? ` -a ${quoted(words.join(" "))}` : "";
  return `${paths === "files" ? " -r -F" : " -x"}${list}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
