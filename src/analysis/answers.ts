import { derivedAnswer, type DerivedAnswer, type RefusedAnswer } from "./answer.ts";
import { arealResistances, interfacesOf } from "./arealResistances.ts";
import { assignProcesses, type AssignedProcess } from "./assignment.ts";
import { capacitances } from "./capacitances.ts";
import { conductivities, permittivities, type Pellet } from "./conductivities.ts";
import type { Derivation } from "./derivation.ts";
import { derive } from "./derive.ts";
import type { Numbers } from "./effectiveCapacitance.ts";
import { fittedNumbers } from "./fittedNumbers.ts";
import { readSample, type Sample, type SampleOptions } from "./geometry.ts";
import { hiddenBulkEffect, hiddenBulkOf } from "./hiddenBulk.ts";
import { processesOf } from "./processes.ts";
import { missingAnswers } from "./missing.ts";
import { partsOf, resistances, type Parts } from "./resistances.ts";
import { sharedSums } from "./sharedSums.ts";
import { studentQuantile } from "./studentQuantile.ts";
import { refusedDiffusion } from "./tails.ts";
import { exactly, measured, stderrOf, type Uncertain } from "./uncertain.ts";
import { Doubts } from "./undetermined.ts";
import { cutArcs, isTouchedBy } from "./windowEdges.ts";
import { originOf } from "../fit/origin.ts";
import type { CellKind, Role } from "../circuit/roles.ts";
import type { FitResult } from "../fit/result.ts";

/** What an arc or a resistance of the circuit was taken for. */
export interface Assignment {
  /** `R_gb|CPE_gb` */
  readonly process: string;
  readonly part: AssignedProcess["part"];
  /** Whether the circuit's role, the capacitance, or the position among the arcs told. */
  readonly by: AssignedProcess["by"];
  readonly role: Role | null;
  /** F; null for a resistance alone. */
  readonly capacitance: number | null;
  /** C L/A in F/cm; null without geometry. */
  readonly specificCapacitance: number | null;
  /** What the capacitance may stand for after Irvine, Sinclair and West, the likeliest first. */
  readonly candidates: readonly string[];
}

