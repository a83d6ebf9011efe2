const FEWEST_ROWS = 5;
/** With fewer digits, one that ends in zeros may well have been printed without them. */
const FEWEST_DIGITS = 8;

/**
 * Whether the last number of a file without a final line end was cut. A cut leaves a number that reads well but is wrong:
 * 1.5e-0 of 1.5e-07. It is told by its digits, if all rows before end in as many, or all in many more.
 */
export class CutDetector {
  private rows = 0;
  private fields = 0;
  private fewest = Number.POSITIVE_INFINITY;
  private exponentDigits = 0;
  private isFixed = true;
  private last: { readonly fields: number; readonly digits: number; readonly exponentDigits: number } | undefined;

  /** Takes the fields of a row. */
  take(fields: readonly string[]): void {
    const { last } = this;
    if (last !== undefined) {
      if (this.rows > 0 && (last.digits !== this.fewest || last.fields !== this.fields)) this.isFixed = false;
      if (this.rows === 0) this.exponentDigits = last.exponentDigits;
      else if (last.exponentDigits !== this.exponentDigits) this.exponentDigits = 0;
      this.fields = last.fields;
      this.fewest = Math.min(this.fewest, last.digits);
      this.rows++;
    }
    const field = fields[fields.length - 1] ?? "";
    const exponent = Math.max(field.indexOf("e"), field.indexOf("E"));
    const isSigned = field.startsWith("-") || field.startsWith("+");
    this.last = {
      fields: fields.length,
      digits: isSigned ? field.length - 1 : field.length,
      exponentDigits: exponent < 0 ? 0 : field.slice(exponent + 1).replace(/\D/g, "").length,
    };
  }

  /**
   * What the last row looks like beside those before it.
   *
   * @param lastUsed the index of the last field that is read: behind it, nothing is lost by a cut.
   */
  verdict(lastUsed = Number.POSITIVE_INFINITY): "cut" | "doubtful" | "whole" {
    const { last } = this;
    if (last === undefined || last.fields - 1 > lastUsed) return "whole";
    if (this.rows > 0 && (last.fields < this.fields || last.exponentDigits < this.exponentDigits)) return "cut";
    if (this.rows > 0 && last.digits >= this.fewest) return "whole";
    return this.rows >= FEWEST_ROWS && (this.isFixed || this.fewest >= FEWEST_DIGITS) ? "cut" : "doubtful";
  }
}
