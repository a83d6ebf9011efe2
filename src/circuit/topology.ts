import type { CircuitElement, CircuitNode } from "./circuit.ts";
import { CircuitSyntaxError } from "./diagnostics.ts";
import { describeToken, type Token, type TokenReader } from "./tokens.ts";
import { flatten } from "./walk.ts";

/** Deeper nesting is refused; nothing that is read here depends on it, but texts this deep are not circuits. */
export const DEEPEST_NESTING = 20_000;

/** More elements than this are refused: no data determine a hundredth of them. */
export const MOST_ELEMENTS = 50_000;

/** How a circuit notation writes what stands in parallel and its elements. */
export interface Notation {
  /** Whether the token, which follows where an element may stand, opens a list of parallel branches, and what closes it. */
  readonly openList: (reader: TokenReader) => { opener: Token; closer: string } | undefined;
  /** Whether parentheses group and `|` joins in parallel. */
  readonly groups: boolean;
  /** Takes an element with all that belongs to it. */
  readonly readElement: (reader: TokenReader) => CircuitElement;
}

/** The error where there are more than {@link MOST_ELEMENTS}. */
export const TOO_MANY_ELEMENTS = `The circuit has more than ${String(MOST_ELEMENTS)} elements`;

/** A bracket that is still open. */
interface Level {
  readonly opener: Token | undefined;
  readonly closer: string | undefined;
  readonly isList: boolean;
  /** What joins the operands so far, and where it was first read. */
  operator: Token | undefined;
  operands: CircuitNode[];
  /** Finished branches of a list. */
  readonly branches: CircuitNode[];
}

/**
 * Takes a circuit: elements and brackets joined by `-` in series, by `|` or in lists in parallel.
 * Brackets are kept on a stack of their own rather than on the call stack.
 */
export function readTopology(reader: TokenReader, notation: Notation): CircuitNode {
  const top: Level = openLevel(undefined, undefined, false);
  const levels = [top];
  let level = top;
  let elements = 0;
  for (;;) {
    const opened = readOpening(reader, notation);
    if (opened !== undefined) {
      if (levels.length > DEEPEST_NESTING) throw tooDeep(reader, opened.opener);
      level = openLevel(opened.opener, opened.closer, opened.isList);
      levels.push(level);
      continue;
    }
    if (++elements > MOST_ELEMENTS) throw new CircuitSyntaxError(reader.source, reader.peek(), TOO_MANY_ELEMENTS);
    level.operands.push({ kind: "element", element: notation.readElement(reader) });
    for (let closed = true; closed;) {
      closed = false;
      if (continuesAfterNewline(reader, notation)) reader.skipNewlines();
      const token = reader.peek();
      if (reader.isNext("-") || (notation.groups && reader.isNext("|"))) {
        joinWith(reader, level, reader.next());
      } else if (level.isList && reader.accept(",") !== undefined) {
        finishBranch(level);
      } else if (level.closer !== undefined && reader.accept(level.closer) !== undefined) {
        finishBranch(level);
        const node = combine("parallel", level.branches);
        levels.pop();
        level = levels.at(-1) ?? top;
        level.operands.push(node);
        closed = true;
      } else if (level === top) {
        return flatten(combineOperands(level));
      } else {
        throw notJoined(reader, token, level, notation);
      }
    }
  }
}

function openLevel(opener: Token | undefined, closer: string | undefined, isList: boolean): Level {
  return { opener, closer, isList, operator: undefined, operands: [], branches: [] };
}

function readOpening(
  reader: TokenReader,
  notation: Notation,
): (Pick<Level, "isList"> & { opener: Token; closer: string }) | undefined {
  reader.skipNewlines();
  const list = notation.openList(reader);
  if (list !== undefined) return { ...list, isList: true };
  const group = notation.groups ? reader.accept("(") : undefined;
  return group === undefined ? undefined : { opener: group, closer: ")", isList: false };
}

/** A circuit goes on in the next line if that begins with an operator. */
function continuesAfterNewline(reader: TokenReader, notation: Notation): boolean {
  const ahead = reader.newlinesAhead();
  return ahead > 0 && (reader.isNext("-", ahead) || (notation.groups && reader.isNext("|", ahead)));
}

function joinWith(reader: TokenReader, level: Level, operator: Token): void {
  level.operator ??= operator;
  if (level.operator.text === operator.text) return;
  throw new CircuitSyntaxError(reader.source, operator, "`-` and `|` side by side leave open which binds first", {
    hint: "Set parentheses: `R1-(R2|C1)`, or `(R1-R2)|C1` if the whole chain is meant.",
  });
}

function combine(kind: "series" | "parallel", children: readonly CircuitNode[]): CircuitNode {
  const [first] = children;
  return first !== undefined && children.length === 1 ? first : { kind, children };
}

function combineOperands(level: Level): CircuitNode {
  return combine(level.operator?.text === "|" ? "parallel" : "series", level.operands);
}

function finishBranch(level: Level): void {
  level.branches.push(combineOperands(level));
  level.operands = [];
  level.operator = undefined;
}

function tooDeep(reader: TokenReader, opener: Token): CircuitSyntaxError {
  const limit = String(DEEPEST_NESTING);
  return new CircuitSyntaxError(reader.source, opener, `The circuit is nested more than ${limit} levels deep`);
}

function notJoined(reader: TokenReader, token: Token, level: Level, notation: Notation): CircuitSyntaxError {
  const closer = level.closer ?? "";
  const expected = ["`-`", ...(notation.groups ? ["`|`"] : []), ...(level.isList ? ["`,`"] : []), `\`${closer}\``];
  const opened = level.opener;
  if (token.kind === "end" && opened !== undefined) {
    const where = `line ${String(opened.line)}, column ${String(opened.column)}`;
    return new CircuitSyntaxError(reader.source, opened, `\`${opened.text}\` is never closed`, {
      found: describeToken(token),
      expected,
      hint: `The bracket opened at ${where} is still open at the end of the text.`,
    });
  }
  const isComma = token.kind === "punctuation" && token.text === ",";
  const hint = isComma
    ? "Commas separate branches in `p(…, …)` only; in parentheses write `(… | …)`."
    : joiningHint(token);
  return reader.unexpected(token, expected, hint);
}

/** For signs that join elements elsewhere, as in `R1+Q2/R2` or `R1//C1`. */
export function joiningHint(token: Token): string | undefined {
  if (token.kind !== "punctuation" || !"+*/".includes(token.text)) return undefined;
  return "Elements in series are joined by `-`, those in parallel by `|`: `R1-(R2|C2)`.";
}
