/** Values of an element's parameters by name. */
export type Values = Readonly<Record<string, number>>;

/** How a parameter of another program's element and one of ours follow from each other. */
export interface ParameterRule {
  /** Its name there. */
  readonly foreign: string;
  /** Our parameter that it decides; absent for one that we do not have, as a length that only multiplies others. */
  readonly own?: string;
  /** Our value from theirs, given the values of all their parameters. */
  readonly inward: (value: number, their: Values) => number;
  /** Their value from ours, given the values of all ours. */
  readonly outward: (value: number, our: Values) => number;
  /** Whether the one falls as the other rises, so that limits change places. */
  readonly decreasing?: true;
  /** Their other parameters that enter `inward`. */
  readonly with?: readonly string[];
  /** Ours as a formula that holds theirs at a value while those parameters of `with` vary that decide one of ours. */
  readonly tie?: (value: number, ownName: (own: string) => string, their: Values) => string;
  /** What that program takes where nothing is given. */
  readonly typical?: number;
  readonly fixedByDefault?: true;
}

/** How an element of another program becomes one of ours, and back. */
export interface ElementRule {
  /** Symbol there. */
  readonly symbol: string;
  /** Symbol of our record. */
  readonly record: string;
  readonly parameters: readonly ParameterRule[];
  /** Our parameters that have no counterpart there, with the value at which they must be fixed. */
  readonly held?: Values;
  /** For elements that can be read or written by one way only. */
  readonly only?: "import" | "export";
  /** Whether this rule is the one for an element with these fixed values, where several have its symbol. */
  readonly applies?: (fixed: Values) => boolean;
}

type Extras = Pick<ParameterRule, "typical" | "fixedByDefault">;

/** The same quantity under another name. */
export function same(foreign: string, own: string, extras: Extras = {}): ParameterRule {
  return { foreign, own, inward: (value) => value, outward: (value) => value, ...extras };
}

/** A parameter that we do not have, written as a constant. */
export function constant(foreign: string, value: number, extras: Omit<Extras, "typical"> = {}): ParameterRule {
  return { foreign, inward: (theirs) => theirs, outward: () => value, typical: value, ...extras };
}

/** An element whose parameters correspond one to one, in this order. */
export function alike(
  symbol: string,
  record: string,
  names: Readonly<Record<string, string>>,
  held?: Values,
): ElementRule {
  const parameters = Object.entries(names).map(([foreign, own]) => same(foreign, own));
  return { symbol, record, parameters, ...(held === undefined ? {} : { held }) };
}
