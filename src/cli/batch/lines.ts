/** A line longer than this is no spectrum; a stream without line ends must not fill the memory. */
export const LONGEST_LINE = 64e6;

const LINE_END = 10;

/** Lines that came with one piece of a stream; `null` stands for one that is too long to be held. */
export type LineGroup = readonly (string | null)[];

/**
 * Splits a stream of bytes into lines, in groups as they arrive, so that nobody waits for a line that was not sent yet. A last
 * line needs no end.
 */
export async function* lineGroups(stream: AsyncIterable<Uint8Array>): AsyncGenerator<LineGroup> {
  let held: Uint8Array[] = [];
  let length = 0;
  const take = (last: Uint8Array): string | null => {
    const tooLong = length > LONGEST_LINE;
    const whole = held.length === 0 ? last : Buffer.concat([...held, last]);
    held = [];
    length = 0;
    return tooLong ? null : textOf(whole);
  };
  for await (const piece of stream) {
    const lines: (string | null)[] = [];
    let from = 0;
    for (let end = piece.indexOf(LINE_END); end >= 0; end = piece.indexOf(LINE_END, from)) {
      length += end - from;
      lines.push(take(piece.subarray(from, end)));
      from = end + 1;
    }
    const rest = piece.subarray(from);
    length += rest.length;
    if (length > LONGEST_LINE) held = [];
    else if (rest.length > 0) held.push(rest);
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [take(new Uint8Array(0))];
}

function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
