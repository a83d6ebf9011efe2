/** An object of a document. */
export type Json = Readonly<Record<string, unknown>>;

export function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

export function recordsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A sample without a name is called as its file. */
export function sampleOfFile(path: string): string {
  return path.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
}
