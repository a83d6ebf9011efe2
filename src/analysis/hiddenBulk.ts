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
  /** No capacitance that the bulk could have fits the data as well as none. */
  readonly isContradicted: boolean;
}

/** What a permittivity may move without a word, relative: some times less than anybody would miss. */
const UNIMPORTANT = 0.01;
/** A capacitance is one that the data bear if it makes S larger by no more than this many times S/(2N - p): three standard errors. */
const TOLERATED = 9;
/** Of a decade of permittivities, to some 4 %. */
const HALVINGS = 6;

/**
 * The bulk of a circuit that has no capacitance for it, with what its capacitance would change. The flank of an arc beyond
 * the highest frequency bends the spectrum below it, and a fit without the arc puts the bend into its neighbours: it looks good, and
 * only the total is right. So the data are fitted once more with the capacitance eps0 eps_r A/L beside the bulk resistance, for the
 * lowest permittivity in question and the highest with which the fit becomes no worse.
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
  const limit = result.objective * (1 + TOLERATED / Math.max(1, result.degreesOfFreedom));
  let isContradicted = false;
  const numbersWith = (eps: number): Numbers | undefined => {
    const farad = geometricCapacitance(pellet, exactly(eps)).value;
    const again = refitWith(
      result,
      process.resistance,
      (written) => `(${written}|C_beside_bulk{${String(farad)} fixed})`,
    );
    if (again === undefined) return undefined;
    if (again.objective > limit) {
      isContradicted = true;
      return undefined;
    }
    const values = new Map(again.parameters.map(({ name, value }) => [name, value]));
    return (name) => exactly(values.get(name) ?? Number.NaN);
  };
  const alternatives = alternativesWithin(permittivity, numbersWith);
  return {
    process,
    peakHz: [peak(high), peak(low)],
    highestHz: result.residuals.frequencyHz[0] ?? Number.NaN,
    permittivity,
    alternatives,
    isContradicted: isContradicted && alternatives.length === 0,
  };
}

/** The fit at the lowest permittivity, and at the highest one that the data bear; none if they do not bear the lowest. */
function alternativesWithin(
  [low, high]: readonly [low: number, high: number],
  numbersWith: (eps: number) => Numbers | undefined,
): Numbers[] {
  const lowest = numbersWith(low);
  if (lowest === undefined) return [];
  const whole = numbersWith(high);
  if (whole !== undefined) return [lowest, whole];
  let [borne, refused] = [low, high];
  let highest = lowest;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = Math.sqrt(borne * refused);
    const found = numbersWith(middle);
    if (found === undefined) refused = middle;
    else [borne, highest] = [middle, found];
  }
  return [lowest, highest];
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
  if (others.length === 0) {
    const own = hidden.isContradicted ? contradiction(hidden) : flag;
    return !isTotal && processes.includes(process) ? { flag: own } : undefined;
  }
  const shift = Math.max(...others.map((other) => Math.abs(other - value)));
  if (!(shift > UNIMPORTANT * Math.abs(value) && shift > stderr)) return undefined;
  const figures = [value, ...others];
  return { flag, possible: [Math.min(...figures), Math.max(...figures)] };
}

function contradiction({ peakHz, highestHz, permittivity, process }: HiddenBulk): string {
  const [low, high] = peakHz;
  const eps = permittivity.map((value) => told(value)).join(" .. ");
  return (
    `The arc of the bulk must peak at ${hertz(low)} .. ${hertz(high)} (eps_r ${eps}), but the data, which end at ${hertz(highestHz)}, show no trace of its flank: ` +
    `${process.resistance} may be something else than the bulk, or thickness and area are wrong. A lower temperature, which moves the arc into range, would tell.`
  );
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
