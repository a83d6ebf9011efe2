import type { SpectrumCheck, ViolatingPoint } from "../../../validate/checkSpectrum.ts";
import { percent as roughly } from "../../../validate/checkWords.ts";
import type { Block, Section, Table, Words } from "../document.ts";
import { kramersKronigFigure } from "../figures.ts";
import { hertz, joined, number, percent, prose, symbol } from "../words.ts";

const STATUS: Readonly<Record<SpectrumCheck["status"], string>> = {
  consistent: "Consistent",
  "slightly-inconsistent": "Slightly inconsistent",
  "violating-points": "Single points violate",
  "drift-suspected": "Drift suspected",
  inconsistent: "Inconsistent",
  undecided: "Undecided",
};
/** Of a spectrum that violates everywhere the first ones tell enough. */
const MOST_LISTED = 20;
/** An impedance extrapolated to a point at an end may be off by any factor. */
const MOST_PERCENT = 1000;

/** The verdict in a few words. */
export function qualityWord(check: SpectrumCheck): string {
  return STATUS[check.status];
}

/** Whether the data can be trusted. */
export function qualitySection(check: SpectrumCheck): Section {
  const figure = kramersKronigFigure(check);
  const isSound = check.status === "consistent" || check.status === "slightly-inconsistent";
  const entries = figures(check);
  const blocks: readonly Block[] = [
    { kind: "paragraph", words: prose(check.verdict), tone: isSound ? "verdict" : "doubt" },
    ...(entries.length === 0 ? [] : [{ kind: "definitions", entries } as const]),
    ...(figure === undefined ? [] : [figure]),
    ...(check.violations.length === 0 ? [] : [violationTable(check.violations)]),
  ];
  return { id: "data-quality", title: "Data quality", blocks };
}

function figures({ noisePercent, linearKK, consistency, drift, coverage }: SpectrumCheck): readonly [Words, Words][] {
  const entries: [Words, Words][] = [];
  if (noisePercent !== null) entries.push(["Noise", `${percent(noisePercent)} of |Z| in either part`]);
  if (linearKK !== null) {
    const { domain, terms, capacitance, inductance, extension, mu, noisePercent: residual } = linearKK;
    const lumped = [...(capacitance ? ["capacitance"] : []), ...(inductance ? ["inductance"] : [])];
    entries.push([
      "Linear Kramers-Kronig test",
      `${String(terms)} terms of the ${domain}${lumped.length === 0 ? "" : ` with ${lumped.join(" and ")}`}${extension === 1 ? "" : `, time constants extended ${String(extension)} times`}, μ = ${mu.toFixed(3).replace("-", "−")}; residual ${roughly(residual)}`,
    ]);
  }
  if (consistency !== null) {
    const { statistic, numerator, denominator, pValue } = consistency;
    const p =
      pValue < 1e-9
        ? [{ text: " < 10" }, { text: "−9", level: "superscript" as const }]
        : joined(" = ", number(pValue < 1e-3 ? pValue.toExponential(1) : pValue.toPrecision(2)));
    entries.push([
      "Real and imaginary part alike?",
      joined(
        [{ text: "F", italic: true }],
        `(${String(numerator)}, ${String(denominator)}) = ${statistic.toPrecision(3)}, `,
        symbol("p"),
        p,
      ),
    ]);
  }
  if (drift !== null) {
    const { deviationPercent, standardErrorPercent, thresholdPercent, lowestHz, middleHz } = drift;
    entries.push([
      "Z-HIT",
      `|Z| is off by ${deviationPercent >= 0 ? "+" : "−"}${roughly(Math.abs(deviationPercent))} ± ${roughly(standardErrorPercent)} between ${hertz(lowestHz)} and ` +
        `${hertz(middleHz)}; beyond ${roughly(thresholdPercent)} counts as drift`,
    ]);
  }
  if (coverage.gaps.length > 0) {
    const gaps = coverage.gaps.map(({ fromHz, toHz }) => `${hertz(fromHz)} to ${hertz(toHz)}`);
    entries.push(["Without points", gaps.join(", ")]);
  }
  return entries;
}

function violationTable(violations: readonly ViolatingPoint[]): Table {
  const left = violations.length - MOST_LISTED;
  return {
    kind: "table",
    caption: "Points that contradict the others by the Kramers-Kronig relations.",
    columns: [
      { title: "Point", align: "left" },
      { title: "Frequency", align: "right" },
      { title: "Z′ off by", align: "right" },
      { title: "Z″ off by", align: "right" },
      { title: "Probability by chance", align: "right" },
    ],
    rows: violations
      .slice(0, MOST_LISTED)
      .map(({ index, frequencyHz, rePercent, imPercent, pValue }) => [
        String(index),
        hertz(frequencyHz),
        signed(rePercent),
        signed(imPercent),
        pValue < 1e-9 ? joined("< ", number("1e-9")) : number(pValue.toExponential(0)),
      ]),
    ...(left > 0 ? { notes: [`${String(left)} more points violate.`] } : {}),
  };
}

function signed(value: number): string {
  const sign = value < 0 ? "−" : "+";
  return Math.abs(value) > MOST_PERCENT
    ? `beyond ${sign}${String(MOST_PERCENT)} %`
    : `${sign}${roughly(Math.abs(value))}`;
}
