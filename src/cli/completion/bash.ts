import type { CompletedCommand, CompletedOption, Choices } from "./vocabulary.ts";

/** A script for bash 3.2 and later, which needs no package of completions. */
export function bashCompletion(commands: readonly CompletedCommand[], options: readonly CompletedOption[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `# Completion of eisfit for bash. For all sessions to come:
#   eisfit completion bash > ~/.local/share/bash-completion/completions/eisfit
# or in ~/.bashrc:
#   eval "$(eisfit completion bash)"
_eisfit() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" place
  # bash takes --name=value apart at the sign.
  if [ "$current" = "=" ]; then
    current=""
  elif [ "$previous" = "=" ]; then
    previous="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((place = 1; place < COMP_CWORD; place++)); do
    case " ${names} " in
      *" \${COMP_WORDS[place]} "*) command="\${COMP_WORDS[place]}"; break ;;
    esac
  done
  local words="" paths="none"
  case "$command:$previous" in
${[{ name: "", options }, ...commands].flatMap(({ name, options: own }) => valueCases(name, own)).join("\n")}
    *)
      if [ "\${current#-}" != "$current" ]; then
        case "$command" in
${[{ name: "", options }, ...commands].map(({ name, options: own }) => `          "${name}") words="${own.flatMap((option) => option.names.filter((one) => one.startsWith("--"))).join(" ")}" ;;`).join("\n")}
        esac
      else
        case "$command" in
          # Files among the commands only where some have begun to be typed.
          "") words="${names}"; [ -n "$current" ] && paths="files" ;;
${commands.map(({ name, argument }) => `          "${name}") ${choices(argument)} ;;`).join("\n")}
        esac
      fi
      ;;
  esac
  COMPREPLY=()
  local IFS=$'\\n'
  [ -n "$words" ] && COMPREPLY=($(IFS=" "; compgen -W "$words" -- "$current"))
  case "$paths" in
    files) COMPREPLY+=($(compgen -f -- "$current")); compopt -o filenames 2> /dev/null ;;
    folders) COMPREPLY+=($(compgen -d -- "$current")); compopt -o filenames 2> /dev/null ;;
  esac
}
complete -F _eisfit eisfit
`;
}

function valueCases(command: string, options: readonly CompletedOption[]): string[] {
  return options.flatMap(({ names, value }) => {
    if (value === undefined) return [];
    return [`    ${names.map((name) => `"${command}:${name}"`).join("|")}) ${choices(value)} ;;`];
  });
}

function choices({ words, paths }: Choices): string {
  return `words="${words.join(" ")}" paths="${paths}"`;
}
