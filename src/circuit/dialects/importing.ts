import { findElement } from "../../elements/index.ts";
import type { ElementParameter, ElementRecord } from "../../elements/element.ts";
import { assembleCircuit } from "../assemble.ts";
import type { Circuit, CircuitElement, CircuitNode } from "../circuit.ts";
import { CircuitSyntaxError, clip, type Diagnostic, type SourcePosition } from "../diagnostics.ts";
import { readExpression } from "../expressionReader.ts";
import { joinName, LONGEST_NAME } from "../names.ts";
import { nearest } from "../nearest.ts";
import type { Limits, Setting } from "../settings.ts";
import { TokenReader } from "../tokens.ts";
import { mapElements } from "../walk.ts";
import { DialectError } from "./dialectError.ts";
import type { ElementRule, ParameterRule } from "./elementRule.ts";

/** What a text says of a parameter of another program's element. */
export interface ForeignValue {
  readonly value: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly fixed: boolean;
  readonly position: SourcePosition;
}

/** An element read from another program's notation. */
export interface ForeignElement {
  readonly rule: ElementRule;
  /** Its label there; numbers are given out where there is none. */
  readonly label?: string;
  readonly values: ReadonlyMap<string, ForeignValue>;
  readonly position: SourcePosition;
}

/** Elements of a text that is being read; the tree holds placeholders until all names are known. */
export class ForeignElements {
  readonly #found = new Map<string, ForeignElement>();

  /** Keeps an element and gives what stands for it in the tree. */
  add(element: ForeignElement): CircuitElement {
    const name = String(this.#found.size);
    this.#found.set(name, element);
    const { rule, position } = element;
    return { name, symbol: rule.record, label: "", record: recordOf(rule), position };
  }

  /** The elements in the order of the text. */
  list(): readonly ForeignElement[] {
    return [...this.#found.values()];
  }

  /**
   * Makes the circuit. @param values - by element in the order of the text, instead of those in the text.
   * @throws CircuitSyntaxError where a converted value does not fit our element.
   */
  assemble(source: string, root: CircuitNode, values?: readonly ReadonlyMap<string, ForeignValue>[]): Circuit {
    const notes: Diagnostic[] = [];
    const names = this.#chooseNames(notes);
    const settings: Setting[] = [];
    const finished = new Map<string, CircuitElement>();
    for (const [index, [placeholder, element]] of [...this.#found].entries()) {
      const named = names.get(placeholder);
      if (named === undefined) continue;
      finished.set(placeholder, {
        ...named,
        symbol: element.rule.record,
        record: recordOf(element.rule),
        position: element.position,
      });
      const given = { ...element, values: values?.[index] ?? element.values };
      settings.push(...new ElementImport(source, given, named.name, notes).settings());
    }
    const tree = mapElements(root, (element) => finished.get(element.name) ?? element);
    return assembleCircuit({ source, root: tree, settings, orders: [], derived: [], citations: [], notes });
  }

  /** Labels are kept where they are free; other elements get the lowest free number of their kind. */
  #chooseNames(notes: Diagnostic[]): Map<string, { name: string; label: string }> {
    const taken = new Set<string>();
    const chosen = new Map<string, { name: string; label: string }>();
    for (const [placeholder, { rule, label }] of this.#found) {
      if (label === undefined) continue;
      const name = joinName(rule.record, label);
      if (taken.has(name) || name.length > LONGEST_NAME) continue;
      taken.add(name);
      chosen.set(placeholder, { name, label });
    }
    const nextNumbers = new Map<string, number>();
    for (const [placeholder, { rule, label, position }] of this.#found) {
      if (chosen.has(placeholder)) continue;
      let number = nextNumbers.get(rule.record) ?? 1;
      while (taken.has(joinName(rule.record, String(number)))) number++;
      nextNumbers.set(rule.record, number + 1);
      const name = joinName(rule.record, String(number));
      taken.add(name);
      chosen.set(placeholder, { name, label: String(number) });
      if (label === undefined) continue;
      const theirs = joinName(rule.symbol, label);
      const reason = theirs.length > LONGEST_NAME ? "is too long" : "is used twice";
      const message = `The name ${clip(theirs)} ${reason}; this element is called ${name}`;
      notes.push({ severity: "warning", code: "renamed-element", message, position });
    }
    return chosen;
  }
}

/** @throws DialectError for a value under a name that no parameter of the text has. */
export function refuseStrays(values: Readonly<Record<string, number>>, known: ReadonlySet<string>): void {
  const stray = Object.keys(values).find((key) => !known.has(key));
  if (stray === undefined) return;
  const suggestion = nearest(stray, known);
  const hint = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
  throw new DialectError(`The circuit has no parameter ${stray}${hint}`);
}

function recordOf(rule: ElementRule): ElementRecord {
  const record = findElement(rule.record);
  if (record === undefined) throw new TypeError(`The rule for ${rule.symbol} names an unknown element ${rule.record}.`);
  return record;
}

/** Converts the parameters of one element. */
class ElementImport {
  readonly #source: string;
  readonly #rule: ElementRule;
  readonly #name: string;
  readonly #notes: Diagnostic[];
  readonly #values: ReadonlyMap<string, ForeignValue>;
  readonly #their: Readonly<Record<string, number>>;

  constructor(source: string, element: ForeignElement, name: string, notes: Diagnostic[]) {
    this.#source = source;
    this.#rule = element.rule;
    this.#name = name;
    this.#notes = notes;
    this.#values = withDefaults(element);
    this.#their = Object.fromEntries([...this.#values].map(([foreign, { value }]) => [foreign, value]));
  }

  settings(): Setting[] {
    return this.#rule.parameters.flatMap((rule) => {
      const value = this.#values.get(rule.foreign);
      if (value === undefined) return [];
      // A reciprocal or a square could turn a value without meaning into one that looks sound.
      if (!Number.isFinite(value.value) || value.value < 0) throw this.#error(rule, value);
      return rule.own === undefined ? [] : this.#convert(rule, rule.own, value);
    });
  }

