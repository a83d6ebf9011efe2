import { Option, type Command } from "commander";
import { checkSample, sampleOptionNames, type SampleOptions } from "../index.ts";
import { count } from "./argumentValues.ts";

/** The options that tell of the sample, as commander gives them. */
export type SampleSettings = {
  readonly [Name in keyof SampleOptions]: Name extends "cell" | "interfaces" ? SampleOptions[Name] : string;
};

/** Adds the options of a sample to a command. */
export function addSampleOptions(command: Command): Command {
  return command
    .optionsGroup("The sample, from which conductivities and the like follow:")
    .option("--thickness <length>", "of the sample, e.g. '0.1cm' or '1.00(2) mm': give an area too")
    .option("--area <area>", "of the sample, e.g. 0.785cm2")
    .option("--diameter <length>", "of a round sample, instead of its area")
    .option("--electrode-area <area>", "of one electrode, where it is not that of the sample")
    .option("--temperature <temperature>", "of the measurement, e.g. 25C")
    .addOption(
      new Option("--cell <kind>", "kind of the cell, if the circuit does not say").choices([
        "symmetric",
        "blocking",
        "half",
        "full",
      ]),
    )
    .option("--interfaces <n>", "how many alike interfaces the cell has; 2 in a symmetric one", count)
    .option("--permittivity <eps>", "guess of the bulk's relative permittivity; default 10 to 100");
}

/**
 * The sample that the options tell of, undefined where they tell of none.
 * @throws {QuantityError} for quantities that cannot be.
 */
export function sampleOf(settings: SampleSettings): SampleOptions | undefined {
  const entries = sampleOptionNames.map((name) => [name, settings[name]]).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return undefined;
  const sample = Object.fromEntries(entries) as SampleOptions;
  checkSample(sample);
  return sample;
}
