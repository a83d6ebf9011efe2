import { createHash } from "node:crypto";
import type { Command } from "commander";
import { compareCircuits, version } from "../../index.ts";
import { comparisonDocument, comparisonText, jsonText, spectrumHeading } from "../../report/index.ts";
import { collect } from "../argumentValues.ts";
import { Attempts } from "../attempts.ts";
import { circuitOf } from "../circuits.ts";
import { addFitOptions, CIRCUIT_HELP, fitOptionsOf, type FitSettings } from "../fitOptions.ts";
import { addExamples } from "../help.ts";
import type { Host } from "../host.ts";
import { bytesOf } from "../inputFiles.ts";
import { addMaskOptions, addViolationsOption, withViolations } from "../maskOptions.ts";
import { addFolderOptions, addJsonOption, documentOutput, type OutputSettings } from "../outputOptions.ts";
import { countSpectra, outputPrefix } from "../outputPrefix.ts";
import { chosenSweeps, sweepOption, type SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";

/** The options of `eisfit compare` as commander gives them. */
export interface CompareCommandOptions extends FitSettings, OutputSettings {
  readonly circuit: readonly string[];
  readonly sweep?: SweepChoice;
}

/** Adds `eisfit compare`. */
export function addCompareCommand(program: Command, host: Host, done: (status: number) => void): void {
  const command = program
    .command("compare")
    .summary("fit several circuits and say which the data support")
    .description("Fit several circuits to one spectrum and say which the data support.")
    .argument("<file>", "spectrum; eisfit convert --formats lists what can be read")
    .requiredOption("-c, --circuit <circuit>", `${CIRCUIT_HELP} (repeat for each)`, collect)
    .addOption(sweepOption());
  addFitOptions(command);
  addViolationsOption(addMaskOptions(command));
  addFolderOptions(addJsonOption(command), "the JSON document");
  addExamples(command, [
    [
      "eisfit compare samples/li-llzo-li.csv -c one-zarc -c two-zarcs -c three-zarcs",
      "how many arcs do the data support?",
    ],
    [
      "eisfit compare samples/llzo_-40C.csv -c 'p(R1,CPE1)-CPE3' -c 'p(R1,CPE1)-p(R2,CPE2)-CPE3'",
      "circuits of your own, by the evidence ratio of their AICc",
    ],
  ]);
  command.action(async (file: string, options: CompareCommandOptions) =>
    done(await compareCommand(file, options, host)),
  );
}

/** Fits several circuits to a spectrum, or to each sweep of a file, and says which the data support. A fit that did not converge makes the status that of a failure. */
async function compareCommand(file: string, options: CompareCommandOptions, host: Host): Promise<number> {
  if (options.circuit.length < 2) {
    throw new UsageError("A comparison needs at least two circuits: give -c more than once, or use eisfit fit.");
  }
  const circuits = options.circuit.map(circuitOf);
  const save = documentOutput(options, `${outputPrefix(file)}comparison.json`, [file]);
  const bytes = await bytesOf(file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const attempts = new Attempts<object>(host, await countSpectra([file], options.sweep));
  for await (const { spectrum } of chosenSweeps(bytes, file, options.sweep)) {
    const name = spectrum.name ?? file;
    const compareOne = (): void => {
      for (const note of spectrum.notes) host.note(`${name}: ${note}\n`);
      const asked = fitOptionsOf(options);
      const comparison = compareCircuits(spectrum, circuits, {
        ...asked,
        ...withViolations(spectrum, asked, options),
        onProgress: attempts.onProgress,
      });
      if (options.json !== true) {
        const points = comparison.ranked[0]?.result.residuals.frequencyHz ?? spectrum.frequencyHz;
        host.show(`${spectrumHeading(name, points)}\n\n${comparisonText(comparison)}\n`);
      }
      const sound = comparison.ranked.every(({ result }) => result.termination.outcome !== "not-converged");
      attempts.add({ entry: comparisonDocument(version, { file: name, sha256 }, comparison), sound });
    };
    // A sweep that cannot be fitted does not stop those behind it.
    if (options.sweep === "all") await attempts.attempt(name, compareOne);
    else compareOne();
  }
  const [only] = attempts.entries;
  const isOne = only !== undefined && options.sweep !== "all";
  const json = jsonText(isOne ? only : { eisfit: version, sweeps: attempts.entries });
  if (options.json === true) host.out(json);
  save(json, host);
  return attempts.finish();
}
