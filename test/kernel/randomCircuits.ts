/** Seeded circuits of any shape, with values, limits, fixed parameters and ties in their text. */
import type { Random } from "../../bench/random.ts";
import type { Circuit, CircuitParameter } from "../../src/circuit/circuit.ts";
import { parseCircuit } from "../../src/circuit/parse.ts";
import { elementRecords } from "../../src/elements/index.ts";

/** Elements are placed in a window that instruments cover, so that most of them matter somewhere in it. */
export const LOWEST_HZ = 1e-2;
export const HIGHEST_HZ = 1e5;
const SMALLEST_OHM = 10;
const LARGEST_OHM = 1e4;

const DEEPEST = 5;
/**
 * Largest exponent of finite-length diffusion. Closer to 1 the poles come too near to the real frequencies for
 * differences of steps that rounding allows; test/elements compares the derivatives there with many-digit values.
 */
const LARGEST_DIFFUSION_EXPONENT = 0.8;
/** How often a parameter is tied, fixed or limited, and an exponent stands at its upper limit. */
const TIED = 0.15;
const FIXED = 0.12;
const LIMITED = 0.15;
const AT_LIMIT = 0.1;

/**
 * A circuit in which every parameter has a value or follows from others.
 *
 * @param first number of the registry's record that the first element has; consecutive numbers let every element occur
 */
export function drawCircuit(random: Random, first: number): Circuit {
  const shape = drawShape(random, first);
  const { parameters } = parseCircuit(shape);
  return parseCircuit([shape, ...drawStatements(random, parameters, drawValues(random, parameters))].join("; "));
}

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random.uniform(0, items.length))];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

function drawShape(random: Random, first: number): string {
  let count = 0;
  const element = (): string => {
    const number = count++;
    const index = number === 0 ? first : Math.floor(random.uniform(0, elementRecords.length));
    const { symbol = "R" } = elementRecords[index % elementRecords.length] ?? {};
    // The lumped elements are what circuits mostly consist of.
    const common = number > 0 && random.uniform(0, 1) < 0.4;
    return `${common ? pick(random, ["R", "C", "CPE", "L"]) : symbol}_${String(number)}`;
  };
  const node = (depth: number, parent: "-" | "|"): string => {
    if (depth === DEEPEST || random.uniform(0, 1) < 0.12 * depth) return element();
    // Series within series and parallel within parallel occur as well: what people type is not always the shortest form.
    const own = random.uniform(0, 1) < 0.8 === (parent === "-") ? "|" : "-";
    const children = Array.from({ length: random.uniform(0, 1) < 0.8 ? 2 : 3 }, () => node(depth + 1, own));
    return `(${children.join(own)})`;
  };
  return node(Math.floor(random.uniform(0, DEEPEST)), pick(random, ["-", "|"]));
}

/** R ~ |Z|, C ~ 1/(omega |Z|), Q ~ 1/(omega^n |Z|), tau ~ 1/omega at a random place of the window. */
function drawValues(random: Random, parameters: readonly CircuitParameter[]): Record<string, number> {
  const values: Record<string, number> = {};
  const recordOf = ({ element, index }: CircuitParameter) => element.record.parameters[index];
  for (const parameter of parameters) {
    const record = recordOf(parameter);
    if (record?.scale !== "linear") continue;
    const largest = record.upper < 1 ? LARGEST_DIFFUSION_EXPONENT : 1;
    values[parameter.name] = random.uniform(0, 1) < AT_LIMIT ? largest : Math.min(largest, random.uniform(0.3, 1));
  }
  for (const parameter of parameters) {
    const record = recordOf(parameter);
    if (record === undefined || record.scale === "linear") continue;
    const { ohm, second } = record;
    const power = typeof second === "number" ? second : (values[`${parameter.element.name}.${second}`] ?? Number.NaN);
    const omega = random.logUniform(2 * Math.PI * LOWEST_HZ, 2 * Math.PI * HIGHEST_HZ);
    const modulus = random.logUniform(SMALLEST_OHM, LARGEST_OHM);
    values[parameter.name] = ohm === 0 && second === 0 ? random.logUniform(0.1, 10) : modulus ** ohm * omega ** -power;
  }
  return values;
}

/** Statements about parameters. Ties refer to parameters that come before in a random order, so there are no rings. */
function drawStatements(
  random: Random,
  parameters: readonly CircuitParameter[],
  values: Readonly<Record<string, number>>,
): string[] {
  const isExponent = ({ element, index }: CircuitParameter): boolean =>
    element.record.parameters[index]?.scale === "linear";
  const value = ({ name }: CircuitParameter): number => values[name] ?? Number.NaN;
  const earlier: CircuitParameter[] = [];
  const statements: string[] = [];
  for (const parameter of shuffled(random, parameters)) {
    const { name } = parameter;
    const sources = earlier.filter((other) => isExponent(other) === isExponent(parameter));
    earlier.push(parameter);
    const kind = random.uniform(0, 1);
    if (sources.length > 0 && kind < TIED) {
      const [p, q] = [pick(random, sources), pick(random, sources)];
      const tie = isExponent(parameter)
        ? tieExponent(random, value(parameter), p.name)
        : tieQuantity(random, value(parameter), p.name, value(p), q.name, value(q));
      statements.push(`${name} = ${tie}`);
      continue;
    }
    const text = String(value(parameter));
    if (kind < TIED + FIXED) statements.push(`${name} = ${text} fixed`);
    else if (kind < TIED + FIXED + LIMITED)
      statements.push(`${name} = ${text} in ${limits(parameter, value(parameter))}`);
    else statements.push(`${name} = ${text} free`);
  }
  return statements;
}

function limits(parameter: CircuitParameter, value: number): string {
  const { lower = 0, upper = Infinity } = parameter.element.record.parameters[parameter.index] ?? {};
  return `${String(Math.max(lower, value / 8))} .. ${String(Math.min(upper, value * 8))}`;
}

function shuffled<T>(random: Random, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, key: random.uniform(0, 1) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** A formula over p and q that gives about `value`. */
function tieQuantity(random: Random, value: number, pName: string, p: number, qName: string, q: number): string {
  const c = (divisor: number): string => String(value / divisor);
  return pick(random, [
    pName === qName ? `2*${pName}*${c(2 * p)}` : `${c(p * q)}*${pName}*${qName}`,
    `${c(p)}*${pName}`,
    `${c(p ** 0.5)}*${pName}^0.5`,
    `${c(p ** -0.7)}/${pName}^0.7`,
    `${c(Math.sqrt(p * q))}*sqrt(${pName}*${qName})`,
    `${c(p / q)}*${pName}/${qName}`,
    `-(-${c(2 * p)}*${pName} - ${c(2)})`,
    `exp(${String(Math.log(value) - 0.3 * Math.log(p))} + 0.3*ln(${pName}))`,
    `${c(Math.log10(p) ** 2 + 1)}*(log10(${pName})^2 + 1)`,
    `${c(p + q)}*(${pName} + ${qName})`,
  ]);
}

/** A formula over the exponent p that gives a value in the same range. */
function tieExponent(random: Random, value: number, name: string): string {
  return pick(random, [`${String(Math.min(value, 0.9) / 2)}*${name} + 0.2`, `1 - ${name}/2`, `0.9*${name}^1.5`]);
}
