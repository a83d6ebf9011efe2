import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";
import { expressionFunctions, isExpressionFunction, type Expression } from "./expression.ts";
import { nearest } from "./nearest.ts";
import { findProperty, propertyNames } from "./properties.ts";
import { readProperty, type ReadProperty } from "./propertyReader.ts";
import { scaleNumber } from "./quantity.ts";
import { spanning, type Token, type TokenReader } from "./tokens.ts";
import { readPrefix } from "./units.ts";

/** Deeper or longer formulas than these are not ties between parameters, and recursion over a smaller tree is safe. */
const DEEPEST = 100;
const MOST_TERMS = 1000;

/** A name as it is written: a parameter's in an expression, or an element's. */
export interface Reference {
  readonly name: string;
  readonly position: SourcePosition;
}

/** An expression, and where each parameter and each property of elements in it is named. */
export interface ReadExpression {
  readonly expression: Expression;
  readonly references: readonly Reference[];
  readonly properties: readonly ReadProperty[];
  readonly position: SourcePosition;
}

/**
 * Takes an expression: `+ - * /`, `^` (binds to the right, stronger than a sign), exp, ln (also log), log10, sqrt,
 * parameters, and properties of elements as in `tau(R_gb, CPE_gb)`.
 */
export function readExpression(reader: TokenReader): ReadExpression {
  const first = reader.peek();
  const references: Reference[] = [];
  const properties: ReadProperty[] = [];
  let terms = 0;

  function sum(depth: number): Expression {
    let left = product(depth);
    while (reader.isNext("+") || reader.isNext("-")) {
      const operator = reader.next().text === "+" ? "+" : "-";
      left = { kind: "binary", operator, left, right: product(depth) };
    }
    return left;
  }

  function product(depth: number): Expression {
    let left = signed(depth);
    while (reader.isNext("*") || reader.isNext("/")) {
      const operator = reader.next().text === "*" ? "*" : "/";
      left = { kind: "binary", operator, left, right: signed(depth) };
    }
    return left;
  }

  function signed(depth: number): Expression {
    if (reader.accept("-") !== undefined) return { kind: "negate", operand: signed(deeper(depth)) };
    if (reader.accept("+") !== undefined) return signed(deeper(depth));
    const base = primary(depth);
    if (reader.accept("^") === undefined) return base;
    return { kind: "binary", operator: "^", left: base, right: signed(deeper(depth)) };
  }

  function primary(depth: number): Expression {
    const token = reader.next();
    if (++terms > MOST_TERMS) throw tooLarge(token, `more than ${String(MOST_TERMS)} terms`);
    if (token.kind === "number") return { kind: "number", value: number(token) };
    if (token.kind === "punctuation" && token.text === "(") return parenthesised(sum, depth);
    if (token.kind === "word") {
      if (reader.isNext("(")) return call(token, depth);
      const reference = readReference(reader, token);
      references.push(reference);
      return { kind: "parameter", name: reference.name };
    }
    throw reader.unexpected(token, ["a number", "a parameter as in `R_b` or `CPE_gb.n`", "`(`"]);
  }

  function call(token: Token, depth: number): Expression {
    const property = findProperty(token.text);
    if (property !== undefined) {
      const read = readProperty(reader, token, property, () => sum(deeper(depth)));
      properties.push(read);
      return read.expression;
    }
    const name = token.text === "log" ? "ln" : token.text;
    if (!isExpressionFunction(name)) {
      const known = [...expressionFunctions, ...propertyNames];
      const suggestion = nearest(name, known);
      throw new CircuitSyntaxError(reader.source, token, `There is no function \`${name.slice(0, 40)}\``, {
        expected: known.map((each) => `\`${each}\``),
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    }
    reader.next();
    return { kind: "call", function: name, argument: parenthesised(sum, depth) };
  }

  function parenthesised(inner: (depth: number) => Expression, depth: number): Expression {
    const expression = inner(deeper(depth));
    if (reader.accept(")") === undefined) throw reader.unexpected(reader.peek(), ["an operator", "`)`"]);
    return expression;
  }

  function number(token: Token): number {
    const suffix = reader.peek();
    const attached = suffix.kind === "word" && suffix.offset === token.offset + token.length;
    const decimal = attached ? readPrefix(suffix.text) : undefined;
    if (attached && decimal === undefined) {
      throw reader.unexpected(
        suffix,
        ["an operator", "an SI prefix as in `10n`"],
        "Numbers in a formula have no units.",
      );
    }
    if (attached) reader.next();
    const value = scaleNumber(token.text, decimal ?? 0);
    if (Number.isFinite(value)) return value;
    throw new CircuitSyntaxError(reader.source, token, "The number is outside the range of double precision");
  }

  function deeper(depth: number): number {
    if (depth >= DEEPEST) throw tooLarge(reader.peek(), `nested more than ${String(DEEPEST)} levels deep`);
    return depth + 1;
  }

  function tooLarge(token: Token, what: string): CircuitSyntaxError {
    return new CircuitSyntaxError(reader.source, token, `The formula is ${what}`);
  }

  const expression = sum(0);
  return { expression, references, properties, position: spanning(first, reader.previous()) };
}

/** The rest of a parameter's name of which the first word has been taken. */
export function readReference(reader: TokenReader, element: Token): Reference {
  if (!reader.isNext(".")) return { name: element.text, position: element };
  reader.next();
  const parameter = reader.next();
  if (parameter.kind !== "word") throw reader.unexpected(parameter, [`a parameter of ${element.text}`]);
  return { name: `${element.text}.${parameter.text}`, position: spanning(element, parameter) };
}
