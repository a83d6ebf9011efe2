import type { ErrorTerm } from "../../../fit/errorStructure.ts";
import type { FitResult } from "../../../fit/result.ts";
import { residualFigures } from "../../residualSummary.ts";
import type { Block, Section, Words } from "../document.ts";
import { fitFigures } from "../figures.ts";
import { counted, hertz, joined, number, percent, prose, symbol } from "../words.ts";

const TERMS: Readonly<Record<ErrorTerm, string>> = {
  constant: "Ω",
  modulus: "|Z|",
  real: "|Z′|",
  imaginary: "|Z″|",
  square: "|Z|²/Ω",
};
/** Independent residuals are this far below the expectation in one of 700 spectra. */
const SYSTEMATIC = -3;
/** Data without noise are met to rounding, whose signs mean nothing. */
const ROUNDING_PERCENT = 1e-9;

/** How well the circuit describes the data, in figures and plots. */
export function fitSection(result: FitResult, verification: string | undefined): Section {
  const converged = result.termination.outcome === "converged";
  const blocks: readonly Block[] = [
    { kind: "paragraph", words: prose(result.termination.message), tone: converged ? "verdict" : "doubt" },
    { kind: "definitions", entries: [...statistics(result), ...residualEntries(result)] },
    ...(verification === undefined ? [] : [{ kind: "paragraph", words: prose(verification) } as const]),
    ...fitFigures(result),
  ];
  return { id: "fit", title: "Fit", blocks };
}

function statistics(result: FitResult): readonly [Words, Words][] {
  const { objective, chi2Reduced, degreesOfFreedom, aicc, bic, scaledCondition, termination } = result;
  const { evaluations, starts, startsAgreeing, unseenShare } = termination;
  return [
    [joined("Objective ", symbol("S")), number(objective.toExponential(6))],
    [
      joined("Reduced ", [
        { text: "χ", italic: true },
        { text: "2", level: "superscript" },
      ]),
      chi2Reduced === null
        ? "none: as many free parameters as data"
        : joined(number(chi2Reduced.toExponential(6)), ` with ${String(degreesOfFreedom)} degrees of freedom`),
    ],
    ["AICc, BIC", `${aicc === null ? "none" : number2(aicc)}, ${number2(bic)}`],
    ...noiseEntries(result),
    [
      "Condition number",
      number(
        scaledCondition < 1e4
          ? scaledCondition.toPrecision(3)
          : scaledCondition.toExponential(1).replace("Infinity", "infinity"),
      ),
    ],
    [
      "Effort",
      `${counted(evaluations, "evaluation")}; ${String(startsAgreeing)} of ${counted(starts, "start")} led to this minimum`,
    ],
    ...(unseenShare === null ? [] : [["Other minima", minimaText(result, unseenShare)] satisfies [Words, Words]]),
  ];
}

function number2(value: number): string {
  return value.toFixed(2).replace("-", "−");
}

function noiseEntries({ robust, errorStructure }: FitResult): readonly [Words, Words][] {
  const entries: [Words, Words][] = [];
  if (robust !== null) {
    entries.push([
      "Noise by the median",
      `${robust.scale.toPrecision(4)} in weighted residuals; ${counted(robust.outliers.length, "outlier")}`,
    ]);
    const named = robust.outliers.slice(0, 20).map(({ frequencyHz }) => hertz(frequencyHz));
    if (named.length > 0) entries.push(["Outliers", named.join(", ")]);
  }
  if (errorStructure !== null) {
    const { terms, coefficients, stderr } = errorStructure;
    const sum = terms.flatMap((term, place) => {
      const error = stderr[place] ?? null;
      const value = number((coefficients[place] ?? Number.NaN).toPrecision(3));
      const pieces = error === null ? value : joined("(", value, " ± ", number(error.toPrecision(2)), ")");
      return joined(place === 0 ? "" : " + ", pieces, ` ${TERMS[term]}`);
    });
    entries.push(["Standard deviation of the noise", sum]);
  }
  return entries;
}

function minimaText({ minima, objective }: FitResult, unseenShare: number): string {
  const [next] = minima;
  const ratio = next === undefined || !(objective > 0) ? undefined : next.objective / objective;
  const met =
    ratio === undefined
      ? "none met"
      : `${String(minima.length)} met, the next with S ${ratio < 2 ? `larger by ${percent(100 * (ratio - 1))}` : `${ratio.toPrecision(3)} times as large`}`;
  const share = 100 * unseenShare;
  return `${met}; ${share < 1 ? "less than 1" : `about ${share.toFixed(0)}`} % of such starts would lead to one not met yet`;
}

function residualEntries(result: FitResult): readonly [Words, Words][] {
  const figures = residualFigures(result.residuals);
  const sign = (score: number): string => {
    if (figures.rootMeanSquarePercent < ROUNDING_PERCENT) return "nothing but rounding";
    const away = `${score < 0 ? "−" : "+"}${Math.abs(score).toFixed(1)} standard deviations from random order`;
    return score < SYSTEMATIC ? `${away}: systematic, the circuit misses something` : away;
  };
  return [
    ["Residual, root mean square", `${percent(figures.rootMeanSquarePercent)} of |Z|`],
    ["Largest residual", `${percent(figures.maximumPercent)} at ${hertz(figures.worstFrequencyHz)}`],
    ["Signs of residuals, Z′", sign(figures.signScoreRe)],
    ["Signs of residuals, Z″", sign(figures.signScoreIm)],
  ];
}
