import type { ElementParameter } from "../elements/element.ts";
import type { Circuit, CircuitElement, CircuitParameter } from "./circuit.ts";
import { clip, CircuitSyntaxError, type Diagnostic, type SourcePosition } from "./diagnostics.ts";
import { evaluateExpression, renameParameters } from "./expression.ts";
import type { Expression } from "./expression.ts";
import type { ReadExpression, Reference } from "./expressionReader.ts";
import { familiarParameterName } from "./foreignNames.ts";
import { canonicalName, splitName } from "./names.ts";
import { nearest } from "./nearest.ts";
import { ParameterState } from "./parameterState.ts";
import type { Quantity } from "./quantity.ts";
import type { Role } from "./roles.ts";
import type { Limits, Setting } from "./settings.ts";
import { dimensionOf, sameDimension } from "./units.ts";

/** What statements have made of a circuit's parameters and roles. */
interface FinishedTable {
  readonly parameters: readonly CircuitParameter[];
  readonly roles: ReadonlyMap<string, Role>;
  /** Where the ties of this text are written, by parameter name. */
  readonly tiePositions: ReadonlyMap<string, SourcePosition>;
  /** Of starting values that were moved onto limits. */
  readonly warnings: readonly Diagnostic[];
}

/** The parameters and roles of a circuit's elements while statements are applied to them. */
export class ParameterTable {
  readonly #source: string;
  readonly #elements: ReadonlyMap<string, CircuitElement>;
  readonly #states = new Map<string, readonly ParameterState[]>();
  readonly #roles: Map<string, Role>;
  readonly #tiePositions = new Map<string, SourcePosition>();
  readonly #rolesGiven = new Map<string, SourcePosition>();

  /** @param start - a circuit whose parameters the statements change. */
  constructor(source: string, elements: ReadonlyMap<string, CircuitElement>, start?: Circuit) {
    this.#source = source;
    this.#elements = elements;
    this.#roles = new Map(start?.roles);
    const earlier = new Map(
      start?.parameters.map((parameter) => [`${parameter.element.name}/${String(parameter.index)}`, parameter]),
    );
    for (const [name, element] of elements) {
      const states = element.record.parameters.map(
        (record, index) => new ParameterState(element, index, record, earlier.get(`${name}/${String(index)}`)),
      );
      this.#states.set(name, states);
    }
  }

