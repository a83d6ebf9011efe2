import { latexImpedance } from "../../circuit/index.ts";
import { MARKUPS, type Markup, type TableFormat } from "../publication/format.ts";
import { latexTable, markdownTable, type Alignment } from "../publication/tableMarkup.ts";
import { exponentOf, valueWithError } from "../publication/valueWithError.ts";
import { version } from "../../version.ts";
import type { ValuedCircuit, ValuedDerived, ValuedParameter } from "./valuedCircuit.ts";

/** Numbers within these powers of ten are written in full. */
const PLAIN = [-3, 3] as const;

const STATUS_WORDS: Readonly<Record<string, string>> = {
  free: "",
  derived: "",
  given: "",
  fixed: "fixed",
  tied: "tied",
  "at-bound": "at its limit",
  unidentified: "not determined by the data",
  undefined: "without a value",
};

/**
 * The parameters of a circuit as a table for a paper: each with its standard error in brackets and as many digits as that leaves
 * (the rule of 1 to 29), its unit and, of a fit, its 95 % interval; derived values follow. `latex` needs no package, `siunitx` that one and booktabs.
 */
export function parameterTable(valued: ValuedCircuit, format: Exclude<TableFormat, "csv">): string {
  const markup = MARKUPS[format];
  const { symbols } = latexImpedance(valued.circuit);
  const rows = [...valued.parameters, ...valued.derived];
  const hasIntervals = rows.some(({ interval }) => interval !== null);
  const hasStatus = rows.some(({ status }) => wordsOf(status) !== "");
  const nameOf = (name: string): string => {
    const symbol = symbols.get(name);
    return format === "markdown" || symbol === undefined ? markup.text(name) : `$${symbol}$`;
  };
  const header = [
    "Parameter",
    "Value",
    "Unit",
    ...(hasIntervals ? ["95 % interval"] : []),
    ...(hasStatus ? ["Status"] : []),
  ];
  const body = rows.map((row) => [
    nameOf(row.name),
    valueText(row, markup),
    row.unit === "-" || row.unit === "" ? "" : markup.unit(row.unit, 0),
    ...(hasIntervals ? [intervalText(row, markup)] : []),
    ...(hasStatus ? [markup.text(wordsOf(row.status))] : []),
  ]);
  const alignment = header.map((_, index): Alignment => (index === 1 ? "right" : "left"));
  const titles = header.map((words) => markup.text(words));
  if (format === "markdown") return markdownTable(titles, alignment, body);
  return latexTable(titles, alignment, body, format === "siunitx" ? "booktabs" : "hline");
}

/** The parameters as a document, with full digits; {@link savedFits} reads it. */
export function parametersDocument({ circuit, parameters, derived, band, file }: ValuedCircuit): object {
  return {
    eisfit: version,
    ...(file === undefined ? {} : { file }),
    ...(band === undefined ? {} : { spectrum: { fmin: band[0], fmax: band[1] } }),
    circuit: circuit.text,
    parameters: parameters.map(({ name, value, stderr, interval, unit, status }) => ({
      name,
      value,
      stderr,
      interval,
      unit,
      status,
    })),
    derived: derived.map(({ name, expression, value, stderr, interval, unit, status }) => ({
      name,
      expression,
      value,
      stderr,
      interval,
      unit,
      status,
    })),
  };
}

function wordsOf(status: string): string {
  return STATUS_WORDS[status] ?? status;
}

/** The power of ten to write a number with; 0 where it is written in full. */
export function exponentFor(value: number): number {
  const exponent = Number.isFinite(value) ? exponentOf(value) : 0;
  return exponent >= PLAIN[0] && exponent <= PLAIN[1] ? 0 : exponent;
}

function valueText({ value, stderr }: ValuedParameter | ValuedDerived, markup: Markup): string {
  if (!Number.isFinite(value)) return markup.missing;
  const exponent = exponentFor(value);
  return markup.number(valueWithError(value, stderr, exponent).text, exponent);
}

/** Both ends with the power of ten of the value, and with its decimals where an error says which. */
function intervalText({ value, stderr, interval }: ValuedParameter | ValuedDerived, markup: Markup): string {
  if (interval === null) return markup.missing;
  const exponent = exponentFor(value);
  const decimals =
    stderr === null ? null : (/\.(\d+)/.exec(valueWithError(value, stderr, exponent).text)?.[1]?.length ?? 0);
  const [low, high] = interval;
  return markup.range(endText(low, exponent, decimals, markup), endText(high, exponent, decimals, markup));
}

function endText(end: number, exponent: number, decimals: number | null, markup: Markup): string {
  if (!Number.isFinite(end)) return markup.infinity(end > 0 ? "" : "-");
  const scaled = Number(`${end.toExponential().split("e")[0]}e${String(exponentOf(end) - exponent)}`);
  // The low end of a wide, asymmetric interval must not be rounded to 0, nor a large one be given digits that mean nothing.
  const isOdd = decimals === null || (end !== 0 && Math.abs(scaled) < 10 ** -decimals) || Math.abs(scaled) >= 1e6;
  return markup.number(isOdd ? valueWithError(end, null, exponent).text : scaled.toFixed(decimals), exponent);
}
