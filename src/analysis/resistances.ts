import type { AssignedProcess, Part } from "./assignment.ts";
import type { Derivation } from "./derivation.ts";
import type { Numbers } from "./effectiveCapacitance.ts";
import { plus, type Uncertain } from "./uncertain.ts";

/** The processes of a cell by what they count as. */
export type Parts = (part: Part) => readonly AssignedProcess[];

export function partsOf(processes: readonly AssignedProcess[]): Parts {
  return (wanted) => processes.filter(({ part }) => part === wanted);
}

/** The sum of the resistances of processes. */
export function resistanceOf(processes: readonly AssignedProcess[], numbers: Numbers): Uncertain {
  return plus(...processes.map(({ resistance }) => numbers(resistance)));
}

/** `(R_b + R_gb)`, without brackets where there is one only. */
export function sumText(processes: readonly AssignedProcess[]): string {
  const names = processes.map(({ resistance }) => resistance);
  return names.length === 1 ? names.join("") : `(${names.join(" + ")})`;
}

/**
 * Resistances in ohm: first the total and that of the electrolyte, which do not depend on how arcs share them, then bulk, grain
 * boundary and interfaces, and each interface where there are more.
 */
export function resistances(parts: Parts): Derivation[] {
  const bulk = parts("bulk");
  const boundary = parts("grain-boundary");
  const interfaces = parts("interface");
  const liquid = parts("electrolyte");
  const electrolyte = [...liquid, ...bulk, ...boundary];
  const all = [...electrolyte, ...interfaces];
  const isMixed = [liquid, bulk, boundary, interfaces].filter(({ length }) => length > 0).length > 1;
  const several = interfaces.length > 1 ? interfaces : [];
  return [
    ...(isMixed && interfaces.length > 0 ? [resistance("total resistance", "R_total", all, true)] : []),
    ...(liquid.length > 0 || (bulk.length > 0 && boundary.length > 0)
      ? [resistance("electrolyte resistance", liquid.length > 0 ? "R_s" : "R_b + R_gb", electrolyte, true)]
      : []),
    ...(bulk.length > 0 ? [resistance("bulk resistance", "R_b", bulk, false)] : []),
    ...(boundary.length > 0 ? [resistance("grain-boundary resistance", "R_gb", boundary, false)] : []),
    ...(interfaces.length > 0 ? [resistance("interfacial resistance", "R_int", interfaces, false)] : []),
    ...several.map((one) => resistance(`interfacial resistance of ${titleOf(one)}`, "R", [one], false)),
  ];
}

/** `R_het|CPE_het (hetero-interface)` */
export function titleOf({ name, role }: AssignedProcess): string {
  return role === undefined ? name : `${name} (${role})`;
}

function resistance(name: string, symbol: string, processes: readonly AssignedProcess[], isTotal: boolean): Derivation {
  const text = processes.map((one) => one.resistance).join(" + ");
  return {
    name,
    unit: "ohm",
    formula: symbol === text ? text : `${symbol} = ${text}`,
    processes,
    parameters: processes.map((one) => one.resistance),
    isTotal,
    compute: (numbers) => resistanceOf(processes, numbers),
  };
}
