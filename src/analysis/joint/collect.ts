import { VARIABLE_AT_LOWER, VARIABLE_AT_UPPER, VARIABLE_UNIDENTIFIED } from "../../../assembly/program.ts";
import { exp } from "../../../assembly/math/elementary.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { residualsAt } from "../../fit/residuals.ts";
import type { ParameterStatus, Residuals } from "../../fit/result.ts";
import type { JointEffects, JointEnd, JointStatistics } from "../../kernel/joint.ts";
import { theKernel } from "../../kernel/load.ts";
import type { Spectrum } from "../../spectrum.ts";
import { exactly, measured, type Uncertain } from "../uncertain.ts";
import { valueAt } from "./common.ts";
import type { JointPlan } from "./plan.ts";
import type { JointFit, JointParameter, JointSpectrum, JointStart } from "./result.ts";
import type { SeparateFit } from "./separate.ts";
import { collectShared } from "./sharedFits.ts";
import { testSharing } from "./sharingTest.ts";
import { describeEnd } from "./termination.ts";
import { collectJointWarnings } from "./warnings.ts";

/** The data leave ln p open to more than this: the parameter is not determined by them. As in fit/collect.ts. */
const UNDETERMINED_SPREAD = 1;
/** The same for an exponent, whose whole range is 0 to 1. */
const UNDETERMINED_EXPONENT = 0.5;
/** A value is on a limit within the rounding of exp(ln p). */
const SAME_LIMIT = 1e-12;

/** A joint fit as the solver left it. */
export interface FinishedJointFit {
  readonly spectra: readonly Spectrum[];
  readonly circuit: Circuit;
  readonly plan: JointPlan;
  readonly fits: readonly SeparateFit[];
  readonly end: JointEnd;
  readonly statistics: JointStatistics;
  readonly start: JointStart;
  readonly starts: number;
  readonly inOrder: boolean;
  readonly isEarly: boolean;
  readonly evaluations: number;
  readonly tolerance: number;
}

/** Sources of error: those of a spectrum of its own, then those that all have in common. */
interface Sources {
  readonly own: readonly symbol[];
  readonly common: readonly symbol[];
}

/** Puts a joint fit into the form that people are given. */
export function collectJointFit(finished: FinishedJointFit): JointFit {
  const { circuit, plan, fits, statistics } = finished;
  const { locals, globals } = plan.design;
  const common = Array.from({ length: globals }, (_, index) => Symbol(`common ${String(index)}`));
  const sources = fits.map((_fit, spectrum): Sources => {
    const own = Array.from({ length: locals }, (_, index) => Symbol(`spectrum ${String(spectrum)}, ${String(index)}`));
    return { own, common };
  });
  const shared = collectShared(plan, statistics, common);
  const collected = finished.spectra.map((_spectrum, index) => collectSpectrum(finished, index, sources[index]));
  const spectra = collected.map(({ spectrum }) => spectrum);
  const freedom = statistics.residuals - statistics.free;
  const separateObjective = fits.reduce((sum, { result }) => sum + result.objective, 0);
  const { weight, objectiveForm } = fits[0]?.result ?? {
    weight: "modulus" as const,
    objectiveForm: "impedance" as const,
  };
  const termination = describeEnd(finished);
  const sharing = testSharing(finished, separateObjective);
  return {
    circuit: circuit.text,
    weight,
    objectiveForm,
    objective: statistics.objective,
    separateObjective,
    chi2Reduced: freedom > 0 ? statistics.objective / freedom : null,
    degreesOfFreedom: freedom,
    parameterCount: statistics.free,
    shared,
    spectra,
    sharing,
    termination,
    warnings: collectJointWarnings(finished, { termination, shared, spectra, sharing }),
    numbers(index) {
      const one = collected[index];
      if (one === undefined) {
        throw new RangeError(
          `There is no spectrum number ${String(index)} in this joint fit; it has ${String(spectra.length)}, counted from 0.`,
        );
      }
      return new Map(one.numbers);
    },
  };
}

function collectSpectrum(
  finished: FinishedJointFit,
  index: number,
  sources: Sources | undefined,
): { spectrum: JointSpectrum; numbers: Map<string, Uncertain> } {
  const { plan, fits, statistics, circuit } = finished;
  const fit = fits[index];
  const effects = statistics.spectra[index];
  const source = finished.spectra[index];
  if (fit === undefined || effects === undefined || source === undefined || sources === undefined) {
    throw new RangeError(`The joint fit has lost spectrum ${String(index)}.`);
  }
  const numbers = new Map<string, Uncertain>();
  const statuses = variableStatuses(finished, index);
  const values = sharedValues(finished, index, effects);
  const parameters = circuit.parameters.map((_parameter, number): JointParameter => {
    const { parameter, uncertain } = collectParameter(finished, number, statuses, values, effects, sources);
    numbers.set(parameter.name, uncertain);
    return parameter;
  });
  let residuals: Residuals | undefined;
  const spectrum: JointSpectrum = {
    ...(source.name === undefined ? {} : { name: source.name }),
    temperature: plan.temperatures[index] ?? null,
    objective: effects.objective,
    separateObjective: fit.result.objective,
    parameters,
    excluded: fit.result.excluded,
    get residuals() {
      const { prepared } = fit.origin;
      const own = { ...prepared, problem: { ...prepared.problem, map: plan.map } };
      return (residuals ??= residualsAt(source, own, values, theKernel()));
    },
  };
  return { spectrum, numbers };
}

