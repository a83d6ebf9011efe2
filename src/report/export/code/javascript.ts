import type { Circuit } from "../../../circuit/index.ts";
import { circuitOutline } from "../../outline.ts";
import { circuitSteps, type Step } from "./assignments.ts";
import type { Formula } from "./formula.ts";
import { printInfix, printNumber } from "./infix.ts";
import { HELPERS, type Helper } from "./javascriptHelpers.ts";
import { valueComments, type SourceParameter } from "./parameterWords.ts";

const REAL: Readonly<Record<string, string>> = {
  sqrt: "Math.sqrt",
  exp: "Math.exp",
  ln: "Math.log",
  log10: "Math.log10",
  tanh: "Math.tanh",
};
/** By the name of the function in a formula. */
const COMPLEX: Readonly<Record<string, Helper>> = {
  sqrt: "squareRoot",
  tanh: "tanh",
  coth: "coth",
  cosech: "cosech",
  langevin: "langevin",
  besselRatio: "besselRatio",
};

/**
 * The impedance of a circuit as the source of a JavaScript module without imports: \`impedance(frequency, values)\` gives \`{ re, im }\`,
 * \`parameters\` holds the given values. What is tied follows.
 *
 * @param values by parameter name; parameters without a value must be given by the caller.
 * @throws {TypeError} for an element whose formula has a function without code.
 */
export function javascriptSource(circuit: Circuit, values: readonly SourceParameter[] = []): string {
  const { parameters, ties, steps, result } = circuitSteps(circuit);
  const known = new Map(values.map((one) => [one.name, one]));
  const writer = new ComplexWriter();
  const body = [
    ...ties.map(({ name, value }) => `  const ${name} = ${printInfix(value, realFunction)};`),
    "  const s = [0, 2 * Math.PI * frequency];",
    ...steps.map((step) => `  const ${step.name} = ${writer.step(step)};`),
  ];
  const defaults = [...parameters].flatMap(([name, identifier]) => {
    const value = known.get(name)?.value;
    return value === undefined ? [] : [`  ${identifier}: ${printNumber(value)},\n`];
  });
  return [
    `// Impedance of ${circuitOutline(circuit.text)}; written by eisfit. A module without dependencies.\n`,
    "/**",
    ...valueComments(circuit, parameters, known).map((line) => ` * ${line}`),
    " */",
    `export const parameters = {${defaults.length === 0 ? "" : `\n${defaults.join("")}`}};\n`,
    "/** Impedance in ohm (true sign) at a frequency in Hz; `values` go before those of `parameters`. */",
    "export function impedance(frequency, values = {}) {",
    "  const given = { ...parameters, ...values };",
    `  for (const name of [${[...parameters.values()].map((name) => `"${name}"`).join(", ")}]) {`,
    "    if (!Number.isFinite(given[name])) throw new RangeError(`impedance needs a number for ${name}.`);",
    "  }",
    `  const { ${[...parameters.values()].join(", ")} } = given;`,
    ...body,
    `  const [re, im] = ${writer.complex({ kind: "name", name: result })};`,
    "  return { re, im };",
    "}\n",
    "// Complex numbers are [real part, imaginary part].\n",
    writer.helpers().join("\n"),
  ].join("\n");
}

function realFunction(name: string): string {
  const found = REAL[name];
  if (found === undefined) throw new TypeError(`There is no code in JavaScript for the function ${name}.`);
  return found;
}

/** Prints formulas in which `s`, and whatever follows from it, is complex, and notes which functions that takes. */
class ComplexWriter {
  private readonly complexNames = new Set(["s"]);
  private readonly used = new Set<Helper>();

  step(step: Step): string {
    if (step.kind !== "formula") {
      this.complexNames.add(step.name);
      const parts = step.parts.map((name) => this.complex({ kind: "name", name }));
      return this.call(step.kind, parts);
    }
    if (!this.isComplex(step.value)) return printInfix(step.value, realFunction);
    const text = this.complex(step.value);
    this.complexNames.add(step.name);
    return text;
  }

  /** The sources of all functions that were used, and of those that they use. */
  helpers(): string[] {
    const needed = new Set<Helper>();
    const open = [...this.used];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (needed.has(name)) continue;
      needed.add(name);
      open.push(...HELPERS[name].needs);
    }
    return Object.entries(HELPERS).flatMap(([name, { source }]) =>
      [...needed].some((one) => one === name) ? [source] : [],
    );
  }

  private isComplex(formula: Formula): boolean {
    switch (formula.kind) {
      case "number":
        return false;
      case "name":
        return this.complexNames.has(formula.name);
      case "negate":
        return this.isComplex(formula.operand);
      case "call":
        return this.isComplex(formula.argument);
      case "binary":
        return this.isComplex(formula.left) || this.isComplex(formula.right);
      default:
        return formula satisfies never;
    }
  }

  /** A formula as a complex number. */
  complex(formula: Formula): string {
    if (!this.isComplex(formula)) {
      const real = this.realFunctionsOnly(formula);
      return real === undefined ? this.complexCall(formula) : `[${real}, 0]`;
    }
    switch (formula.kind) {
      case "name":
        return formula.name;
      case "negate":
        return this.call("scale", ["-1", this.complex(formula.operand)]);
      case "call":
        return this.complexCall(formula);
      case "binary":
        return this.binary(formula);
      case "number":
        throw new TypeError("A number is not complex.");
      default:
        return formula satisfies never;
    }
  }

  private binary({ operator, left, right }: Extract<Formula, { kind: "binary" }>): string {
    const isLeftReal = !this.isComplex(left);
    const isRightReal = !this.isComplex(right);
    const real = (part: Formula): string => printInfix(part, realFunction);
    switch (operator) {
      case "+":
        return this.call("add", [this.complex(left), this.complex(right)]);
      case "-":
        return this.call("add", [this.complex(left), this.call("scale", ["-1", this.complex(right)])]);
      case "*":
        if (isLeftReal) return this.call("scale", [real(left), this.complex(right)]);
        if (isRightReal) return this.call("scale", [real(right), this.complex(left)]);
        return this.call("multiply", [this.complex(left), this.complex(right)]);
      case "/":
        return this.call("divide", [this.complex(left), this.complex(right)]);
      case "^":
        if (!isRightReal) throw new TypeError("There is no code in JavaScript for a power with a complex exponent.");
        return this.call("power", [this.complex(left), real(right)]);
      default:
        return operator satisfies never;
    }
  }

  private realFunctionsOnly(formula: Formula): string | undefined {
    return formula.kind === "call" && REAL[formula.function] === undefined
      ? undefined
      : printInfix(formula, realFunction);
  }

  private complexCall(formula: Formula): string {
    const helper = formula.kind === "call" ? COMPLEX[formula.function] : undefined;
    if (formula.kind !== "call" || helper === undefined) {
      throw new TypeError(
        `There is no code in JavaScript for ${formula.kind === "call" ? formula.function : formula.kind}.`,
      );
    }
    return this.call(helper, [this.complex(formula.argument)]);
  }

  private call(helper: Helper, parts: readonly string[]): string {
    this.used.add(helper);
    return `${helper}(${parts.join(", ")})`;
  }
}
