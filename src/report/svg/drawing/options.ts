import type { Circuit } from "../../../circuit/index.ts";
import type { Theme } from "../theme.ts";
import type { Drawing } from "./drawing.ts";
import { layoutCircuit } from "./layout.ts";
import type { SymbolStyle } from "./shapePaths.ts";
import { valueLines, type DrawnParameter } from "./values.ts";

/** How a circuit is drawn. */
export interface DrawingOptions {
  /** Symbols after IEC 60617 (default), or after ANSI with zigzags for resistors. */
  readonly style?: SymbolStyle;
  /** Values underneath: `true` for those of the circuit's text, or the parameters of a fit, with their standard errors. Default: none. */
  readonly values?: boolean | readonly DrawnParameter[];
  /**
   * Width to keep to, in CSS pixels (96 an inch); 640 by default. A longer chain goes on in rows; what no rows make narrower is
   * scaled down. Infinity for one row whatever its length.
   */
  readonly width?: number;
  /** Colours; light by default. */
  readonly theme?: Theme;
  /** Name for people who cannot see the drawing; the circuit's own title by default. */
  readonly title?: string;
}

/** The options that concern the layout, which SVG and LaTeX share. */
export type LayoutOptions = Pick<DrawingOptions, "values" | "width">;

export const USUAL_WIDTH = 640;
/** Lays a circuit out as the options have it. */
export function layoutWith(circuit: Circuit, { values = false, width = USUAL_WIDTH }: LayoutOptions): Drawing {
  if (!(width > 0)) throw new RangeError(`The width is ${width}; give pixels above 0, or Infinity for one row.`);
  return layoutCircuit(circuit, valueLines(circuit, values), width);
}
