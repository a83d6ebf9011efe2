import { originOf } from "../fit/origin.ts";
import type { FitResult } from "../fit/result.ts";
import type { DerivedAnswer, RefusedAnswer } from "./answer.ts";
import { finiteDiffusion, warburgDiffusion, type FiniteDiffusionInput, type WarburgInput } from "./diffusion.ts";
import { fittedNumbers } from "./fittedNumbers.ts";
import { QuantityError } from "./physicalQuantity.ts";
import { tailExponent, type TailExponent } from "./tailExponent.ts";
import { scaled, stderrOf, type Uncertain } from "./uncertain.ts";

/** What is known of the cell whose spectrum was fitted. */
export type DiffusionOptions = Partial<Omit<WarburgInput, "sigma">> &
  Partial<Omit<FiniteDiffusionInput, "tau">> & {
    /** Which element, where the circuit has several. */
    readonly element?: string;
  };

/** A diffusion coefficient of a fit, or why there is none. */
export interface FittedDiffusion {
  readonly element: string;
  readonly answer: DerivedAnswer | RefusedAnswer;
  /** The exponent of the tail when it is free; null where it could not be freed. */
  readonly exponent: TailExponent | null;
}

const KINDS: ReadonlySet<string> = new Set(["W", "Ws", "Wo"]);
const NAME = "diffusion coefficient";
const FEWEST_ERRORS = 2;
/** An exponent that differs by less makes no difference to D beside other errors. */
const TOLERATED = 0.01;
/** An exponent that is known no better does not tell diffusion from anything else. */
const UNCERTAIN = 0.1;
/** Percent of |Z|, root mean square: beyond it the circuit is not that of the data. */
const WORST_MISFIT = 10;
/** Above this omega tau a finite element differs by less than exp(-2 sqrt(omega tau/2)), 6 %, from a semi-infinite one. */
const LONGEST_BEND = 4;

/**
 * D from the diffusion element of a fitted circuit: of W by sigma, of Ws and Wo by tau. It is refused where the exponent of
 * the tail, set free, differs from 1/2: what is fitted then is no diffusion of one species in a uniform medium, and a D from it
 * means nothing.
 *
 * @throws {QuantityError} where the circuit has no such element, or several and none is named, and for what of the cell is
 * missing; {FitError} `not-a-result` for a copy of a result.
 */
export function diffusionOfFit(result: FitResult, options: DiffusionOptions): FittedDiffusion {
  const { circuit } = originOf(result);
  const elements = circuit.elements.filter(({ record }) => KINDS.has(record.symbol));
  const chosen = options.element === undefined ? elements : elements.filter(({ name }) => name === options.element);
  const [only] = chosen;
  if (only === undefined || chosen.length > 1) {
    const names = elements.map(({ name }) => name).join(", ");
    const found = names === "" ? "none of W, Ws and Wo" : `${names}; name one of them`;
    throw new QuantityError(`A diffusion coefficient needs a diffusion element; the circuit has ${found}.`);
  }
  const { name: element, record } = only;
  const misfit = misfitPercent(result);
  if (misfit > WORST_MISFIT) return { element, answer: misfitOf(misfit), exponent: null };
  const exponent = tailExponent(result, element) ?? null;
  const refused = exponent === null ? undefined : refusalOf(exponent);
  if (refused !== undefined) return { element, answer: refused, exponent };
  const numbers = fittedNumbers(result);
  const isWarburg = record.symbol === "W";
  const number = numbers.get(isWarburg ? element : `${element}.tau`);
  if (number === undefined || !(stderrOf(number) < number.value)) {
    return { element, answer: undeterminedOf(isWarburg, element), exponent };
  }
  const lowest = 2 * Math.PI * (result.residuals.frequencyHz.at(-1) ?? 0) * number.value;
  if (!isWarburg && lowest > LONGEST_BEND) {
    const reason = `the spectrum ends at omega tau = ${lowest.toPrecision(2)}, before the tail bends at 1: tau and R of ${element} rest on the noise`;
    return { element, answer: { ...undeterminedOf(isWarburg, element), reason }, exponent };
  }
  const isSymmetric = circuit.cell === "symmetric";
  const answer = isWarburg ? ofSigma(number, isSymmetric, options) : ofTau(number, options);
  const note =
    exponent === null ? ["the exponent of the tail could not be set free to test it"] : [exponentNote(exponent)];
  return { element, answer: { ...answer, notes: [...answer.notes, ...note] }, exponent };
}

