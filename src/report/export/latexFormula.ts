import { latexImpedance } from "../../circuit/index.ts";
import { MARKUPS } from "../publication/format.ts";
import { valueWithError } from "../publication/valueWithError.ts";
import { exponentFor } from "./parameterTable.ts";
import type { ValuedCircuit } from "./valuedCircuit.ts";

/** Terms go on in rows of about so many characters of source. */
const ROW = 90;

/**
 * The impedance as an `align*` of the package amsmath: Z(omega) with its symbols, what s is and what is abbreviated, and with
 * `values` each parameter with its value, its standard error in brackets, and its unit.
 */
export function latexFormula({ circuit, parameters }: ValuedCircuit, { values = false } = {}): string {
  const { terms, definitions, symbols } = latexImpedance(circuit);
  const rows: string[] = [];
  let row = "Z(\\omega) &= ";
  for (const [index, term] of terms.entries()) {
    const isFull = index > 0 && row.length + term.length > ROW;
    if (isFull) {
      rows.push(row);
      row = `&\\quad + ${term}`;
    } else row += index === 0 ? term : ` + ${term}`;
  }
  rows.push(row, ...definitions.map(aligned));
  if (values) {
    rows.push(
      ...parameters.flatMap(({ name, value, stderr, unit }) => {
        const symbol = symbols.get(name);
        return symbol === undefined ? [] : [`${symbol} &= ${quantity(value, stderr, unit)}`];
      }),
    );
  }
  return `% needs \\usepackage{amsmath}\n\\begin{align*}\n${rows.map((one) => `  ${one}`).join(" \\\\\n")}\n\\end{align*}\n`;
}

function aligned(definition: string): string {
  return definition.replace(" = ", " &= ");
}

function quantity(value: number, stderr: number | null, unit: string): string {
  const exponent = exponentFor(value);
  const number = inner(MARKUPS.latex.number(valueWithError(value, stderr, exponent).text, exponent));
  return unit === "-" ? number : `${number}\\,${inner(MARKUPS.latex.unit(unit, 0))}`;
}

/** Without its dollars. */
function inner(mathematics: string): string {
  return mathematics.replace(/^\$|\$$/g, "");
}
