import type { Choices, CompletedCommand, CompletedOption } from "./vocabulary.ts";

/** A script for zsh with its `compsys`. */
export function zshCompletion(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
  const circuits = commands.find(({ name }) => name === "circuits")?.argument.words ?? [];
  return `#compdef eisfit
# Completion of eisfit for zsh. Into a folder of $fpath, for example:
#   eisfit completion zsh > "\${fpath[1]}/_eisfit"
# or, behind compinit in ~/.zshrc:
#   eval "$(eisfit completion zsh)"
_eisfit_circuits() {
  _alternative ${quoted(`circuits:circuit:(${circuits.join(" ")})`)} 'files:file:_files'
}
_eisfit() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${specifications(options)} \\
    '1: :->command' \\
    '*:: :->rest'
  case $state in
    command)
      local -a commands=(
${commands.map(({ name, description }) => `        ${quoted(`${name}:${description}`)}`).join("\n")}
      )
      _describe -t commands 'command of eisfit' commands
      [ -n "$PREFIX" ] && _files
      ;;
    rest)
      case $words[1] in
${commands.map(commandCase).join("\n")}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_eisfit" ]; then
  _eisfit "$@"
else
  compdef _eisfit eisfit
fi
`;
}

function commandCase({ name, options, argument }: CompletedCommand): string {
  const action = actionOf(argument);
  const rest = action === "" ? "" : ` \\\n    ${quoted(`*: :${action}`)}`;
  return `        ${name})\n  _arguments \\\n${specifications(options)}${rest}\n          ;;`;
}

function specifications(options: readonly CompletedOption[]): string {
  return options
    .flatMap(({ names, description, value }) =>
      names.map((name) => {
        const told = description.replace(/[[\]:\\]/g, "\\$&");
        const tail = value === undefined ? "" : `:value:${actionOf(value)}`;
        // All may be given in any order, and some several times.
        return `    ${quoted(`*${name}[${told}]${tail}`)}`;
      }),
    )
    .join(" \\\n");
}

function actionOf({ words, paths }: Choices): string {
  // An action must hold no colon, which parts specifications; so words with files beside them have a function.
  if (words.length > 0 && paths === "files") return "_eisfit_circuits";
  if (words.length > 0) return `(${words.join(" ")})`;
  return paths === "files" ? "_files" : paths === "folders" ? "_files -/" : " ";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
