/**
 * Loaded before the workload, stands in for an engine with another mathematical library: every function of Math whose
 * accuracy the language leaves open is off by two to four units in the last place. A result in which such a function has
 * a part differs.
 */

/** ECMA-262, section 21.3.2: the functions that return an implementation-approximated value. */
const INEXACT = [
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atan2",
  "atanh",
  "cbrt",
  "cos",
  "cosh",
  "exp",
  "expm1",
  "hypot",
  "log",
  "log10",
  "log1p",
  "log2",
  "pow",
  "sin",
  "sinh",
  "tan",
  "tanh",
] as const;

for (const name of INEXACT) {
  const original: (...values: number[]) => number = Math[name].bind(Math);
  Object.defineProperty(Math, name, { value: (...values: number[]) => original(...values) * (1 + 2 * Number.EPSILON) });
}
