import type { Recording } from "../io/recording/recording.ts";
import { derivedAnswer, type DerivedAnswer } from "./answer.ts";
import { polarisationCurrents, type PolarisationCurrents } from "./chronoamperometry.ts";
import { positiveUncertainIn, type GivenNumber } from "./givenNumber.ts";
import { QuantityError } from "./physicalQuantity.ts";
import { over, times } from "./uncertain.ts";

/** What an electronic conductivity is made from; uncertain numbers are in A, V, cm and cm2. */
export interface ElectronicConductivityInput {
  /** The steady current between blocking electrodes, or the recording that it is read from. */
  readonly current: GivenNumber | Recording;
  readonly voltage: GivenNumber;
  readonly thickness: GivenNumber;
  /** Of the electrodes. */
  readonly area: GivenNumber;
}

export interface ElectronicConductivity {
  readonly conductivity: DerivedAnswer;
  /** How the current was read; null where it was given. */
  readonly currents: PolarisationCurrents | null;
}

/**
 * Electronic conductivity from the steady current between two electrodes that block ions (M. H. Hebb, J. Chem. Phys. 20 (1952)
 * 185; C. Wagner, Z. Elektrochem. 60 (1956) 4): sigma_e = I_ss L/(A V). A current that is not steady yet gives an upper limit.
 *
 * @throws {QuantityError} for another kind of quantity or one that is not above 0.
 */
export function electronicConductivity(input: ElectronicConductivityInput): ElectronicConductivity {
  const { current: given } = input;
  const currents = isRecording(given) ? polarisationCurrents(given) : null;
  const current =
    currents === null ? positiveUncertainIn("the steady current", given as GivenNumber, "A") : currents.steady;
  if (!(current.value > 0)) throw new QuantityError("The recorded current is 0 in the end.");
  const voltage = positiveUncertainIn("the voltage", input.voltage, "V");
  const thickness = positiveUncertainIn("the thickness", input.thickness, "cm");
  const area = positiveUncertainIn("the area of the electrodes", input.area, "cm2");
  const flags = currents?.flags.filter((flag) => flag.startsWith("no plateau")) ?? [];
  const isFalling = flags.length > 0 && (currents?.plateau.drift.value ?? 0) < 0;
  return {
    conductivity: derivedAnswer(over(times(current, thickness), times(area, voltage)), {
      name: isFalling ? "electronic conductivity, upper limit" : "electronic conductivity",
      unit: "S/cm",
      formula: "sigma_e = I_ss L/(A V)",
      flags,
    }),
    currents,
  };
}

function isRecording(current: GivenNumber | Recording): current is Recording {
  return typeof current !== "string" && "time" in current;
}
