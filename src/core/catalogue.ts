/**
 * Stands in the bundle of eisfit/core for src/elements/catalogue.ts, without its checks that no two elements are spelled alike: the
 * records are those of `eisfit`, where they are made.
 */
import type { ElementCatalogue } from "../elements/catalogue.ts";
import type { ElementRecord } from "../elements/element.ts";

export function makeElementCatalogue(records: readonly ElementRecord[]): ElementCatalogue {
  const bySpelling = new Map(
    records.flatMap((element) => [element.symbol, ...element.aliases].map((spelling) => [spelling, element] as const)),
  );
  const longest = Math.max(...Array.from(bySpelling.keys(), ({ length }) => length));
  return {
    records,
    find: (symbol) => bySpelling.get(symbol),
    longestMatch: (text, offset = 0) => {
      for (let length = Math.min(longest, text.length - offset); length > 0; length--) {
        const spelling = text.slice(offset, offset + length);
        const element = bySpelling.get(spelling);
        if (element) return { element, spelling };
      }
      return undefined;
    },
  };
}