  #convert(rule: ParameterRule, own: string, value: ForeignValue): Setting[] {
    const record = recordOf(this.#rule).parameters.find(({ name }) => name === own);
    if (record === undefined)
      throw new TypeError(`The rule for ${this.#rule.symbol} names an unknown parameter ${own}.`);
    const { position } = value;
    const missing = (rule.with ?? []).filter((name) => !this.#values.has(name));
    if (missing.length > 0) {
      const message = `${rule.foreign} of ${this.#name} is left out: it cannot be converted without ${missing.join(", ")}`;
      this.#notes.push({ severity: "warning", code: "lost-in-conversion", message, position });
      return [];
    }
    const target = { element: { name: this.#name, position }, parameter: { name: own, position } };
    const isVariable = this.#dependsOnFree(rule);
    const isHeld = value.fixed && !this.#isScaledByFree(rule);
    if (isHeld && isVariable && rule.tie !== undefined) {
      const formula = rule.tie(value.value, (name) => `${this.#name}.${name}`, this.#their);
      const tie = readExpression(new TokenReader(formula));
      const references = tie.references.map(({ name }) => ({ name, position }));
      return [{ ...target, tie: { ...tie, references, position } }];
    }
    const converted = rule.inward(value.value, this.#their);
    if (!Number.isFinite(converted)) throw this.#error(rule, value);
    if (isHeld && record.fixedByDefault === true && converted === record.default) return [];
    const limits = this.#convertLimits(rule, record, value);
    if (limits !== undefined && isVariable) {
      const message = `The limits of ${rule.foreign} are converted at the given values of ${(rule.with ?? []).join(", ")}`;
      this.#notes.push({ severity: "note", code: "converted-limits", message, position });
    }
    return [
      {
        ...target,
        value: { value: converted, position },
        ...(limits === undefined ? {} : { limits }),
        ...(isHeld || record.fixedByDefault === true ? { hold: { fixed: isHeld, position } } : {}),
      },
    ];
  }

  /** Our limits; undefined where they say no more than the record does. */
  #convertLimits(rule: ParameterRule, record: ElementParameter, value: ForeignValue): Limits | undefined {
    const { position } = value;
    const convert = (theirs: number | undefined, open: number): number => {
      const ours = theirs === undefined ? open : rule.inward(Math.max(theirs, 0), this.#their);
      return Number.isNaN(ours) ? open : Math.min(Math.max(ours, record.lower), record.upper);
    };
    const isDecreasing = rule.decreasing === true;
    const lower = convert(isDecreasing ? value.upper : value.lower, record.lower);
    const upper = convert(isDecreasing ? value.lower : value.upper, record.upper);
    if (lower <= record.lower && upper >= record.upper) return undefined;
    return { lower: { value: lower, position }, upper: { value: upper, position }, position };
  }

  #error(rule: ParameterRule, value: ForeignValue): CircuitSyntaxError {
    const summary = `${rule.foreign} = ${String(value.value)} of ${this.#rule.symbol} cannot be converted`;
    return new CircuitSyntaxError(this.#source, value.position, summary, { expected: ["a finite positive number"] });
  }

  #dependsOnFree(rule: ParameterRule): boolean {
    return (rule.with ?? []).some((name) => isOurs(this.#rule, name) && this.#values.get(name)?.fixed !== true);
  }

  /** Whether a free parameter of theirs that we do not have is a factor of ours, which then varies though theirs is fixed. */
  #isScaledByFree(rule: ParameterRule): boolean {
    return (rule.with ?? []).some((name) => !isOurs(this.#rule, name) && this.#values.get(name)?.fixed !== true);
  }
}

/** Whether a parameter of theirs decides one of ours. */
function isOurs(rule: ElementRule, foreign: string): boolean {
  return rule.parameters.some((parameter) => parameter.foreign === foreign && parameter.own !== undefined);
}

/**
 * The values of an element with those added that its text leaves to the program: all that is fixed by default, and, where
 * one of ours follows from several of theirs and any but those is given, the program's starting values.
 */
function withDefaults({ rule, values, position }: ForeignElement): ReadonlyMap<string, ForeignValue> {
  const isCoupled = rule.parameters.some((parameter) => parameter.with?.some((name) => isOurs(rule, name)) === true);
  const isGiven = rule.parameters.some(({ foreign, fixedByDefault }) => fixedByDefault !== true && values.has(foreign));
  const all = new Map<string, ForeignValue>();
  for (const { foreign, typical, fixedByDefault } of rule.parameters) {
    const given = values.get(foreign);
    if (given !== undefined) all.set(foreign, given);
    else if (typical !== undefined && (fixedByDefault === true || (isCoupled && isGiven))) {
      all.set(foreign, { value: typical, fixed: fixedByDefault === true, position });
    }
  }
  return all;
}
