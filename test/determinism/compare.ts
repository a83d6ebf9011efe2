/** The text of one engine. */
export interface Run {
  readonly engine: string;
  readonly text: string;
}

interface Difference {
  readonly path: string;
  readonly one: unknown;
  readonly other: unknown;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** `[3]`, or `[3 "R0-C1"]` for an entry with a name. */
function step(parent: object, key: string, value: unknown): string {
  if (!Array.isArray(parent)) return `.${key}`;
  const name = isObject(value) ? value["name"] : undefined;
  return typeof name === "string" ? `[${key} ${JSON.stringify(name)}]` : `[${key}]`;
}

function walk(one: unknown, other: unknown, path: string): Difference | undefined {
  if (!isObject(one) || !isObject(other)) return one === other ? undefined : { path, one, other };
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = walk(one[key], other[key], path + step(one, key, one[key]));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the texts of two engines first differ, down to the fit and the number, in a sentence; undefined where they do not. */
export function describeDifference(one: Run, other: Run): string | undefined {
  if (one.text === other.text) return undefined;
  const found = walk(JSON.parse(one.text), JSON.parse(other.text), "");
  if (found === undefined) return `The texts of ${one.engine} and ${other.engine} differ in their form only.`;
  return `${found.path.slice(1)} is ${String(found.one)} in ${one.engine}, but ${String(found.other)} in ${other.engine}.`;
}
