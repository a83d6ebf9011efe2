import type { FileContent } from "../content.ts";
import type { Line } from "./numberedLines.ts";

/** Every byte a character, NUL bytes included; windows-1252, as web hosts mean by latin1. */
export function latin1Text(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** The lines of a file of text with binary parts, which `FileContent.lines` refuses; such a file is held whole. */
export function* latin1Lines(file: FileContent): Generator<Line> {
  const text = latin1Text(file.bytes());
  let start = 0;
  for (let number = 1; start < text.length; number++) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    const isLast = end >= text.length - 1;
    yield { text: text.slice(start, end).replace(/\r$/, ""), number, isLast, mayBeCut: feed < 0 };
    start = end + 1;
  }
}
