import type { ArrheniusResult, VftFit } from "../analysis/arrhenius/index.ts";
import { ZERO_CELSIUS } from "../analysis/constants.ts";
import type { SeriesArrhenius } from "../analysis/series/index.ts";
import { stderrOf } from "../analysis/uncertain.ts";
import { printQuantity } from "./quantity.ts";
import { figures } from "./resultTable.ts";
import { labelledLines, textTable, type Alignment } from "./textTable.ts";

const ENERGIES = [
  "quantity",
  "Ea/eV",
  "std. error",
  "95 % interval",
  "prefactor",
  "unit",
  "chi2/nu",
  "std. errors from",
];
const ENERGY_ALIGNMENTS: readonly Alignment[] = ["left", "right", "right", "left", "right", "left", "right", "left"];
const VALUES = ["at", "value", "std. error", "unit", "rel. error", "95 % interval", "remark"];
const VALUE_ALIGNMENTS: readonly Alignment[] = ["left", "right", "right", "left", "right", "left"];

/** Activation energies with the form they are of, values at the temperatures asked for, laws that describe a bend, and warnings. */
export function arrheniusText({ results, refused }: SeriesArrhenius): string {
  const refusals = refused.map(({ name, reason }): [string, string] => ["not given", `Ea of ${name}: ${reason}`]);
  if (results.length === 0) return refusals.length === 0 ? "" : `${labelledLines(refusals)}\n`;
  const laws = [...new Set(results.map(({ words }) => `${words.law}, ${words.slope}`))];
  const values = results.flatMap((result) =>
    result.values.map(({ answer, extrapolated }) => [
      answer.name,
      ...figures(answer),
      extrapolated ? "extrapolated" : "",
    ]),
  );
  const remarks: [string, string][] = [
    ...results.flatMap(({ warnings, notes }): [string, string][] => [
      ...warnings.map((text): [string, string] => ["warning", text]),
      ...notes.map((text): [string, string] => ["note", text]),
    ]),
    ...flagLines(results),
    ...refusals,
  ];
  const bends = results.flatMap((result) => vftLines(result));
  return [
    `Activation energies: ${laws.join("; ")}\n`,
    `${textTable(ENERGIES, results.map(energyRow), ENERGY_ALIGNMENTS)}\n`,
    ...(bends.length === 0 ? [] : [`${bends.join("\n")}\n`]),
    ...(values.length === 0 ? [] : [`${textTable(VALUES, values, VALUE_ALIGNMENTS)}\n`]),
    ...(remarks.length === 0 ? [] : [`${labelledLines(remarks)}\n`]),
  ].join("\n");
}

/** Each flag once, with the values that it is about. */
function flagLines(results: readonly ArrheniusResult[]): [string, string][] {
  const names = new Map<string, string[]>();
  for (const { answer } of results.flatMap(({ values }) => values)) {
    for (const flag of answer.flags) names.set(flag, [...(names.get(flag) ?? []), answer.name]);
  }
  return [...names].map(([flag, own]): [string, string] => ["warning", `${own.join(", ")}: ${flag}`]);
}

function energyRow({
  name,
  activationEnergy,
  prefactor,
  chi2,
  pValue,
  degreesOfFreedom,
  standardErrors,
}: ArrheniusResult): string[] {
  const [value = "", stderr = "", , , interval = ""] = figures({ ...activationEnergy, unit: "-" });
  const size = printQuantity(prefactor.value, prefactor.stderr, prefactor.unit);
  const error = size.stderr === "" ? "" : ` \u00B1 ${size.stderr}`;
  // Without a probability there are no errors, or no freedom, to judge chi2 by.
  const ratio = pValue === null ? "" : Number((chi2 / degreesOfFreedom).toPrecision(3));
  return [
    name,
    value,
    stderr,
    interval,
    `${size.value}${error}`,
    size.unit,
    String(ratio),
    usedText(standardErrors.used),
  ];
}

function usedText(used: ArrheniusResult["standardErrors"]["used"]): string {
  switch (used) {
    case "given":
      return "the points' own";
    case "given, scaled by the scatter":
      return "the points' own times sqrt(chi2/nu)";
    case "scatter":
      return "the scatter";
    case "none":
      return "";
  }
}

/** The bend where there is one: the F-test and the better law beside the line. */
function vftLines({ name, curvature }: ArrheniusResult): string[] {
  if (curvature?.isCurved !== true) return [];
  const [best] = curvature.vft;
  if (best === undefined || curvature.preferred !== "vft") return [];
  return [`${name}: ${vftText(best, curvature.aiccLine)}`];
}

/** `sigma = A T^(-1/2) exp(-B/(T - T0)), T0 = -78.1 +- 1.1 C ...` */
function vftText({ form, vogelTemperature, b, energy, aicc }: VftFit, aiccLine: number | null): string {
  const law = form === "root-T" ? "sigma = A T^(-1/2) exp(-B/(T - T0))" : "sigma = A exp(-B/(T - T0))";
  const told = (value: number, stderr: number, unit: string): string => {
    const printed = printQuantity(value, stderr > 0 ? stderr : null, "-");
    return `${printed.value}${printed.stderr === "" ? "" : ` \u00B1 ${printed.stderr}`} ${unit}`;
  };
  const celsius = told(vogelTemperature.value - ZERO_CELSIUS, stderrOf(vogelTemperature), "C");
  const parts = [
    `T0 = ${told(vogelTemperature.value, stderrOf(vogelTemperature), "K")} (${celsius})`,
    `B = ${told(b.value, stderrOf(b), "K")}`,
    `kB B = ${told(energy.value, stderrOf(energy), "eV")}`,
    ...(aiccLine === null ? [] : [`AICc ${aicc.toFixed(1)} against ${aiccLine.toFixed(1)} of the line`]),
  ];
  return `${law}: ${parts.join(", ")}`;
}
