import type { FitResult } from "../fit/result.ts";
import { circuitOutline } from "./outline.ts";
import { labelledLines } from "./textTable.ts";

/** The figures of a fit as labelled lines: objective, chi square, condition, strongest correlation, outcome. */
export function statisticsText(result: FitResult): string {
  const { objective, weight, chi2Reduced, degreesOfFreedom, scaledCondition, termination } = result;
  const { outcome, message, evaluations, starts, startsAgreeing } = termination;
  const correlation = strongestCorrelation(result);
  const entries: [string, string][] = [
    ["circuit", circuitOutline(result.circuit)],
    ["objective S", `${objective.toExponential(6)} (weight ${weight})`],
    [
      "chi2 reduced",
      chi2Reduced === null
        ? "none: as many free parameters as data"
        : `${chi2Reduced.toExponential(6)} = S / ${degreesOfFreedom} degrees of freedom`,
    ],
    ["condition", `${scaledCondition.toPrecision(3)} of the scaled Jacobian`],
    ...(correlation === undefined ? [] : [["correlation", correlation] satisfies [string, string]]),
    ["outcome", outcome],
    ["", message],
    [
      "effort",
      `${count(evaluations, "evaluation")}; ${startsAgreeing} of ${count(starts, "start")} led to this minimum`,
    ],
  ];
  return `${labelledLines(entries)}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
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
