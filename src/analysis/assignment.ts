import type { Role } from "../circuit/roles.ts";
import { processesAt, type CapacitanceProcess, type CapacitanceRange } from "./capacitanceRanges.ts";
import { capacitanceOf, type EffectiveCapacitance, type Numbers } from "./effectiveCapacitance.ts";
import { ELECTRIC_CONSTANT_CM } from "./conductivities.ts";
import type { Sample } from "./geometry.ts";
import type { Process } from "./processes.ts";
import { over, times, type Uncertain } from "./uncertain.ts";
import { list, told } from "./words.ts";

/** What a resistance counts as. */
export type Part = "electrolyte" | "bulk" | "grain-boundary" | "interface" | "lead" | "other";

/** A process of the circuit with what it was taken for. */
export interface AssignedProcess extends Process {
  readonly part: Part;
  /** `role` of the circuit, else by `capacitance` or by the `position` of its time constant. */
  readonly by: "role" | "capacitance" | "position";
  readonly capacitance: EffectiveCapacitance | undefined;
  /** C L/A in F/cm; undefined without geometry, or without capacitance. */
  readonly specific: Uncertain | undefined;
  /** What the capacitance may stand for, the likeliest first. */
  readonly candidates: readonly CapacitanceRange[];
  /** Where role and capacitance disagree, or the capacitance leaves a choice; null where all is clear. */
  readonly warning: string | null;
  readonly note: string | null;
}

const PARTS: Readonly<Record<Role, Part>> = {
  bulk: "bulk",
  electrolyte: "electrolyte",
  "grain-boundary": "grain-boundary",
  interface: "interface",
  "hetero-interface": "interface",
  "surface-layer": "interface",
  "charge-transfer": "interface",
  "double-layer": "interface",
  diffusion: "other",
  electrode: "other",
  geometric: "other",
  lead: "lead",
};

const EXPECTED: Readonly<Partial<Record<Role, readonly CapacitanceProcess[]>>> = {
  bulk: ["bulk", "second-phase"],
  "grain-boundary": ["grain-boundary", "second-phase"],
  interface: ["interface", "surface-layer", "reaction"],
  "hetero-interface": ["interface", "surface-layer", "grain-boundary"],
  "surface-layer": ["surface-layer", "interface", "grain-boundary"],
  "charge-transfer": ["interface", "reaction", "surface-layer"],
};

/** Of thin layers the capacitance goes with the area alone, whatever the thickness of the sample. */
const LAYERS: ReadonlySet<CapacitanceProcess> = new Set<CapacitanceProcess>(["surface-layer", "interface", "reaction"]);

/** From the fastest to the slowest. */
const DEPTH: readonly (Part | undefined)[] = [undefined, "bulk", "grain-boundary", "interface"];

/** F/cm, from which on only electrodes store so much. */
const LARGEST = 1e-5;

/** F/cm; no bulk without a ferroelectric transition near, eps_r = 1100, has more. */
const LARGEST_BULK = 1e-10;

/** 1/cm; a pellet of 1 mm and 1 cm2, for want of the true one. */
const ASSUMED_RATIO = 0.1;

/**
 * Says of each process whether it is bulk, grain boundary or interface: by its role where the circuit gives one, else by C L/A
 * (Irvine, Sinclair, West, Adv. Mater. 2 (1990) 132) in the order of the time constants, a faster arc never lying deeper in the
 * cell's scale of capacitances than a slower one.
 */
export function assignProcesses(processes: readonly Process[], numbers: Numbers, sample: Sample): AssignedProcess[] {
  const measuredOnes = processes.map((process) => {
    const capacitance = capacitanceOf(process, numbers);
    const { thickness, area } = sample;
    const known = capacitance !== undefined && thickness !== undefined && area !== undefined;
    const specific = known ? over(times(capacitance.value, thickness), area) : undefined;
    const guess = capacitance === undefined ? undefined : (specific?.value ?? capacitance.value.value * ASSUMED_RATIO);
    const candidates = guess === undefined ? [] : processesAt(guess);
    return { ...process, capacitance, specific, guess, candidates };
  });
  const time = ({ capacitance, resistance }: (typeof measuredOnes)[number]): number =>
    capacitance === undefined ? 0 : capacitance.value.value * numbers(resistance).value;
  const byTime = [...measuredOnes].sort((a, b) => time(a) - time(b));
  const parts = new Map<string, { part: Part; by: AssignedProcess["by"] }>();
  let deepest: Part | undefined = byTime.some(({ role }) => role === "bulk") ? "bulk" : undefined;
  const arcs = byTime.filter(({ storage }) => storage !== undefined);
  // At high frequencies a cell without a resistance alone goes through the bulk: the fastest arc must be that of it.
  const needsBulk = byTime.every(
    ({ role, storage }) => role !== "bulk" && role !== "electrolyte" && storage !== undefined,
  );
  for (const { name, role, candidates, guess = 0, specific } of arcs) {
    if (role !== undefined) {
      parts.set(name, { part: PARTS[role], by: "role" });
      if (DEPTH.includes(PARTS[role])) deepest = PARTS[role];
      continue;
    }
    if (specific !== undefined && specific.value < ELECTRIC_CONSTANT_CM) {
      parts.set(name, { part: "lead", by: "capacitance" });
      continue;
    }
    const isFirst = deepest === undefined && needsBulk;
    const isLarge = candidates.length === 0 && guess > LARGEST;
    const part = isLarge ? "interface" : isFirst && guess <= LARGEST_BULK ? "bulk" : partOf(candidates, deepest);
    const isTold = isLarge || candidates.some(({ process }) => partOfProcess(process) === part);
    parts.set(name, { part, by: isTold ? "capacitance" : "position" });
    deepest = part;
  }
  const hasOtherBulk =
    [...parts.values()].some(({ part }) => part === "bulk") ||
    byTime.some(({ role }) => role === "bulk" || role === "electrolyte");
  for (const { name, role, storage } of byTime) {
    if (storage !== undefined) continue;
    const part = role === undefined ? (hasOtherBulk ? "lead" : "bulk") : PARTS[role];
    parts.set(name, { part, by: role === undefined ? "position" : "role" });
  }
  return measuredOnes.map((process) => {
    const { part, by } = parts.get(process.name) ?? { part: "other", by: "position" };
    const found = { ...process, part, by };
    return { ...found, warning: warningOf(found, sample) ?? swapped(found, measuredOnes), note: noteOf(found) };
  });
}

