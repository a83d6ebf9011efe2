import { derivedAnswer, type DerivedAnswer } from "./answer.ts";
import { positiveUncertainIn, type GivenNumber } from "./givenNumber.ts";
import { ohmicCheck, type OhmicCheck } from "./ohmicCheck.ts";
import { QuantityError } from "./physicalQuantity.ts";
import { sharingError } from "./sharingError.ts";
import { combine, covarianceOf, minus, stderrOf, times, type Uncertain } from "./uncertain.ts";

/**
 * What a transference number is made from. Uncertain numbers, as those of fits, are in A, ohm and V; their common errors count.
 */
export interface TransferenceInput {
  /** I_0, just after the voltage is applied. */
  readonly initialCurrent: GivenNumber;
  /** I_ss, when the current no longer changes. */
  readonly steadyCurrent: GivenNumber;
  /** R_0, of the interfaces before the polarisation. */
  readonly initialResistance: GivenNumber;
  /** R_ss, of the interfaces in the steady state. */
  readonly steadyResistance: GivenNumber;
  /** dV that was applied. */
  readonly voltage: GivenNumber;
  /**
   * Correlation of the errors of R_0 and R_ss, -1 to 1: near 1 where both have the area, the instrument and the model in common.
   * Only for numbers without common errors of their own.
   */
  readonly resistanceCorrelation?: number;
  /** R of the electrolyte from an impedance spectrum, for the ohmic check. */
  readonly electrolyteResistance?: GivenNumber;
}

/** One input with what it does to the result. */
export interface TransferenceTerm {
  readonly name: "I_0" | "I_ss" | "R_0" | "R_ss" | "dV";
  readonly value: number;
  /** null where it was given none. */
  readonly stderr: number | null;
  readonly unit: "A" | "ohm" | "V";
  /** d ln t+ / d ln input. */
  readonly logDerivative: number;
}

/** A transference number with what can be said against it. */
export interface Transference {
  readonly transferenceNumber: DerivedAnswer;
  readonly inputs: readonly TransferenceTerm[];
  /** Of the errors of R_0 and R_ss; null where one has none. */
  readonly resistanceCorrelation: number | null;
  /** Standard error that 1 % on each of the two currents and two resistances, independently, would give. */
  readonly stderrOfOnePercent: number;
  /** Whether dV - I R is so small beside dV that errors of I and R come out several times as large in t+. */
  readonly cancellation: boolean;
  readonly ohmicCheck: OhmicCheck;
  readonly warnings: readonly string[];
}

const FORMULA = "t+ = I_ss (dV - I_0 R_0) / (I_0 (dV - I_ss R_ss))";
const ONE_PERCENT = 0.01;
/** With less than this part of the voltage left for the electrolyte, an error of R comes out twice as large or more. */
const SMALL_SHARE = 1 / 3;
/** A difference of fewer standard errors may be 0: its quotient has no standard error that means anything. */
const FEWEST_ERRORS = 2;

/**
 * Transference number of the cation after Bruce and Vincent, from a polarisation with a small voltage between two
 * reversible electrodes and the resistance of the interfaces before and after it: P. G. Bruce, J. Evans, C. A. Vincent,
 * Solid State Ionics 28-30 (1988) 918. Errors are those of the inputs to first order, with all their covariances.
 *
 * @throws {QuantityError} for another kind of quantity, a number that is not above 0, or currents and resistances that need
 * more than the voltage applied.
 */
