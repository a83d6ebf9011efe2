import type { Circuit } from "../../circuit/circuit.ts";
import type { FitResult } from "../../fit/result.ts";
import { arealResistances, interfacesOf } from "../arealResistances.ts";
import { assignProcesses, type AssignedProcess, type Part } from "../assignment.ts";
import { conductivities } from "../conductivities.ts";
import type { Derivation } from "../derivation.ts";
import { derive } from "../derive.ts";
import type { Numbers } from "../effectiveCapacitance.ts";
import { fittedNumbers } from "../fittedNumbers.ts";
import { readSample, type SampleOptions } from "../geometry.ts";
import { processesOf } from "../processes.ts";
import { partsOf, resistances } from "../resistances.ts";
import { strangeCapacitances } from "./steadyCapacitances.ts";
import { exactly, measured, stderrOf, type Uncertain } from "../uncertain.ts";

/** A derived quantity over a series; numbers of different spectra share the errors of one geometry. */
export interface SeriesQuantity {
  readonly name: string;
  readonly unit: string;
  readonly formula: string;
  /** One a spectrum. */
  readonly values: readonly Uncertain[];
  /** Whether an activation energy of it is of interest: the conductivity of a part rather than its resistance, where both are there. */
  readonly isActivated: boolean;
}

/** The quantities of a series, and what was decided for them. */
export interface SeriesQuantities {
  readonly quantities: readonly SeriesQuantity[];
  /** What each arc or resistance counts as, and what told: `R_gb|CPE_gb`, `grain-boundary`, `role`. */
  readonly assignments: readonly Pick<AssignedProcess, "name" | "part" | "by">[];
  readonly warnings: readonly string[];
}

/** What of a series quantities are computed from. */
export interface FittedSeries {
  readonly circuit: Circuit;
  readonly results: readonly FitResult[];
  /** Of each spectrum, by parameter; those of a joint fit, or of each fit alone if absent. */
  readonly numbers?: readonly ReadonlyMap<string, Uncertain>[];
  /** What each spectrum is called in warnings, as `25 C`; else by its number. */
  readonly labels?: readonly string[];
}

/**
 * Resistances, with a geometry also conductivities and area-specific resistances, of each spectrum of a series, and what the circuit
 * derives. An arc counts as the same part of the cell in all spectra: as what most of them take it for where no role tells.
 *
 * @throws {QuantityError} for a sample that cannot be.
 */
export function seriesQuantities(series: FittedSeries, options: SampleOptions = {}): SeriesQuantities {
  const { circuit, results } = series;
  // Read once, so that all spectra have the very same thickness with its error.
  const sample = readSample(options);
  const tables = series.numbers ?? results.map(fittedNumbers);
  const numbers = tables.map(
    (table): Numbers =>
      (name) =>
        table.get(name) ?? exactly(Number.NaN),
  );
  const { processes } = processesOf(circuit);
  const assigned = numbers.map((each) => assignProcesses(processes, each, sample));
  const { agreed, warnings } = agreedParts(assigned);
  const parts = partsOf(agreed);
  const { thickness, area, electrodeArea, permittivityGuess } = sample;
  const pellet = thickness === undefined || area === undefined ? undefined : { thickness, area, permittivityGuess };
  const interfaces = interfacesOf(options.cell ?? circuit.cell, options.interfaces);
  const bare = resistances(parts);
  const specific = pellet === undefined ? [] : conductivities(pellet, parts);
  const areal = electrodeArea === undefined ? [] : arealResistances(electrodeArea, interfaces, parts);
  const isReplaced = ({ parameters }: Derivation): boolean =>
    [...specific, ...areal].some((other) => other.parameters.join() === parameters.join());
  const isModel = ({ processes: own, parameters }: Derivation): boolean => parameters.length > own.length;
  const quantities = [...bare, ...specific, ...areal].map((derivation): SeriesQuantity => ({
    name: derivation.name,
    unit: derivation.unit,
    formula: derivation.formula,
    values: numbers.map((each, place) => computed(derivation, each, series, place)),
    isActivated: derivation.unit === "ohm" ? !isReplaced(derivation) : !isModel(derivation),
  }));
  const assignments = agreed.map(({ name, part, by }) => ({ name, part, by }));
  const strange = strangeCapacitances(processes, numbers, series.labels ?? []);
  return { quantities: [...quantities, ...derivedOf(series)], assignments, warnings: [...warnings, ...strange] };
}

/** A sum may be determined where its parts are not, which the covariance of the parts cannot tell. */
function computed(
  derivation: Derivation,
  numbers: Numbers,
  { results, ...series }: FittedSeries,
  place: number,
): Uncertain {
  const { parameters, compute, unit } = derivation;
  const number = compute(numbers);
  const result = results[place];
  const isOpen = !(stderrOf(number) < Infinity);
  if (unit !== "ohm" || parameters.length < 2 || !isOpen || result === undefined || series.numbers !== undefined) {
    return number;
  }
  const { value, stderr } = derive(result, parameters.join(" + "));
  return stderr === null ? number : measured(value, stderr);
}

/** What the circuit itself derives; only resistances and conductivities have an activation energy. */
function derivedOf({ results, numbers }: FittedSeries): SeriesQuantity[] {
  if (numbers !== undefined) return [];
  return (results[0]?.derived ?? []).map(({ name, unit, expression }, place): SeriesQuantity => ({
    name,
    unit,
    formula: name === expression ? name : `${name} = ${expression}`,
    values: results.map(({ derived }) => {
      const { value = Number.NaN, stderr = null } = derived[place] ?? {};
      return stderr === null ? exactly(value) : measured(value, stderr);
    }),
    isActivated: /^[a-zA-Z\u00B5]?(?:ohm|S)(?![a-zA-Z])/.test(unit),
  }));
}

/** One part for each process: that of its role, or of most spectra. */
function agreedParts(assigned: readonly (readonly AssignedProcess[])[]): {
  agreed: AssignedProcess[];
  warnings: string[];
} {
  const warnings: string[] = [];
  const agreed = (assigned[0] ?? []).map((first, place) => {
    const counts = new Map<Part, number>();
    for (const spectrum of assigned) {
      const part = spectrum[place]?.part ?? first.part;
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
    const [most = [first.part, 0], ...others] = [...counts].sort((one, other) => other[1] - one[1]);
    if (others.length > 0) {
      const found = [...counts].map(([part, count]) => `${part} in ${String(count)}`).join(", ");
      warnings.push(
        `${first.name} looks like ${found} of ${String(assigned.length)} spectra by its capacitance; it counts as ${most[0]} in all. Give it a role in the circuit to settle it.`,
      );
    }
    return { ...first, part: most[0] };
  });
  return { agreed, warnings };
}
