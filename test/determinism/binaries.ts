import { execFile, execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { TIME_LIMIT_MS } from "./engine.ts";

const execute = promisify(execFile);

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A program of this machine: the first of these commands that is on the PATH. */
export function findCommand(commands: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

/** The binary that an environment variable names, which is taken on trust, so that a wrong name is noticed; or else a command. */
export function findBinary(variable: string, commands: readonly string[]): string | undefined {
  const named = process.env[variable];
  return named !== undefined && named !== "" ? named : findCommand(commands);
}

/** What a program says is its version: the first number with points in it. */
export function versionOf(binary: string, words: readonly string[] = ["--version"]): string {
  const said = execFileSync(binary, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return /\d[\w.]*/.exec(said)?.[0] ?? said.trim();
}

/** What a program prints. */
export async function outputOf(binary: string, words: readonly string[], timeout = TIME_LIMIT_MS): Promise<string> {
  const { stdout } = await execute(binary, words, { maxBuffer: 1 << 26, timeout });
  return stdout;
}