export function transferenceNumber(input: TransferenceInput): Transference {
  const initialCurrent = positiveUncertainIn("the initial current I_0", input.initialCurrent, "A");
  const steadyCurrent = positiveUncertainIn("the steady current I_ss", input.steadyCurrent, "A");
  const initialResistance = positiveUncertainIn(
    "the resistance R_0 before the polarisation",
    input.initialResistance,
    "ohm",
  );
  const given = positiveUncertainIn("the resistance R_ss after the polarisation", input.steadyResistance, "ohm");
  const steadyResistance =
    input.resistanceCorrelation === undefined
      ? given
      : sharingError(initialResistance, given, input.resistanceCorrelation, "R_0 and R_ss");
  const voltage = positiveUncertainIn("the voltage dV", input.voltage, "V");
  const before = left(voltage, initialCurrent, initialResistance, "I_0 R_0");
  const after = left(voltage, steadyCurrent, steadyResistance, "I_ss R_ss");
  const value = (steadyCurrent.value * before.value) / (initialCurrent.value * after.value);
  const ratios = [(voltage.value - before.value) / before.value, (voltage.value - after.value) / after.value] as const;
  const inputs: readonly (readonly [TransferenceTerm["name"], Uncertain, number])[] = [
    ["I_0", initialCurrent, -(1 + ratios[0])],
    ["I_ss", steadyCurrent, 1 + ratios[1]],
    ["R_0", initialResistance, -ratios[0]],
    ["R_ss", steadyResistance, ratios[1]],
    ["dV", voltage, voltage.value / before.value - voltage.value / after.value],
  ];
  const number = combine(
    value,
    inputs.map(([, each, logDerivative]) => [each, (value * logDerivative) / each.value]),
  );
  const ofOnePercent = inputs.slice(0, 4).reduce((sum, [, , logDerivative]) => sum + logDerivative * logDerivative, 0);
  const shares = [before.value / voltage.value, after.value / voltage.value] as const;
  const check = ohmicCheck(voltage, initialCurrent, initialResistance, input.electrolyteResistance);
  const flags = [...cancellationFlags(shares, ratios, [before, after]), ...rangeFlags(value, stderrOf(number))];
  return {
    transferenceNumber: derivedAnswer(number, {
      name: "transference number",
      unit: "-",
      formula: FORMULA,
      flags,
      signed: true,
    }),
    inputs: inputs.map(([name, { value: own, effects }, logDerivative]) => {
      const stderr = stderrOf({ value: own, effects });
      const unit = name === "dV" ? "V" : name.startsWith("I") ? "A" : "ohm";
      return { name, value: own, stderr: stderr > 0 ? stderr : null, unit, logDerivative };
    }),
    resistanceCorrelation: correlationOf(initialResistance, steadyResistance),
    stderrOfOnePercent: value * ONE_PERCENT * Math.sqrt(ofOnePercent),
    cancellation: Math.min(...shares) < SMALL_SHARE,
    ohmicCheck: check,
    warnings: [...flags, ...check.resistance.flags],
  };
}

function correlationOf(first: Uncertain, second: Uncertain): number | null {
  const product = stderrOf(first) * stderrOf(second);
  return product > 0 ? covarianceOf(first, second) / product : null;
}

/** dV - I R, which the electrolyte has of the voltage. */
function left(voltage: Uncertain, current: Uncertain, resistance: Uncertain, name: string): Uncertain {
  const difference = minus(voltage, times(current, resistance));
  if (difference.value > 0) return difference;
  const millivolts = (volts: number): string => `${String(Number((1e3 * volts).toPrecision(4)))} mV`;
  throw new QuantityError(
    `${name} is ${millivolts(voltage.value - difference.value)}, not below dV = ${millivolts(voltage.value)}: the interfaces cannot ` +
      "take the whole voltage. Check the units, whether the resistance is that of the interfaces alone, and whether the initial " +
      "current was read before it fell.",
  );
}

function cancellationFlags(
  shares: readonly [number, number],
  ratios: readonly [number, number],
  differences: readonly [Uncertain, Uncertain],
): string[] {
  return (["0", "ss"] as const).flatMap((which, k) => {
    const [share = 1, ratio = 0, difference] = [shares[k], ratios[k], differences[k]];
    if (share >= SMALL_SHARE || difference === undefined) return [];
    const isLost = difference.value < FEWEST_ERRORS * stderrOf(difference);
    const verdict = isLost
      ? "the difference is within two standard errors of 0, so that t+ is not determined"
      : `1 % of R_${which} moves t+ by ${ratio.toFixed(1)} %`;
    return [
      `cancellation: I_${which} R_${which} is ${((1 - share) * 100).toFixed(0)} % of dV and dV - I_${which} R_${which} a small difference; ` +
        `${verdict}. A thicker electrolyte, or electrodes of lower interfacial resistance, would settle it.`,
    ];
  });
}

function rangeFlags(value: number, stderr: number): string[] {
  if (value - FEWEST_ERRORS * stderr <= 1) return [];
  return [
    "t+ is above 1 beyond its error: the interfaces changed otherwise than the resistances say, or a resistance holds the electrolyte's. " +
      "A spectrum taken at once before and after the polarisation would settle it.",
  ];
}
