import type { Circuit } from "../../../circuit/index.ts";
import { circuitOutline } from "../../outline.ts";
import { circuitSteps, type Step } from "./assignments.ts";
import { functionsOf, printInfix, printNumber } from "./infix.ts";
import { valueComments, type SourceParameter } from "./parameterWords.ts";

/** Functions that NumPy has under a name of its own. */
const OWN: Readonly<Record<string, string>> = {
  sqrt: "np.sqrt",
  exp: "np.exp",
  ln: "np.log",
  log10: "np.log10",
  tanh: "np.tanh",
};

/** Functions that are written out, none of which overflows for a large argument or loses digits for a small one. */
const WRITTEN: Readonly<Record<string, { readonly name: string; readonly source: string }>> = {
  coth: {
    name: "_coth",
    source: `def _coth(x):
    decay = np.expm1(-2 * x)
    return -(decay + 2) / decay
`,
  },
  cosech: {
    name: "_cosech",
    source: `def _cosech(x):
    return -2 * np.exp(-x) / np.expm1(-2 * x)
`,
  },
  langevin: {
    name: "_langevin",
    source: `def _langevin(x):
    """coth x - 1/x; near 0, where the two cancel, by Lambert's continued fraction."""
    small = np.abs(x) <= 1
    near = np.where(small, x, 1)
    fraction = 27 + 0 * near
    for level in range(12, 0, -1):
        fraction = 2 * level + 1 + near**2 / fraction
    far = np.where(small, 1, x)
    decay = np.expm1(-2 * far)
    return np.where(small, near / fraction, -(decay + 2) / decay - 1 / far)
`,
  },
  besselRatio: {
    name: "_bessel_ratio",
    source: `def _bessel_ratio(x):
    """I0(x)/I1(x), modified Bessel functions: a continued fraction, beyond |x| = 25 Hankel's expansions."""
    small = np.abs(x) <= 25
    near = np.where(small, x, 25)
    fraction = 140 / near
    for level in range(69, 0, -1):
        fraction = 2 * level / near + 1 / fraction
    far = np.where(small, 25, x)
    sums = []
    for order in (0, 1):
        term = total = 1 + 0 * far
        for k in range(1, 25):
            term = term * ((2 * k - 1) ** 2 - 4 * order**2) / (8 * k * far)
            total = total + term
        sums.append(total)
    return np.where(small, fraction, sums[0] / sums[1])
`,
  },
};

function functionName(name: string): string {
  const found = OWN[name] ?? WRITTEN[name]?.name;
  if (found === undefined) throw new TypeError(`There is no code in Python for the function ${name}.`);
  return found;
}

/**
 * The impedance of a circuit as Python source with a function \`impedance(frequency, …)\` that needs NumPy and nothing else. Its
 * parameters have the given values as defaults if there is one for each; what is tied follows.
 *
 * @param values by parameter name, with what is known of them.
 * @throws {TypeError} for an element whose formula has a function without code.
 */
export function numpySource(circuit: Circuit, values: readonly SourceParameter[] = []): string {
  const { parameters, ties, steps, result } = circuitSteps(circuit);
  const known = new Map(values.map((one) => [one.name, one]));
  const complete = [...parameters.keys()].every((name) => known.has(name));
  const signature = [...parameters].map(([name, identifier]) => {
    const value = known.get(name)?.value;
    return complete && value !== undefined ? `${identifier}=${pythonNumber(value)}` : identifier;
  });
  const used = new Set(
    [
      ...ties.map(({ value }) => value),
      ...steps.flatMap((step) => (step.kind === "formula" ? [step.value] : [])),
    ].flatMap(functionsOf),
  );
  const helpers = Object.entries(WRITTEN).flatMap(([name, { source }]) => (used.has(name) ? [source] : []));
  const words = valueComments(circuit, parameters, known);
  return [
    `"""Impedance of ${circuitOutline(circuit.text)}; written by eisfit."""\n`,
    "import numpy as np\n",
    "",
    `def impedance(\n    frequency,\n${signature.map((one) => `    ${one},\n`).join("")}):`,
    `    """Complex impedance in ohm (true sign) at frequencies in Hz, a number or an array.\n\n${words
      .map((line) => `    ${line}\n`)
      .join("")}    """`,
    "    s = 2j * np.pi * np.asarray(frequency, dtype=float)",
    ...ties.map(({ name, value }) => `    ${name} = ${printInfix(value, functionName)}`),
    ...steps.map((step) => `    ${stepLine(step)}`),
    `    return ${result} + 0 * s`,
    ...helpers.map((source) => `\n\n${source.trimEnd()}`),
    "",
  ].join("\n");
}

function stepLine(step: Step): string {
  if (step.kind === "formula") return `${step.name} = ${printInfix(step.value, functionName)}`;
  if (step.kind === "series") return `${step.name} = ${step.parts.join(" + ")}`;
  return `${step.name} = 1 / (${step.parts.map((part) => `1 / ${part}`).join(" + ")})`;
}

function pythonNumber(value: number): string {
  if (Number.isFinite(value)) return printNumber(value);
  return value > 0 ? 'float("inf")' : 'float("nan")';
}
