import { arcText, brokenOrders } from "../../fit/order.ts";
import type { FinishedJointFit } from "./collect.ts";
import type { JointSpectrum, JointTermination, SharedFit, SharingTest } from "./result.ts";

/** By chance alone S rises so far in fewer than one of so many joint fits. */
const UNLIKELY = 0.01;

/** Variances of residuals further apart than this are not those of one noise. */
const UNLIKE = 4;

interface Collected {
  readonly termination: JointTermination;
  readonly shared: readonly SharedFit[];
  readonly spectra: readonly JointSpectrum[];
  readonly sharing: SharingTest | null;
}

/** All that a reader of a joint fit should know before trusting it, in sentences. */
export function collectJointWarnings(finished: FinishedJointFit, collected: Collected): string[] {
  const { termination, shared, spectra, sharing } = collected;
  const warnings: string[] = [];
  if (finished.isEarly) {
    warnings.push(
      `The joint fit was ended early, after ${String(finished.starts)} descent${finished.starts === 1 ? "" : "s"}: from elsewhere S may be lower.`,
    );
  }
  if (termination.outcome !== "converged") warnings.push(termination.message);
  finished.fits.forEach(({ result }, index) => {
    if (result.termination.outcome === "not-converged") {
      warnings.push(`The fit of ${spectrumName(spectra, index)} alone has not converged.`);
    }
  });
  if (!finished.inOrder) {
    warnings.push(
      "The time constants of alike arcs do not stand in the same order in all spectra, so that an arc may have the name of another one in some; see their values, or share or bound more.",
    );
  }
  warnings.push(...noiseWarnings(finished));
  if (sharing !== null && sharing.pValue < UNLIKELY) warnings.push(sharingWarning(sharing, spectra));
  for (const { parameter, status, law } of shared) {
    if (status === "at-bound") {
      warnings.push(
        `${parameter}, which the spectra share, lies on its limit${law === "same" ? "" : " at an end of the temperatures"}; the best value is there or beyond.`,
      );
    } else if (status === "unidentified") {
      warnings.push(`${parameter} is not determined by these data although the spectra share it.`);
    }
  }
  spectra.forEach(({ parameters }, index) => {
    const named = (status: string): string =>
      parameters
        .filter((one) => one.law === null && one.status === status)
        .map(({ name }) => name)
        .join(", ");
    const [lost, bound] = [named("unidentified"), named("at-bound")];
    if (lost !== "") warnings.push(`${spectrumName(spectra, index)} does not determine ${lost}.`);
    if (bound !== "")
      warnings.push(`In ${spectrumName(spectra, index)} a limit holds ${bound}, without a standard error.`);
  });
  finished.statistics.spectra.forEach(({ values }, index) => {
    for (const { first, second } of brokenOrders(finished.circuit, values)) {
      warnings.push(
        `In ${spectrumName(spectra, index)} the order ${arcText(first)} < ${arcText(second)} does not hold: with what is shared S is lower the other way round.`,
      );
    }
  });
  return warnings;
}

function spectrumName(spectra: readonly JointSpectrum[], index: number): string {
  const name = spectra[index]?.name;
  return `spectrum ${String(index + 1)}${name === undefined ? "" : ` (${name})`}`;
}

/** One s^2 serves all spectra, which is right where their weighted residuals are alike. */
function noiseWarnings({ fits }: FinishedJointFit): string[] {
  const variances = fits.flatMap(({ result }) => result.chi2Reduced ?? []);
  const [least, most] = [Math.min(...variances), Math.max(...variances)];
  if (!(least > 0 && most > UNLIKE * least) || fits[0]?.result.weight === "sigma") return [];
  return [
    `The spectra alone have S/(2N - p) from ${least.toPrecision(2)} to ${most.toPrecision(2)}, and the standard errors take one for all: they are too small for the noisiest spectrum and too large for the best. Weight measured or sigma gives each its due.`,
  ];
}

function sharingWarning({ rise, pValue }: SharingTest, spectra: readonly JointSpectrum[]): string {
  let worst = 0;
  spectra.forEach(({ objective, separateObjective }, index) => {
    const other = spectra[worst];
    if (other === undefined || objective - separateObjective > other.objective - other.separateObjective) worst = index;
  });
  const total = spectra.reduce((sum, { separateObjective }) => sum + separateObjective, 0);
  const part = spectra[worst];
  const share = part === undefined || !(rise > 0) ? 0 : (part.objective - part.separateObjective) / rise;
  return `Sharing raises S by ${((100 * rise) / total).toPrecision(3)} %, by chance alone only in ${pValue.toPrecision(2)} of cases (where residuals are independent): the data speak against it, ${spectrumName(spectra, worst)} most (${(100 * share).toFixed(0)} % of the rise).`;
}
