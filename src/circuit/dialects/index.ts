/**
 * Circuits in the notations of other programs.
 *
 * @module eisfit/dialects
 */
import type { Circuit } from "../circuit.ts";
import { exportAutoEis, importAutoEis } from "./autoeis.ts";
import { exportBoukamp, importBoukamp } from "./boukamp.ts";
import { exportEcLab, importEcLab } from "./eclab.ts";
import type { DialectExport } from "./exporting.ts";
import { exportImpedancePy, importImpedancePy } from "./impedancePy.ts";
import { exportPyimpspec, importPyimpspec } from "./pyimpspec.ts";
import { exportZview, importZview } from "./zview.ts";

export { DialectError } from "./dialectError.ts";
export type { DialectExport, ExportedParameter } from "./exporting.ts";
export type { ImpedancePyExport, ImpedancePyValues } from "./impedancePy.ts";
export {
  exportAutoEis,
  exportBoukamp,
  exportEcLab,
  exportImpedancePy,
  exportPyimpspec,
  exportZview,
  importAutoEis,
  importBoukamp,
  importEcLab,
  importImpedancePy,
  importPyimpspec,
  importZview,
};

/** Another program's notation for circuits. */
export interface Dialect {
  /** As it is named on the command line. */
  readonly name: string;
  readonly title: string;
  /** Reads a circuit text; values given apart from it are taken by the importers themselves. */
  readonly import: (text: string) => Circuit;
  readonly export: (circuit: Circuit) => DialectExport;
}

/** All notations of other programs that are read and written. */
export const dialects: readonly Dialect[] = [
  {
    name: "boukamp",
    title: "Boukamp's circuit description code, ZSimpWin",
    import: (text) => importBoukamp(text),
    export: exportBoukamp,
  },
  { name: "pyimpspec", title: "pyimpspec, DearEIS", import: importPyimpspec, export: exportPyimpspec },
  {
    name: "autoeis",
    title: "AutoEIS, EquivalentCircuits.jl",
    import: (text) => importAutoEis(text),
    export: exportAutoEis,
  },
  {
    name: "impedancepy",
    title: "impedance.py",
    import: (text) => importImpedancePy(text),
    export: exportImpedancePy,
  },
  {
    name: "eclab",
    title: "EC-Lab's ZFit",
    import: (text) => importEcLab(text),
    export: exportEcLab,
  },
  { name: "zview", title: "ZView's parameters", import: (text) => importZview(text), export: exportZview },
];
