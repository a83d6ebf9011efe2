import type { Ancestry } from "./ancestry.ts";
import type { CircuitElement } from "./circuit.ts";
import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";
import type { Expression } from "./expression.ts";
import type { Reference } from "./expressionReader.ts";
import { formulaOf, propertyArguments, type Property } from "./properties.ts";
import { resolveElement } from "./resolveElement.ts";
import { spanning, type Token, type TokenReader } from "./tokens.ts";

/** A property of elements as it is written, `tau(R_gb, CPE_gb)`. */
export interface ReadProperty {
  readonly expression: Expression;
  readonly elements: readonly Reference[];
  readonly position: SourcePosition;
}

/** What a property must be asked of. */
const expectations: Readonly<Record<Property, { readonly what: string; readonly expected: readonly string[] }>> = {
  tau: {
    what: "time constant",
    expected: [
      "a resistor and a capacitor, CPE, inductor or Warburg element",
      "one element with a time constant of its own",
    ],
  },
  capacitance: {
    what: "capacitance",
    expected: ["a resistor and a capacitor or CPE", "one element with a time constant and a resistance of its own"],
  },
  brug: {
    what: "capacitance",
    expected: ["a CPE, then the resistance before it, as in `brug(CPE_dl, R_s)` or `brug(CPE_dl, R_s, R_ct)`"],
  },
};

/**
 * Takes the parenthesis of a property, whose name has been taken: one or two elements, then formulas.
 * @param readFormula - takes an expression.
 * @throws CircuitSyntaxError where the elements do not have the property.
 */
export function readProperty(
  reader: TokenReader,
  keyword: Token,
  property: Property,
  readFormula: () => Expression,
): ReadProperty {
  if (reader.accept("(") === undefined) throw reader.unexpected(reader.peek(), ["`(`"]);
  const most = propertyArguments[property];
  const elements: { reference: Reference; element: CircuitElement }[] = [];
  const formulas: Expression[] = [];
  do {
    if (elements.length < most.elements) {
      const token = reader.next();
      elements.push({ reference: { name: token.text, position: token }, element: resolveElement(reader, token) });
    } else {
      formulas.push(readFormula());
    }
  } while (elements.length + formulas.length < most.elements + most.formulas && reader.accept(",") !== undefined);
  if (reader.accept(")") === undefined) {
    const isFull = elements.length + formulas.length === most.elements + most.formulas;
    throw reader.unexpected(reader.peek(), [...(isFull ? [] : ["`,`"]), "`)`"]);
  }
  const position = spanning(keyword, reader.previous());
  const named = elements.map(({ element }) => element);
  const names = named.map(({ name }) => name);
  if (formulaOf(property, named, formulas) === undefined) {
    const { what, expected } = expectations[property];
    throw new CircuitSyntaxError(reader.source, position, `No ${what} follows from ${names.join(", ")}`, { expected });
  }
  const expression: Expression = { kind: "property", property, elements: names, arguments: formulas };
  return { expression, elements: elements.map(({ reference }) => reference), position };
}

/**
 * Checks that the elements of a property are in a circuit, and that the two of an arc are in parallel.
 * @param findElement - gives the element of a name, or throws.
 */
export function checkProperty(
  source: string,
  { elements, position }: Omit<ReadProperty, "expression">,
  findElement: (reference: Reference) => CircuitElement,
  ancestry: Ancestry,
): void {
  const [first, second] = elements.map(findElement);
  if (first === undefined || second === undefined) return;
  if (ancestry.common(first.name, second.name)?.kind === "parallel") return;
  throw new CircuitSyntaxError(source, position, `${first.name} and ${second.name} are not in parallel`, {
    hint: "The two elements of an arc stand in different branches of one parallel connection.",
  });
}
