import type { Circuit } from "../circuit.ts";
import { formatNumber } from "../formatNumber.ts";
import { printBracketCode, readBracketCode } from "./bracketCode.ts";
import { CodeReader } from "./codeReader.ts";
import { DialectError } from "./dialectError.ts";
import type { ElementRule } from "./elementRule.ts";
import { exportElements, type DialectExport, type ExportedElement } from "./exporting.ts";
import { ForeignElements, type ForeignValue } from "./importing.ts";
import { pyimpspecRules } from "./pyimpspecRules.ts";

const NUMBER = /[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y;
const PARAMETER_NAME = /[A-Za-z][A-Za-z0-9_]*/y;
const SYMBOL = /[A-Z][a-z0-9_]*/y;

/**
 * Reads pyimpspec's extended description code, as in `R{R=20f:sol}(C{C=25e-6//1e-3:dl}[R{R=100/50/200}W{Y=2.4e-3/inf/150%}])`:
 * value, `f` where it is fixed, lower and upper limit (`inf` for none, `%` of the value), label.
 *
 * @throws CircuitSyntaxError with a position in `text`.
 */
export function importPyimpspec(text: string): Circuit {
  const elements = new ForeignElements();
  const reader = new CodeReader(text);
  const version = reader.match(/![^!\n]*!/y);
  if (version !== undefined && !/^!\s*[Vv]\s*=\s*1\s*!$/.test(version)) {
    throw reader.error(reader.position(version.length), "Unknown version of the code", { expected: ["`!V=1!`"] });
  }
  const root = readBracketCode(reader, () => {
    const start = reader.position();
    const symbol = reader.match(SYMBOL);
    if (symbol === undefined) throw reader.unexpected(["an element as in `R` or `Wo`", "`(`", "`[`"]);
    const candidates = pyimpspecRules.filter((rule) => rule.symbol === symbol && rule.only !== "export");
    const position = { ...start, length: symbol.length };
    if (candidates.length === 0) {
      const expected = [...new Set(pyimpspecRules.map((rule) => rule.symbol))];
      throw reader.error(position, `The element ${symbol} of pyimpspec has no counterpart here`, { expected });
    }
    const { values, label } = readBraces(reader, candidates);
    const rule = candidates.find(({ applies }) => applies === undefined || applies(fixedValues(values)));
    if (rule === undefined)
      throw reader.error(position, `The element ${symbol} has no counterpart here with these values`);
    return elements.add({ rule, values, position, ...(label === undefined ? {} : { label }) });
  });
  return elements.assemble(text, root);
}

/** What is fixed, by name; n is fixed at 1/2 where the text says nothing of it. */
function fixedValues(values: ReadonlyMap<string, ForeignValue>): Record<string, number> {
  const fixed = [...values].flatMap(([name, { value, fixed }]): [string, number][] => (fixed ? [[name, value]] : []));
  return { ...(values.has("n") ? {} : { n: 0.5 }), ...Object.fromEntries(fixed) };
}

function readBraces(
  reader: CodeReader,
  rules: readonly ElementRule[],
): { values: Map<string, ForeignValue>; label?: string } {
  const values = new Map<string, ForeignValue>();
  if (!reader.accept("{")) return { values };
  const known = new Set(rules.flatMap(({ parameters }) => parameters.map(({ foreign }) => foreign)));
  let label: string | undefined;
  if (reader.peek() !== ":") {
    do {
      const start = reader.position();
      const name = reader.match(PARAMETER_NAME);
      if (name === undefined || !known.has(name)) {
        const summary =
          name === undefined ? "A parameter's name is missing" : `There is no parameter \`${name.slice(0, 40)}\``;
        throw reader.error({ ...start, length: name?.length ?? 1 }, summary, { expected: [...known] });
      }
      if (values.has(name)) throw reader.error({ ...start, length: name.length }, `${name} is given twice`);
      if (!reader.accept("=")) throw reader.unexpected(["`=`"]);
      values.set(name, readValue(reader));
    } while (reader.accept(","));
  }
  if (reader.accept(":")) {
    reader.peek();
    label = toLabel(reader.takeUntil("}"));
  }
  if (!reader.accept("}")) throw reader.unexpected(["`,`", "`:`", "`}`", "`/`"]);
  return { values, ...(label === undefined || label === "" ? {} : { label }) };
}

/** A label with what our labels cannot hold replaced. */
function toLabel(text: string): string {
  return text.trim().replace(/[^A-Za-z0-9_]+/g, "_");
}

function readNumber(reader: CodeReader): { value: number; position: ForeignValue["position"] } {
  const text = reader.match(NUMBER);
  if (text === undefined) throw reader.unexpected(["a number"]);
  const position = reader.position(text.length);
  const value = Number(text);
  if (!Number.isFinite(value)) throw reader.error(position, "The number is outside the range of double precision");
  return { value, position };
}

function readValue(reader: CodeReader): ForeignValue {
  const { value, position } = readNumber(reader);
  const fixed = reader.match(/[fF]/y) !== undefined;
  let lower: number | undefined;
  let upper: number | undefined;
  if (reader.accept("/")) {
    if (reader.peek() !== "/") lower = readLimit(reader, value, -Infinity);
    if (reader.accept("/")) upper = readLimit(reader, value, Infinity);
  }
  return {
    value,
    fixed,
    position,
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
  };
}

function readLimit(reader: CodeReader, value: number, unlimited: number): number {
  if (reader.match(/inf/y) !== undefined) return unlimited;
  const limit = readNumber(reader).value;
  return reader.accept("%") ? (value * limit) / 100 : limit;
}

/**
 * Writes pyimpspec's extended description code. Labels that are numbers are left out, since pyimpspec gives numbers itself.
 * @throws DialectError for an element that pyimpspec does not have.
 */
export function exportPyimpspec(circuit: Circuit): DialectExport {
  const { elements, notes } = exportElements(circuit, pyimpspecRules, "pyimpspec");
  const exported = [...elements.values()];
  return {
    text: printBracketCode(circuit.root, ({ name }) => {
      const element = elements.get(name);
      if (element === undefined)
        throw new DialectError(`The circuit's tree holds ${name}, its list of elements does not`, name);
      return element.rule.symbol + printBraces(element);
    }),
    parameters: exported.flatMap(({ parameters }) => parameters),
    names: new Map(
      exported.map(({ element, rule }) => [
        element.name,
        [rule.symbol, printLabel(element.label)].filter(Boolean).join("_"),
      ]),
    ),
    notes,
  };
}

function printLabel(label: string): string {
  return /^[A-Za-z]/.test(label) ? label : "";
}

function printBraces({ element, rule, parameters }: ExportedElement): string {
  const given = parameters.flatMap(({ parameter, value, lower, upper, fixed }, index) => {
    const { fixedByDefault, typical } = rule.parameters[index] ?? {};
    const isAssumed = fixed && fixedByDefault === true && value === typical;
    if (value === undefined || isAssumed) return [];
    const limits = lower === undefined || upper === undefined ? "" : `/${printLimit(lower)}/${printLimit(upper)}`;
    return [`${parameter}=${formatNumber(value)}${fixed ? "F" : ""}${limits}`];
  });
  const label = printLabel(element.label);
  const text = given.join(",") + (label === "" ? "" : `:${label}`);
  return text === "" ? "" : `{${text}}`;
}

function printLimit(limit: number): string {
  return Number.isFinite(limit) ? formatNumber(limit) : "inf";
}
