import type { CellKind } from "../circuit/roles.ts";
import type { AssignedProcess } from "./assignment.ts";
import type { Derivation } from "./derivation.ts";
import { resistanceOf, sumText, titleOf, type Parts } from "./resistances.ts";
import { scaled, times, type Uncertain } from "./uncertain.ts";

/** How many alike interfaces share the interfacial resistance; undefined where nothing tells. */
export function interfacesOf(cell: CellKind | undefined, given: number | undefined): number | undefined {
  if (given !== undefined) return given;
  if (cell === undefined) return undefined;
  return cell === "symmetric" || cell === "blocking" ? 2 : 1;
}

/** Area-specific resistances of one interface in ohm cm2: R A/2 where two alike ones are in series, R A otherwise. */
export function arealResistances(area: Uncertain, interfaces: number | undefined, parts: Parts): Derivation[] {
  const all = parts("interface");
  if (all.length === 0) return [];
  const count = interfaces ?? 1;
  const flags =
    interfaces === undefined
      ? [
          "The kind of the cell is not known, so R A is of all interfaces together; in a symmetric cell one has half of it. Say which cell it is.",
        ]
      : [];
  const of = (name: string, processes: readonly AssignedProcess[]): Derivation => ({
    name,
    unit: "ohm cm2",
    formula: `ASR = ${sumText(processes)} A${count > 1 ? `/${String(count)}` : ""}`,
    processes,
    parameters: processes.map(({ resistance }) => resistance),
    isTotal: false,
    compute: (numbers) => scaled(1 / count, times(resistanceOf(processes, numbers), area)),
    flags,
    notes: count > 1 ? [`Of one of ${String(count)} interfaces, which are taken to be alike.`] : [],
  });
  return [
    of("area-specific interfacial resistance", all),
    ...(all.length > 1 ? all.map((one) => of(`area-specific resistance of ${titleOf(one)}`, [one])) : []),
  ];
}
