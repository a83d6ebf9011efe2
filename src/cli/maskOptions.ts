import { InvalidArgumentError, Option, type Command } from "commander";
import {
  checkSpectrum,
  isSignCondition,
  violationMask,
  type MaskOptions,
  type SignCondition,
  type Spectrum,
} from "../index.ts";
import { frequency } from "./argumentValues.ts";

/** The options that leave points out, as commander gives them. */
export interface MaskSettings {
  readonly fmin?: number;
  readonly fmax?: number;
  readonly exclude?: readonly number[];
  readonly excludeSigns?: readonly SignCondition[];
  readonly excludeViolations?: boolean;
}

/** Adds the options of a mask to a command. */
export function addMaskOptions(command: Command): Command {
  return command
    .optionsGroup("Points left out:")
    .option("--fmin <hz>", "leave out lower frequencies, in Hz or with unit: 10kHz", frequency)
    .option("--fmax <hz>", "leave out higher frequencies", frequency)
    .option("--exclude <points>", "leave out points by index, 0 being the highest frequency: 0,5-8", pointIndices)
    .addOption(
      new Option("--exclude-signs <signs>", "leave out points by sign, e.g. \"Z''>0\" for inductive ones").argParser(
        signConditions,
      ),
    );
}

/** Adds `--exclude-violations` for commands that do not show the test of these relations themselves. */
export function addViolationsOption(command: Command): Command {
  return command.option(
    "--exclude-violations",
    "leave out points that contradict the others by the Kramers-Kronig relations",
  );
}

/** The mask of the library for the options given. */
export function maskOf({ fmin, fmax, exclude, excludeSigns }: MaskSettings): MaskOptions {
  return {
    ...(fmin === undefined ? {} : { minimumHz: fmin }),
    ...(fmax === undefined ? {} : { maximumHz: fmax }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(excludeSigns === undefined ? {} : { excludeSigns }),
  };
}

/** A mask with the points added that the others contradict, where that is asked for. */
export function withViolations(
  spectrum: Spectrum,
  mask: MaskOptions,
  { excludeViolations }: MaskSettings,
): Pick<MaskOptions, "exclude"> {
  if (excludeViolations !== true) return {};
  const { minimumHz, maximumHz, exclude = [], excludeSigns } = mask;
  const check = checkSpectrum(spectrum, {
    exclude,
    ...(minimumHz === undefined ? {} : { minimumHz }),
    ...(maximumHz === undefined ? {} : { maximumHz }),
    ...(excludeSigns === undefined ? {} : { excludeSigns }),
  });
  return { exclude: [...exclude, ...violationMask(check)] };
}

/** More points than any spectrum has; a slip of the keyboard must not fill the memory. */
const MOST = 1e7;

/** `0,5-8` as indices. @throws {InvalidArgumentError} for anything else. */
export function pointIndices(text: string): number[] {
  const points: number[] = [];
  for (const part of text.split(",")) {
    const [, first = "", last = first] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === "" || to < from || to >= MOST) {
      throw new InvalidArgumentError("Give indices from 0 on and ranges of them, such as 0,5-8.");
    }
    for (let index = from; index <= to; index++) points.push(index);
  }
  return points;
}

/** `Z''>0` and the like. @throws {InvalidArgumentError} for anything else. */
export function signConditions(text: string): SignCondition[] {
  return text.split(",").map((part) => {
    const condition = part.replace(/\s/g, "").replaceAll('"', "''");
    if (isSignCondition(condition)) return condition;
    throw new InvalidArgumentError("Give Z'>0, Z'<0, Z''>0 or Z''<0, or some of them with commas between.");
  });
}