/** What follows from a fit and the geometry of its sample. */
export interface Answers {
  /** What was computed with; null where it was not given. */
  readonly sample: {
    readonly thicknessCm: number | null;
    /** Through which the current flows. */
    readonly areaCm2: number | null;
    readonly electrodeAreaCm2: number | null;
    readonly temperatureK: number | null;
    readonly cell: CellKind | null;
    readonly interfaces: number | null;
  };
  readonly assignments: readonly Assignment[];
  readonly answers: readonly DerivedAnswer[];
  readonly refused: readonly RefusedAnswer[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

/**
 * From a fit and the geometry of the sample to what is wanted of it: resistances of bulk, grain boundary and interfaces with
 * their totals, conductivities, permittivity, area-specific resistances and effective capacitances, each with its error from the full
 * covariance of the fit and the errors of the geometry, and its formula. What is doubtful says so, with what would settle it.
 *
 * - sigma = L/(A R), of the electrolyte, the bulk, and of grain boundaries as apparent one; that of the brick-layer model is
 *   L/(A R_gb) C_b/C_gb (Haile, West, Campbell, J. Mater. Res. 13 (1998) 1576; Fleig, Maier, J. Electrochem. Soc. 145 (1998) 2081).
 * - eps_r = C_b L/(eps0 A).
 * - ASR = R_int A/2 for two alike interfaces, R_int A otherwise.
 * - C = Q^(1/n) R^(1/n - 1) (Hsu, Mansfeld, Corrosion 57 (2001) 747), and after Brug, van den Eeden, Sluyters-Rehbach, Sluyters
 *   (J. Electroanal. Chem. 176 (1984) 275) (Q R_s^(1-n))^(1/n) or Q^(1/n) (1/R_s + 1/R_ct)^((n-1)/n).
 * - Arcs are bulk, grain boundary or interface by the roles in the circuit, else by C L/A (Irvine, Sinclair, West, Adv. Mater. 2
 *   (1990) 132).
 *
 * @param result what `fit` returned.
 * @param options the sample, with units and perhaps errors: `{ thickness: "0.100(2) cm", diameter: "1 cm" }`.
 * @throws {QuantityError} for a quantity of another kind or not above 0; {FitError} `not-a-result` for a copy of a result.
 */
export function answers(result: FitResult, options: SampleOptions = {}): Answers {
  const sample = readSample(options);
  const { circuit } = originOf(result);
  const numbers = numbersOf(result);
  const cell = options.cell ?? circuit.cell;
  const interfaces = interfacesOf(cell, options.interfaces);
  const { processes: found, tails } = processesOf(circuit);
  const processes = assignProcesses(found, numbers, sample);
  const parts = partsOf(processes);
  const pellet = pelletOf(sample);
  const quantile = studentQuantile(result);
  const derivations = [
    ...resistances(parts),
    ...(pellet === undefined ? [] : [...conductivities(pellet, parts), ...permittivities(pellet, parts)]),
    ...(sample.electrodeArea === undefined ? [] : arealResistances(sample.electrodeArea, interfaces, parts)),
    ...capacitances(processes, parts, tails, numbers),
  ];
  const judge = judgeOf(result, processes, parts, sample, numbers);
  return {
    sample: {
      thicknessCm: sample.thickness?.value ?? null,
      areaCm2: sample.area?.value ?? null,
      electrodeAreaCm2: sample.electrodeArea?.value ?? null,
      temperatureK: sample.temperature?.value ?? null,
      cell: cell ?? null,
      interfaces: interfaces ?? null,
    },
    assignments: processes.map(assignmentOf),
    answers: derivations.map((derivation) => {
      const number = computed(result, derivation, numbers);
      const { name, unit, formula } = derivation;
      return derivedAnswer(number, { name, unit, formula, quantile, ...judge(derivation, number) });
    }),
    refused: [...missingAnswers(parts, sample), ...refusedDiffusion(result, circuit, tails, cell)],
    warnings: processes.flatMap(({ warning }) => warning ?? []),
    notes: [
      ...processes.flatMap(({ note }) => note ?? []),
      ...areaNotes(sample),
      ...interceptNotes(pellet, parts("bulk")),
    ],
  };
}

function numbersOf(result: FitResult): Numbers {
  const numbers = fittedNumbers(result);
  return (name) => numbers.get(name) ?? exactly(Number.NaN);
}

function pelletOf({ thickness, area, permittivityGuess }: Sample): Pellet | undefined {
  return thickness === undefined || area === undefined ? undefined : { thickness, area, permittivityGuess };
}

/** A sum may be determined where its parts are not, which the covariance of the parts cannot tell. */
function computed(result: FitResult, derivation: Derivation, numbers: Numbers): Uncertain {
  const { parameters, compute, unit } = derivation;
  const number = compute(numbers);
  if (unit !== "ohm" || parameters.length < 2 || stderrOf(number) < Infinity) return number;
  const { value, stderr } = derive(result, parameters.join(" + "));
  return stderr === null ? number : measured(value, stderr);
}

type Judge = (derivation: Derivation, number: Uncertain) => Pick<DerivedAnswer, "flags" | "notes" | "possible">;

/** Everything that may make a number doubtful. */
function judgeOf(
  result: FitResult,
  processes: readonly AssignedProcess[],
  parts: Parts,
  sample: Sample,
  numbers: Numbers,
): Judge {
  const pellet = pelletOf(sample);
  const hidden =
    pellet === undefined ? undefined : hiddenBulkOf(result, parts("bulk"), pellet, sample.permittivity, numbers);
  const cut = cutArcs(result, processes, numbers);
  const doubts = new Doubts(result);
  const sums = sharedSums(
    processes.filter(({ part }) => part === "bulk" || part === "grain-boundary" || part === "interface"),
    numbers,
  );
  return (derivation, number) => {
    const { parameters, flags = [], notes = [] } = derivation;
    const stderr = stderrOf(number);
    const behind = hidden === undefined ? undefined : hiddenBulkEffect(hidden, derivation, number.value, stderr);
    const shared = sums.filter(({ names }) => names.filter((name) => parameters.includes(name)).length === 1);
    return {
      flags: [
        ...flags,
        ...(behind === undefined ? [] : [behind.flag]),
        ...cut.filter((one) => isTouchedBy(one, derivation)).map(({ flag }) => flag),
        ...shared.map(({ sentence }) => sentence),
        ...doubts.flagsOf(derivation, stderr / Math.abs(number.value)),
      ],
      notes: [...notes, ...doubts.notesOf(derivation)],
      ...(behind?.possible === undefined ? {} : { possible: behind.possible }),
    };
  };
}

function assignmentOf({ name, part, by, role, capacitance, specific, candidates }: AssignedProcess): Assignment {
  return {
    process: name,
    part,
    by,
    role: role ?? null,
    capacitance: capacitance?.value.value ?? null,
    specificCapacitance: specific?.value ?? null,
    candidates: specific === undefined ? [] : candidates.map(({ meaning }) => meaning),
  };
}

/** Electrodes that do not cover the pellet leave open through what the current flows. */
function areaNotes({ area, areaOf, pelletArea }: Sample): string[] {
  if (area === undefined || pelletArea === undefined || areaOf !== "electrode") return [];
  const share = Math.round((100 * area.value) / pelletArea.value);
  return [
    `Conductivities take the current to flow straight between the electrodes, which cover ${String(share)} % of the pellet; spreading to its rim makes the true ones smaller, most so for thick pellets.`,
  ];
}

function interceptNotes(pellet: Pellet | undefined, bulk: readonly AssignedProcess[]): string[] {
  const bare = bulk.find(({ storage }) => storage === undefined);
  if (pellet !== undefined || bare === undefined) return [];
  return [
    `${bare.name} stands for the bulk without an arc; only with thickness and area can be told whether one hides above the highest frequency and bends the rest.`,
  ];
}
