import { createReadStream } from "node:fs";
import { lineGroups } from "../lines.ts";
import type { BatchRecord } from "../record.ts";

/** The records of a file that was written whole, one after the other. */
export async function* recordsIn(path: string): AsyncGenerator<BatchRecord> {
  for await (const line of recordLines(path)) yield JSON.parse(line) as BatchRecord;
}

/** The same as text. */
export async function* recordLines(path: string): AsyncGenerator<string> {
  for await (const lines of lineGroups(createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>)) {
    for (const line of lines) if (line !== null) yield line;
  }
}
