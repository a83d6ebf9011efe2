import { derivedAnswer, type DerivedAnswer } from "./answer.ts";
import { positiveUncertainIn, type GivenNumber } from "./givenNumber.ts";
import { minus, over, stderrOf, type Uncertain } from "./uncertain.ts";

/** Whether the initial current is what Ohm's law and the impedance spectrum make it. */
export interface OhmicCheck {
  /** dV/I_0 - R_0, which must be the resistance of the electrolyte. */
  readonly resistance: DerivedAnswer;
  /** What it must be, if known. */
  readonly electrolyteResistance: number | null;
  /** dV/I_0 - R_0 less the electrolyte's resistance, in ohm, with its standard error; null where there is nothing to compare with. */
  readonly difference: number | null;
  readonly differenceStderr: number | null;
  readonly agrees: boolean | null;
}

const MOST_ERRORS = 2;
/** Without errors, so much of a difference is taken for agreement: what a reading of the first current is good to. */
const SHARE_WITHOUT_ERRORS = 0.1;

/** Compares dV/I_0 - R_0 with the resistance of the electrolyte. */
export function ohmicCheck(
  voltage: Uncertain,
  current: Uncertain,
  interfaces: Uncertain,
  given: GivenNumber | undefined,
): OhmicCheck {
  const resistance = minus(over(voltage, current), interfaces);
  const electrolyte =
    given === undefined ? undefined : positiveUncertainIn("the electrolyte's resistance", given, "ohm");
  const difference = electrolyte === undefined ? undefined : minus(resistance, electrolyte);
  const stderr = difference === undefined ? 0 : stderrOf(difference);
  const limit = stderr > 0 ? MOST_ERRORS * stderr : SHARE_WITHOUT_ERRORS * (electrolyte?.value ?? 0);
  const agrees = difference === undefined ? null : Math.abs(difference.value) <= limit;
  const [found, expected] = [resistance.value, electrolyte?.value ?? Number.NaN].map((ohm) => ohm.toPrecision(3));
  const flags =
    agrees !== false
      ? []
      : [
          `ohmic check: dV/I_0 - R_0 is ${String(found)} ohm, the electrolyte has ${String(expected)} ohm by its spectrum, ` +
            `${stderr > 0 ? `${(Math.abs(difference?.value ?? 0) / stderr).toFixed(1)} standard errors` : "more than 10 %"} apart: ` +
            "I_0 was read too late or R_0 is not of the same state. Faster sampling of the current and a spectrum just before the step would settle it.",
        ];
  const notes =
    agrees === null ? ["must equal the electrolyte's resistance from its impedance spectrum; none was given"] : [];
  return {
    resistance: derivedAnswer(resistance, {
      name: "resistance of the electrolyte by the first current",
      unit: "ohm",
      formula: "R = dV/I_0 - R_0",
      flags,
      notes,
      signed: true,
    }),
    electrolyteResistance: electrolyte?.value ?? null,
    difference: difference?.value ?? null,
    differenceStderr: stderr > 0 ? stderr : null,
    agrees,
  };
}