/** The likeliest part that is not in front of the faster arcs' one. */
function partOf(candidates: readonly CapacitanceRange[], deepest: Part | undefined): Part {
  const possible = candidates.map(({ process }) => partOfProcess(process));
  // A second arc with a capacitance of the bulk is a grain boundary or another phase, which counts as one.
  const after = DEPTH.indexOf(deepest) + (deepest === "bulk" ? 1 : 0);
  const allowed = possible.find((part) => DEPTH.indexOf(part) >= after);
  return allowed ?? (deepest === undefined ? "bulk" : deepest === "interface" ? "interface" : "grain-boundary");
}

function partOfProcess(process: CapacitanceProcess): Part {
  if (process === "bulk" || process === "ferroelectric-bulk") return "bulk";
  return process === "second-phase" || process === "grain-boundary" ? "grain-boundary" : "interface";
}

type Found = Omit<AssignedProcess, "warning" | "note">;

function warningOf({ name, role, specific, candidates, capacitance }: Found, sample: Sample): string | null {
  if (specific === undefined || capacitance === undefined) return null;
  const figure = `C L/A = ${told(specific.value)} F/cm`;
  const meanings = candidates.map(({ meaning }) => meaning);
  const [likely] = meanings;
  if (role === undefined) return null;
  const expected = EXPECTED[role];
  if (expected === undefined || candidates.some(({ process }) => expected.includes(process))) return null;
  const permittivity = specific.value / ELECTRIC_CONSTANT_CM;
  // Whoever gives a permittivity of a ferroelectric has one.
  if (role === "bulk" && sample.permittivityGuess !== undefined && permittivity <= sample.permittivity[1]) return null;
  // Layers are no thicker in a thicker pellet, and are judged by the area alone as well.
  const area = sample.electrodeArea?.value ?? Number.NaN;
  // Rough and porous electrodes have a larger surface than that of the sample.
  if (PARTS[role] === "interface" && specific.value > LARGEST) return null;
  const layers = processesAt(capacitance.value.value / area);
  if (layers.some(({ process }) => LAYERS.has(process) && expected.includes(process))) return null;
  const finding = likely === undefined ? "no process of the table" : list(meanings, "or");
  const asBulk = role === "bulk" ? `, eps_r = ${told(permittivity)},` : "";
  return (
    `${name} has the role ${role}, but ${figure}${asBulk} is that of ${finding}. ` +
    "Check the roles and the geometry; a pellet of another thickness tells bulk and grain boundary, whose resistance goes with it, from an interface."
  );
}

/** Of two arcs of one sample the thin boundaries store more than the grains, whatever the material. */
function swapped(
  { name, role, specific }: Found,
  others: readonly Pick<Found, "name" | "role" | "specific">[],
): string | null {
  if (role !== "bulk" || specific === undefined) return null;
  const less = others.find(
    (other) => other.role === "grain-boundary" && (other.specific?.value ?? Infinity) < specific.value,
  );
  if (less === undefined) return null;
  return (
    `${name} has the role bulk and C L/A = ${told(specific.value)} F/cm, ${less.name} the role grain-boundary and less, ${told(less.specific?.value ?? Number.NaN)} F/cm: ` +
    "grain boundaries are thin and store more than the bulk. Check whether the roles are exchanged."
  );
}

function noteOf({ name, role, specific, candidates, by, part, capacitance }: Found): string | null {
  if (capacitance === undefined) {
    return role === undefined
      ? `${name} stands alone and was assigned by its position; give it a role in the circuit if that is wrong.`
      : null;
  }
  if (specific === undefined) {
    return role === undefined
      ? `${name} was assigned as if the sample were 1 mm thick with 1 cm2; give thickness and area, or a role in the circuit.`
      : null;
  }
  const meanings = candidates.map(({ meaning }) => meaning);
  const figure = `C L/A = ${told(specific.value)} F/cm`;
  if (role === undefined && specific.value < ELECTRIC_CONSTANT_CM) {
    return `${name}: ${figure} is less than that of vacuum, ${told(ELECTRIC_CONSTANT_CM)} F/cm, and no process of the sample; it counts as leads and cell, and to no resistance.`;
  }
  if (role === undefined && by === "position") {
    const eps = part === "bulk" ? `, eps_r = ${told(specific.value / ELECTRIC_CONSTANT_CM)},` : "";
    const whose = meanings.length === 0 ? "no process of the table" : list(meanings, "or");
    return `${name}: ${figure}${eps} is that of ${whose}; it was assigned by its position among the arcs, as ${part}.`;
  }
  if (role === undefined && meanings.length === 0) {
    return `${name}: ${figure} is more than any process of the table has; it counts as ${part}.`;
  }
  const isExpected =
    role !== undefined && EXPECTED[role]?.some((process) => process === candidates[0]?.process) === true;
  if (meanings.length < 2 || isExpected) return null;
  const counted = role === undefined ? `; it counts as ${part}` : "";
  return `${name}: ${figure} may be that of ${list(meanings, "or")}${counted}. Another temperature, thickness or electrode would tell.`;
}
