import type { Recording } from "../../io/recording/recording.ts";
import { positiveUncertainIn, type GivenNumber } from "../givenNumber.ts";
import { QuantityError } from "../physicalQuantity.ts";
import { over, stderrOf, times, type Uncertain } from "../uncertain.ts";
import { withBend } from "./bend.ts";
import { evaluatePulse, GITT_FORMULA, type GittPulse, type Lengths } from "./evaluatePulse.ts";

export type { GittPulse, WithError } from "./evaluatePulse.ts";
import { findPulses } from "./pulses.ts";

/** What is known of the electrode; uncertain numbers are in cm3/mol, g, g/mol, cm2 and cm. */
export interface GittSample {
  /** V_M, of the host. */
  readonly molarVolume?: GivenNumber;
  /** m_B, of the host. */
  readonly mass?: GivenNumber;
  /** M_B, of the host. */
  readonly molarMass?: GivenNumber;
  /** A, where ions enter the host. */
  readonly area?: GivenNumber;
  /** m_B V_M/(M_B A) itself: the thickness of a dense film, a third of the radius of spheres. Instead of the four above. */
  readonly length?: GivenNumber;
  /** How far ions diffuse: thickness of a film, radius of particles. By default m_B V_M/(M_B A). */
  readonly diffusionLength?: GivenNumber;
}

/** Diffusion coefficients of a galvanostatic intermittent titration. */
export interface Gitt {
  readonly pulses: readonly GittPulse[];
  /** m_B V_M/(M_B A), cm, with its standard error, which all pulses have in common. */
  readonly length: number;
  readonly lengthStderr: number | null;
  readonly formula: string;
  readonly warnings: readonly string[];
}

/**
 * Diffusion coefficients by the galvanostatic intermittent titration technique (W. Weppner, R. A. Huggins, J. Electrochem. Soc.
 * 124 (1977) 1569), one a pulse. Pulses are found by their current; dE_s is the difference of the potentials at the ends of the
 * rests, dE_t comes from the part of the pulse that is linear in sqrt(t), without the ohmic drop.
 *
 * @throws {QuantityError} for another kind of quantity, for a sample that is not known well enough, for a recording without
 * current or voltage, or without any pulse.
 */
export function gitt(recording: Recording, sample: GittSample): Gitt {
  const { name, current, voltage, breaks } = recording;
  if (current === undefined || voltage === undefined) {
    const missing = current === undefined ? "current, such as current_A" : "voltage, such as voltage_V";
    throw new QuantityError(`${name} has no column of ${missing}.`);
  }
  const lengths = lengthsOf(sample);
  const pulses = withBend(
    findPulses(current, breaks).map((pulse, index) => evaluatePulse(recording, pulse, index + 1, lengths)),
  );
  if (pulses.length === 0) throw new QuantityError(`${name} has no pulse: its current never differs from 0.`);
  const refused = pulses.filter(({ refusal }) => refusal !== null);
  const warnings = [
    ...(breaks.length === 0
      ? []
      : [`the time starts anew ${String(breaks.length)} time(s): no pulse is evaluated over it`]),
    ...(refused.length === pulses.length ? ["no pulse gives a diffusion coefficient"] : []),
  ];
  const stderr = stderrOf(lengths.effective);
  return {
    pulses,
    length: lengths.effective.value,
    lengthStderr: stderr > 0 ? stderr : null,
    formula: GITT_FORMULA,
    warnings,
  };
}

function lengthsOf(sample: GittSample): Lengths {
  const effective = effectiveLength(sample);
  if (sample.diffusionLength === undefined) {
    return { effective, diffusion: effective, diffusionName: "volume by the area" };
  }
  const diffusion = positiveUncertainIn("the diffusion length", sample.diffusionLength, "cm");
  return { effective, diffusion, diffusionName: "diffusion length" };
}

function effectiveLength({ length, molarVolume, mass, molarMass, area }: GittSample): Uncertain {
  const parts = { "molar volume": molarVolume, mass, "molar mass": molarMass, area };
  if (length !== undefined) {
    const besides = Object.entries(parts).flatMap(([name, given]) => (given === undefined ? [] : [name]));
    if (besides.length === 0) return positiveUncertainIn("the length", length, "cm");
    throw new QuantityError(`Give the length, or ${besides.join(", ")} and what belongs to it, not both.`);
  }
  if (molarVolume === undefined || mass === undefined || molarMass === undefined || area === undefined) {
    const missing = Object.entries(parts).flatMap(([name, given]) => (given === undefined ? [name] : []));
    throw new QuantityError(
      `The ${missing.join(", ")} of the host ${missing.length === 1 ? "is" : "are"} missing; or give the length m_B V_M/(M_B A) itself.`,
    );
  }
  const volume = times(
    positiveUncertainIn("the molar volume", molarVolume, "cm3/mol"),
    over(positiveUncertainIn("the mass", mass, "g"), positiveUncertainIn("the molar mass", molarMass, "g/mol")),
  );
  return over(volume, positiveUncertainIn("the area", area, "cm2"));
}
