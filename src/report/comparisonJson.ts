import type { ComparedCircuit, Comparison } from "../comparison/index.ts";
import type { LackOfFit } from "../comparison/index.ts";
import { parameterEntry } from "./fitJson.ts";

/** The file that circuits were compared on. */
export interface ComparedFile {
  readonly file: string;
  /** Of the content of the file, in hexadecimal digits. */
  readonly sha256: string;
}

/**
 * The document of `eisfit compare --json`: circuits by rising AICc, F tests of special cases and equivalent circuits by their place in
 * the list given (`index`), the Kramers-Kronig baseline and the verdict. The same input gives the same bytes everywhere.
 */
export function comparisonDocument(version: string, { file, sha256 }: ComparedFile, comparison: Comparison): object {
  const { ranked, nested, equivalent, baseline, verdict } = comparison;
  const residuals = ranked[0]?.result.residuals;
  const frequencies = residuals?.frequencyHz ?? new Float64Array(0);
  return {
    eisfit: version,
    file,
    spectrum: { points: frequencies.length, fmin: frequencies.at(-1), fmax: frequencies[0], sha256 },
    weight: ranked[0]?.result.weight,
    objectiveForm: ranked[0]?.result.objectiveForm,
    loss: ranked[0]?.result.loss,
    circuits: ranked.map(circuitEntry),
    nested,
    equivalent,
    baseline:
      baseline === undefined
        ? null
        : {
            objective: baseline.objective,
            degreesOfFreedom: baseline.degreesOfFreedom,
            terms: baseline.terms,
            extension: baseline.extension,
            domain: baseline.domain,
          },
    verdict,
  };
}

function circuitEntry(compared: ComparedCircuit): object {
  const { index, result, parameters, aicc, bic, deltaAicc, deltaBic, akaikeWeight, residualTests } = compared;
  return {
    index,
    circuit: result.circuit,
    objective: result.objective,
    logLikelihood: result.logLikelihood,
    chi2Reduced: result.chi2Reduced,
    degreesOfFreedom: result.degreesOfFreedom,
    freeParameters: parameters,
    aicc,
    deltaAicc,
    akaikeWeight,
    bic,
    deltaBic,
    lackOfFit: lackOfFitEntry(compared.lackOfFit),
    residualTests: {
      tests: residualTests.tests,
      independent: residualTests.independent,
      normal: residualTests.normal,
      verdict: residualTests.verdict,
    },
    parameters: result.parameters.map((parameter) => parameterEntry(parameter)),
    warnings: result.warnings,
  };
}

/** Without what stands beside it already, and null where there is nothing to hold the fit against. */
function lackOfFitEntry(lack: LackOfFit): object {
  const { kind, reference, referenceDegreesOfFreedom, ratio, statistic, numerator, denominator, pValue, text } = lack;
  const tested = Number.isFinite(reference);
  return {
    kind,
    reference: tested ? reference : null,
    referenceDegreesOfFreedom,
    ratio: tested ? ratio : null,
    statistic,
    numerator,
    denominator,
    pValue,
    ...(lack.worstHz === undefined ? {} : { worstHz: lack.worstHz }),
    text,
  };
}
