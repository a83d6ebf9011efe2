import type { ElementParameter } from "../elements/element.ts";
import { parameterName } from "./arcs.ts";
import type { CircuitElement, CircuitParameter } from "./circuit.ts";
import { CircuitSyntaxError, type ErrorDetails, type SourcePosition } from "./diagnostics.ts";
import type { Expression } from "./expression.ts";
import { formatNumber } from "./formatNumber.ts";

/** The things that can be said of a parameter, each once in a text. */
type Facet = "value" | "limits" | "hold";

/** A parameter while the statements about it are collected; {@link ParameterState.finish} checks them together. */
export class ParameterState {
  readonly name: string;
  readonly element: CircuitElement;
  readonly index: number;
  readonly record: ElementParameter;
  readonly #given = new Map<Facet, SourcePosition>();
  #value: number | undefined;
  #lower: number;
  #upper: number;
  #limitsGiven = false;
  #fixed: boolean;
  #tie: Expression | undefined;
  #kindLimits: { readonly lower: number; readonly upper: number; readonly position: SourcePosition } | undefined;
  #moved: string | undefined;

  /** @param start - what is known from an earlier text, to be overridden. */
  constructor(element: CircuitElement, index: number, record: ElementParameter, start?: CircuitParameter) {
    this.name = parameterName(element, record);
    this.element = element;
    this.index = index;
    this.record = record;
    this.#value = start?.value;
    this.#lower = start?.lower ?? record.lower;
    this.#upper = start?.upper ?? record.upper;
    this.#limitsGiven = start?.limitsGiven ?? false;
    this.#fixed = start?.fixed ?? record.fixedByDefault === true;
    this.#tie = start?.expression;
  }

  setValue(source: string, position: SourcePosition, value: number): void {
    this.#claim(source, "value", position);
    // Adding 0 turns -0 into 0, which prints alike.
    this.#value = value + 0;
    this.#tie = undefined;
  }

