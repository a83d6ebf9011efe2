import { createHash } from "node:crypto";
import {
  compareCircuits,
  readFileBytes,
  version,
  type CompareOptions,
  type ErrorTerm,
  type Loss,
  type Objective,
  type Weight,
} from "../../index.ts";
import { comparisonDocument, comparisonText, jsonText } from "../../report/index.ts";
import { circuitOf } from "../circuits.ts";
import { isExpected, isWrongUsage } from "../expectedErrors.ts";
import { DONE, FAILED, type Host } from "../host.ts";
import { maskOf, withViolations, type MaskSettings } from "../maskOptions.ts";
import { chosenSweeps, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit compare` as commander gives them. */
export interface CompareCommandOptions extends MaskSettings {
  readonly circuit: readonly string[];
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly search: boolean;
  readonly sweep?: SweepChoice;
  readonly json?: boolean;
}

/** Fits several circuits to a spectrum, or to each sweep of a file, and says which the data support. A fit that did not converge makes the status that of a failure. */
export async function compareCommand(file: string, options: CompareCommandOptions, host: Host): Promise<number> {
  if (options.circuit.length < 2) {
    throw new UsageError("A comparison needs at least two circuits: give -c more than once, or use eisfit fit.");
  }
  const circuits = options.circuit.map(circuitOf);
  const bytes = await readFileBytes(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const documents: object[] = [];
  let converged = true;
  for await (const { spectrum } of chosenSweeps(bytes, file, options.sweep)) {
    const name = spectrum.name ?? file;
    for (const note of spectrum.notes) host.note(`${name}: ${note}\n`);
    let comparison;
    try {
      const asked = compareOptions(options);
      comparison = compareCircuits(spectrum, circuits, { ...asked, ...withViolations(spectrum, asked, options) });
    } catch (error) {
      // A sweep that cannot be fitted does not stop those behind it.
      if (options.sweep !== "all" || !isExpected(error) || isWrongUsage(error)) throw error;
      host.note(`error: ${name}: ${error.message}\n`);
      documents.push({ file: name, error: { name: error.name, message: error.message } });
      converged = false;
      continue;
    }
    if (options.json === true) {
      documents.push(comparisonDocument(version, { file: name, sha256 }, comparison));
    } else {
      const points = comparison.ranked[0]?.result.residuals.frequencyHz ?? spectrum.frequencyHz;
      host.out(
        `${name}: ${points.length} points, ${points[0]} .. ${points.at(-1)} Hz\n\n${comparisonText(comparison)}\n`,
      );
    }
    converged &&= comparison.ranked.every(({ result }) => result.termination.outcome !== "not-converged");
  }
  if (options.json === true) {
    const [only] = documents;
    host.out(jsonText(only !== undefined && options.sweep !== "all" ? only : { eisfit: version, sweeps: documents }));
  }
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
