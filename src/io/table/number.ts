const WITH_POINT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eEdD][+-]?\d+)?$/;
const WITH_COMMA = /^[+-]?\d*,\d+(?:[eEdD][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity|#n\/a|n\/a|1\.#\w+)$/i;

/** The sign between the whole and the broken part of the numbers of a file. */
export type DecimalSign = "." | ",";

/** True for a field that a column of numbers may hold, "NaN" and "inf" included. */
export function isNumeric(field: string, decimal: DecimalSign | undefined): boolean {
  const text = plainMinus(field);
  return (
    (decimal !== "," && WITH_POINT.test(text)) ||
    (decimal !== "." && (WITH_COMMA.test(text) || /^[+-]?\d+$/.test(text))) ||
    NOT_FINITE.test(text)
  );
}

/** The decimal sign that a field shows, or undefined where it shows none. */
export function decimalSignOf(field: string): DecimalSign | undefined {
  const text = plainMinus(field);
  if (WITH_COMMA.test(text)) return ",";
  return WITH_POINT.test(text) && text.includes(".") ? "." : undefined;
}

/** The number in a field, or undefined if the field does not hold a finite one. */
export function parseNumber(field: string, decimal: DecimalSign): number | undefined {
  let text = plainMinus(field);
  if (decimal === "," && WITH_COMMA.test(text)) text = text.replace(",", ".");
  if (!WITH_POINT.test(text)) return undefined;
  const value = Number(text.replace(/[dD]/, "e"));
  return Number.isFinite(value) ? value : undefined;
}

function plainMinus(field: string): string {
  return field.replace("\u2212", "-");
}
