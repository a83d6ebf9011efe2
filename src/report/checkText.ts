import type { SpectrumCheck } from "../validate/checkSpectrum.ts";
import { percent } from "../validate/checkWords.ts";
import type { LinearKramersKronig } from "../validate/linearKramersKronig.ts";
import { labelledLines, textTable } from "./textTable.ts";
import { wrapText } from "./wrapText.ts";

const WIDTH = 100;
/** Labels stand in this many columns, the spaces behind them included. */
const LABEL = 20;

/** A check of a spectrum for people: the tests with their figures, the points that violate, and the verdict. */
export function checkText(check: SpectrumCheck): string {
  const sections = [
    labelledLines(figures(check).map(([label, text]) => [label.padEnd(LABEL - 2), wrap(text, WIDTH, LABEL)])),
    ...violationTable(check),
    wrap(check.verdict, WIDTH, 0),
  ];
  return `${sections.join("\n\n")}\n`;
}

function figures({ noisePercent, linearKK, consistency, drift, measurementModel }: SpectrumCheck): [string, string][] {
  const lines: [string, string][] = [];
  if (noisePercent !== null) lines.push(["noise", `${percent(noisePercent)} of |Z| in either part`]);
  if (linearKK !== null) lines.push(["linear test", describeLinear(linearKK)]);
  if (consistency !== null) {
    const { statistic, numerator, denominator, pValue } = consistency;
    const p = pValue < 1e-9 ? "< 1e-9" : `= ${pValue.toPrecision(2)}`;
    lines.push([
      "both parts alike?",
      `F(${String(numerator)}, ${String(denominator)}) = ${statistic.toPrecision(3)}, p ${p}`,
    ]);
  }
  if (drift !== null) {
    const { deviationPercent, standardErrorPercent, thresholdPercent, lowestHz, middleHz } = drift;
    lines.push([
      "Z-HIT",
      `|Z| ${deviationPercent >= 0 ? "+" : "-"}${percent(Math.abs(deviationPercent))} (+- ${percent(standardErrorPercent)}) over ${hertz(lowestHz)} .. ${hertz(middleHz)}; beyond ${percent(thresholdPercent)} counts`,
    ]);
  }
  if (measurementModel === null) lines.push(["measurement model", "not one Voigt element is determined by these data"]);
  if (measurementModel !== null && measurementModel !== undefined) {
    const { fitted, elements, chi2Reduced, inconsistent, frequencyHz } = measurementModel;
    const where =
      chi2Reduced > DESCRIBED
        ? "they do not describe it, so nothing can be predicted"
        : inconsistent.length === 0
          ? "the other part is met everywhere"
          : `the other part is missed at ${whereText(inconsistent.map((k) => frequencyHz[k] ?? Number.NaN))}`;
    lines.push([
      "measurement model",
      `${String(elements)} Voigt element${elements === 1 ? "" : "s"} fitted to the ${fitted} part (chi2 reduced ${chi2Reduced.toPrecision(2)}); ${where}`,
    ]);
  }
  return lines;
}

/** Keeps numbers and their unit on one line; the first line of a labelled text begins behind its label. */
function wrap(text: string, width: number, indent: number): string {
  const joined = text.replace(/ (?=%|Hz|terms\b|times\b)/g, "\u00a0");
  return wrapText(" ".repeat(indent).replaceAll(" ", "\u00a0") + joined, width, indent)
    .slice(indent)
    .replaceAll("\u00a0", " ");
}

/** S/(N - p) of a measurement model above this leaves more of the fitted part than noise. */
const DESCRIBED = 3;
/** So many frequencies are listed. */
const LISTED = 5;

function whereText(frequencies: readonly number[]): string {
  if (frequencies.length <= LISTED) return frequencies.map(hertz).join(", ");
  const [first = Number.NaN] = frequencies;
  return `${String(frequencies.length)} points, from ${hertz(first)} to ${hertz(frequencies.at(-1) ?? Number.NaN)}`;
}

function describeLinear(linear: LinearKramersKronig): string {
  const { variant, domain, terms, extension, criterion, reached, mu, noisePercent, capacitance, inductance } = linear;
  const lumped = [...(capacitance ? ["C"] : []), ...(inductance ? ["L"] : [])];
  const chosen = criterion === "fixed" ? "as asked for" : `by ${criterion}${reached ? "" : ", which was not reached"}`;
  return (
    `${variant}, ${domain}: ${String(terms)} terms (${chosen})${lumped.length > 0 ? ` with ${lumped.join(" and ")}` : ""}, ` +
    `time constants extended ${String(extension)} times, mu ${mu.toFixed(3)}, residual ${percent(noisePercent)}`
  );
}

function violationTable({ violations }: SpectrumCheck): string[] {
  if (violations.length === 0) return [];
  const rows = violations.map(({ index, frequencyHz, rePercent, imPercent, pValue }) => [
    String(index),
    String(Number(frequencyHz.toPrecision(6))),
    signed(rePercent),
    signed(imPercent),
    pValue < 1e-9 ? "< 1e-9" : pValue.toExponential(0),
  ]);
  return [
    textTable(["violating point", "f / Hz", "Re off by %", "Im off by %", "p"], rows, [
      "right",
      "right",
      "right",
      "right",
      "right",
    ]),
  ];
}

/** An impedance extrapolated to a point at an end of the spectrum may be off by any factor. */
const MOST_PERCENT = 1000;

function signed(value: number): string {
  if (Math.abs(value) > MOST_PERCENT) return `${value < 0 ? "< -" : "> +"}${String(MOST_PERCENT)}`;
  return `${value < 0 ? "-" : "+"}${String(Number(Math.abs(value).toPrecision(2)))}`;
}

function hertz(value: number): string {
  return `${String(Number(value.toPrecision(4)))} Hz`;
}
