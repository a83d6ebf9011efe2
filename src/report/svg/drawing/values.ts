import { givenValues, type Circuit, type CircuitParameter } from "../../../circuit/index.ts";
import type { FittedParameter } from "../../../fit/result.ts";
import { printQuantity } from "../../quantity.ts";
import { parameterSymbol } from "./names.ts";
import type { RichText, Run } from "../richText.ts";

/** What of a fitted parameter is printed; `FitResult.parameters` are such. */
export type DrawnParameter = Pick<FittedParameter, "name" | "value" | "stderr" | "unit">;

/** A power of ten as numbers are written in programs. */
const POWER = /^(.*)e([+-]?)(\d+)$/;
/** A unit and what stands behind its `^`. */
const RAISED = /\^(?:\(([^)]*)\)|(-?\w+))/;

/**
 * The lines under each element, by its name: of a resistor the value alone, of others with the symbol of the parameter. What has
 * no value has no line, nor has an exponent that no one set free.
 *
 * @throws {RangeError} for values of parameters that the circuit does not have.
 */
export function valueLines(
  circuit: Pick<Circuit, "parameters">,
  values: boolean | readonly DrawnParameter[],
): Map<string, RichText[]> {
  const lines = new Map<string, RichText[]>();
  if (values === false) return lines;
  const known = values === true ? ownValues(circuit.parameters) : new Map(values.map((one) => [one.name, one]));
  refuseOthers(circuit.parameters, known);
  for (const parameter of circuit.parameters) {
    const { name, element, index, fixed, value } = parameter;
    const record = element.record.parameters[index];
    const printed = known.get(name);
    if (record === undefined || printed === undefined) continue;
    if (record.fixedByDefault === true && fixed && value === undefined) continue;
    const line = quantityText(printed);
    const isSole = element.record.parameters.length === 1;
    const others = lines.get(element.name) ?? [];
    others.push(isSole ? line : [...parameterSymbol(record.name), { text: " = " }, ...line]);
    lines.set(element.name, others);
  }
  return lines;
}

function refuseOthers(parameters: readonly CircuitParameter[], known: ReadonlyMap<string, DrawnParameter>): void {
  const names = new Set(parameters.map(({ name }) => name));
  const other = [...known.keys()].find((name) => !names.has(name));
  if (other === undefined) return;
  throw new RangeError(`The circuit has no parameter ${other}; give the parameters of a fit of this very circuit.`);
}

function ownValues(parameters: readonly CircuitParameter[]): Map<string, DrawnParameter> {
  const units = new Map(
    parameters.map(({ name, element, index }) => [name, element.record.parameters[index]?.unit ?? "-"]),
  );
  return new Map(
    [...givenValues(parameters)].map(([name, value]) => [
      name,
      { name, value, stderr: null, unit: units.get(name) ?? "-" },
    ]),
  );
}

function quantityText({ value, stderr, unit }: DrawnParameter): RichText {
  const printed = printQuantity(value, stderr, unit);
  const after = unitText(printed.unit);
  if (printed.stderr === "") return [...numberRuns(printed.value), ...after];
  const both = [...numberRuns(printed.value), { text: " \u00b1 " }, ...numberRuns(printed.stderr)];
  return after.length === 0 ? both : [{ text: "(" }, ...both, { text: ")" }, ...after];
}

/** `1.2e-8` is 1.2 times a power of ten. */
function numberRuns(number: string): Run[] {
  const [, digits, sign = "", exponent = ""] = POWER.exec(number) ?? [];
  if (digits === undefined) return [{ text: trueMinus(number) }];
  return [
    { text: `${trueMinus(digits)}\u00d710` },
    { text: (sign === "-" ? "\u2212" : "") + exponent, level: "superscript" },
  ];
}

/** `nF s^(n-1)` with a raised exponent, `ohm` as its sign; begins with a space. */
function unitText(unit: string): Run[] {
  if (unit === "") return [];
  const runs: Run[] = [];
  let rest = ` ${unit.replace(/ohm/g, "\u03a9")}`;
  for (let match = RAISED.exec(rest); match !== null; match = RAISED.exec(rest)) {
    const exponent = match[1] ?? match[2] ?? "";
    runs.push({ text: rest.slice(0, match.index) }, ...exponentRuns(exponent));
    rest = rest.slice(match.index + match[0].length);
  }
  return rest === "" ? runs : [...runs, { text: rest }];
}

function exponentRuns(exponent: string): Run[] {
  const pieces = exponent.match(/[A-Za-z]+|[^A-Za-z]+/g) ?? [];
  return pieces.map((text) =>
    /[A-Za-z]/.test(text)
      ? { text, italic: true, level: "superscript" }
      : { text: trueMinus(text), level: "superscript" },
  );
}

function trueMinus(text: string): string {
  return text.replace(/-/g, "\u2212");
}
