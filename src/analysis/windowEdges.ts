import type { FitResult } from "../fit/result.ts";
import { identifiability } from "../uncertainty/identifiability.ts";
import type { AssignedProcess } from "./assignment.ts";
import type { Derivation } from "./derivation.ts";
import { timeConstantOfProcess, type Numbers } from "./effectiveCapacitance.ts";
import { hertz } from "./words.ts";

/** An arc of which the frequencies measured show one flank only. */
export interface CutArc {
  readonly process: AssignedProcess;
  readonly side: "above" | "below";
  readonly peakHz: number;
  readonly flag: string;
}

/** An arc is seen from about a decade to either side of its peak. */
const WIDTH = 10;

/** The arcs whose peak, at f = 1/(2 pi tau), lies outside the frequencies fitted. */
export function cutArcs(result: FitResult, processes: readonly AssignedProcess[], numbers: Numbers): CutArc[] {
  const { frequencyHz } = result.residuals;
  const [highest, lowest] = [frequencyHz[0] ?? Number.NaN, frequencyHz.at(-1) ?? Number.NaN];
  return processes.flatMap((process): CutArc[] => {
    const tau = timeConstantOfProcess(process, numbers);
    if (tau === undefined || process.part === "lead") return [];
    const peakHz = 1 / (2 * Math.PI * tau);
    // With a capacitance that was put in, its flank is enough for the resistance.
    if (peakHz > highest && !isGiven(result, process)) {
      const needed = neededHz(result, process, "highestHz") ?? peakHz * WIDTH;
      const flag =
        `The arc ${process.name} peaks at ${hertz(peakHz)}, above the highest frequency, ${hertz(highest)}: only its flank was measured. ` +
        `Frequencies up to ${hertz(needed)} would settle it, or a lower temperature, which moves the arc into range.`;
      return [{ process, side: "above", peakHz, flag }];
    }
    if (peakHz < lowest) {
      const needed = neededHz(result, process, "lowestHz") ?? peakHz / WIDTH;
      const flag =
        `The arc ${process.name} peaks at ${hertz(peakHz)}, below the lowest frequency, ${hertz(lowest)}: its end was not measured. ` +
        `Frequencies down to ${hertz(needed)} would settle it, or a higher temperature, which moves the arc into range.`;
      return [{ process, side: "below", peakHz, flag }];
    }
    return [];
  });
}

function isGiven({ parameters }: FitResult, { storage }: AssignedProcess): boolean {
  if (storage?.kind !== "capacitor") return false;
  return parameters.some(({ name, status }) => name === storage.c && status === "fixed");
}

/** The frequency at that end that the parameters of the arc need, where the fit's own errors ask for one. */
function neededHz(result: FitResult, { elements }: AssignedProcess, end: "lowestHz" | "highestHz"): number | undefined {
  const names = elements.map(({ name }) => name);
  const asked = identifiability(result).parameters.flatMap(({ name, needed }) =>
    names.includes(name.split(".")[0] ?? "") ? (needed?.[end] ?? []) : [],
  );
  if (asked.length === 0) return undefined;
  return end === "lowestHz" ? Math.min(...asked) : Math.max(...asked);
}

/** Whether a cut arc makes a number doubtful: one that is cut above does no harm to sums over it and slower ones. */
export function isTouchedBy({ process, side }: CutArc, { processes, isTotal }: Derivation): boolean {
  return processes.includes(process) && !(isTotal && side === "above");
}
