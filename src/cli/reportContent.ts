import {
  answers,
  checkSpectrum,
  compareCircuits,
  drt,
  FitError,
  type DrtOptions,
  type Comparison,
  type DrtResult,
  type FitOptions,
  type OnProgress,
  type Spectrum,
} from "../index.ts";
import type { ReportInput } from "../report/index.ts";
import { fitInput, spectrumOf, type FitInput, type FittedInput } from "./fitFile.ts";
import type { FitTask } from "./fitTask.ts";
import type { Host } from "./host.ts";
import { withViolations, type MaskSettings } from "./maskOptions.ts";

/** A fit, and the comparison that it came out of where there was one. */
export interface Best {
  readonly fitted: FittedInput;
  readonly comparison?: Comparison;
}

/** What is lost by a fit that ends above what the comparison found. */
const SAME_LIKELIHOOD = 1e-6;

/** Fits the only circuit, or of several the one that AICc prefers, so that circuit and options of the report make this very fit again. */
export function fitBest(
  input: FitInput,
  { circuits, options, intervals }: FitTask,
  mask: MaskSettings,
  onProgress: OnProgress,
): Best {
  const [only] = circuits;
  if (only === undefined) throw new Error("A task has a circuit.");
  if (circuits.length === 1) return { fitted: fitInput(input, only, options, intervals, mask, onProgress) };
  const { spectrum, fitOptions } = spectrumOf(input, options);
  const { initial, fixed, bounds, ties, order, ...shared } = fitOptions;
  void [initial, fixed, bounds, ties, order];
  const comparison = compareCircuits(spectrum, circuits, {
    ...shared,
    ...withViolations(spectrum, shared, mask),
    onProgress,
  });
  const best = comparison.ranked[0];
  if (best === undefined) throw new Error("A comparison ranks its circuits.");
  const again = (more: FitOptions): FittedInput =>
    fitInput({ ...input, spectra: [spectrum] }, best.circuit, { ...shared, ...more }, intervals, mask, onProgress);
  const fitted = again({});
  if (fitted.result.logLikelihood > best.result.logLikelihood - SAME_LIKELIHOOD) return { fitted, comparison };
  // The comparison went on from the values of another circuit.
  const values = best.result.parameters
    .filter(({ status }) => status === "free")
    .map(({ name, value }) => [name, value]);
  return { fitted: again({ initial: Object.fromEntries(values) as Record<string, number> }), comparison };
}

/** What a report tells besides what the fit gave. */
export interface ReportSettings {
  readonly verify?: boolean;
  readonly drt: boolean;
  readonly title?: string;
}

interface Surroundings {
  readonly task: FitTask;
  readonly options: ReportSettings;
  readonly host: Host;
  readonly onProgress: OnProgress;
  readonly commandLine: string;
}

/** All that the report tells. */
export async function reportContent(
  { opened }: FitInput,
  fitted: FittedInput,
  comparison: Comparison | undefined,
  { task, options, host, onProgress, commandLine }: Surroundings,
): Promise<ReportInput> {
  const { file, sha256, spectrum, circuit, result, intervals, identifiability } = fitted;
  const { minimumHz, maximumHz, exclude, excludeSigns } = task.options;
  const mask = {
    ...(minimumHz === undefined ? {} : { minimumHz }),
    ...(maximumHz === undefined ? {} : { maximumHz }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(excludeSigns === undefined ? {} : { excludeSigns }),
  };
  const title = options.title ?? opened?.title;
  const distribution = options.drt
    ? distributionOf(spectrum, { exclude: result.excluded, onProgress }, file, host)
    : undefined;
  return {
    result,
    file,
    sha256,
    intervals,
    identifiability,
    ...(Object.keys(task.intervals).length > 1 ? { intervalOptions: task.intervals } : {}),
    commandLine,
    check: checkSpectrum(spectrum, mask),
    ...(title === undefined ? {} : { title }),
    ...(task.sample === undefined ? {} : { sample: task.sample }),
    ...(task.sample === undefined && circuit.roles.size === 0 ? {} : { answers: answers(result, task.sample) }),
    ...(distribution === undefined ? {} : { drt: distribution }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(options.verify === true ? { verification: await secondOpinion(fitted) } : {}),
  };
}

/** Spectra that are too short for it have a report all the same. */
function distributionOf(
  spectrum: Spectrum,
  options: Pick<DrtOptions, "exclude" | "onProgress">,
  file: string,
  host: Host,
): DrtResult | undefined {
  try {
    return drt(spectrum, options);
  } catch (error) {
    if (!(error instanceof FitError)) throw error;
    host.note(`${file}: no distribution of relaxation times: ${error.message}\n`);
    return undefined;
  }
}

/** complex.js and the other solver are loaded only where they are asked for. */
async function secondOpinion({ spectrum, circuit, result }: FittedInput): Promise<string> {
  const { verify } = await import("../reference/index.ts");
  return verify(spectrum, circuit, result).message;
}
