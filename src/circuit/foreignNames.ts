/** What elements and parameters are called elsewhere, for suggestions: only the names are translated, not the values. */
import type { ElementRecord } from "../elements/element.ts";
import { splitName } from "./names.ts";

/** Symbols of one letter and, in lower case, longer ones and words, with ours of the same kind. */
const elementWords: Readonly<Record<string, string>> = {
  E: "CPE",
  P: "CPE",
  O: "Ws",
  M: "Wo",
  resistor: "R",
  capacitor: "C",
  inductor: "L",
  warburg: "W",
  zw: "W",
  wd: "Ws",
  flw: "Ws",
  fsw: "Wo",
  gerischer: "G",
  ha: "HN",
  tlm: "TLMQ",
};

/** Parameters, with ours that may be meant; that which the element has is. */
const parameterWords: Readonly<Record<string, readonly string[]>> = {
  alpha: ["n", "a", "p", "g"],
  beta: ["b", "n"],
  gamma: ["g", "n"],
  phi: ["n"],
  a: ["n", "p", "a0"],
  b: ["b0"],
  n: ["p", "a", "g"],
  P: ["n", "p"],
  T: ["Q", "tau"],
  t: ["tau"],
  tau_k: ["tau"],
  t_G: ["tau"],
  C: ["Q"],
  Y: ["Q", "Qs"],
  Y0: ["Q", "Qs"],
  A_W: ["sigma"],
  Z0: ["R"],
  R_G: ["R"],
};

/** Letters that lumped elements have everywhere, so that `Rct` can only be meant as `R_ct`. */
const LABELLED = /^(CPE|[RCLQ])([a-z][A-Za-z0-9_]*)$/;

/** Our name for an element that is called otherwise elsewhere: `CPE1` for `E1`, `R_ct` for `Rct`. */
export function familiarElementName(text: string): string | undefined {
  const [, letters = "", rest = ""] = /^([A-Za-z]*)(.*)$/s.exec(text) ?? [];
  const word = letters.length === 1 ? letters : letters.toLowerCase();
  const symbol = Object.hasOwn(elementWords, word) ? elementWords[word] : undefined;
  if (symbol !== undefined && splitName(symbol + rest) !== undefined) return symbol + rest;
  const [, kind, label] = LABELLED.exec(text) ?? [];
  return kind === undefined || label === undefined ? undefined : `${kind}_${label}`;
}

/** Our name for a parameter of an element that is called otherwise elsewhere: `n` for `alpha` of a CPE. */
export function familiarParameterName(record: ElementRecord, name: string): string | undefined {
  const meant = Object.hasOwn(parameterWords, name) ? (parameterWords[name] ?? []) : [];
  return meant.find((own) => record.parameters.some((parameter) => parameter.name === own));
}
