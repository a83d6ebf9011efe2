import { printable } from "./printable.ts";

/** Why a file could not be read. */
export type ReadErrorCode =
  | "cannot-open"
  | "empty"
  | "not-text"
  | "unknown-format"
  | "bad-header"
  | "bad-row"
  | "bad-json"
  | "bad-data"
  | "bad-archive"
  | "several-sweeps";

/** Where in which file something was found, and what was expected there. */
export interface ReadProblem {
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
  /** As it stands in the file; shortened and quoted in the message. */
  readonly found?: string;
  /** In words, where there is nothing to quote. */
  readonly foundWhat?: string;
  readonly expected: string;
}

const LONGEST_QUOTE = 60;
/** What a damaged file holds may be told in a thousand words. */
const LONGEST_DESCRIPTION = 240;

/** Thrown when a file cannot be read; the message has the form `name:line: found "...", expected ...`. */
export class ReadError extends Error {
  readonly code: ReadErrorCode;
  readonly file: string;
  readonly line: number | undefined;
  readonly found: string | undefined;
  readonly expected: string;

  constructor(code: ReadErrorCode, problem: ReadProblem, options?: ErrorOptions) {
    const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
    const found =
      problem.found === undefined ? shortened(problem.foundWhat, LONGEST_DESCRIPTION) : quote(problem.found);
    // A message is one line, whatever the file or its name hold.
    super(printable(`${place}: ${found === undefined ? "" : `found ${found}, `}expected ${problem.expected}`), options);
    this.name = "ReadError";
    this.code = code;
    this.file = problem.file;
    this.line = problem.line;
    this.found = problem.found;
    this.expected = problem.expected;
  }
}

/** Quotes a piece of a file for a one-line message. */
function quote(text: string): string {
  return `"${printable(shortened(text, LONGEST_QUOTE))}"`;
}

function shortened<Text extends string | undefined>(text: Text, longest: number): Text | string {
  return text !== undefined && text.length > longest ? `${text.slice(0, longest)}...` : text;
}
