/**
 * Results as text, tables, JSON, CSV and pictures.
 *
 * @module eisfit/report
 */
export { answersText } from "./answersText.ts";
export { checkDocument, type CheckedFile } from "./checkJson.ts";
export { checkText } from "./checkText.ts";
export { circuitEntry, circuitSummary, circuitText, type DescribedCircuit } from "./circuitText.ts";
export { comparisonDocument, type ComparedFile } from "./comparisonJson.ts";
export { comparisonText } from "./comparisonText.ts";
export { displaySlice, displayWidth, padDisplay } from "./displayWidth.ts";
export { drtCsv } from "./drtCsv.ts";
export { drtDocument, type InvertedFile } from "./drtJson.ts";
export { drtText } from "./drtText.ts";
export { fitCsv } from "./fitCsv.ts";
export { fitDocument, jsonNumber, jsonText, type FailedFile, type FittedFile, type JsonNumber } from "./fitJson.ts";
export { identifiabilityText } from "./identifiabilityText.ts";
export { circuitOutline } from "./outline.ts";
export { parametersCsv, type ParameterRow, type WithParameters } from "./parametersCsv.ts";
export { prefixFor, quantityText } from "./quantity.ts";
export { residualFigures, residualSummary, type ResidualFigures } from "./residualSummary.ts";
export { resultTable } from "./resultTable.ts";
export { spectrumCsv, sweepCsv } from "./spectrumCsv.ts";
export { statisticsText } from "./statistics.ts";
export { checkSvg } from "./svg/check.ts";
export { toCircuitikz, type LatexOptions } from "./svg/drawing/circuitikz.ts";
export { drawCircuit } from "./svg/drawing/drawCircuit.ts";
export type { DrawingOptions } from "./svg/drawing/options.ts";
export type { SymbolStyle } from "./svg/drawing/shapePaths.ts";
export type { DrawnParameter } from "./svg/drawing/values.ts";
export { drtSvg } from "./svg/drt.ts";
export { bodeSvg } from "./svg/bode.ts";
export { correlationSvg, type PlottedCorrelation } from "./svg/correlation.ts";
export type { PlottedMember, PlottedSeries } from "./svg/family.ts";
export { plottedFit, plottedProfiles, plottedSeries } from "./svg/plotted.ts";
export { seriesBodeSvg } from "./svg/seriesBode.ts";
export { seriesNyquistSvg } from "./svg/seriesNyquist.ts";
export { seriesParametersSvg } from "./svg/seriesParameters.ts";
export { profilesSvg, type PlottedProfile } from "./svg/profiles.ts";
export { residualsSvg, type PlottedResiduals } from "./svg/residuals.ts";
export { nyquistSvg, type NyquistOptions } from "./svg/nyquist.ts";
export type { InsetChoice } from "./svg/nyquistInset.ts";
export type { PlottedArc, PlottedFit, PlottedImpedance } from "./svg/curve.ts";
export { plotWidths, themes, type PlotOptions, type PlotSize } from "./svg/look.ts";
export type { Theme } from "./svg/theme.ts";
export { sweepListHeader, sweepListLine } from "./sweepList.ts";
export { labelledLines, textTable, type Alignment } from "./textTable.ts";
export { arrheniusText } from "./arrheniusText.ts";
export { arrheniusCsv, seriesCsv } from "./seriesCsv.ts";
export { arrheniusEntry, seriesDocument, type SeriesSources } from "./seriesJson.ts";
export { parametersOfSeries, seriesText, type SeriesReport } from "./seriesTable.ts";
export { arrheniusSvg } from "./svg/arrhenius/arrhenius.ts";
export { derivedText } from "./derivedText.ts";
export { gittCsv, gittDocument, gittText, type TitratedFile } from "./gittReport.ts";
export { gittSvg } from "./svg/gitt.ts";
export { transferenceDocument, transferenceText } from "./transferenceText.ts";
export { chosenColumns, usualColumns } from "./publication/columns.ts";
export type { TableFormat } from "./publication/format.ts";
export { mergedRows, publicationRows, type PublicationRows } from "./publication/rowsOf.ts";
export { tableOf, type TableColumn, type TableField, type TableNumber, type TableRow } from "./publication/tableOf.ts";
export { javascriptSource } from "./export/code/javascript.ts";
export { numpySource } from "./export/code/numpy.ts";
export type { SourceParameter } from "./export/code/parameterWords.ts";
export {
  circuitCurves,
  curvesCsv,
  curvesDocument,
  type CircuitCurves,
  type CurveGrid,
  type CurveParts,
  type PartCurve,
} from "./export/curves.ts";
export { ExportError } from "./export/exportError.ts";
export { exportFormats, type Exported, type ExportFormat, type ExportOptions } from "./export/formats.ts";
export { latexFormula } from "./export/latexFormula.ts";
export { parametersDocument, parameterTable } from "./export/parameterTable.ts";
export { savedFits } from "./export/savedFits.ts";
export type { Component as SpiceComponent } from "./export/spice/components.ts";
export {
  spiceSubcircuit,
  type ApproximatedElement,
  type SpiceOptions,
  type SpiceSubcircuit,
} from "./export/spice/subcircuit.ts";
export {
  valuedByFit,
  valuedByText,
  type Band,
  type ValuedCircuit,
  type ValuedDerived,
  type ValuedParameter,
} from "./export/valuedCircuit.ts";
export { valueWithError, type ValueWithError } from "./publication/valueWithError.ts";
export {
  htmlReport,
  latexReport,
  markdownReport,
  openReport,
  reportDocument,
  reportFigureNames,
  type OpenedReport,
  type ReportDocument,
  type ReportInput,
  type WrittenMarkdown,
} from "./document/index.ts";
export { fittedCurve } from "./fittedCurve.ts";
export type {
  Block,
  Column,
  Definitions,
  Figure,
  Plot,
  PlotAxis,
  PlotSeries,
  Reference,
  Run,
  Section,
  Table,
  Words,
} from "./document/document.ts";
export type { SpectrumSource } from "./document/record.ts";
