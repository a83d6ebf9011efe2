import type { ActivationForm, SharedParameter } from "../index.ts";
import { UsageError } from "./usageError.ts";

/** `CPE1.n`, `R1:arrhenius`, `R0:linear`. */
export function sharedParameter(text: string, form: ActivationForm): SharedParameter {
  const [parameter = "", law = "same", ...more] = text.split(":").map((part) => part.trim());
  const isLaw = law === "same" || law === "linear" || law === "arrhenius";
  if (parameter === "" || !isLaw || more.length > 0) {
    throw new UsageError(`--share ${text}: give a parameter, or one with a law: same, linear or arrhenius.`);
  }
  if (law !== "arrhenius") return { parameter, law };
  return { parameter, law, form: form === "sigma-T" ? "ln(x/T)" : "ln(x)" };
}
