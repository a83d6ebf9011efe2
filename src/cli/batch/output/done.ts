import { createReadStream } from "node:fs";
import { UsageError } from "../../usageError.ts";
import { addTallies, NO_TALLY, type Tally } from "../executor.ts";
import type { Item, ItemSource } from "../item.ts";
import { lineGroups } from "../lines.ts";
import { readHead, type RecordHead } from "../record.ts";

type Head = Omit<RecordHead, "label">;

/** Records that an earlier run wrote whole. */
export interface Done {
  /** Bytes of the file up to the end of the last whole record. */
  readonly length: number;
  readonly tally: Tally;
}

/** Reads records up to the first line that is none: what a kill, or a disk that was full, has torn is behind it. */
export async function readDone(path: string): Promise<Done> {
  let length = 0;
  let tally = NO_TALLY;
  for await (const { head, bytes } of heads(path)) {
    length += bytes;
    tally = addTallies(tally, tallyOf(head));
  }
  return { length, tally };
}

/**
 * What is left of a source after the items whose records were written.
 *
 * @param path of the records, of which the torn end was cut off.
 * @throws {UsageError} where the records are of other inputs.
 */
export async function* withoutDone(source: ItemSource, path: string, length: number): ItemSource {
  const done = heads(path, length);
  let head = await nextHead(done);
  for await (const group of source) {
    const left: Item[] = [];
    for (const item of group) {
      if (head === undefined) {
        left.push(item);
        continue;
      }
      if (head.input !== item.input || head.source !== item.source) throw otherInputs(head, item);
      let last = head;
      while (head?.input === item.input) {
        last = head;
        head = await nextHead(done);
      }
      // Only of the last item may sweeps be missing; a record without a number of a sweep ends its item.
      if (head === undefined && last.sweep !== null) left.push({ ...item, done: last.sweep });
    }
    if (left.length > 0) yield left;
  }
  if (head !== undefined) throw otherInputs(head, undefined);
}

async function nextHead(heads: AsyncGenerator<{ head: Head }>): Promise<Head | undefined> {
  const next = await heads.next();
  return next.done === true ? undefined : next.value.head;
}

function otherInputs(head: Head, item: Item | undefined): UsageError {
  const now = item === undefined ? "none any more" : `${item.source} (${String(item.input)})`;
  return new UsageError(
    `The inputs are not those of the interrupted run: it has results of ${head.source} (${String(head.input)}) where there is ${now}. Give the same inputs to go on, or --force without --resume to begin anew.`,
  );
}

async function* heads(path: string, length = Number.POSITIVE_INFINITY): AsyncGenerator<{ head: Head; bytes: number }> {
  if (length === 0) return;
  const end = Number.isFinite(length) ? { end: length - 1 } : {};
  const stream = createReadStream(path, end) as AsyncIterable<Buffer>;
  for await (const lines of lineGroups(ended(stream))) {
    for (const line of lines) {
      const head = line === null ? undefined : readHead(line);
      if (line === null || head === undefined) return;
      yield { head, bytes: Buffer.byteLength(line) + 1 };
    }
  }
}

/** A last line without its end is torn, even if what is there of it looks whole: a mark behind it makes it none. */
async function* ended(stream: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  yield* stream;
  yield Buffer.from("\u0000");
}

function tallyOf({ status }: Head): Tally {
  const kind = status === "failed" ? "failed" : status === "not-converged" ? "unsound" : "fitted";
  return { ...NO_TALLY, [kind]: 1 };
}
