import type { CheckStatus, DerivedStatus, ParameterStatus, Outcome } from "../index.ts";

/** How good something is: told by a word and a shape, not by colour alone. */
export type Grade = "good" | "fair" | "bad" | "none";

export const GRADE_SHAPES: Readonly<Record<Grade, string>> = {
  good: "\u25CF",
  fair: "\u25B2",
  bad: "\u25A0",
  none: "\u25CB",
};

export const checkWords: Readonly<Record<CheckStatus, { readonly word: string; readonly grade: Grade }>> = {
  consistent: { word: "consistent", grade: "good" },
  "slightly-inconsistent": { word: "slightly inconsistent", grade: "fair" },
  "violating-points": { word: "violating points", grade: "fair" },
  "drift-suspected": { word: "drift suspected", grade: "fair" },
  inconsistent: { word: "inconsistent", grade: "bad" },
  undecided: { word: "too few points", grade: "none" },
};

export const outcomeWords: Readonly<Record<Outcome, { readonly word: string; readonly grade: Grade }>> = {
  converged: { word: "converged", grade: "good" },
  "at-bound": { word: "on a limit", grade: "fair" },
  "rank-deficient": { word: "not all determined", grade: "fair" },
  evaporated: { word: "an element has no effect", grade: "fair" },
  "not-converged": { word: "not converged", grade: "bad" },
};

export const statusWords: Readonly<Record<ParameterStatus, { readonly word: string; readonly grade: Grade }>> = {
  free: { word: "determined", grade: "good" },
  fixed: { word: "held", grade: "none" },
  tied: { word: "tied", grade: "none" },
  "at-bound": { word: "on its limit", grade: "fair" },
  unidentified: { word: "undetermined", grade: "bad" },
};

export const derivedWords: Readonly<Record<DerivedStatus, string>> = {
  derived: "",
  fixed: "held",
  "at-bound": "from a value on its limit",
  unidentified: "undetermined",
  undefined: "undefined",
};
