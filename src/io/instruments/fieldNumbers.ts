import { isNumeric, parseNumber, type DecimalSign } from "../table/number.ts";

/**
 * Numbers in the fields of one file, whose decimal sign follows the locale of the machine that wrote it: the first number
 * that shows one decides for the file.
 */
export class FieldNumbers {
  private sign: DecimalSign | undefined;

  /** The decimal sign, once a number has shown it. */
  get decimal(): DecimalSign | undefined {
    return this.sign;
  }

  /** The number in a field, NaN for a field such as "NaN" or "-1.#IND", undefined for one that holds no number. */
  read(field: string): number | undefined {
    const text = field.trim();
    const shown = text.includes(",") ? "," : text.includes(".") ? "." : undefined;
    const value = parseNumber(text, shown ?? ".");
    if (value === undefined) return isNumeric(text, undefined) ? Number.NaN : undefined;
    // Under a decimal comma, "1.234" may be 1234.
    if (shown !== undefined && this.sign !== undefined && shown !== this.sign) return undefined;
    this.sign ??= shown;
    return value;
  }
}

/** The first number of a text such as "0.001 cm²" or "1,00000E+000", whatever its decimal sign, or undefined. */
export function leadingNumber(text: string): number | undefined {
  const first = /^\s*([^\s]{1,40})/.exec(text)?.[1] ?? "";
  return parseNumber(first, first.includes(",") ? "," : ".");
}
