import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { shippedCircuits } from "../../src/circuits/index.ts";
import { elementRecords, fileFormats } from "../../src/index.ts";
import { inFolder, runCommand } from "./runner.ts";

const present = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

/** What a person has typed, the cursor at the end, and what must be offered. */
const CASES: [typed: string, offered: readonly string[], not?: readonly string[]][] = [
  ["eisfit ", ["fit", "check", "series", "inspect", "completion"]],
  ["eisfit com", ["compare", "completion"], ["fit"]],
  ["eisfit fit --we", ["--weight"], ["--width"]],
  ["eisfit fit --weight ", ["modulus", "unit", "sigma"], ["fit"]],
  ["eisfit fit cell.csv -c li-l", ["li-llzo-li"], ["randles"]],
  ["eisfit fit cell.csv --circuit randl", ["randles", "randles-cpe"]],
  ["eisfit circuits au-llzo-au-g", ["au-llzo-au-geometric"]],
  ["eisfit elements CP", ["CPE"]],
  ["eisfit formats biologic-m", ["biologic-mpr"]],
  ["eisfit help circ", ["circuit-language", "circuits"]],
  ["eisfit table --format ", ["markdown", "siunitx"]],
  ["eisfit --color ", ["auto", "always", "never"]],
  ["eisfit completion ", ["bash", "zsh", "fish"]],
  ["eisfit fit spec", ["spectrum.csv"]],
  ["eisfit spec", ["spectrum.csv"]],
  ["eisfit fit spectrum.csv -o res", ["results"]],
];

function expectOffers(
  typed: string,
  found: readonly string[],
  offered: readonly string[],
  not: readonly string[] = [],
) {
  // Shells may put a slash behind a folder and a space behind a whole word.
  const words = found.map((word) => word.trim().replace(/\/$/, ""));
  for (const word of offered) expect(words, typed).toContain(word);
  for (const word of not) expect(words, typed).not.toContain(word);
}

/** Runs a script of a shell in a folder with a spectrum and a folder of results. */
async function inShell(shell: string, script: (completion: string) => string, typed: string): Promise<string[]> {
  const { out, status } = await runCommand("completion", shell);
  expect(status).toBe(0);
  return inFolder((folder) => {
    writeFileSync(join(folder, "spectrum.csv"), "");
    mkdirSync(join(folder, "results"));
    const completion = join(folder, `completion.${shell}`);
    writeFileSync(completion, out);
    const options = shell === "bash" ? ["--noprofile", "--norc"] : shell === "zsh" ? ["-f"] : ["--no-config"];
    const done = spawnSync(shell, [...options, "-c", script(completion), shell, typed], {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env["PATH"] ?? "", HOME: folder, TERM: "dumb" },
    });
    expect(done.stderr).toBe("");
    return Promise.resolve(done.stdout.split("\n").filter((line) => line !== ""));
  });
}

describe.runIf(present("bash"))("completion in bash", () => {
  // What bash does at TAB: it sets these variables and calls the function that is registered.
  const script = (completion: string): string => `
    source '${completion}'
    complete -p eisfit > /dev/null || exit 1
    read -ra COMP_WORDS <<< "$1"
    case "$1" in *" ") COMP_WORDS+=("") ;; esac
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    COMP_LINE="$1" COMP_POINT=\${#1}
    compopt() { :; }
    _eisfit
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  it.each(CASES)("%s", async (typed, offered, not) => {
    expectOffers(typed, await inShell("bash", script, typed), offered, not);
  });

  it("knows every circuit, format and element", async () => {
    for (const [typed, words] of [
      ["eisfit fit -c ", shippedCircuits.map(({ name }) => name)],
      ["eisfit formats ", fileFormats.map(({ name }) => name)],
      ["eisfit elements ", elementRecords.map(({ symbol }) => symbol)],
    ] as const) {
      expectOffers(typed, await inShell("bash", script, typed), words);
    }
  });

  it("offers files among the commands only where some have begun to be typed", async () => {
    expectOffers("eisfit ", await inShell("bash", script, "eisfit "), ["fit"], ["results", "spectrum.csv"]);
  });

  it("offers a value behind the sign of equality", async () => {
    const broken = (completion: string): string =>
      script(completion).replace('read -ra COMP_WORDS <<< "$1"', "COMP_WORDS=(eisfit fit --weight = mod)");
    expectOffers("--weight=mod", await inShell("bash", broken, "eisfit fit --weight=mod"), ["modulus"]);
  });
});

describe.runIf(present("fish"))("completion in fish", () => {
  const script = (completion: string): string => `
    source '${completion}'
    complete -C "$argv[1]" | string replace -r '\\t.*' ''`;
  it.each(CASES)("%s", async (typed, offered, not) => {
    // fish gives the words behind -c to the script as $argv, the first one being the name of the shell elsewhere.
    expectOffers(
      typed,
      await inShell("fish", (file) => script(file).replace("$argv[1]", "$argv[2]"), typed),
      offered,
      not,
    );
  });
});

describe.runIf(present("zsh"))("completion in zsh", () => {
  // A zsh in a pseudo-terminal lists what it offers; the listing is what a person sees.
  const script = (completion: string): string => `
    zmodload zsh/zpty
    zpty -b shell zsh -f
    zpty -w shell "PROMPT=; LISTMAX=0; stty cols 200 -echo 2> /dev/null; autoload -Uz compinit; compinit -u; source '${completion}'; setopt no_beep list_rows_first; zstyle ':completion:*' list-prompt ''; bindkey '^I' list-choices; echo ready"
    local chunk all=""
    repeat 200; do zpty -rt shell chunk 2> /dev/null && all+="$chunk"; [[ $all == *$'\\nready'* ]] && break; sleep 0.02; done
    all=""
    zpty -n -w shell "$1"$'\\t'
    repeat 60; do zpty -rt shell chunk 2> /dev/null && all+="$chunk"; sleep 0.02; done
    print -r -- \${all//[[:space:]]##/$'\\n'}`;
  it.each(CASES)("%s", { timeout: 20_000 }, async (typed, offered) => {
    const found = await inShell("zsh", (file) => `setopt extended_glob; ${script(file)}`, typed);
    // Escape sequences of the listing.
    // eslint-disable-next-line no-control-regex
    const words = found.map((word) => word.replace(/\u001b(?:\[[0-9;?]*[A-Za-z]|[=>])|[\u0007\u0008]/g, ""));
    // Descriptions beside the words may hold any other.
    expectOffers(typed, words, offered);
  });
});
