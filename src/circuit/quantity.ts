import { pow } from "../../assembly/math/elementary.ts";
import { CircuitSyntaxError, type SourcePosition } from "./diagnostics.ts";
import { nearest } from "./nearest.ts";
import { spanning, type Token, type TokenReader } from "./tokens.ts";
import { commonUnits, multiplyDimensions, readPrefix, readUnit, unitNames, type Dimension } from "./units.ts";

/** A number with what is said of its unit, scaled to the unit without prefix. */
export interface Quantity {
  readonly value: number;
  /** Absent where no unit is written: the parameter's own is meant. */
  readonly dimension?: Dimension;
  readonly position: SourcePosition;
}

/** Words that follow a value and are not units. */
export const attributeWords: readonly string[] = ["in", "fixed", "free", "role"];

/** A number token's value times a power of ten, rounded once. */
export function scaleNumber(text: string, decimal: number): number {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  return Number(`${mantissa}e${String(Number(exponent) + decimal)}`);
}

/** Takes a number with sign, prefix and unit, as in `-3`, `10n`, `1.2 kohm`, `10 nF s^(n-1)`. */
export function readQuantity(reader: TokenReader): Quantity {
  const first = reader.peek();
  const negative = reader.accept("-") !== undefined;
  if (!negative) reader.accept("+");
  const number = reader.next();
  if (number.kind !== "number") throw reader.unexpected(number, ["a number"]);
  const unit = readUnits(reader);
  const magnitude = scaleNumber(number.text, unit?.decimal ?? 0) * (unit?.factor ?? 1);
  const position = spanning(first, unit?.last ?? number);
  if (!Number.isFinite(magnitude) || (magnitude === 0 && /[1-9]/.test(number.text.split(/e/i)[0] ?? ""))) {
    throw new CircuitSyntaxError(reader.source, position, "The number is outside the range of double precision", {
      expected: ["a number between 5e-324 and 1.8e308"],
    });
  }
  const value = negative ? -magnitude : magnitude;
  return { value, position, ...(unit?.dimension === undefined ? {} : { dimension: unit.dimension }) };
}

interface Units {
  /** Power of ten of the prefixes, where it is whole. */
  readonly decimal: number;
  /** What a prefix amounts to whose unit has a broken power, as in ms^(1/2). */
  readonly factor: number;
  readonly dimension?: Dimension;
  readonly last: Token;
}

function isUnitWord(token: Token): boolean {
  return token.kind === "word" && !attributeWords.includes(token.text) && readUnit(token.text) !== undefined;
}

function readUnits(reader: TokenReader): Units | undefined {
  const word = reader.peek();
  if (word.kind !== "word" || attributeWords.includes(word.text)) return undefined;
  if (readUnit(word.text) === undefined) {
    const decimal = readPrefix(word.text);
    if (decimal === undefined) throw unknownUnit(reader, word);
    reader.next();
    return { decimal, factor: 1, last: word };
  }
  let units: Units & { dimension: Dimension } = {
    decimal: 0,
    factor: 1,
    dimension: { ohm: 0, second: 0, secondBy: new Map() },
    last: word,
  };
  let sign: 1 | -1 = 1;
  for (;;) {
    units = readFactor(reader, units, sign);
    const separator = reader.peek();
    const separated = separator.kind === "punctuation" && (separator.text === "/" || separator.text === "*");
    if (!isUnitWord(reader.peek(separated ? 1 : 0))) return units;
    sign = separated && separator.text === "/" ? -1 : 1;
    if (separated) reader.next();
  }
}

function readFactor(
  reader: TokenReader,
  units: Units & { dimension: Dimension },
  sign: 1 | -1,
): Units & { dimension: Dimension } {
  const word = reader.next();
  const unit = readUnit(word.text);
  if (unit === undefined) throw unknownUnit(reader, word);
  const power =
    reader.accept("^") === undefined ? { constant: 1, names: new Map<string, number>() } : readPower(reader);
  const last = reader.previous();
  const isPlainSecond = unit.ohm === 0 && unit.second === 1 && unit.decimal === 0;
  if (power.names.size > 0 && !isPlainSecond) {
    throw new CircuitSyntaxError(reader.source, spanning(word, last), "Only `s` can have a parameter in its power", {
      hint: "Write for instance `10 nF s^(n-1)`.",
    });
  }
  const shift = sign * power.constant * unit.decimal;
  const whole = Number.isInteger(shift);
  return {
    decimal: units.decimal + (whole ? shift : 0),
    factor: units.factor * (whole ? 1 : pow(10, shift)),
    dimension: multiplyDimensions(units.dimension, {
      ohm: sign * power.constant * unit.ohm,
      second: sign * power.constant * unit.second,
      secondBy: new Map([...power.names].map(([name, coefficient]) => [name, sign * coefficient])),
    }),
    last,
  };
}

interface Power {
  readonly constant: number;
  readonly names: ReadonlyMap<string, number>;
}

/** After `^`: `2`, `-1`, `n`, or in parentheses a sum as in `(n-1)`, `(-1/2)`. */
function readPower(reader: TokenReader): Power {
  const parenthesised = reader.accept("(") !== undefined;
  const names = new Map<string, number>();
  let constant = 0;
  let isFirst = true;
  for (;;) {
    const minus = reader.accept("-");
    const sign = minus === undefined ? 1 : -1;
    const signed = minus ?? reader.accept("+");
    if (!isFirst && signed === undefined) break;
    const term = reader.next();
    if (term.kind === "word") names.set(term.text, (names.get(term.text) ?? 0) + sign);
    else if (term.kind === "number") constant += sign * readFraction(reader, term, parenthesised);
    else throw reader.unexpected(term, ["a number", "the name of an exponent"]);
    isFirst = false;
    if (!parenthesised) break;
  }
  if (parenthesised && reader.accept(")") === undefined) throw reader.unexpected(reader.peek(), ["`)`"]);
  return { constant, names: new Map([...names].filter(([, coefficient]) => coefficient !== 0)) };
}

function readFraction(reader: TokenReader, numerator: Token, parenthesised: boolean): number {
  // Without parentheses `s^1/2` is (s^1)/2.
  if (!parenthesised || reader.accept("/") === undefined) return Number(numerator.text);
  const denominator = reader.next();
  if (denominator.kind !== "number" || Number(denominator.text) === 0) {
    throw reader.unexpected(denominator, ["a number other than 0"]);
  }
  return Number(numerator.text) / Number(denominator.text);
}

function unknownUnit(reader: TokenReader, word: Token): CircuitSyntaxError {
  const suggestion = nearest(word.text, [...attributeWords, ...commonUnits]);
  return new CircuitSyntaxError(reader.source, word, `Unknown unit \`${word.text.slice(0, 40)}\``, {
    expected: [
      ...unitNames.map((name) => `\`${name}\``),
      "one with a prefix as in `kohm`",
      "`in`",
      "`fixed`",
      "`free`",
    ],
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}
