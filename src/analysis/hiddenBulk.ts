import type { FitResult } from "../fit/result.ts";
import type { AssignedProcess } from "./assignment.ts";
import { conductivity, ELECTRIC_CONSTANT_CM, geometricCapacitance, type Pellet } from "./conductivities.ts";
import type { Numbers } from "./effectiveCapacitance.ts";
import type { Derivation } from "./derivation.ts";
import { refitWith } from "./refit.ts";
import { exactly } from "./uncertain.ts";
import { hertz, told } from "./words.ts";

/** A bulk that the circuit has as a resistance only, so that its arc must lie above the frequencies measured. */
export interface HiddenBulk {
  readonly process: AssignedProcess;
  /** Where the arc must peak, f = sigma/(2 pi eps0 eps_r), Hz, for the permittivities it may have. */
  readonly peakHz: readonly [low: number, high: number];
  readonly highestHz: number;
  readonly permittivity: readonly [low: number, high: number];
  /** The fitted numbers where the circuit has the bulk's capacitance at either permittivity; empty where that cannot be fitted. */
  readonly alternatives: readonly Numbers[];
}

/** What a permittivity may move without a word, relative: some times less than anybody would miss. */
const UNIMPORTANT = 0.01;

/**
 * The bulk of a circuit that has no capacitance for it, with what its capacitance would change. The flank of an arc beyond
 * the highest frequency bends the spectrum below it, and a fit without the arc puts the bend into its neighbours: it looks good, and
 * only the total is right. So the data are fitted once more with the capacitance eps0 eps_r A/L beside the bulk resistance, for the
 * lowest and the highest permittivity in question.
 */
export function hiddenBulkOf(
  result: FitResult,
  bulk: readonly AssignedProcess[],
  pellet: Pellet,
  permittivity: readonly [low: number, high: number],
  numbers: Numbers,
): HiddenBulk | undefined {
  const [process] = bulk;
  if (process === undefined || bulk.length > 1 || process.storage !== undefined) return undefined;
  const { value: sigma } = conductivity(pellet, numbers(process.resistance));
  const peak = (eps: number): number => sigma / (2 * Math.PI * ELECTRIC_CONSTANT_CM * eps);
  const [low, high] = permittivity;
  const alternatives = permittivity.flatMap((eps): Numbers[] => {
    const farad = geometricCapacitance(pellet, exactly(eps)).value;
    const again = refitWith(
      result,
      process.resistance,
      (written) => `(${written}|C_beside_bulk{${String(farad)} fixed})`,
    );
    if (again === undefined) return [];
    const values = new Map(again.parameters.map(({ name, value }) => [name, value]));
    return [(name) => exactly(values.get(name) ?? Number.NaN)];
  });
  return {
    process,
    peakHz: [peak(high), peak(low)],
    highestHz: result.residuals.frequencyHz[0] ?? Number.NaN,
    permittivity,
    alternatives: alternatives.length === permittivity.length ? alternatives : [],
  };
}

/** What a hidden arc does to a number. */
export interface HiddenEffect {
  readonly flag: string;
  /** Values with the arc in the circuit and without; absent where the circuit with it cannot be fitted. */
  readonly possible?: readonly [low: number, high: number];
}

/** What is to be said of a number because the bulk's arc is not in the circuit; undefined where it hardly matters. */
export function hiddenBulkEffect(
  hidden: HiddenBulk,
  { compute, processes, isTotal }: Derivation,
  value: number,
  stderr: number,
): HiddenEffect | undefined {
  const { alternatives, process } = hidden;
  const flag = `${whereText(hidden)} ${settledText(hidden)}`;
  const others = alternatives.map((numbers) => compute(numbers).value);
  if (others.length === 0) return !isTotal && processes.includes(process) ? { flag } : undefined;
  const shift = Math.max(...others.map((other) => Math.abs(other - value)));
  if (!(shift > UNIMPORTANT * Math.abs(value) && shift > stderr)) return undefined;
  const figures = [value, ...others];
  return { flag, possible: [Math.min(...figures), Math.max(...figures)] };
}

function whereText({ peakHz, highestHz, permittivity, process }: HiddenBulk): string {
  const [low, high] = peakHz;
  const eps = permittivity.map((value) => told(value)).join(" .. ");
  const where = `The arc of the bulk must peak at ${hertz(low)} .. ${hertz(high)} (eps_r ${eps})`;
  return low > highestHz
    ? `${where}, above the highest frequency, ${hertz(highestHz)}, so that ${process.resistance} is only an intercept and its flank went into the neighbours.`
    : `${where}, which ${hertz(highestHz)} reaches, but the circuit has no capacitance beside ${process.resistance}.`;
}

function settledText({ peakHz, highestHz, process }: HiddenBulk): string {
  const [low] = peakHz;
  if (low <= highestHz) return `Put one there: (${process.resistance}|C_b).`;
  return `Frequencies up to ${hertz(peakHz[1])} would settle it, or a lower temperature, which moves the arc into range.`;
}
