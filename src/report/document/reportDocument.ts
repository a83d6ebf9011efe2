import { originOf } from "../../fit/origin.ts";
import type { Outcome } from "../../fit/termination.ts";
import { version } from "../../version.ts";
import { circuitOutline } from "../outline.ts";
import { residualFigures } from "../residualSummary.ts";
import type { Definitions, ReportDocument, Section, Words } from "./document.ts";
import type { ReportInput } from "./input.ts";
import { reportRecord } from "./record.ts";
import { answersSection } from "./sections/answers.ts";
import { circuitSection } from "./sections/circuit.ts";
import { comparisonSection } from "./sections/comparison.ts";
import { drtSection } from "./sections/drt.ts";
import { fitSection } from "./sections/fit.ts";
import { measurementSection } from "./sections/measurement.ts";
import { methodSections } from "./sections/method.ts";
import { parameterSection } from "./sections/parameters.ts";
import { qualitySection, qualityWord } from "./sections/quality.ts";
import { code, counted, hertz, percent, prose } from "./words.ts";

/**
 * A report as a tree of headings, paragraphs, tables and figures, whatever it is to be written as. It holds neither time nor
 * machine, so that the same input gives the same report everywhere.
 *
 * @throws {FitError} `not-a-result` where `result` is not the very object that `fit` returned.
 */
export function reportDocument(input: ReportInput): ReportDocument {
  const { result, check, comparison, answers, drt, file, sha256 } = input;
  const sections: readonly Section[] = [
    measurementSection(input),
    ...(check === undefined ? [] : [qualitySection(check)]),
    ...(comparison === undefined ? [] : [comparisonSection(comparison)]),
    circuitSection(result),
    fitSection(result, input.verification),
    parameterSection(input),
    ...(answers === undefined ? [] : [answersSection(answers)]),
    ...(drt === undefined ? [] : [drtSection(drt)]),
    ...warningSection(input),
    ...methodSections(input),
  ];
  return {
    title: titleOf(input),
    subtitle: "Electrochemical impedance: data, model and parameters",
    summary: summaryOf(input),
    sections,
    version,
    source: { file, sha256 },
    record: reportRecord(input),
  };
}

function titleOf({ title, file, result }: ReportInput): string {
  const told = originOf(result).spectrum.metadata["title"];
  const name = file.replace(/^.*[/\\]/, "");
  const text = title ?? (typeof told === "string" && told.trim() !== "" ? told : name);
  return text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE)}…` : text;
}

const LONGEST_TITLE = 160;

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  converged: "Converged",
  "at-bound": "Converged, with parameters on their limits",
  "rank-deficient": "Converged, with parameters that the data do not determine",
  evaporated: "Converged, with elements that the data do not ask for",
  "not-converged": "Not converged",
};

/** What a reader in a hurry wants to know. */
function summaryOf({ file, result, check, identifiability, comparison }: ReportInput): Definitions {
  const { frequencyHz } = originOf(result).spectrum;
  const { rootMeanSquarePercent } = residualFigures(result.residuals);
  const span = `${hertz(frequencyHz[0] ?? Number.NaN)} to ${hertz(frequencyHz.at(-1) ?? Number.NaN)}`;
  const entries: [Words, Words][] = [
    ["Data", `${file.replace(/^.*[/\\]/, "")}: ${counted(frequencyHz.length, "point")}, ${span}`],
    ...(check === undefined
      ? []
      : [
          [
            "Data quality",
            `${qualityWord(check)}${check.noisePercent === null ? "" : `; noise ${percent(check.noisePercent)} of |Z|`}`,
          ] satisfies [Words, Words],
        ]),
    ["Circuit", code(circuitOutline(result.circuit))],
    ...(comparison === undefined
      ? []
      : [["Compared with", counted(comparison.ranked.length - 1, "other circuit")] satisfies [Words, Words]]),
    ["Fit", `${OUTCOMES[result.termination.outcome]}; residual ${percent(rootMeanSquarePercent)} of |Z|`],
    ...(identifiability === undefined ? [] : [["Parameters", prose(identifiability.verdict)] satisfies [Words, Words]]),
  ];
  return { kind: "definitions", entries };
}

/** What the fit warns of and is not said elsewhere. */
function warningSection({ result, intervals, identifiability }: ReportInput): readonly Section[] {
  const told = (identifiability?.parameters ?? []).flatMap(({ name, sentence }) =>
    sentence === null ? [] : [`${name} is not determined by these data`],
  );
  const warnings = [...new Set([...result.warnings, ...(intervals?.warnings ?? [])])].filter(
    (warning) => warning !== result.termination.message && !told.some((words) => warning.startsWith(words)),
  );
  if (warnings.length === 0) return [];
  return [{ id: "warnings", title: "Warnings", blocks: [{ kind: "list", items: warnings.map(prose) }] }];
}
