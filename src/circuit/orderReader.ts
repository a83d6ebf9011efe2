import { CircuitSyntaxError } from "./diagnostics.ts";
import type { DraftArc, DraftOrder } from "./draft.ts";
import { readProperty } from "./propertyReader.ts";
import type { TokenReader } from "./tokens.ts";

/** More constraints between time constants than a circuit has arcs are a mistake. */
const MOST_ORDERED_ARCS = 1000;

/** Takes `tau(R1, C1) < tau(R2, C2) < ...`; `arcsBefore` have been put in order in the same text. */
export function readOrder(reader: TokenReader, arcsBefore: number): DraftOrder {
  const arcs = [readArc(reader, arcsBefore)];
  do {
    if (reader.accept("<") === undefined) throw reader.unexpected(reader.peek(), ["`<`"]);
    arcs.push(readArc(reader, arcsBefore + arcs.length));
  } while (reader.isNext("<"));
  return { arcs };
}

function readArc(reader: TokenReader, arcsBefore: number): DraftArc {
  const keyword = reader.peek();
  if (arcsBefore >= MOST_ORDERED_ARCS) {
    const limit = String(MOST_ORDERED_ARCS);
    throw new CircuitSyntaxError(reader.source, keyword, `More than ${limit} arcs are put in order`);
  }
  if (!reader.isWordNext("tau")) throw reader.unexpected(keyword, ["an arc as in `tau(R_gb, CPE_gb)`"]);
  reader.next();
  const { elements, position } = readProperty(reader, keyword, "tau", () => {
    throw reader.unexpected(reader.peek(), ["`)`"]);
  });
  return { elements, position };
}
