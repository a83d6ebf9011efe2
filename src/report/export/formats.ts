import { dialects } from "../../circuit/dialects/index.ts";
import { printCircuitFile } from "../../circuit/index.ts";
import { jsonText } from "../fitJson.ts";
import { parametersCsv } from "../parametersCsv.ts";
import { toCircuitikz } from "../svg/drawing/circuitikz.ts";
import { drawCircuit } from "../svg/drawing/drawCircuit.ts";
import type { DrawingOptions } from "../svg/drawing/options.ts";
import { javascriptSource } from "./code/javascript.ts";
import { numpySource } from "./code/numpy.ts";
import { circuitCurves, curvesCsv, curvesDocument, type CurveGrid, type CurveParts } from "./curves.ts";
import { writeDialect } from "./dialectText.ts";
import { latexFormula } from "./latexFormula.ts";
import { parametersDocument, parameterTable } from "./parameterTable.ts";
import { spiceSubcircuit, type SpiceOptions } from "./spice/subcircuit.ts";
import type { ValuedCircuit } from "./valuedCircuit.ts";

/** What some formats can be told. */
export type ExportOptions = CurveGrid &
  Pick<SpiceOptions, "name" | "tolerance"> &
  Pick<DrawingOptions, "style" | "theme">;

/** What was written, and what its reader should know besides. */
export interface Exported {
  readonly text: string;
  readonly notes: readonly string[];
  /** Numbers for documents. */
  readonly details?: object;
}

/** A form in which a circuit with its values can be written. */
export interface ExportFormat {
  /** As it is named on the command line. */
  readonly name: string;
  readonly title: string;
  /** What its files are called, behind the name of the data: `parameters.csv`. */
  readonly file: string;
  /** Whether a file with this ending is written in it where no format is named. */
  readonly isUsual?: true;
  readonly write: (valued: ValuedCircuit, options?: ExportOptions) => Exported;
}

/** All forms, in the order in which they are listed. */
export const exportFormats: readonly ExportFormat[] = [
  {
    name: "csv",
    title: "parameters with errors and intervals, full digits",
    file: "parameters.csv",
    isUsual: true,
    write: (valued) => plain(parametersCsv(valued)),
  },
  {
    name: "json",
    title: "the same as JSON, which eisfit export reads again",
    file: "parameters.json",
    isUsual: true,
    write: (valued) => plain(jsonText(parametersDocument(valued))),
  },
  {
    name: "markdown",
    title: "table of parameters, errors in brackets",
    file: "parameters.md",
    isUsual: true,
    write: (valued) => plain(parameterTable(valued, "markdown")),
  },
  {
    name: "latex",
    title: "the same for LaTeX, without packages",
    file: "parameters.tex",
    isUsual: true,
    write: (valued) => plain(parameterTable(valued, "latex")),
  },
  {
    name: "siunitx",
    title: "the same for LaTeX with siunitx and booktabs",
    file: "parameters.siunitx.tex",
    write: (valued) => plain(parameterTable(valued, "siunitx")),
  },
  ...curveFormats("curve", "none", "fitted curve on a dense grid"),
  ...curveFormats("arcs", "arcs", "the curve and each arc in series"),
  ...curveFormats("elements", "elements", "the curve and each element alone"),
  {
    name: "formula",
    title: "Z(omega) as LaTeX, with symbols",
    file: "formula.tex",
    write: (valued) => plain(latexFormula(valued)),
  },
  {
    name: "formula-values",
    title: "the same with values and errors",
    file: "formula-values.tex",
    write: (valued) => plain(latexFormula(valued, { values: true })),
  },
  {
    name: "numpy",
    title: "Z(omega) as Python source with NumPy",
    file: "impedance.py",
    isUsual: true,
    write: (valued) => plain(numpySource(valued.circuit, valued.parameters)),
  },
  {
    name: "javascript",
    title: "Z(omega) as JavaScript source without dependencies",
    file: "impedance.js",
    isUsual: true,
    write: (valued) => plain(javascriptSource(valued.circuit, valued.parameters)),
  },
  {
    name: "spice",
    title: "subcircuit for ngspice, LTspice; errors of approximations stated",
    file: "subcircuit.cir",
    isUsual: true,
    write: (valued, options) => {
      const { netlist, warnings, band, error, approximated } = spiceSubcircuit(valued, options);
      return { text: netlist, notes: warnings, details: { band, error, approximated } };
    },
  },
  {
    name: "circuit",
    title: "circuit file of eisfit with these values",
    file: "fitted.circuit",
    isUsual: true,
    write: ({ circuit }) => plain(printCircuitFile(circuit)),
  },
  ...dialects.map(({ name, title, export: translate }): ExportFormat => ({
    name,
    title,
    file: `${name}.txt`,
    write: ({ circuit }) => writeDialect(name, circuit, translate),
  })),
  {
    name: "svg",
    title: "drawing with values underneath",
    file: "circuit.svg",
    isUsual: true,
    write: ({ circuit, parameters }, { style = "iec", theme = "light" } = {}) =>
      plain(drawCircuit(circuit, { values: parameters, style, theme })),
  },
  {
    name: "circuitikz",
    title: "the same for LaTeX",
    file: "circuit.tex",
    write: ({ circuit, parameters }, { style = "iec" } = {}) =>
      plain(toCircuitikz(circuit, { values: parameters, style })),
  },
];

function plain(text: string): Exported {
  return { text, notes: [] };
}

function curveFormats(name: string, parts: CurveParts, title: string): ExportFormat[] {
  return [
    {
      name,
      title: `${title}, CSV`,
      file: `${name}.csv`,
      write: (valued, grid) => plain(curvesCsv(circuitCurves(valued, parts, grid))),
    },
    {
      name: `${name}-json`,
      title: `${title}, JSON`,
      file: `${name}.json`,
      write: (valued, grid) => plain(jsonText(curvesDocument(valued, circuitCurves(valued, parts, grid)))),
    },
  ];
}
