import type { ElementCatalogue } from "./catalogue.ts";
import type { ElementRecord } from "./element.ts";

/** How elements are found by their symbols and aliases, each of which one element has. */
export function lookUp(records: readonly ElementRecord[]): ElementCatalogue {
  const bySpelling = new Map(
    records.flatMap((element) => [element.symbol, ...element.aliases].map((spelling) => [spelling, element] as const)),
  );
  const longest = Math.max(0, ...Array.from(bySpelling.keys(), ({ length }) => length));
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
