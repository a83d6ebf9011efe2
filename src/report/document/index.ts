import type { ReportInput } from "./input.ts";
import { renderHtml } from "./render/html.ts";
import { reportDocument } from "./reportDocument.ts";

export type { ReportInput } from "./input.ts";
export type { ReportDocument } from "./document.ts";
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
