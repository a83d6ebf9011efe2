import type { Circuit, CircuitElement, CircuitNode, CircuitParameter } from "../../src/circuit/circuit.ts";
import type { FitResult, ParameterStatus } from "../../src/fit/result.ts";

/**
 * Between the conventions of the reference fits and ours. They differ in the modified inductance, (s L)^a there and
 * L s^a here, and in the names: `CPE1_0` there, `CPE1.Q` here.
 */
export class Translation {
  private readonly circuit: Circuit;
  /** Our parameter for each of the reference's, in its order. */
  private readonly ours: readonly CircuitParameter[];

  /** @throws {Error} for a reference parameter that the circuit does not have */
  constructor(circuit: Circuit, referenceNames: readonly string[]) {
    this.circuit = circuit;
    this.ours = referenceNames.map((name) => {
      const [element, place = "0"] = name.split("_");
      const found = circuit.parameters.find((p) => p.element.name === element && p.index === Number(place));
      if (found === undefined) throw new Error(`${circuit.text} has no counterpart of ${name}.`);
      return found;
    });
  }

  /** Our names in the order of the reference's parameters. */
  get names(): readonly string[] {
    return this.ours.map((parameter) => parameter.name);
  }

  /** Whether each parameter is an exponent (fitted as it stands) rather than a positive quantity. */
  get isExponent(): readonly boolean[] {
    return this.ours.map((parameter) => parameter.element.record.parameters[parameter.index]?.scale === "linear");
  }

  /** Starting values under our names. */
  toOurs(values: readonly number[]): Record<string, number> {
    return Object.fromEntries(
      this.ours.map((parameter, j) => {
        const value = values[j] ?? Number.NaN;
        const exponent = values[j + 1] ?? Number.NaN;
        return [parameter.name, isModifiedInductance(parameter) ? value ** exponent : value] as const;
      }),
    );
  }

  /** A result of ours in the reference's convention, interchangeable arcs in the order that fits `reference` best. */
  fromOurs(result: FitResult, reference: readonly number[]): TranslatedResult {
    const byName = new Map(result.parameters.map((parameter) => [parameter.name, parameter]));
    const found = this.ours.map((parameter) => byName.get(parameter.name));
    const values = found.map((parameter) => parameter?.value ?? Number.NaN);
    const stderr = found.map((parameter) => parameter?.stderr ?? null);
    for (const [j, parameter] of this.ours.entries()) {
      if (isModifiedInductance(parameter)) {
        const exponent = this.ours[j + 1]?.name ?? "";
        stderr[j] = inductanceError(result, parameter.name, exponent);
        values[j] = (values[j] ?? Number.NaN) ** (1 / (values[j + 1] ?? Number.NaN));
      }
    }
    const order = this.matchArcs(values, reference);
    return {
      values: order.map((j) => values[j] ?? Number.NaN),
      stderr: order.map((j) => stderr[j] ?? null),
      status: order.map((j) => found[j]?.status ?? "unidentified"),
    };
  }

  /** For each of the reference's parameters the place of ours that corresponds to it. */
  private matchArcs(values: readonly number[], reference: readonly number[]): number[] {
    const order = values.map((_, j) => j);
    for (const alike of interchangeable(this.circuit.root)) {
      const places = alike.map((elements) =>
        this.ours.flatMap((parameter, j) => (elements.includes(parameter.element) ? [j] : [])),
      );
      const cost = (arrangement: readonly (readonly number[])[]): number =>
        arrangement.reduce(
          (sum, from, arc) =>
            sum + from.reduce((part, j, i) => part + distance(values[j], reference[places[arc]?.[i] ?? -1]), 0),
          0,
        );
      const best = permutations(places).reduce((a, b) => (cost(b) < cost(a) ? b : a));
      for (const [arc, from] of best.entries()) {
        for (const [i, j] of from.entries()) order[places[arc]?.[i] ?? -1] = j;
      }
    }
    return order;
  }
}

/** In the order and convention of the reference. */
export interface TranslatedResult {
  readonly values: readonly number[];
  readonly stderr: readonly (number | null)[];
  readonly status: readonly ParameterStatus[];
}

function isModifiedInductance(parameter: CircuitParameter): boolean {
  return parameter.element.record.symbol === "La" && parameter.index === 0;
}

/**
 * Standard error of L in (s L)^a from ours in L' s^a: ln L = ln(L')/a, so
 * d ln L = d ln L'/a - ln(L')/a^2 da, with the covariance of both.
 */
function inductanceError(result: FitResult, name: string, exponentName: string): number | null {
  const ours = result.parameters.find((parameter) => parameter.name === name);
  const exponent = result.parameters.find((parameter) => parameter.name === exponentName);
  if (typeof ours?.stderr !== "number" || typeof exponent?.stderr !== "number") return null;
  const row = result.freeParameters.indexOf(name);
  const correlation = result.correlation[row]?.[result.freeParameters.indexOf(exponentName)] ?? Number.NaN;
  const a = exponent.value;
  const byAmplitude = ours.stderr / ours.value / a;
  const byExponent = (-Math.log(ours.value) / (a * a)) * exponent.stderr;
  const variance = byAmplitude ** 2 + byExponent ** 2 + 2 * correlation * byAmplitude * byExponent;
  return ours.value ** (1 / a) * Math.sqrt(variance);
}

function distance(value = Number.NaN, reference = Number.NaN): number {
  return Math.min(Math.abs(Math.log(value / reference)), 20);
}

/** Groups of two and more subcircuits of equal structure in the outermost series connection, each as its elements. */
function interchangeable(root: CircuitNode): CircuitElement[][][] {
  if (root.kind !== "series") return [];
  const groups = new Map<string, CircuitElement[][]>();
  for (const child of root.children) {
    const structure = describe(child);
    groups.set(structure, [...(groups.get(structure) ?? []), elementsOf(child)]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function describe(node: CircuitNode): string {
  if (node.kind === "element") return node.element.record.symbol;
  return `${node.kind}(${node.children.map(describe).join(",")})`;
}

function elementsOf(node: CircuitNode): CircuitElement[] {
  return node.kind === "element" ? [node.element] : node.children.flatMap(elementsOf);
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}
