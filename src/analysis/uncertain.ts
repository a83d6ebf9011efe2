/**
 * Numbers with errors that may be shared: x = value + sum of effect * e_s over sources s, the e_s being independent with
 * variance 1. Two numbers that come from one fit, or from one thickness, have sources in common, so that their covariance
 * is kept through every formula (first order; Bevington, Robinson, Data Reduction and Error Analysis, 3rd ed., section 3.2).
 */
export interface Uncertain {
  readonly value: number;
  /** By source: what one standard deviation of it adds. */
  readonly effects: ReadonlyMap<symbol, number>;
}

/** A number without error. */
export function exactly(value: number): Uncertain {
  return { value, effects: new Map() };
}

/** A number with an error of its own. */
export function measured(value: number, stderr: number, source = Symbol("measured")): Uncertain {
  return { value, effects: stderr === 0 ? new Map() : new Map([[source, stderr]]) };
}

/** Numbers with a covariance matrix, as rows; it must be symmetric and not negative, up to rounding. */
export function correlated(values: readonly number[], covariance: readonly (readonly number[])[]): Uncertain[] {
  const sources = values.map(() => Symbol("correlated"));
  const root: number[][] = [];
  return values.map((value, i) => {
    const row: number[] = [];
    root.push(row);
    for (let j = 0; j <= i; j++) {
      let rest = covariance[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) rest -= (row[k] ?? 0) * (root[j]?.[k] ?? 0);
      const pivot = root[j]?.[j] ?? 0;
      row.push(j === i ? Math.sqrt(Math.max(0, rest)) : pivot > 0 ? rest / pivot : 0);
    }
    return {
      value,
      effects: new Map(row.flatMap((effect, j) => (effect === 0 ? [] : [[sources[j] ?? Symbol(), effect] as const]))),
    };
  });
}

/** A function's value at uncertain arguments, with its derivatives by each of them. */
export function combine(
  value: number,
  parts: readonly (readonly [argument: Uncertain, derivative: number])[],
): Uncertain {
  const effects = new Map<symbol, number>();
  for (const [{ effects: own }, derivative] of parts) {
    for (const [source, effect] of own) effects.set(source, (effects.get(source) ?? 0) + derivative * effect);
  }
  return { value, effects };
}

export function plus(...terms: readonly Uncertain[]): Uncertain {
  return combine(
    terms.reduce((sum, { value }) => sum + value, 0),
    terms.map((term) => [term, 1]),
  );
}

export function minus(first: Uncertain, second: Uncertain): Uncertain {
  return combine(first.value - second.value, [
    [first, 1],
    [second, -1],
  ]);
}

export function times(first: Uncertain, second: Uncertain): Uncertain {
  return combine(first.value * second.value, [
    [first, second.value],
    [second, first.value],
  ]);
}

export function over(first: Uncertain, second: Uncertain): Uncertain {
  const value = first.value / second.value;
  return combine(value, [
    [first, 1 / second.value],
    [second, -value / second.value],
  ]);
}

export function scaled(factor: number, number: Uncertain): Uncertain {
  return combine(factor * number.value, [[number, factor]]);
}

export function stderrOf({ effects }: Uncertain): number {
  let sum = 0;
  for (const effect of effects.values()) sum += effect * effect;
  return Math.sqrt(sum);
}

export function covarianceOf(first: Uncertain, second: Uncertain): number {
  let sum = 0;
  for (const [source, effect] of first.effects) sum += effect * (second.effects.get(source) ?? 0);
  return sum;
}
