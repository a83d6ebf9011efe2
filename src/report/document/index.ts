import { FIGURE_NAMES } from "./figures.ts";
import type { ReportInput } from "./input.ts";
import { renderHtml } from "./render/html.ts";
import { renderLatex } from "./render/latex.ts";
import { figureFile, renderMarkdown, type WrittenMarkdown } from "./render/markdown.ts";
import { reportDocument } from "./reportDocument.ts";

export type { ReportDocument } from "./document.ts";
export type { ReportInput } from "./input.ts";
export type { WrittenMarkdown } from "./render/markdown.ts";
export { openReport, type OpenedReport } from "./reopen.ts";
export { reportDocument } from "./reportDocument.ts";

/**
 * A report of a fit as one HTML page of less than a megabyte: no network, no script that runs, ready to be printed. The same input gives the
 * same bytes everywhere, in a browser too. `openReport` and every reader of spectra open it again.
 *
 * @throws {FitError} `not-a-result` where `result` is not the very object that `fit` returned.
 */
export function htmlReport(input: ReportInput): string {
  return renderHtml(reportDocument(input));
}

/**
 * The same as Markdown, with the figures as SVG files that belong beside it.
 *
 * @param stem name of the report's file without its extension; those of the figures begin with it.
 * @throws {FitError} as `htmlReport`.
 */
export function markdownReport(input: ReportInput, stem: string): WrittenMarkdown {
  return renderMarkdown(reportDocument(input), stem);
}

/** The names of all figures that `markdownReport` may write. */
export function reportFigureNames(stem: string): readonly string[] {
  return FIGURE_NAMES.map((name) => figureFile(stem, name));
}

/**
 * The same as a LaTeX document of its own for pdflatex, lualatex or xelatex with pgfplots and circuitikz (1.4.6 of 2022 or later).
 *
 * @throws {FitError} as `htmlReport`.
 */
export function latexReport(input: ReportInput): string {
  return renderLatex(reportDocument(input));
}
