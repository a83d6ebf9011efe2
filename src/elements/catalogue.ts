import type { ElementRecord } from "./element.ts";
import { lookUp } from "./lookup.ts";

/** A set of elements in which every symbol, opcode and parameter name is unambiguous. */
export interface ElementCatalogue {
  readonly records: readonly ElementRecord[];
  /** The element of this symbol or alias, or undefined. Symbols are case-sensitive: `La` is not `LA`. */
  readonly find: (symbol: string) => ElementRecord | undefined;
  /**
   * The element whose symbol or alias is the longest that `text` has at `offset`: `Wo` and not `W` in `Wo1`.
   * Undefined where none begins there.
   */
  readonly longestMatch: (text: string, offset?: number) => ElementMatch | undefined;
}

export interface ElementMatch {
  readonly element: ElementRecord;
  /** The spelling found, which may be an alias. */
  readonly spelling: string;
}

/** Throws an `Error` that names the records in conflict where a spelling, an opcode or a parameter's name occurs twice. */
export function makeElementCatalogue(records: readonly ElementRecord[]): ElementCatalogue {
  const bySpelling = new Map<string, ElementRecord>();
  const byOpcode = new Map<number, ElementRecord>();
  for (const element of records) {
    for (const spelling of [element.symbol, ...element.aliases]) {
      const other = bySpelling.get(spelling);
      if (other) throw new Error(`two elements are spelled ${spelling}: ${other.name} and ${element.name}`);
      bySpelling.set(spelling, element);
    }
    const other = byOpcode.get(element.opcode);
    if (other) throw new Error(`${other.symbol} and ${element.symbol} have the same opcode, ${element.opcode}`);
    byOpcode.set(element.opcode, element);
    const names = element.parameters.map((parameter) => parameter.name);
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined) throw new Error(`${element.symbol} has two parameters named ${repeated}`);
  }
  return lookUp(records);
}