/** Root mean square of the residuals of both parts. */
function misfitPercent({ residuals: { rePercent, imPercent } }: FitResult): number {
  const squares = rePercent.reduce((sum, re, place) => sum + re * re + (imPercent[place] ?? 0) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, rePercent.length));
}

function misfitOf(percent: number): RefusedAnswer {
  return {
    name: NAME,
    reason: `the fit misses the data by ${percent.toPrecision(3)} % of |Z| (root mean square): sigma or tau of a circuit that does not describe them means nothing`,
    settledBy: "Fit a circuit that describes the spectrum, or only the frequencies of the tail (--fmax).",
  };
}

function ofSigma(sigma: Uncertain, isSymmetric: boolean, options: DiffusionOptions): DerivedAnswer {
  const { area, concentration, temperature, electrons } = options;
  if (area === undefined || concentration === undefined || temperature === undefined) {
    throw new QuantityError(
      "D of a semi-infinite Warburg element needs the area, the concentration of what diffuses and the temperature.",
    );
  }
  const more = electrons === undefined ? {} : { electrons };
  const answer = warburgDiffusion({
    sigma: isSymmetric ? scaled(0.5, sigma) : sigma,
    area,
    concentration,
    temperature,
    ...more,
  });
  return isSymmetric
    ? {
        ...answer,
        notes: [...answer.notes, "sigma is half of that of the symmetric cell, which has two alike electrodes"],
      }
    : answer;
}

function ofTau(tau: Uncertain, { length }: DiffusionOptions): DerivedAnswer {
  if (length === undefined) throw new QuantityError("D of a finite diffusion element needs the diffusion length.");
  return finiteDiffusion({ tau, length });
}

function refusalOf({ value, stderr }: TailExponent): RefusedAnswer | undefined {
  const distance = Math.abs(value - 0.5);
  const shown = stderr === null ? value.toFixed(3) : `${value.toFixed(3)} +- ${stderr.toPrecision(2)}`;
  if (distance > Math.max(TOLERATED, FEWEST_ERRORS * (stderr ?? 0))) {
    return {
      name: NAME,
      reason: `the tail has the exponent ${shown} when it is free, not 1/2: it is no diffusion of one species in a uniform medium`,
      settledBy:
        "Describe the tail by a CPE, or by a finite or anomalous diffusion element, and measure to lower frequencies to see whether " +
        "it turns to 45 degrees there; or take D from a GITT, which does not suppose a slope.",
    };
  }
  if (stderr === null || stderr > UNCERTAIN) {
    return {
      name: NAME,
      reason: `the exponent of the tail is ${shown}: the data do not tell diffusion from another tail`,
      settledBy: "Measure a decade or two further down in frequency, so that more of the tail is seen.",
    };
  }
  return undefined;
}

function undeterminedOf(isWarburg: boolean, element: string): RefusedAnswer {
  const missing = isWarburg ? `sigma of ${element}` : `tau of ${element}`;
  const settledBy = isWarburg
    ? "Measure a decade or two further down in frequency."
    : "Measure to below 1/(2 pi tau), where the tail bends; above it only R/sqrt(tau) is seen, which is sqrt(2) sigma of a semi-infinite W.";
  return { name: NAME, reason: `the data do not determine ${missing}`, settledBy };
}

function exponentNote({ value, stderr }: TailExponent): string {
  return `the exponent of the tail, set free, is ${value.toFixed(3)} +- ${(stderr ?? 0).toPrecision(2)}, in agreement with 1/2`;
}
