import { readFileBytes } from "../../../index.ts";
import { isExpected } from "../../expectedErrors.ts";
import type { Tally } from "../executor.ts";
import type { Item } from "../item.ts";
import type { BatchSettings } from "../settings.ts";

/** What a worker is sent; it needs nothing besides. */
export interface QueuedJob {
  readonly eisfit: string;
  readonly settings: BatchSettings;
  readonly items: readonly Item[];
}

/** What it sends back. */
export interface QueuedResult {
  readonly text: string;
  readonly tally: Tally;
}

/** Begins the reason of a job that a worker of another version was given. */
export const WRONG_VERSION = "This job is of eisfit";

/** Redis takes 512 MB, in base64 and with what is around it. */
const LARGEST = 256e6;

/** An item with the content of its file, as workers may not see the files of whoever sends. */
export async function withContent(item: Item): Promise<Item> {
  const { content, source } = item;
  if (content.kind !== "file") return item;
  try {
    const bytes = await readFileBytes(content.path);
    if (bytes.length > LARGEST) {
      const message = `${source}: found ${String(bytes.length)} bytes, expected at most ${String(LARGEST)} for a queue; fit this file without --redis`;
      return { ...item, content: { kind: "failed", name: "ReadError", message } };
    }
    return { ...item, content: { kind: "bytes", path: content.path, base64: Buffer.from(bytes).toString("base64") } };
  } catch (error) {
    if (!isExpected(error)) throw error;
    return { ...item, content: { kind: "failed", name: error.name, message: error.message } };
  }
}

/** About how many bytes an item takes in Redis. */
export function sizeOf({ content }: Item): number {
  switch (content.kind) {
    case "bytes":
      return content.base64.length;
    case "line":
      return content.text.length;
    case "file":
    case "failed":
      return 200;
  }
}
