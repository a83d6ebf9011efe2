import { derivedAnswer, type DerivedAnswer } from "./answer.ts";
import { FARADAY, GAS_CONSTANT } from "./constants.ts";
import { positiveUncertainIn, type GivenNumber } from "./givenNumber.ts";
import { positiveIn, QuantityError, type Quantity } from "./physicalQuantity.ts";
import { combine, over, times } from "./uncertain.ts";

/** What D of a semi-infinite Warburg impedance is made from; uncertain numbers are in ohm s^-1/2, cm2, mol/cm3 and K. */
export interface WarburgInput {
  /** Z = sigma (1 - j)/sqrt(omega), of one electrode. */
  readonly sigma: GivenNumber;
  readonly area: GivenNumber;
  /** Of what diffuses. */
  readonly concentration: GivenNumber;
  readonly temperature: string | Quantity;
  /** n, electrons transferred; default 1. */
  readonly electrons?: number;
}

const CM2_PER_M2 = 1e4;

/**
 * D = R^2 T^2/(2 A^2 n^4 F^4 c^2 sigma^2) of a semi-infinite Warburg impedance whose slow partner is one species (A. J. Bard,
 * L. R. Faulkner, Electrochemical Methods, 2nd ed., section 10.3). It needs a tail at 45 degrees: see `diffusionOfFit`.
 *
 * @throws {QuantityError} for another kind of quantity or one that is not above 0.
 */
export function warburgDiffusion(input: WarburgInput): DerivedAnswer {
  const { electrons = 1 } = input;
  if (!(Number.isInteger(electrons) && electrons > 0)) {
    throw new QuantityError(`The number of electrons is ${String(electrons)}; it must be a whole number above 0.`);
  }
  const sigma = positiveUncertainIn("the Warburg coefficient sigma", input.sigma, "ohm s^-0.5");
  const area = positiveUncertainIn("the area", input.area, "cm2");
  const concentration = positiveUncertainIn("the concentration", input.concentration, "mol/cm3");
  const temperature = positiveIn("the temperature", input.temperature, "K");
  // RT/(n^2 F^2 A c sigma) in m s^-1/2, with A in m2 and c in mol/m3.
  const inMetres = (area.value / CM2_PER_M2) * (concentration.value * 1e6);
  const root =
    (GAS_CONSTANT * temperature.value) / (electrons * FARADAY) / (electrons * FARADAY) / inMetres / sigma.value;
  const value = ((root * root) / 2) * CM2_PER_M2;
  const kelvin = positiveUncertainIn("the temperature", { ...temperature, unit: "K" }, "K");
  const number = combine(
    value,
    [[sigma, -2] as const, [area, -2] as const, [concentration, -2] as const, [kelvin, 2] as const].map(
      ([each, power]) => [each, (power * value) / each.value],
    ),
  );
  return derivedAnswer(number, {
    name: "diffusion coefficient",
    unit: "cm2/s",
    formula: "D = R^2 T^2/(2 A^2 n^4 F^4 c^2 sigma^2)",
  });
}

/** What D of a finite diffusion impedance is made from; uncertain numbers are in s and cm. */
export interface FiniteDiffusionInput {
  readonly tau: GivenNumber;
  /** l, from where ions enter to the far side. */
  readonly length: GivenNumber;
}

/**
 * D = l^2/tau of a finite-length (Ws) or finite-space (Wo) Warburg element.
 *
 * @throws {QuantityError} for another kind of quantity or one that is not above 0.
 */
export function finiteDiffusion(input: FiniteDiffusionInput): DerivedAnswer {
  const tau = positiveUncertainIn("the time constant tau", input.tau, "s");
  const length = positiveUncertainIn("the diffusion length l", input.length, "cm");
  return derivedAnswer(over(times(length, length), tau), {
    name: "diffusion coefficient",
    unit: "cm2/s",
    formula: "D = l^2/tau",
  });
}
