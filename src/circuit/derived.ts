import type { Ancestry } from "./ancestry.ts";
import type { CircuitElement } from "./circuit.ts";
import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";
import type { DraftDerived } from "./draft.ts";
import { printExpression, type Expression } from "./expression.ts";
import { readExpression, type ReadExpression, type Reference } from "./expressionReader.ts";
import { canonicalName, LONGEST_NAME } from "./names.ts";
import { checkProperty } from "./propertyReader.ts";
import type { TokenReader } from "./tokens.ts";

/** A value that follows from the parameters of a circuit, as a conductivity from resistances. */
export interface DerivedQuantity {
  /** Absent for a formula without a name; it cannot be used in other formulas. */
  readonly name?: string;
  /** Over parameters, and names of values derived before. */
  readonly expression: Expression;
  /** A label for the numbers as the formula gives them, where the text states one; nothing is converted. */
  readonly unit?: string;
}

/** More derived values than this are a mistake. */
const MOST_DERIVED = 200;
const LONGEST_UNIT = 40;
/** Characters that would move the cursor or the reading direction of a terminal. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Takes a derived value behind its keyword: `sigma = 0.1/(R_b + R_gb) "S/cm"`; name and unit may be missing. */
export function readDerived(reader: TokenReader): DraftDerived {
  const word = reader.peek();
  let name: Reference | undefined;
  if (word.kind === "word" && reader.isNext("=", 1)) {
    if (word.length > LONGEST_NAME) {
      throw new CircuitSyntaxError(reader.source, word, "The name is too long", {
        expected: [`at most ${String(LONGEST_NAME)} characters`],
      });
    }
    name = { name: word.text, position: word };
    reader.next();
    reader.next();
  }
  const formula = readExpression(reader);
  const label = reader.peek();
  if (label.kind === "string") {
    reader.next();
    if (label.text.trim() === "" || label.text.length > LONGEST_UNIT || UNPRINTABLE.test(label.text)) {
      throw new CircuitSyntaxError(reader.source, label, "This cannot be a unit", {
        expected: [`1 to ${String(LONGEST_UNIT)} printable characters as in \`"S/cm"\``],
      });
    }
  }
  return {
    formula,
    ...(name === undefined ? {} : { name }),
    ...(label.kind === "string" ? { unit: label.text } : {}),
  };
}

/** What resolves the names in a text; see ParameterTable. */
export interface NameTable {
  findElement(reference: Reference): CircuitElement;
  hasElement(name: string): boolean;
  /** @param known - names that stand for themselves. */
  resolveExpression(read: ReadExpression, known: ReadonlySet<string>): Expression;
}

/**
 * Resolves the derived values that a text states. One with the name of an earlier text's takes its place.
 * @throws CircuitSyntaxError for a name that is taken, and for one that is not known at that place.
 */
export function resolveDerived(
  source: string,
  drafts: readonly DraftDerived[],
  earlier: readonly DerivedQuantity[],
  table: NameTable,
  ancestry: Ancestry,
): DerivedQuantity[] {
  const all = [...earlier];
  const given = new Set<string>();
  for (const { name: reference, formula, unit } of drafts) {
    const name = reference === undefined ? undefined : canonicalName(reference.name);
    if (reference !== undefined && name !== undefined) {
      refuseTaken(source, reference.position, name, table.hasElement(name), given.has(name));
      given.add(name);
    }
    const found = name === undefined ? -1 : all.findIndex((each) => each.name === name);
    const place = found < 0 ? all.length : found;
    if (place >= MOST_DERIVED) {
      const message = `More than ${String(MOST_DERIVED)} values are derived`;
      throw new CircuitSyntaxError(source, formula.position, message);
    }
    // A formula sees what stands before it, so that there are no circles.
    const known = new Set(all.slice(0, place).flatMap((each) => each.name ?? []));
    for (const property of formula.properties) {
      checkProperty(source, property, (each) => table.findElement(each), ancestry);
    }
    all[place] = {
      expression: table.resolveExpression(formula, known),
      ...(name === undefined ? {} : { name }),
      ...(unit === undefined ? {} : { unit }),
    };
  }
  return all;
}

function refuseTaken(
  source: string,
  position: SourcePosition,
  name: string,
  isElement: boolean,
  isTwice: boolean,
): void {
  if (isElement) {
    throw new CircuitSyntaxError(source, position, `${name} is an element of the circuit`, {
      hint: "Give the derived value a name of its own.",
    });
  }
  if (isTwice) throw new CircuitSyntaxError(source, position, `${name} is derived twice`);
}

/** `derive sigma = 0.1/(R_b + R_gb) "S/cm"` */
export function printDerived({ name, expression, unit }: DerivedQuantity): string {
  const label = unit === undefined ? "" : ` "${unit.replace(/["\\]/g, "\\$&")}"`;
  return `derive ${name === undefined ? "" : `${name} = `}${printExpression(expression)}${label}`;
}