  /** The element that a word names; `others` could have been meant as well. @throws CircuitSyntaxError with the nearest name where the circuit has none. */
  findElement(reference: Reference, others: Iterable<string> = []): CircuitElement {
    const element = this.#elements.get(canonicalName(reference.name));
    if (element !== undefined) return element;
    const suggestion = nearest(reference.name, [...this.#elements.keys(), ...others]);
    throw new CircuitSyntaxError(
      this.#source,
      reference.position,
      `The circuit has no element \`${clip(reference.name)}\``,
      {
        ...(suggestion === undefined ? {} : { suggestion }),
        hint: `It has ${listed([...this.#elements.keys()])}.`,
      },
    );
  }

  apply(setting: Setting): void {
    const kind = this.#kindOf(setting.element);
    if (kind !== undefined) {
      this.#limitKind(kind, setting);
      return;
    }
    const element = this.findElement(setting.element);
    if (setting.role !== undefined) this.#setRole(element, setting.role);
    const concernsParameter =
      setting.value !== undefined ||
      setting.tie !== undefined ||
      setting.limits !== undefined ||
      setting.hold !== undefined;
    if (!concernsParameter && setting.parameter === undefined) return;
    const state = this.#findState(element, setting.parameter, setting.element.position);
    const { value, tie, limits, hold } = setting;
    if (value !== undefined) state.setValue(this.#source, value.position, this.#inUnitOf(state.record, value));
    if (tie !== undefined) this.#applyTie(state, tie);
    if (limits !== undefined) {
      state.setLimits(this.#source, limits.position, ...this.#endsOf(state.record, limits));
    }
    if (hold !== undefined) state.setHold(this.#source, hold.position, hold.fixed);
  }

  /** All parameters, in the order of the elements. */
  finish(): FinishedTable {
    const states = [...this.#states.values()].flat();
    const parameters = states.map((state) => state.finish(this.#source));
    const moved = states.flatMap(({ moved: message, element }): Diagnostic[] =>
      message === undefined ? [] : [{ severity: "warning", code: "start-moved", message, position: element.position }],
    );
    return { parameters, roles: this.#roles, tiePositions: this.#tiePositions, warnings: moved };
  }

  /** The elements of the kind that a bare symbol names, unless an element of the circuit has that name. */
  #kindOf({ name }: Reference): readonly CircuitElement[] | undefined {
    if (this.#elements.has(name)) return undefined;
    const { record, label } = splitName(name) ?? {};
    if (label !== "") return undefined;
    const elements = [...this.#elements.values()].filter((element) => element.record === record);
    return elements.length > 0 ? elements : undefined;
  }

  /** Of all elements of a kind only limits can be said, as in `CPE.n in 0.6..1`. */
  #limitKind(kind: readonly CircuitElement[], { element, parameter, limits, value, tie, hold, role }: Setting): void {
    if (limits === undefined || value !== undefined || tie !== undefined || hold !== undefined || role !== undefined) {
      const names = kind.map(({ name }) => name);
      const summary = `\`${clip(element.name)}\` stands for all elements of its kind, of which only limits can be said`;
      throw new CircuitSyntaxError(this.#source, element.position, summary, {
        expected: [`\`${element.name} in …..…\``, ...names.slice(0, 6).map((name) => `\`${name}\``)],
      });
    }
    for (const { name } of kind) {
      const state = this.#findState(
        this.findElement({ name, position: element.position }),
        parameter,
        element.position,
      );
      state.setKindLimits(this.#source, limits.position, ...this.#endsOf(state.record, limits));
    }
  }

  #endsOf(record: ElementParameter, limits: Limits): [lower: number | undefined, upper: number | undefined] {
    const inUnit = (end: Quantity | undefined): number | undefined =>
      end === undefined ? undefined : this.#inUnitOf(record, end);
    return [inUnit(limits.lower), inUnit(limits.upper)];
  }

  hasElement(name: string): boolean {
    return this.#elements.has(name);
  }

  /**
   * An expression with canonical names of parameters. `known` are names of other kinds that may occur in it.
   * @throws CircuitSyntaxError for a name that is neither.
   */
  resolveExpression(read: ReadExpression, known: ReadonlySet<string> = new Set()): Expression {
    const names = new Map<string, string>();
    for (const reference of read.references) {
      const word = canonicalName(reference.name);
      names.set(reference.name, known.has(word) ? word : this.#resolve(reference, known).name);
    }
    for (const { elements } of read.properties) for (const reference of elements) this.findElement(reference);
    return renameParameters(read.expression, (name) => names.get(name) ?? name);
  }

  #applyTie(state: ParameterState, tie: ReadExpression): void {
    const expression = this.resolveExpression(tie);
    if (tie.references.length > 0 || tie.properties.length > 0) {
      this.#tiePositions.set(state.name, tie.position);
      state.setTie(this.#source, tie.position, expression);
      return;
    }
    const value = evaluateExpression(expression, () => NaN);
    if (!Number.isFinite(value)) {
      throw new CircuitSyntaxError(this.#source, tie.position, `The value of ${state.name} is not a finite number`);
    }
    state.setValue(this.#source, tie.position, value);
  }

  /** The parameter of `R_b`, `CPE_gb.n`, and also of `R_b.R`. */
  #resolve(reference: Reference, others: Iterable<string>): ParameterState {
    const [element = "", parameter] = reference.name.split(".");
    const found = this.findElement({ name: element, position: reference.position }, others);
    const named = parameter === undefined ? undefined : { name: parameter, position: reference.position };
    return this.#findState(found, named, reference.position);
  }

  #findState(element: CircuitElement, parameter: Reference | undefined, position: SourcePosition): ParameterState {
    const states = this.#states.get(element.name) ?? [];
    const names = states.map((state) => state.record.name);
    const [sole] = states;
    if (parameter === undefined) {
      if (sole !== undefined && states.length === 1) return sole;
      throw new CircuitSyntaxError(this.#source, position, `${element.name} has several parameters`, {
        expected: names.map((name) => `\`${element.name}.${name}\``),
        hint: `In braces: \`${element.name}{${names.map((name) => `${name} = …`).join(", ")}}\`.`,
      });
    }
    const state = states.find(({ record }) => record.name === parameter.name);
    if (state !== undefined) return state;
    const suggestion = familiarParameterName(element.record, parameter.name) ?? nearest(parameter.name, names);
    const summary = `${element.name} has no parameter \`${clip(parameter.name)}\``;
    throw new CircuitSyntaxError(this.#source, parameter.position, summary, {
      expected: names.map((name) => `\`${name}\``),
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }

  #setRole(element: CircuitElement, { role, position }: NonNullable<Setting["role"]>): void {
    if (this.#rolesGiven.has(element.name)) {
      throw new CircuitSyntaxError(this.#source, position, `The role of ${element.name} is given twice`);
    }
    this.#rolesGiven.set(element.name, position);
    this.#roles.set(element.name, role);
  }

  #inUnitOf(parameter: ElementParameter, quantity: Quantity): number {
    if (quantity.dimension === undefined || sameDimension(quantity.dimension, dimensionOf(parameter)))
      return quantity.value;
    const unit = parameter.unit === "-" ? "has no unit" : `is in ${parameter.unit}`;
    throw new CircuitSyntaxError(this.#source, quantity.position, `The unit does not fit: ${parameter.name} ${unit}`, {
      expected: [parameter.unit === "-" ? "a plain number" : `a number, or a number in ${parameter.unit}`],
    });
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(", ");
  return names.length <= 12 ? shown : `${shown} and ${String(names.length - 12)} more`;
}
