import type { ExcludedPoint } from "../../fit/mask.ts";
import type { Objective } from "../../fit/objective.ts";
import type { FittedParameter, ParameterStatus, Residuals } from "../../fit/result.ts";
import type { Weight } from "../../fit/weights.ts";
import type { Quantity } from "../physicalQuantity.ts";
import type { Uncertain } from "../uncertain.ts";
import type { ArrheniusForm, SharedLaw } from "./options.ts";

/** A number of a law with its standard error; null where the data do not determine it or it stands at a limit. */
export interface LawNumber {
  readonly value: number;
  readonly stderr: number | null;
  readonly unit: string;
  /** With its sources of error, which it shares with the numbers of all spectra. */
  readonly number: Uncertain;
}

/** What a joint fit found of a shared parameter. */
export interface SharedFit {
  readonly parameter: string;
  readonly law: SharedLaw;
  /** What is straight against 1/T, with the law `arrhenius`. */
  readonly form: ArrheniusForm | null;
  /** The law in words: `ln(R1/T) = a + (E_a/k_B) (1/T - 1/T_0)`. */
  readonly formula: string;
  readonly status: ParameterStatus;
  /** The value, with a law in temperature that at `referenceTemperature`. */
  readonly value: number;
  readonly stderr: number | null;
  /** At 95 %, by Student's t, in the logarithm of a positive parameter. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly unit: string;
  /** T_0 in K: the mean of the temperatures, with the law `arrhenius` of their reciprocals; null with the law `same`. */
  readonly referenceTemperature: number | null;
  /** b of the law `linear`, in the parameter's unit per K. */
  readonly slope: LawNumber | null;
  /**
   * E_a of the law `arrhenius`, eV, positive where the parameter falls with rising temperature, as a resistance does. It belongs to
   * the form: that of `ln(x/T)` is larger by k_B T.
   */
  readonly activationEnergy: LawNumber | null;
  /** The value with its sources of error. */
  readonly number: Uncertain;
  /** The value that the law gives at a temperature, beyond those measured as well. */
  at(temperature: string | Quantity): Uncertain;
}

/** A parameter of one spectrum of a joint fit. */
export interface JointParameter extends FittedParameter {
  /** How it is shared with the other spectra; null for one that is the spectrum's own. */
  readonly law: SharedLaw | null;
}

/** What a joint fit found for one spectrum. */
export interface JointSpectrum {
  /** As the spectrum has it. */
  readonly name?: string;
  /** K, where temperatures were given. */
  readonly temperature: number | null;
  /** Its part of S. */
  readonly objective: number;
  /** S of its fit alone. */
  readonly separateObjective: number;
  readonly parameters: readonly JointParameter[];
  /** The points that took no part, each with the reason. */
  readonly excluded: readonly ExcludedPoint[];
  /** Computed when first asked for. */
  readonly residuals: Residuals;
}

/** From where a joint fit reached its lowest S. */
export type JointStart =
  /** The fits of the spectra alone. */
  | "separate"
  /** Fits with the shared values held, from the spectrum's own values or its neighbours', the best of them. */
  | "neighbours";

/** How a joint fit ended. */
export interface JointTermination {
  readonly outcome: "converged" | "rank-deficient" | "not-converged";
  /** One sentence for people. */
  readonly message: string;
  /** Relative decrease of S that a further undamped Gauss-Newton step predicts. */
  readonly measured: number;
  readonly threshold: number;
  /** Evaluations of value and Jacobian of all spectra together, each counting once; those of the separate fits do not count. */
  readonly evaluations: number;
  /** Descents made, and that which led lowest. */
  readonly starts: number;
  readonly start: JointStart;
}

/** Whether the data bear what is shared: the rise of S over the fits of the spectra alone. */
export interface SharingTest {
  readonly rise: number;
  /** Free parameters that sharing spares. */
  readonly parametersSpared: number;
  /** Fisher's F: the rise a parameter spared over S/(2N - p) of the fits alone; the rise a parameter with standard deviations as weights. */
  readonly ratio: number;
  /** How often chance alone brings a ratio so large, with independent normal residuals. */
  readonly pValue: number;
}

/** What `fitJointly` found. */
export interface JointFit {
  /** Canonical text of the circuit. */
  readonly circuit: string;
  readonly weight: Weight;
  readonly objectiveForm: Objective;
  /** S, the sum of those of the spectra. */
  readonly objective: number;
  /** The same for the spectra fitted alone, which is the least that it can be. */
  readonly separateObjective: number;
  /** S/(2N - p); null without degrees of freedom. */
  readonly chi2Reduced: number | null;
  /** 2N - p, over all spectra. */
  readonly degreesOfFreedom: number;
  /** p: the free parameters of the spectra, and one a shared parameter, two for one that goes with temperature. */
  readonly parameterCount: number;
  readonly shared: readonly SharedFit[];
  /** In the order given. */
  readonly spectra: readonly JointSpectrum[];
  /** null where nothing is shared or no degrees of freedom are left. */
  readonly sharing: SharingTest | null;
  readonly termination: JointTermination;
  readonly warnings: readonly string[];
  /**
   * The parameters of a spectrum by name, with their sources of error: what is computed from the numbers of several spectra keeps
   * their covariance.
   *
   * @throws {RangeError} where there is no such spectrum.
   */
  numbers(index: number): Map<string, Uncertain>;
}
