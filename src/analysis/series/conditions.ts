/** What a series of spectra is measured over. */
export const conditionKinds = {
  temperature: { title: "temperature", unit: "C" },
  soc: { title: "state of charge", unit: "%" },
  time: { title: "time", unit: "s" },
  voltage: { title: "voltage", unit: "V" },
  bias: { title: "bias", unit: "V" },
  current: { title: "current", unit: "A" },
  number: { title: "number", unit: "-" },
} as const;

export type ConditionKind = keyof typeof conditionKinds;

/** One condition of a spectrum. */
export interface Condition {
  readonly kind: ConditionKind;
  /** In the unit of its kind: C, %, s, V, A. */
  readonly value: number;
  /** Where it was found: `140c` of a name, `temperature_C` of a file, a column. */
  readonly found: string;
}

export function isConditionKind(word: string): word is ConditionKind {
  return Object.hasOwn(conditionKinds, word);
}

/** `140 C`, `50 %`, `3.7 V`. */
export function conditionText(kind: ConditionKind, value: number): string {
  const { unit } = conditionKinds[kind];
  const number = String(Number(value.toPrecision(10)));
  return unit === "-" ? `#${number}` : `${number} ${unit}`;
}

/** Why conditions of a series cannot be told. */
export class ConditionError extends Error {
  override readonly name = "ConditionError";
}
