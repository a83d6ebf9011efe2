import { readBraces, type Setting } from "./settings.ts";
import { resolveElement } from "./resolveElement.ts";
import type { Notation } from "./topology.ts";

/** The notation of this program: `R0-p(R1,CPE1)` and `R_0-(R_1|CPE_1)`, with braces, whose contents go to `settings`. */
export function ownNotation(settings: Setting[]): Notation {
  return {
    groups: true,
    openList: (reader) => {
      if (!reader.isWordNext("p") || !reader.isNext("(", 1)) return undefined;
      const opener = reader.next();
      reader.next();
      return { opener: { ...opener, text: "p(" }, closer: ")" };
    },
    readElement: (reader) => {
      const token = reader.next();
      const element = resolveElement(reader, token);
      const ahead = reader.newlinesAhead();
      if (reader.isNext("{", ahead)) reader.skipNewlines();
      for (const setting of readBraces(reader, token)) settings.push(setting);
      return element;
    },
  };
}
