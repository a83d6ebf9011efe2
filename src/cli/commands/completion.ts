import { Argument, type Command } from "commander";
import { bashCompletion } from "../completion/bash.ts";
import { fishCompletion } from "../completion/fish.ts";
import { vocabularyOf } from "../completion/vocabulary.ts";
import { zshCompletion } from "../completion/zsh.ts";
import { addExamples } from "../help.ts";
import { DONE, type Host } from "../host.ts";

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** Adds `eisfit completion`. */
export function addCompletionCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("completion")
    .summary("TAB in bash, zsh or fish")
    .description(
      "Print a script that has the shell complete commands, options and their values, names of circuits, formats and elements. Its first lines say where it goes.",
    )
    .addArgument(new Argument("<shell>", "that it is for").choices(Object.keys(scripts)));
  addExamples(command, [
    [
      "eisfit completion bash > eisfit.bash",
      'then: source eisfit.bash, or in ~/.bashrc: eval "$(eisfit completion bash)"',
    ],
    ["eisfit completion zsh > _eisfit", "into a folder of $fpath"],
    ["eisfit completion fish > eisfit.fish", "into ~/.config/fish/completions"],
  ]);
  command.action((shell: keyof typeof scripts) => {
    const { commands, options } = vocabularyOf(program);
    host.out(scripts[shell](commands, options));
    done(DONE);
  });
}
