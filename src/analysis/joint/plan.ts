import { ln } from "../../../assembly/math/elementary.ts";
import {
  JOINT_BETWEEN,
  JOINT_BETWEEN_VALUES,
  JOINT_LOCAL,
  JOINT_SAME,
  JOINT_SHARES,
} from "../../../assembly/agreed/joint.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { canonicalParameterName } from "../../circuit/index.ts";
import { nearest } from "../../circuit/nearest.ts";
import { mapParameters } from "../../compile/parameterMap.ts";
import type { ParameterMap, ParameterRole } from "../../compile/program.ts";
import type { ElementParameter } from "../../elements/element.ts";
import { FitError } from "../../fit/fitError.ts";
import type { JointDesign } from "../../kernel/jointMemory.ts";
import { positiveIn } from "../physicalQuantity.ts";
import {
  arrheniusForms,
  sharedLaws,
  type ArrheniusForm,
  type JointOptions,
  type SharedLaw,
  type SharedParameter,
} from "./options.ts";

/** A temperature's place between the ends of the range: the coordinate there is low * that at the lower end + high * that at the upper + offset. */
export interface Share {
  readonly low: number;
  readonly high: number;
  readonly offset: number;
}

/** A shared parameter as the solver has it. */
export interface PlannedShare {
  readonly name: string;
  /** Number of the circuit's parameter, and of the variable. */
  readonly parameter: number;
  readonly variable: number;
  readonly record: ElementParameter;
  readonly logarithmic: boolean;
  readonly law: SharedLaw;
  readonly form: ArrheniusForm | null;
  /** Number of its first common unknown; a law in temperature has a second one. */
  readonly place: number;
  readonly ends: 1 | 2;
  /** Lowest and highest temperature, K. */
  readonly range: readonly [low: number, high: number];
  /** Where a temperature (K) stands between the ends. */
  shareAt(temperature: number): Share;
}

/** All that does not depend on the data. */
export interface JointPlan {
  readonly map: ParameterMap;
  readonly roles: readonly ParameterRole[];
  readonly shared: readonly PlannedShare[];
  /** K, one a spectrum; empty where none were given. */
  readonly temperatures: readonly number[];
  readonly design: JointDesign;
}

const LAW_NUMBERS: Readonly<Record<SharedLaw, number>> = {
  same: JOINT_SAME,
  linear: JOINT_BETWEEN_VALUES,
  arrhenius: JOINT_BETWEEN,
};

/**
 * Checks what is to be shared, and numbers the unknowns.
 * @throws {FitError} for names, laws and temperatures that make no sense.
 */
export function planJointFit(
  circuit: Circuit,
  roles: readonly ParameterRole[],
  count: number,
  options: JointOptions,
): JointPlan {
  const temperatures = kelvins(options.temperatures, count);
  const names = circuit.parameters.map(({ name }) => name);
  const chosen = new Map<number, SharedParameter>();
  for (const shared of options.shared) {
    const parameter = names.indexOf(canonicalParameterName(shared.parameter));
    if (parameter < 0) throw unknown(shared.parameter, names);
    if (chosen.has(parameter)) throw new FitError("bad-option", `${names[parameter] ?? ""} is shared twice.`);
    requireFree(names[parameter] ?? "", roles[parameter]);
    chosen.set(parameter, shared);
  }
  const map = mapParameters(circuit, roles, [], [...chosen.keys()]);
  const laws = new Int32Array(map.variables.length);
  const places = new Int32Array(map.variables.length);
  const shared: PlannedShare[] = [];
  let globals = 0;
  for (const [parameter, wanted] of chosen) {
    const variable = map.variables.indexOf(parameter);
    const one = planShare(circuit, wanted, parameter, variable, globals, temperatures);
    laws[variable] = one.law === "linear" && !one.logarithmic ? JOINT_BETWEEN : LAW_NUMBERS[one.law];
    places[variable] = globals;
    globals += one.ends;
    shared.push(one);
  }
  let locals = 0;
  map.variables.forEach((parameter, variable) => {
    if (chosen.has(parameter)) return;
    laws[variable] = JOINT_LOCAL;
    places[variable] = locals++;
  });
  const shares = new Float64Array(count * map.variables.length * JOINT_SHARES);
  for (const one of shared) {
    for (let index = 0; index < count; index++) {
      const { low, high, offset } = one.shareAt(temperatures[index] ?? Number.NaN);
      shares.set([low, high, offset], (index * map.variables.length + one.variable) * JOINT_SHARES);
    }
  }
  const design = { spectra: count, locals, globals, parameters: names.length, laws, places, shares };
  return { map, roles, shared, temperatures, design };
}

