import { checkSpectrum, compareCircuits, drt, drtToCircuit, parseCircuit } from "../../index.ts";
import type { Tell } from "./answering.ts";
import { outcomeOf } from "./fits.ts";
import type { CheckOutcome, CompareOutcome, DrtOutcome, Requests } from "./requests.ts";
import { maskOf, spectrumOf } from "./spectra.ts";

export function checkOf({ sweep, excluded }: Requests["check"]["ask"]): CheckOutcome {
  const { status, verdict, noisePercent, violations, linearKK, zhit } = checkSpectrum(
    spectrumOf(sweep),
    maskOf(excluded),
  );
  return {
    status,
    verdict,
    noisePercent,
    violations: violations.map(({ index, residualPercent }) => ({ index, residualPercent })),
    residuals:
      linearKK === null
        ? null
        : {
            point: linearKK.point,
            frequencyHz: linearKK.frequencyHz,
            rePercent: linearKK.rePercent,
            imPercent: linearKK.imPercent,
          },
    zhit: zhit === null ? null : { frequencyHz: zhit.frequencyHz, residualPercent: zhit.residualPercent },
  };
}

export function drtOf({ sweep, excluded }: Requests["drt"]["ask"]): DrtOutcome {
  const result = drt(spectrumOf(sweep), maskOf(excluded));
  const { tau, gamma, band, peaks, polarisationResistance, seriesResistance, lambda, residualPercent } = result;
  const { notes, warnings } = result;
  return {
    tau,
    gamma,
    low: band.lower,
    high: band.upper,
    peaks,
    polarisationResistance,
    seriesResistance,
    lambda,
    residualPercent,
    verdict: result.secondOpinion.verdict,
    circuit: drtToCircuit(result),
    notes,
    warnings,
  };
}

/** @throws {FitError} as `compareCircuits`. */
export function compareOf(
  { sweep, excluded, circuits, options }: Requests["compare"]["ask"],
  tell: Tell,
): CompareOutcome {
  const { verdict, ranked, nested } = compareCircuits(
    spectrumOf(sweep),
    circuits.map((text) => parseCircuit(text)),
    {
      ...options,
      ...maskOf(excluded),
      onProgress: ({ items, done, total }) => {
        const phase = items === "circuits" ? "fitting" : "judging";
        tell({ done, all: total, words: `${phase} circuit ${String(done + 1)} of ${String(total)}` });
      },
    },
  );
  return {
    verdict,
    nested: nested.map(({ special, general, text }) => ({
      special: circuits[special] ?? "",
      general: circuits[general] ?? "",
      text,
    })),
    ranked: ranked.map(({ index, result, parameters, aicc, deltaAicc, bic, akaikeWeight, residualTests }) => ({
      text: circuits[index] ?? "",
      fit: outcomeOf(result, 0),
      parameters,
      aicc,
      deltaAicc,
      bic,
      akaikeWeight,
      residualVerdict: residualTests.verdict,
    })),
  };
}
