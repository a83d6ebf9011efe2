import type {
  Circuit,
  ErrorTerm,
  FitOptions,
  IntervalOptions,
  Loss,
  Objective,
  SampleOptions,
  Weight,
} from "../../index.ts";
import { circuitOf, circuitTextOf } from "../circuits.ts";
import { maskOf, type MaskSettings } from "../maskOptions.ts";
import { sampleOf, type SampleSettings } from "../sampleOptions.ts";
import { applySettings, type ParameterSettings } from "../settings.ts";
import type { SweepChoice } from "../sweeps.ts";
import { UsageError } from "../usageError.ts";
import type { Overrides } from "./item.ts";

/** All that the results depend on besides the spectra. Plain data, so that threads and other machines can have it. */
export interface BatchSettings {
  /** Text of the circuit, not the name of its file; none where each spectrum names its own. */
  readonly circuit?: string;
  readonly parameters: ParameterSettings;
  readonly weight: Weight;
  readonly objective: Objective;
  readonly loss: Loss;
  readonly errorTerms?: readonly ErrorTerm[];
  readonly search: boolean;
  readonly sweep: SweepChoice;
  readonly mask: MaskSettings;
  readonly sample: SampleSettings;
  readonly intervals: NonNullable<IntervalOptions["method"]>;
  /** Records hold all that `eisfit fit --json` tells. */
  readonly full: boolean;
  /** Records hold the time that the fit took. */
  readonly times: boolean;
}

/** What one spectrum is fitted with. */
export interface SpectrumSettings {
  readonly circuit: Circuit;
  readonly fitOptions: FitOptions;
  readonly mask: MaskSettings;
  readonly sample: SampleOptions | undefined;
}

/**
 * The settings with the circuit as text, after all of them have been tried, so that a slip shows before any work is done.
 *
 * @throws {UsageError}, {CircuitSyntaxError} or {QuantityError} for what cannot be.
 */
export function checkedSettings(settings: BatchSettings): BatchSettings {
  sampleOf(settings.sample);
  if (settings.circuit === undefined) return settings;
  applySettings(circuitOf(settings.circuit), settings.parameters);
  return { ...settings, circuit: circuitTextOf(settings.circuit) };
}

/** Circuits kept: more than a manifest has kinds of cells. */
const MOST_CIRCUITS = 256;

/** Finds what each spectrum is fitted with. Circuits are read once. */
export class SettingsOfSpectra {
  readonly #settings: BatchSettings;
  readonly #circuits = new Map<string, Circuit>();

  constructor(settings: BatchSettings) {
    this.#settings = settings;
  }

  /** @throws {UsageError}, {CircuitSyntaxError} or {QuantityError} for an override that cannot be. */
  of({ circuit = this.#settings.circuit, mask = {}, sample = {} }: Overrides = {}): SpectrumSettings {
    const { weight, objective, loss, errorTerms, search } = this.#settings;
    const allOfMask = { ...this.#settings.mask, ...mask };
    return {
      circuit: this.#circuitOf(circuit),
      fitOptions: {
        weight,
        objective,
        loss,
        search,
        ...(errorTerms === undefined ? {} : { errorTerms }),
        ...maskOf(allOfMask),
      },
      mask: allOfMask,
      sample: sampleOf(mergedSample(this.#settings.sample, sample)),
    };
  }

  #circuitOf(argument: string | undefined): Circuit {
    if (argument === undefined) {
      throw new UsageError(
        "This spectrum has no circuit; give one in its column or field circuit, or one for all by -c.",
      );
    }
    const known = this.#circuits.get(argument);
    if (known !== undefined) return known;
    const circuit = applySettings(circuitOf(argument), this.#settings.parameters);
    if (this.#circuits.size >= MOST_CIRCUITS) this.#circuits.clear();
    this.#circuits.set(argument, circuit);
    return circuit;
  }
}

/** An area of its own must not meet the diameter of all, nor the other way round. */
function mergedSample(ofAll: SampleSettings, own: SampleSettings): SampleSettings {
  const { area, diameter, ...others } = ofAll;
  const round = own.area === undefined && own.diameter === undefined ? { area, diameter } : {};
  return Object.fromEntries(Object.entries({ ...others, ...round, ...own }).filter(([, value]) => value !== undefined));
}