function planShare(
  circuit: Circuit,
  { law = "same", form }: SharedParameter,
  parameter: number,
  variable: number,
  place: number,
  temperatures: readonly number[],
): PlannedShare {
  const { name, element, index } = circuit.parameters[parameter] ?? {};
  const record = element?.record.parameters[index ?? -1];
  if (name === undefined || record === undefined) throw new RangeError("The circuit lacks a parameter of its own.");
  const logarithmic = record.scale === "logarithmic";
  if (!sharedLaws.includes(law)) {
    throw new FitError(
      "bad-option",
      `There is no law ${JSON.stringify(law)} for ${name}; choose one of ${sharedLaws.join(", ")}.`,
    );
  }
  if (form !== undefined && !(law === "arrhenius" && arrheniusForms.includes(form))) {
    throw new FitError(
      "bad-option",
      `${name} has the form ${JSON.stringify(form)}; forms are ${arrheniusForms.join(" or ")} and belong to the law arrhenius.`,
    );
  }
  if (law === "arrhenius" && !logarithmic) {
    throw new FitError(
      "bad-option",
      `${name} is no positive quantity, so it has no Arrhenius law; use linear or same.`,
    );
  }
  const common = { name, parameter, variable, record, logarithmic, law, place };
  if (law === "same") {
    const range = [Number.NaN, Number.NaN] as const;
    return { ...common, form: null, ends: 1, range, shareAt: () => ({ low: 1, high: 0, offset: 0 }) };
  }
  const [low, high] = rangeOf(name, law, temperatures);
  const chosenForm = law === "arrhenius" ? (form ?? "ln(x)") : null;
  const shareAt = (temperature: number): Share => {
    const place =
      law === "linear" ? (temperature - low) / (high - low) : (1 / low - 1 / temperature) / (1 / low - 1 / high);
    const offset = chosenForm === "ln(x/T)" ? ln(temperature) - (1 - place) * ln(low) - place * ln(high) : 0;
    return { low: 1 - place, high: place, offset };
  };
  return { ...common, form: chosenForm, ends: 2, range: [low, high], shareAt };
}

function rangeOf(name: string, law: SharedLaw, temperatures: readonly number[]): [number, number] {
  if (temperatures.length === 0) {
    throw new FitError(
      "bad-option",
      `The law ${law} of ${name} goes with temperature; give the temperatures of the spectra.`,
    );
  }
  const low = Math.min(...temperatures);
  const high = Math.max(...temperatures);
  if (low < high) return [low, high];
  throw new FitError(
    "bad-option",
    `The law ${law} of ${name} needs at least two different temperatures, and all are ${String(low)} K; share it with the law same.`,
  );
}

function kelvins(given: JointOptions["temperatures"], count: number): number[] {
  if (given === undefined) return [];
  if (given.length !== count) {
    throw new FitError(
      "bad-option",
      `There are ${String(given.length)} temperatures for ${String(count)} spectra; give one for each, in the same order.`,
    );
  }
  return given.map((temperature, index) => {
    // A hole in the list, which only callers without types can make.
    const known = temperature as typeof temperature | undefined | null;
    if (known === undefined || known === null) {
      throw new FitError(
        "bad-option",
        `The temperature of spectrum ${String(index + 1)} is missing; give it, or leave the spectrum out.`,
      );
    }
    return positiveIn(`The temperature of spectrum ${String(index + 1)}`, known, "K").value;
  });
}

function requireFree(name: string, role: ParameterRole | undefined): void {
  if (role?.kind === "variable") return;
  throw new FitError(
    "bad-option",
    role?.kind === "tied"
      ? `${name} follows from other parameters, so it is shared where they are; share those instead.`
      : `${name} is fixed, so it is the same for all spectra already; free it or share another one.`,
  );
}

function unknown(name: string, known: readonly string[]): FitError {
  const close = nearest(name, known);
  const suggestion = close === undefined ? "." : `; did you mean ${close}?`;
  return new FitError(
    "unknown-parameter",
    `shared names ${JSON.stringify(name)}, but the circuit has no such parameter${suggestion} It has ${known.join(", ")}.`,
  );
}
