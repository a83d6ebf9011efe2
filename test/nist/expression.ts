/**
 * Evaluates the formulas of ../shared/data/nist/strd.json (field `expr`): numbers, names, + - * / **, parentheses and
 * the functions exp, log, sin, cos, atan.
 *
 *   sum     = ["-"] product { ("+" | "-") product }
 *   product = power { ("*" | "/") power }
 *   power   = atom [ "**" power ]
 *   atom    = number | name | function "(" sum ")" | "(" sum ")"
 */

import { DoubleDouble } from "../math/doubleDouble.ts";
import { Dual } from "./dual.ts";

const FUNCTIONS: Readonly<Record<string, (x: Dual) => Dual>> = {
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  sin: (x) => x.sin(),
  cos: (x) => x.cos(),
  atan: (x) => x.atan(),
};

/**
 * @param text the formula
 * @param names the value of every name that occurs
 * @param count number of parameters, and of derivatives
 * @throws SyntaxError naming the place where the formula departs from the grammar
 */
export function evaluateExpression(text: string, names: ReadonlyMap<string, Dual>, count: number): Dual {
  const tokens = text.match(/\*\*|[-+*/()]|[\d.]+(?:[eE][-+]?\d+)?|\w+/g) ?? [];
  let at = 0;

  function take(token: string): boolean {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  }

  function demand(token: string): void {
    if (!take(token))
      throw new SyntaxError(`${text}: expected ${token} at token ${at}, found ${tokens[at] ?? "the end"}`);
  }

  function sum(): Dual {
    let result = take("-") ? product().negate() : product();
    for (;;) {
      if (take("+")) result = result.add(product());
      else if (take("-")) result = result.subtract(product());
      else return result;
    }
  }

  function product(): Dual {
    let result = power();
    for (;;) {
      if (take("*")) result = result.multiply(power());
      else if (take("/")) result = result.divide(power());
      else return result;
    }
  }

  function power(): Dual {
    const base = atom();
    return take("**") ? base.power(power()) : base;
  }

  function atom(): Dual {
    if (take("(")) return closed();
    const token = tokens[at++] ?? "";
    const apply = FUNCTIONS[token];
    if (apply !== undefined) {
      demand("(");
      return apply(closed());
    }
    const named = names.get(token);
    if (named !== undefined) return named;
    const value = Number(token);
    if (token === "" || Number.isNaN(value)) throw new SyntaxError(`${text}: neither number nor name: ${token}`);
    return Dual.constant(new DoubleDouble(value), count);
  }

  function closed(): Dual {
    const result = sum();
    demand(")");
    return result;
  }

  const result = sum();
  if (at < tokens.length) throw new SyntaxError(`${text}: left over from token ${at}: ${tokens[at] ?? ""}`);
  return result;
}