/** VARIABLE_ constants of the variables of a spectrum; the worse of two where a law has two unknowns. */
function variableStatuses({ plan, statistics }: FinishedJointFit, index: number): number[] {
  const { locals, spectra, places } = plan.design;
  const endsOf = new Map(plan.shared.map(({ variable, ends }) => [variable, ends]));
  return Array.from(places, (place, variable) => {
    const ends = endsOf.get(variable);
    const at = ends === undefined ? index * locals + place : spectra * locals + place;
    const all = statistics.status.subarray(at, at + (ends ?? 1));
    if (all.includes(VARIABLE_UNIDENTIFIED)) return VARIABLE_UNIDENTIFIED;
    // An interior point of a law moves as long as one of its ends does.
    return all.find((status) => status !== VARIABLE_AT_LOWER && status !== VARIABLE_AT_UPPER) ?? all[0] ?? 0;
  });
}

/** All values of a spectrum, those of what is the same for all with the same bits. */
function sharedValues({ plan, statistics }: FinishedJointFit, index: number, effects: JointEffects): Float64Array {
  const values = effects.values.slice();
  const first = statistics.unknowns.length - plan.design.globals;
  for (const planned of plan.shared) {
    const at = first + planned.place;
    const unknowns = [...statistics.unknowns.subarray(at, at + planned.ends)];
    values[planned.parameter] = valueAt(planned, unknowns, plan.temperatures[index] ?? Number.NaN);
  }
  return values;
}

function collectParameter(
  { circuit, plan, statistics }: FinishedJointFit,
  number: number,
  statuses: readonly number[],
  values: Float64Array,
  effects: JointEffects,
  { own, common }: Sources,
): { parameter: JointParameter; uncertain: Uncertain } {
  const { map, shared } = plan;
  const declared = circuit.parameters[number];
  const record = declared?.element.record.parameters[declared.index];
  if (declared === undefined || record === undefined)
    throw new RangeError(`The circuit has no parameter ${String(number)}.`);
  const logarithmic = record.scale === "logarithmic";
  const variable = map.variables.indexOf(number);
  const lower = variable < 0 ? declared.lower : (map.lower[variable] ?? declared.lower);
  const upper = variable < 0 ? declared.upper : (map.upper[variable] ?? declared.upper);
  const value = values[number] ?? Number.NaN;
  const row = effects.rows[number] ?? new Float64Array();
  // Of a positive parameter the row is that of its logarithm.
  const factor = statistics.spread * (logarithmic ? value : 1);
  const parts = Array.from(row, (effect, column) => [[...own, ...common][column], factor * effect] as const);
  const sum = Math.sqrt(row.reduce((total, effect) => total + effect * effect, 0));
  const stderr = factor * sum;
  const moving = map.dependsOn[number] ?? [];
  const lost = moving.some((one) => statuses[one] === VARIABLE_UNIDENTIFIED);
  const atLimit = statuses[variable] === VARIABLE_AT_LOWER || statuses[variable] === VARIABLE_AT_UPPER;
  const spread = (logarithmic ? 1 : 1 / UNDETERMINED_EXPONENT) * statistics.spread * sum;
  let status: ParameterStatus = moving.length > 0 ? "tied" : "fixed";
  if (variable >= 0) status = atLimit ? "at-bound" : lost || spread > UNDETERMINED_SPREAD ? "unidentified" : "free";
  const hasError = status !== "fixed" && status !== "at-bound" && !lost && Number.isFinite(stderr);
  const shown = status === "at-bound" ? onLimit(value, lower, upper) : value;
  const reach = statistics.tQuantile * statistics.spread * sum;
  const interval = logarithmic
    ? ([value * exp(-reach), value * exp(reach)] as const)
    : ([value - reach, value + reach] as const);
  const effectsBySource = new Map(
    parts.flatMap(([source, effect]) => (source === undefined || effect === 0 ? [] : [[source, effect]])),
  );
  const uncertain: Uncertain =
    status === "fixed" || status === "at-bound"
      ? exactly(shown)
      : hasError
        ? { value, effects: effectsBySource }
        : measured(value, Infinity);
  const law = shared.find(({ parameter }) => parameter === number)?.law ?? null;
  const { name } = declared;
  return {
    uncertain,
    parameter: {
      name,
      value: shown,
      stderr: hasError ? stderr : null,
      interval: hasError && Number.isFinite(reach) ? interval : null,
      unit: record.unit,
      lower,
      upper,
      status,
      law,
    },
  };
}

/** The limit on which a value stands; the solver knows it by its logarithm, which costs the last digits. */
function onLimit(value: number, lower: number, upper: number): number {
  const limit = [lower, upper].find((one) => one < Infinity && Math.abs(value - one) <= SAME_LIMIT * Math.abs(one));
  return limit ?? value;
}
