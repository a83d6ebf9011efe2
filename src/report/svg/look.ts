import { PALETTES, type Palette, type Theme } from "./theme.ts";

/** The columns of a journal: 85 mm fits one and 178 mm fits two of nearly all. */
export type PlotSize = "single" | "double";

/** What all plots can be asked for. */
export interface PlotOptions {
  /** Default `light`. `auto` follows the reader's system, where the viewer knows of such things. */
  readonly theme?: Theme;
  /** Width as it is printed, with letters of the same size: one column of a journal, or both. Default `double`. */
  readonly size?: PlotSize;
  /** Whether the title stands above the plot. Default true; a journal has it in the caption instead. */
  readonly heading?: boolean;
}

/** Colours and measures of a plot, in points of 1/72 inch. */
export interface Look {
  readonly theme: Theme;
  readonly palette: Palette;
  readonly size: PlotSize;
  readonly heading: boolean;
  readonly width: number;
  /** Sizes of letters: numbers and legends, names of axes and headings, and what is least. */
  readonly text: number;
  readonly name: number;
  readonly small: number;
  /** Widths of lines: of frames and ticks, of curves. */
  readonly thin: number;
  readonly line: number;
}

export const themes: readonly Theme[] = ["light", "dark", "auto"];

/** Printed widths in mm. */
export const plotWidths: Readonly<Record<PlotSize, number>> = { single: 85, double: 178 };

const POINTS_PER_MM = 72 / 25.4;

/** @throws {RangeError} for a theme or a size that there is not. */
export function lookOf({ theme = "light", size = "double", heading = true }: PlotOptions = {}): Look {
  if (!themes.includes(theme)) {
    throw new RangeError(`There is no theme ${JSON.stringify(theme)}; choose one of ${themes.join(", ")}.`);
  }
  if (!Object.hasOwn(plotWidths, size)) {
    throw new RangeError(
      `There is no size ${JSON.stringify(size)}; choose one of ${Object.keys(plotWidths).join(", ")}.`,
    );
  }
  return {
    theme,
    palette: PALETTES[theme === "dark" ? "dark" : "light"],
    size,
    heading,
    width: plotWidths[size] * POINTS_PER_MM,
    text: 7.5,
    name: 8.5,
    small: 6.5,
    thin: 0.6,
    line: 1.2,
  };
}
