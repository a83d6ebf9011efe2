import { join } from "node:path";
import {
  CircuitSyntaxError,
  ConditionError,
  EngineError,
  FitError,
  QuantityError,
  ReadError,
  SpectrumError,
} from "../index.ts";
import { ExportError } from "../report/index.ts";
import { filesNear, STDIN } from "./inputFiles.ts";
import { WriteError } from "./outputFolder.ts";
import { UsageError } from "./usageError.ts";

/** Errors of the file system carry a code such as EACCES. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** True for what is wrong with the input, the machine or the command line; anything else is a fault of the program. */
export function isExpected(error: unknown): error is Error {
  return (
    isWrongUsage(error) ||
    error instanceof ReadError ||
    error instanceof SpectrumError ||
    error instanceof FitError ||
    error instanceof EngineError ||
    error instanceof ExportError ||
    error instanceof WriteError ||
    isSystemError(error)
  );
}

/** True for what must be put right on the command line. */
export function isWrongUsage(error: unknown): boolean {
  const isBadOption = error instanceof FitError && (error.code === "bad-option" || error.code === "unknown-parameter");
  return (
    isBadOption ||
    error instanceof ConditionError ||
    error instanceof UsageError ||
    error instanceof QuantityError ||
    error instanceof CircuitSyntaxError
  );
}

/** The message of an error; that of a missing file ends with the file that was probably meant. */
export function errorText(error: Error): string {
  if (error instanceof ReadError && error.file === STDIN) {
    const hint = error.code === "empty" ? ", or nothing was sent to it" : "";
    return `standard input${error.message.slice(STDIN.length)}${hint}`;
  }
  if (!(error instanceof ReadError) || error.code !== "cannot-open") return error.message;
  const { cause, message, file } = error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const hint = code === "ENOENT" ? filesNear(file) : code === "EISDIR" ? `Name its files, as ${join(file, "*")}.` : "";
  return hint === "" ? message : `${message}. ${hint}`;
}
