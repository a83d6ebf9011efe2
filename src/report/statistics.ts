import type { FitResult } from "../fit/result.ts";
import { circuitOutline } from "./outline.ts";
import { labelledLines } from "./textTable.ts";

/** The figures of a fit as labelled lines: objective, chi square, condition, strongest correlation, outcome. */
export function statisticsText(result: FitResult): string {
  const { objective, chi2Reduced, degreesOfFreedom, scaledCondition, termination, aicc, bic } = result;
  const { outcome, message, evaluations, starts, startsAgreeing, unseenShare } = termination;
  const correlation = strongestCorrelation(result);
  const entries: [string, string][] = [
    ["circuit", circuitOutline(result.circuit)],
    ["objective S", `${objective.toExponential(6)} (${minimised(result)})`],
    [
      "chi2 reduced",
      chi2Reduced === null
        ? "none: as many free parameters as data"
        : `${chi2Reduced.toExponential(6)} = S / ${degreesOfFreedom} degrees of freedom`,
    ],
    ["AICc, BIC", `${aicc === null ? "none" : aicc.toFixed(2)}, ${bic.toFixed(2)}`],
    ...noiseEntries(result),
    ["condition", `${scaledCondition.toPrecision(3)} of the scaled Jacobian`],
    ...(correlation === undefined ? [] : [["correlation", correlation] satisfies [string, string]]),
    ["outcome", outcome],
    ["", message],
    [
      "effort",
      `${count(evaluations, "evaluation")}; ${startsAgreeing} of ${count(starts, "start")} led to this minimum`,
    ],
    ...(unseenShare === null ? [] : [["", otherMinimaText(result, unseenShare)] satisfies [string, string]]),
  ];
  return `${labelledLines(entries)}\n`;
}

/** Weight, and whatever else is not the default. */
function minimised({ weight, objectiveForm, loss }: FitResult): string {
  const parts = [`weight ${weight}`];
  if (objectiveForm !== "impedance") parts.push(`objective ${objectiveForm}`);
  if (loss !== "squares") parts.push(`loss ${loss}`);
  return parts.join(", ");
}

const termText = { constant: "ohm", modulus: "|Z|", real: "|Z'|", imaginary: "|Z''|", square: "|Z|^2/ohm" } as const;

/** The scale of a robust loss and the error structure, where there is one. */
function noiseEntries({ robust, errorStructure }: FitResult): [string, string][] {
  const entries: [string, string][] = [];
  if (robust !== null) {
    const outliers = count(robust.outliers.length, "outlier");
    entries.push(["noise", `${robust.scale.toPrecision(4)} in weighted residuals by their median; ${outliers}`]);
  }
  if (errorStructure !== null) {
    const { terms, coefficients, stderr } = errorStructure;
    const sum = terms.map((term, j) => {
      const error = stderr[j] ?? null;
      const uncertainty = error === null ? "" : ` (+-${error.toPrecision(2)})`;
      return `${(coefficients[j] ?? Number.NaN).toPrecision(3)}${uncertainty} ${termText[term]}`;
    });
    entries.push(["noise", `sigma = ${sum.join(" + ")}`]);
  }
  return entries;
}

/** What else the search met, and how likely it is that there is more. */
function otherMinimaText({ minima, objective }: FitResult, unseenShare: number): string {
  const [next] = minima;
  const others =
    next === undefined || !(objective > 0)
      ? "no other minimum was met"
      : `${count(minima.length, "other minimum", "other minima")} met, the next with S ${larger(next.objective / objective)}`;
  return `${others}; ${atMostOne(100 * unseenShare)} % of such starts would lead to one not met yet`;
}

function larger(ratio: number): string {
  return ratio < 2 ? `larger by ${(100 * (ratio - 1)).toPrecision(2)} %` : `${ratio.toPrecision(3)} times as large`;
}

function atMostOne(percent: number): string {
  return percent < 1 ? "less than 1" : `about ${percent.toFixed(0)}`;
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

function strongestCorrelation({ correlation, freeParameters }: FitResult): string | undefined {
  let strongest = 0;
  let text: string | undefined;
  correlation.forEach((row, first) => {
    row.slice(0, first).forEach((value, second) => {
      if (!(Math.abs(value) > strongest)) return;
      strongest = Math.abs(value);
      // Near 1 it is the distance from 1 that matters.
      text = `${value.toFixed(Math.abs(value) > 0.999 ? 8 : 4)} between ${freeParameters[second]} and ${freeParameters[first]} is the strongest`;
    });
  });
  return text;
}
