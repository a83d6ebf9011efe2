import type { FIGURE_NAMES } from "./figures.ts";
import type { SpectrumSource } from "./record.ts";

type FigureName = (typeof FIGURE_NAMES)[number];

/** A piece of text with one look. */
export interface Run {
  readonly text: string;
  readonly italic?: true;
  readonly strong?: true;
  /** As it is typed into a program. */
  readonly code?: true;
  readonly level?: "subscript" | "superscript";
  /** An address that the text leads to. */
  readonly href?: string;
  /** Key of a reference, of which the text is the mark. */
  readonly cites?: string;
}

/** Plain text, or a line of several looks. */
export type Words = string | readonly Run[];

/** How a column of a table stands. */
export interface Column {
  readonly title: Words;
  readonly align: "left" | "right";
  /** Short things that are not to be broken into lines; so are all of a column that stands to the right. */
  readonly whole?: true;
}

/** Rows under titled columns. The first column names the rows. */
export interface Table {
  readonly kind: "table";
  readonly caption: Words;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Words[])[];
  /** What is to be read with it, such as remarks that rows refer to by a number in brackets. */
  readonly notes?: readonly Words[];
}

/** Labels with what belongs to them. */
export interface Definitions {
  readonly kind: "definitions";
  readonly entries: readonly (readonly [label: Words, text: Words])[];
}

/** An axis of a plot. */
export interface PlotAxis {
  readonly label: string;
  readonly logarithmic?: true;
}

/** Points of a plot in the units of its axes. */
export interface PlotSeries {
  readonly name: string;
  readonly look: "circles" | "squares" | "line" | "faint-line" | "dashes";
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A plot as data, for renderers that draw themselves. */
export interface Plot {
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** Whether both axes have one scale. */
  readonly equalScales?: true;
  readonly series: readonly PlotSeries[];
}

/** A picture, as SVG and as what LaTeX can draw it from. */
export interface Figure {
  readonly kind: "figure";
  /** Of a file: letters and hyphens. */
  readonly name: FigureName;
  readonly caption: Words;
  /** What there is to see, for those who cannot. */
  readonly alternative: string;
  readonly svg: string;
  readonly drawn: { readonly plots: readonly Plot[] } | { readonly circuitikz: string };
}

/** A work that is cited. */
export interface Reference {
  readonly key: string;
  readonly text: string;
  readonly doi?: string;
}

/** What a section is made of. */
export type Block =
  | { readonly kind: "paragraph"; readonly words: Words; readonly tone?: "verdict" | "doubt" }
  | { readonly kind: "list"; readonly items: readonly Words[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "formula"; readonly latex: string }
  | { readonly kind: "references"; readonly references: readonly Reference[] }
  | Definitions
  | Table
  | Figure;

/** A part of a report under a heading. */
export interface Section {
  /** Of the heading, to be linked to: letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A report, whatever it is written as. */
export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  /** The main findings, for the head of the report. */
  readonly summary: Definitions;
  readonly sections: readonly Section[];
  /** Of the program that made it. */
  readonly version: string;
  readonly source: SpectrumSource;
  /** Everything that the report can be opened again from, as JSON. */
  readonly record: object;
}