  setTie(source: string, position: SourcePosition, tie: Expression): void {
    this.#claim(source, "value", position);
    this.#value = undefined;
    this.#tie = tie;
    // What an earlier text said about the free parameter no longer holds; what this text says is checked at the end.
    if (!this.#given.has("hold")) this.#fixed = false;
    if (this.#given.has("limits")) return;
    this.#limitsGiven = false;
    this.#lower = this.record.lower;
    this.#upper = this.record.upper;
  }

  /** Limits also free a parameter that is fixed by default. */
  setLimits(source: string, position: SourcePosition, lower: number | undefined, upper: number | undefined): void {
    this.#claim(source, "limits", position);
    this.#lower = (lower ?? this.record.lower) + 0;
    this.#upper = (upper ?? this.record.upper) + 0;
    this.#limitsGiven = true;
    if (!this.#given.has("hold") && this.record.fixedByDefault === true) this.#fixed = false;
  }

  /** Limits for all elements of a kind: those said of this parameter alone win, and a tied or fixed one has none. */
  setKindLimits(source: string, position: SourcePosition, lower: number | undefined, upper: number | undefined): void {
    const earlier = this.#kindLimits?.position;
    if (earlier !== undefined) throw this.#givenTwice(source, "limits", position, earlier);
    this.#kindLimits = { lower: (lower ?? this.record.lower) + 0, upper: (upper ?? this.record.upper) + 0, position };
  }

  setHold(source: string, position: SourcePosition, fixed: boolean): void {
    this.#claim(source, "hold", position);
    this.#fixed = fixed;
    // A tie of an earlier text gives way; one of this text is a contradiction, found at the end.
    if (!this.#given.has("value")) this.#tie = undefined;
  }

  /** @throws CircuitSyntaxError where the statements contradict each other or the element's definition. */
  finish(source: string): CircuitParameter {
    this.#applyKindLimits();
    if (this.#given.size > 0) this.#check(source);
    return {
      name: this.name,
      element: this.element,
      index: this.index,
      lower: this.#lower,
      upper: this.#upper,
      limitsGiven: this.#limitsGiven,
      fixed: this.#fixed,
      ...(this.#value === undefined ? {} : { value: this.#value }),
      ...(this.#tie === undefined ? {} : { expression: this.#tie }),
    };
  }

  /** A sentence about a starting value that was moved onto a limit, once `finish` has been called. */
  get moved(): string | undefined {
    return this.#moved;
  }

  #applyKindLimits(): void {
    if (this.#kindLimits === undefined || this.#tie !== undefined || this.#given.has("limits")) return;
    const { lower, upper, position } = this.#kindLimits;
    const heldByDefault = this.record.fixedByDefault === true && !this.#given.has("hold");
    if (this.#fixed && !heldByDefault) return;
    this.#given.set("limits", position);
    this.#lower = lower;
    this.#upper = upper;
    this.#limitsGiven = true;
    this.#fixed = false;
  }

  #claim(source: string, facet: Facet, position: SourcePosition): void {
    const earlier = this.#given.get(facet);
    this.#given.set(facet, position);
    if (earlier !== undefined) throw this.#givenTwice(source, facet, position, earlier);
  }

  #givenTwice(source: string, facet: Facet, position: SourcePosition, earlier: SourcePosition): CircuitSyntaxError {
    const what = { value: "The value", limits: "The limits", hold: "`fixed` or `free`" }[facet];
    const where = `line ${String(earlier.line)}, column ${String(earlier.column)}`;
    return new CircuitSyntaxError(source, position, `${what} of ${this.name} is given twice, first in ${where}`);
  }

  #check(source: string): void {
    if (this.#tie === undefined) {
      this.#checkLimits(source);
      this.#checkValue(source);
      return;
    }
    if (this.#given.has("limits")) {
      throw this.#error(source, "limits", `${this.name} is tied and takes its limits from what it is tied to`, {
        hint: "Limit those parameters instead.",
      });
    }
    if (this.#given.has("hold")) {
      throw this.#error(source, "hold", `${this.name} is tied, so it is neither fixed nor free`);
    }
  }

  #checkLimits(source: string): void {
    const { lower, upper } = this.record;
    if (this.#lower < lower || this.#upper > upper) {
      const summary = `${this.name} can only lie ${this.#range(lower, upper)}`;
      throw this.#error(source, "limits", summary, { hint: this.#meaning() });
    }
    if (this.#lower < this.#upper) return;
    throw this.#error(source, "limits", `The lower limit of ${this.name} is not below the upper one`, {
      hint: `To hold a value write \`${this.name} = ${formatNumber(this.#lower)} fixed\`.`,
    });
  }

  #checkValue(source: string): void {
    const value = this.#value;
    if (value === undefined) {
      if (!this.#fixed || this.record.fixedByDefault === true) return;
      throw this.#error(source, "hold", `${this.name} is fixed, but has no value`, {
        hint: `Write \`${this.name} = … fixed\`.`,
      });
    }
    if (this.#mayMove(value)) {
      const end = value < this.#lower ? this.#lower : this.#upper;
      const range = this.#range(this.#lower, this.#upper);
      this.#moved = `${this.name} starts at ${this.#quantity(end)}: the ${this.#quantity(value)} given lies outside its limits, ${range}.`;
      this.#value = end;
      return;
    }
    if (!Number.isFinite(value) || value < this.#lower || value > this.#upper) {
      const limits = this.#limitsGiven ? "its limits" : "its range";
      const range = this.#range(this.#lower, this.#upper);
      const details = this.#limitsGiven ? {} : { hint: this.#meaning() };
      const summary = `${this.name} = ${this.#quantity(value)} lies outside ${limits}: ${range}`;
      throw this.#error(source, "value", summary, details);
    }
    if (value === 0 && this.record.scale === "logarithmic") {
      throw this.#error(source, "value", `${this.name} must be greater than 0`, {
        hint: "Give a small positive value, or leave the element out.",
      });
    }
  }

  /** A start outside limits that were not said of it in the same breath is moved; an impossible or a held value is an error. */
  #mayMove(value: number): boolean {
    if (this.#fixed || (value >= this.#lower && value <= this.#upper)) return false;
    const { lower, upper } = this.record;
    if (!(value >= lower && value <= upper && value < Infinity) || (value === 0 && lower === 0)) return false;
    const ofKind = this.#given.get("limits") === this.#kindLimits?.position;
    return ofKind || !this.#given.has("limits") || !this.#given.has("value");
  }

  #error(source: string, facet: Facet, summary: string, details: ErrorDetails = {}): CircuitSyntaxError {
    // The facet may have been given by an earlier text; then another one of this text is at fault.
    const position = this.#given.get(facet) ?? [...this.#given.values()].at(-1) ?? this.element.position;
    return new CircuitSyntaxError(source, position, summary, details);
  }

  #meaning(): string {
    return `${this.record.name} is the ${this.record.description}.`;
  }

  #quantity(value: number): string {
    return this.record.unit === "-" ? formatNumber(value) : `${formatNumber(value)} ${this.record.unit}`;
  }

  #range(lower: number, upper: number): string {
    if (upper === Infinity) return `above ${this.#quantity(lower)}`;
    return `between ${formatNumber(lower)} and ${this.#quantity(upper)}`;
  }
}
