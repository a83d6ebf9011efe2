import type { CircuitNode } from "./circuit.ts";
import { CircuitSyntaxError } from "./diagnostics.ts";
import { readDerived } from "./derived.ts";
import type { CircuitDraft, DraftDerived, DraftOrder } from "./draft.ts";
import { nearest } from "./nearest.ts";
import { ownNotation } from "./notation.ts";
import { readOrder } from "./orderReader.ts";
import { cellDescriptions, isCellKind, type CellKind } from "./roles.ts";
import { readParameterStatement, type Setting } from "./settings.ts";
import { spanning, type Token, type TokenReader } from "./tokens.ts";
import { joiningHint, readTopology } from "./topology.ts";

/** Statements that add to a circuit that exists. */
export type Amendments = Pick<CircuitDraft, "settings" | "orders" | "derived">;

/** Reads the statements of a circuit text: its lines, and what `;` separates. */
export class StatementReader {
  readonly #reader: TokenReader;
  readonly #settings: Setting[] = [];
  readonly #orders: DraftOrder[] = [];
  readonly #derived: DraftDerived[] = [];
  readonly #citations: string[] = [];
  /** Where each statement that may stand once was read. */
  readonly #once = new Map<string, Token>();
  #root: CircuitNode | undefined;
  #name: string | undefined;
  #title: string | undefined;
  #cell: CellKind | undefined;
  #orderedArcs = 0;

  constructor(reader: TokenReader) {
    this.#reader = reader;
  }

