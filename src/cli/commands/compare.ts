import { createHash } from "node:crypto";
import {
  compareCircuits,
  readFileBytes,
  readSpectrum,
  version,
  type CompareOptions,
  type ErrorTerm,
  type Loss,
  type Objective,
  type Weight,
} from "../../index.ts";
import { comparisonDocument, comparisonText, jsonText } from "../../report/index.ts";
import { circuitOf } from "../circuits.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { maskOf, withViolations, type MaskSettings } from "../maskOptions.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit compare` as commander gives them. */
export interface CompareCommandOptions extends MaskSettings {
  readonly circuit: readonly string[];
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly search: boolean;
  readonly json?: boolean;
}

/** Fits several circuits to one file and says which the data support. A fit that did not converge makes the status that of a failure. */
export async function compareCommand(file: string, options: CompareCommandOptions, host: Host): Promise<number> {
  if (options.circuit.length < 2) {
    throw new UsageError("A comparison needs at least two circuits: give -c more than once, or use eisfit fit.");
  }
  const circuits = options.circuit.map(circuitOf);
  const bytes = await readFileBytes(file);
  const spectrum = await readSpectrum(bytes, file);
  for (const note of spectrum.notes) host.note(`${file}: ${note}\n`);
  const asked = compareOptions(options);
  const comparison = compareCircuits(spectrum, circuits, { ...asked, ...withViolations(spectrum, asked, options) });
  if (options.json === true) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    host.out(jsonText(comparisonDocument(version, { file, sha256 }, comparison)));
  } else {
    const points = comparison.ranked[0]?.result.residuals.frequencyHz ?? spectrum.frequencyHz;
    host.out(
      `${file}: ${points.length} points, ${points[0]} .. ${points.at(-1)} Hz\n\n${comparisonText(comparison)}\n`,
    );
  }
  const converged = comparison.ranked.every(({ result }) => result.termination.outcome !== "not-converged");
  return converged ? DONE : FAILED;
}

function compareOptions(options: CompareCommandOptions): CompareOptions {
  const { weight, objective, loss, errorTerms, search } = options;
  return {
    weight,
    objective,
    loss,
    search,
    ...(errorTerms === undefined ? {} : { errorTerms }),
    ...maskOf(options),
  };
}
