/** How many fields a row has up to its last one that is not blank. */
export function filledLength(fields: readonly string[]): number {
  let length = fields.length;
  while (length > 0 && (fields[length - 1] ?? "").trim() === "") length--;
  return length;
}

/**
 * The fields of a row of numbers whose separator is not known: tabs before semicolons before commas before white space.
 * Where a blank follows each separating comma, another comma is a decimal one.
 */
export function splitNumbers(text: string): string[] {
  if (text.includes("\t")) return text.split("\t");
  if (text.includes(";")) return text.split(";");
  if (/,\s/.test(text)) return text.split(/,\s+/);
  if (text.includes(",")) return text.split(",");
  return text.trim().split(/\s+/);
}