  /** Takes the whole text of a circuit. @throws CircuitSyntaxError also where it holds no circuit. */
  readAll(): CircuitDraft {
    this.#readStatements(() => {
      this.#readModel(this.#reader.peek());
    });
    if (this.#root === undefined) {
      const end = this.#reader.peek();
      throw new CircuitSyntaxError(this.#reader.source, end, "The text holds no circuit", {
        found: "end of text",
        expected: ["a circuit as in `R0-p(R1,CPE1)`"],
      });
    }
    return {
      source: this.#reader.source,
      root: this.#root,
      settings: this.#settings,
      orders: this.#orders,
      derived: this.#derived,
      citations: this.#citations,
      notes: [],
      ...(this.#name === undefined ? {} : { name: this.#name }),
      ...(this.#title === undefined ? {} : { title: this.#title }),
      ...(this.#cell === undefined ? {} : { cell: this.#cell }),
    };
  }

  /** Takes statements that add to a circuit that exists: settings of parameters, orders of arcs, derived values. */
  readAmendments(): Amendments {
    this.#readStatements(() => this.#settings.push(readParameterStatement(this.#reader)));
    const [misplaced] = this.#once.values();
    if (misplaced === undefined && this.#citations.length === 0) {
      return { settings: this.#settings, orders: this.#orders, derived: this.#derived };
    }
    throw new CircuitSyntaxError(
      this.#reader.source,
      misplaced ?? this.#reader.peek(),
      "Only parameters, orders and derived values can be set here",
      {
        expected: ["statements as in `R_b = 20 ohm`, `CPE_gb.n = 0.9 fixed` or `derive R_b + R_gb`"],
      },
    );
  }

  /** @param readFirst - takes a statement without keyword as long as no circuit has been read. */
  #readStatements(readFirst: () => void): void {
    const reader = this.#reader;
    for (;;) {
      while (reader.peek().kind === "newline" || reader.isNext(";")) reader.next();
      if (reader.peek().kind === "end") return;
      if (this.#readKeywordStatement()) this.#endStatement(false);
      else if (this.#root === undefined) {
        readFirst();
        this.#endStatement(this.#root !== undefined);
      } else {
        this.#settings.push(readParameterStatement(reader));
        this.#endStatement(false);
      }
    }
  }

  #endStatement(afterCircuit: boolean): void {
    const token = this.#reader.peek();
    if (token.kind === "newline" || token.kind === "end" || this.#reader.isNext(";")) return;
    if (!afterCircuit) {
      throw this.#reader.unexpected(token, ["an operator", "`in`", "`fixed`", "`free`", "`role`", "`;`", "a new line"]);
    }
    throw this.#reader.unexpected(token, ["`-`", "`|`", "`{`", "`;`", "a new line"], hintAfterCircuit(token));
  }

  #readKeywordStatement(): boolean {
    const reader = this.#reader;
    const token = reader.peek();
    if (token.kind !== "word") return false;
    switch (token.text) {
      case "circuit":
        reader.next();
        this.#claim(token);
        this.#readNames();
        return true;
      case "model":
        reader.next();
        this.#readModel(token);
        return true;
      case "cell":
        reader.next();
        this.#claim(token);
        this.#cell = this.#readCell();
        return true;
      case "cite":
        reader.next();
        this.#citations.push(this.#readString("cite"));
        return true;
      case "order":
        reader.next();
        this.#readOrder();
        return true;
      case "tau":
        if (!reader.isNext("(", 1)) return false;
        this.#readOrder();
        return true;
      case "derive":
        reader.next();
        this.#derived.push(readDerived(reader));
        return true;
      default:
        return false;
    }
  }

  #readModel(token: Token): void {
    this.#claim(token, "model");
    this.#root = readTopology(this.#reader, ownNotation(this.#settings));
  }

  #claim(token: Token, statement = token.text): void {
    const earlier = this.#once.get(statement);
    this.#once.set(statement, token);
    if (earlier === undefined) return;
    const where = `line ${String(earlier.line)}, column ${String(earlier.column)}`;
    throw new CircuitSyntaxError(this.#reader.source, token, `\`${statement}\` is given twice, first in ${where}`);
  }

  #readNames(): void {
    const reader = this.#reader;
    const first = reader.next();
    if (first.kind !== "word") throw reader.unexpected(first, ["an identifier as in `li-llzo-li`"]);
    let last = first;
    // An identifier may hold hyphens and dots, which are tokens of their own elsewhere.
    for (let token = reader.peek(); isAdjacent(last, token) && isIdentifierPart(token); token = reader.peek()) {
      last = reader.next();
    }
    const { offset, length } = spanning(first, last);
    this.#name = reader.source.slice(offset, offset + length);
    if (reader.peek().kind === "string") this.#title = reader.next().text;
  }

  #readString(keyword: string): string {
    const token = this.#reader.next();
    if (token.kind === "string") return token.text;
    throw this.#reader.unexpected(token, [`quoted text as in \`${keyword} "…"\``]);
  }

  #readCell(): CellKind {
    const token = this.#reader.next();
    if (token.kind === "word" && isCellKind(token.text)) return token.text;
    const suggestion = nearest(token.text, Object.keys(cellDescriptions));
    throw new CircuitSyntaxError(this.#reader.source, token, "Unknown kind of cell", {
      expected: Object.keys(cellDescriptions),
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }

  #readOrder(): void {
    const order = readOrder(this.#reader, this.#orderedArcs);
    this.#orderedArcs += order.arcs.length;
    this.#orders.push(order);
  }
}

/** What may have been meant by a token that cannot continue a circuit. */
function hintAfterCircuit(token: Token): string | undefined {
  if (token.kind === "number" || token.text === "=") {
    return "A value stands in braces, as in `R1{200}`, or in a statement after the circuit.";
  }
  if (token.text === ")") return "No bracket is open here.";
  if (token.kind !== "word" && token.text !== "(" && token.text !== "[") return joiningHint(token);
  return "Elements in series are joined by `-`. Other programs' notations, as in R(RC), have importers of their own.";
}

function isAdjacent(first: Token, second: Token): boolean {
  return second.offset === first.offset + first.length;
}

function isIdentifierPart(token: Token): boolean {
  return token.kind === "word" || token.kind === "number" || token.text === "-" || token.text === ".";
}
