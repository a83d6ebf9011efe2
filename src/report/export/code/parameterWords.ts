import type { Circuit } from "../../../circuit/index.ts";

/** A value for the source of a program. */
export interface SourceParameter {
  /** `R0`, `CPE1.Q` */
  readonly name: string;
  readonly value: number;
  readonly stderr?: number | null;
}

/** A line of words for each parameter that is given: what it is, its unit, and the standard error of a fitted value. */
export function valueComments(
  { parameters }: Pick<Circuit, "parameters">,
  identifiers: ReadonlyMap<string, string>,
  values: ReadonlyMap<string, SourceParameter>,
): string[] {
  return parameters.flatMap(({ name, element, index }) => {
    const identifier = identifiers.get(name);
    const record = element.record.parameters[index];
    if (identifier === undefined || record === undefined) return [];
    const stderr = values.get(name)?.stderr ?? null;
    const unit = record.unit === "-" ? "" : ` in ${record.unit}`;
    const error = stderr === null ? "" : `; standard error ${String(Number(stderr.toPrecision(2)))}`;
    return [`${identifier}: ${record.description}${unit}${error}`];
  });
}
