import type { Transference } from "../analysis/transference.ts";
import { derivedText } from "./derivedText.ts";
import { printQuantity } from "./quantity.ts";
import { labelledLines, textTable } from "./textTable.ts";

/** A transference number as it is printed for people. */
export function transferenceText(whole: Transference): string {
  const { transferenceNumber, inputs, stderrOfOnePercent, ohmicCheck, resistanceCorrelation: correlation } = whole;
  const rows = inputs.map(({ name, value, stderr, unit, logDerivative }) => {
    const printed = printQuantity(value, stderr, unit);
    return [
      name,
      printed.value,
      printed.stderr,
      printed.unit,
      `${logDerivative > 0 ? "+" : ""}${logDerivative.toFixed(2)} %`,
    ];
  });
  const found = printQuantity(transferenceNumber.value, stderrOfOnePercent, "-");
  const verdict = {
    true: "agrees with the electrolyte's resistance from its spectrum",
    false: "does not agree with the electrolyte's resistance from its spectrum",
    null: "",
  }[String(ohmicCheck.agrees) as "true" | "false" | "null"];
  const notes: (readonly [string, string])[] = [
    ["1 %", `on each of the two currents and two resistances would make it ${found.value} +- ${found.stderr}`],
    ...(correlation === null || correlation === 0
      ? []
      : [["correlation", `${correlation.toFixed(2)} of the errors of R_0 and R_ss, which is counted`] as const]),
    ...(verdict === "" ? [] : [["ohmic check", verdict] as const]),
  ];
  return [
    `${textTable(["input", "value", "std. error", "unit", "1 % moves t+ by"], rows, ["left", "right", "right", "left", "right"])}\n`,
    derivedText([transferenceNumber, ohmicCheck.resistance]),
    `${labelledLines(notes)}\n`,
  ].join("\n");
}

/** The document of `eisfit transference --json`. */
export function transferenceDocument(version: string, found: Transference): object {
  const { transferenceNumber: t, inputs, stderrOfOnePercent, cancellation, ohmicCheck, warnings } = found;
  const { resistanceCorrelation } = found;
  return {
    eisfit: version,
    transferenceNumber: t.value,
    stderr: t.stderr,
    interval: t.interval,
    formula: t.formula,
    stderrOfOnePercent,
    cancellation,
    inputs,
    resistanceCorrelation,
    ohmicCheck: {
      resistance: ohmicCheck.resistance.value,
      stderr: ohmicCheck.resistance.stderr,
      electrolyteResistance: ohmicCheck.electrolyteResistance,
      difference: ohmicCheck.difference,
      differenceStderr: ohmicCheck.differenceStderr,
      agrees: ohmicCheck.agrees,
    },
    warnings,
  };
}
