/** A circuit or a list of values does not fit another program's notation. */
export class DialectError extends Error {
  override readonly name = "DialectError";
  /** The element at fault, where there is one. */
  readonly element?: string;

  constructor(message: string, element?: string) {
    super(message);
    if (element !== undefined) this.element = element;
  }
}
