import type { FileContent } from "../content.ts";

/** A line of a text file and where it stands. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
  /** True if no line follows. */
  readonly isLast: boolean;
  /** True for a last line without a line end: its last number may be cut. */
  readonly mayBeCut: boolean;
}

/** The lines of a file, one held at a time. */
export function* numberedLines(file: FileContent): Generator<Line> {
  const lines = file.lines()[Symbol.iterator]();
  try {
    let number = 0;
    let held = lines.next();
    while (held.done !== true) {
      const next = lines.next();
      const isLast = next.done === true;
      number++;
      yield { text: held.value, number, isLast, mayBeCut: next.done === true && !next.value };
      held = next;
    }
  } finally {
    // Closes the file where reading ends before its end.
    lines.return?.(false);
  }
}
