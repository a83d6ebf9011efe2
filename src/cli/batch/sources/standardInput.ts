import type { Item, ItemSource } from "../item.ts";
import { lineGroups, LONGEST_LINE } from "../lines.ts";

/** Each line of a stream that is not blank as an item. */
export async function* itemsOfLines(stream: AsyncIterable<Uint8Array>): ItemSource {
  let number = 0;
  for await (const lines of lineGroups(stream)) {
    const items: Item[] = [];
    for (const text of lines) {
      number++;
      const source = `stdin:${String(number)}`;
      if (text === null) {
        const message = `${source}: the line has more than ${String(LONGEST_LINE / 1e6)} MB, expected one spectrum a line`;
        items.push({ input: number, source, content: { kind: "failed", name: "ReadError", message } });
      } else if (text.trim() !== "") items.push({ input: number, source, content: { kind: "line", text } });
    }
    if (items.length > 0) yield items;
  }
}
