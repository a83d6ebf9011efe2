import type { Answers, DerivedAnswer } from "../../src/index.ts";

/** @throws {Error} where there is no such answer */
export function answerOf({ answers }: Answers, name: string): DerivedAnswer {
  const found = answers.find((answer) => answer.name === name);
  if (found === undefined) throw new Error(`no ${name} among ${answers.map((answer) => answer.name).join(", ")}`);
  return found;
}

/** The standard error relative to the value, in percent. */
export function percentOf({ value, stderr }: DerivedAnswer): number {
  return (100 * (stderr ?? Number.NaN)) / value;
}
