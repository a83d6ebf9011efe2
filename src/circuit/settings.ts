import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";
import { readExpression, type ReadExpression, type Reference } from "./expressionReader.ts";
import { splitName } from "./names.ts";
import { nearest } from "./nearest.ts";
import { attributeWords, readQuantity, type Quantity } from "./quantity.ts";
import { isRole, roleDescriptions, type Role } from "./roles.ts";
import { spanning, type Token, type TokenReader } from "./tokens.ts";

/** What a text says of one parameter, or of an element (`role`). Names are as written. */
export interface Setting {
  readonly element: Reference;
  /** Absent where only the element is named. */
  readonly parameter?: Reference;
  readonly value?: Quantity;
  readonly tie?: ReadExpression;
  readonly limits?: Limits;
  readonly hold?: { readonly fixed: boolean; readonly position: SourcePosition };
  readonly role?: { readonly role: Role; readonly position: SourcePosition };
}

/** A range with open ends. */
export interface Limits {
  readonly lower?: Quantity;
  readonly upper?: Quantity;
  readonly position: SourcePosition;
}

type SettingBody = Omit<Setting, "element" | "parameter">;

function isAttribute(token: Token): boolean {
  return token.kind === "word" && attributeWords.includes(token.text);
}

/** Takes a statement about a parameter: `R_b 200 ohm in 1 .. 1e6 role bulk`, `CPE_int.n = CPE_gb.n`. */
export function readParameterStatement(reader: TokenReader): Setting {
  const word = reader.next();
  if (word.kind !== "word") throw reader.unexpected(word, ["a parameter as in `R_b` or `CPE_gb.n`"]);
  const element = { name: word.text, position: word };
  let parameter: Reference | undefined;
  if (reader.accept(".") !== undefined) {
    const name = reader.next();
    if (name.kind !== "word") throw reader.unexpected(name, [`a parameter of ${word.text}`]);
    parameter = { name: name.text, position: name };
  }
  return { element, ...(parameter === undefined ? {} : { parameter }), ...readBody(reader) };
}

/** Takes the braces behind an element: `{200 ohm}`, `{Q = 10n, n = 0.9 in 0.6..1, role bulk}`. */
export function readBraces(reader: TokenReader, elementToken: Token): Setting[] {
  const opening = reader.accept("{");
  if (opening === undefined) return [];
  const element = { name: elementToken.text, position: elementToken };
  const settings: Setting[] = [];
  do {
    const parameter = readParameterName(reader, elementToken);
    settings.push({ element, ...(parameter === undefined ? {} : { parameter }), ...readBody(reader) });
  } while (reader.accept(",") !== undefined);
  if (reader.accept("}") === undefined) {
    const inParameters = splitName(elementToken.text)?.record.parameters.map(({ name }) => `\`${name}\``) ?? [];
    const hint = `The parameters of ${elementToken.text} are ${inParameters.join(", ")}.`;
    throw reader.unexpected(reader.peek(), ["`,`", "`}`", "`in`", "`fixed`", "`free`"], hint);
  }
  return settings;
}

/** The name before a value in braces; a sole parameter needs none. */
function readParameterName(reader: TokenReader, element: Token): Reference | undefined {
  const token = reader.peek();
  if (token.kind !== "word" || isAttribute(token)) return undefined;
  const isParameter = splitName(element.text)?.record.parameters.some(({ name }) => name === token.text) ?? false;
  if (!isParameter && !reader.isNext("=", 1)) return undefined;
  reader.next();
  return { name: token.text, position: token };
}

function readBody(reader: TokenReader): SettingBody {
  const equals = reader.accept("=");
  const start = reader.peek();
  const assigned = equals !== undefined || !isAttribute(start) ? readAssigned(reader, equals !== undefined) : {};
  return { ...assigned, ...readAttributes(reader) };
}

function readAssigned(reader: TokenReader, hasEquals: boolean): Pick<SettingBody, "value" | "tie"> {
  const token = reader.peek();
  const isNumber = token.kind === "number" || reader.isNext("-") || reader.isNext("+");
  if (isNumber && startsQuantity(reader)) {
    const mark = reader.mark();
    const value = readQuantity(reader);
    if (!["+", "-", "*", "/", "^", "("].some((operator) => reader.isNext(operator))) return { value };
    reader.reset(mark);
  }
  const startsExpression = isNumber || token.kind === "word" || reader.isNext("(");
  if (!startsExpression) {
    throw reader.unexpected(token, [
      "a value as in `200 ohm`",
      ...(hasEquals ? ["a formula as in `2*R_b`"] : []),
      "`in`",
      "`fixed`",
    ]);
  }
  return { tie: readExpression(reader) };
}

/** Whether a number follows the sign, if there is one. */
function startsQuantity(reader: TokenReader): boolean {
  return reader.peek(reader.isNext("-") || reader.isNext("+") ? 1 : 0).kind === "number";
}

function readAttributes(reader: TokenReader): Pick<SettingBody, "limits" | "hold" | "role"> {
  let limits: Setting["limits"];
  let hold: Setting["hold"];
  let role: Setting["role"];
  while (isAttribute(reader.peek())) {
    const word = reader.next();
    if (word.text === "in") {
      if (limits !== undefined) throw twice(reader, word, limits.position);
      limits = readLimits(reader, word);
    } else if (word.text === "role") {
      if (role !== undefined) throw twice(reader, word, role.position);
      role = readRole(reader, word);
    } else {
      if (hold !== undefined) throw twice(reader, word, hold.position);
      hold = { fixed: word.text === "fixed", position: word };
    }
  }
  return {
    ...(limits === undefined ? {} : { limits }),
    ...(hold === undefined ? {} : { hold }),
    ...(role === undefined ? {} : { role }),
  };
}

function twice(reader: TokenReader, word: Token, first: SourcePosition): CircuitSyntaxError {
  return new CircuitSyntaxError(
    reader.source,
    word,
    `\`${word.text}\` repeats or contradicts column ${String(first.column)} of line ${String(first.line)}`,
    { hint: "Say it once." },
  );
}

function readLimits(reader: TokenReader, word: Token): Limits {
  const lower = readLimit(reader);
  if (reader.accept("..") === undefined) throw reader.unexpected(reader.peek(), ["`..` as in `in 0.6 .. 1`"]);
  const upper = readLimit(reader);
  const position = spanning(word, reader.previous());
  return { position, ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) };
}

/** One end of a range; nothing and `inf` leave it open. */
function readLimit(reader: TokenReader): Quantity | undefined {
  if (reader.isWordNext("inf")) {
    reader.next();
    return undefined;
  }
  return reader.peek().kind === "number" || startsQuantity(reader) ? readQuantity(reader) : undefined;
}

function readRole(reader: TokenReader, keyword: Token): { role: Role; position: SourcePosition } {
  const first = reader.next();
  const expected = Object.keys(roleDescriptions);
  if (first.kind !== "word") throw reader.unexpected(first, expected);
  let text = first.text;
  while (reader.isNext("-") && reader.peek(1).kind === "word") {
    reader.next();
    text += `-${reader.next().text}`;
  }
  const position = spanning(keyword, reader.previous());
  if (isRole(text)) return { role: text, position };
  const suggestion = nearest(text, expected);
  throw new CircuitSyntaxError(
    reader.source,
    spanning(first, reader.previous()),
    `Unknown role \`${text.slice(0, 40)}\``,
    {
      expected,
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  );
}
