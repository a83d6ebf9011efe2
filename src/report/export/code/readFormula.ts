import { binary, call, type Formula, type FormulaWithDefinitions } from "./formula.ts";

const FUNCTIONS: ReadonlySet<string> = new Set(["sqrt", "exp", "ln", "tanh", "coth", "sinh", "cosh", "I0", "I1"]);
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z]\w*)|([-+*/^(),=]))/y;

type Token = { readonly kind: "number" | "name" | "sign"; readonly text: string };

/**
 * Reads the formula of an element's record: `R coth((s tau)^p)/(s tau)^p`, `Zc tanh L, Zc = sqrt(Rion Zs), L = …`. Factors may stand
 * side by side, and a function may stand before its argument without parentheses. Of several forms of the same, as in
 * `sigma sqrt(2)/sqrt(s) = …`, the first is taken.
 *
 * @throws {TypeError} for a text that is no such formula; records are the program's own.
 */
export function readFormula(text: string): FormulaWithDefinitions {
  const reader = new FormulaReader(text);
  const value = reader.sum();
  reader.skipOtherForm();
  const definitions: { name: string; value: Formula }[] = [];
  while (reader.take(",")) {
    const name = reader.name();
    reader.expect("=");
    definitions.push({ name, value: reader.sum() });
    reader.skipOtherForm();
  }
  reader.expectEnd();
  return { value, definitions };
}

class FormulaReader {
  private readonly tokens: Token[] = [];
  private readonly text: string;
  private next = 0;

  constructor(text: string) {
    this.text = text;
    TOKEN.lastIndex = 0;
    const end = text.trimEnd().length;
    while (TOKEN.lastIndex < end) {
      const at = TOKEN.lastIndex;
      const match = TOKEN.exec(text);
      if (match === null) throw new TypeError(`${text} cannot be read from ${JSON.stringify(text.slice(at))} on.`);
      const [, number, name, sign = ""] = match;
      if (number !== undefined) this.tokens.push({ kind: "number", text: number });
      else if (name !== undefined) this.tokens.push({ kind: "name", text: name });
      else this.tokens.push({ kind: "sign", text: sign });
    }
  }

  sum(): Formula {
    let value = this.take("-") ? ({ kind: "negate", operand: this.product() } as const) : this.product();
    for (;;) {
      if (this.take("+")) value = binary("+", value, this.product());
      else if (this.take("-")) value = binary("-", value, this.product());
      else return value;
    }
  }

  private product(): Formula {
    let value = this.power();
    for (;;) {
      if (this.take("/")) value = binary("/", value, this.power());
      else if (this.take("*") || this.isFactorNext()) value = binary("*", value, this.power());
      else return value;
    }
  }

  private power(): Formula {
    const base = this.primary();
    return this.take("^") ? binary("^", base, this.primary()) : base;
  }

  private primary(): Formula {
    const token = this.tokens[this.next++];
    if (token?.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token?.kind === "name") {
      return FUNCTIONS.has(token.text) ? call(token.text, this.primary()) : { kind: "name", name: token.text };
    }
    if (token?.text !== "(") throw this.unexpected(token, "a number, a name or (");
    const inner = this.sum();
    this.expect(")");
    return inner;
  }

  private isFactorNext(): boolean {
    const token = this.tokens[this.next];
    return token !== undefined && (token.kind !== "sign" || token.text === "(");
  }

  take(sign: string): boolean {
    const token = this.tokens[this.next];
    if (token?.kind !== "sign" || token.text !== sign) return false;
    this.next++;
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) throw this.unexpected(this.tokens[this.next], sign);
  }

  name(): string {
    const token = this.tokens[this.next++];
    if (token?.kind !== "name") throw this.unexpected(token, "a name");
    return token.text;
  }

  skipOtherForm(): void {
    if (this.take("=")) this.sum();
  }

  expectEnd(): void {
    const token = this.tokens[this.next];
    if (token !== undefined) throw this.unexpected(token, "the end");
  }

  private unexpected(token: Token | undefined, expected: string): TypeError {
    return new TypeError(`${this.text}: ${token?.text ?? "the end"} stands where ${expected} is expected.`);
  }
}
