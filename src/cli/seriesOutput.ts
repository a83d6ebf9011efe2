import { conditionText, type Answers, type SeriesResult } from "../index.ts";
import {
  arrheniusCsv,
  arrheniusSvg,
  circuitOutline,
  labelledLines,
  plottedSeries,
  seriesBodeSvg,
  seriesCsv,
  seriesNyquistSvg,
  seriesParametersSvg,
  seriesText,
  type PlotOptions,
  type SeriesReport,
} from "../report/index.ts";
import type { Host } from "./host.ts";
import type { OutputFile } from "./writeFiles.ts";

const OUTPUT_NAMES = ["series.json", "series.csv", "nyquist.svg", "bode.svg", "parameters.svg"];
const ARRHENIUS_NAMES = ["arrhenius.csv", "arrhenius.svg"];

/** All files that a series may write. */
export const seriesOutputNames: readonly string[] = [...OUTPUT_NAMES, ...ARRHENIUS_NAMES];

/** The files of a series: its document, the table, plots of spectra and parameters, and where there are activation energies, those and their plot. */
export function seriesOutput(report: SeriesReport, json: string, look: PlotOptions): OutputFile[] {
  const results = report.arrhenius?.results ?? [];
  const title = circuitOutline(report.circuit);
  const plotted = plottedSeries(report.series, title);
  const contents = [
    json,
    seriesCsv(report),
    seriesNyquistSvg(plotted, look),
    seriesBodeSvg(plotted, look),
    seriesParametersSvg(report.series, title, look),
    ...(results.length === 0 ? [] : [arrheniusCsv(results), arrheniusSvg(results, title, look)]),
  ];
  return contents.map((content, place) => ({ name: seriesOutputNames[place] ?? "", content }));
}

/** Prints a series in the form asked for; what its text would tell besides goes to the notes otherwise. */
export function printSeries(
  report: SeriesReport,
  found: readonly Answers[],
  json: string,
  options: { readonly json?: boolean; readonly csv?: boolean },
  host: Host,
): void {
  const { series } = report;
  if (options.json !== true && options.csv !== true) {
    host.show(`${seriesText(report)}${flagsText(series, found)}`);
    return;
  }
  host.out(options.json === true ? json : seriesCsv(report));
  for (const { label, result } of series.fits) {
    for (const warning of result.warnings) host.note(`${label}: warning: ${warning}\n`);
  }
  for (const { label, message } of series.failures) host.note(`error: ${label}: ${message}\n`);
}

/** What makes answers doubtful, each remark once with the spectra that it is about. */
function flagsText({ kind, fits }: SeriesResult, found: readonly Answers[]): string {
  const spectra = new Map<string, Set<string>>();
  found.forEach(({ answers: own }, place) => {
    for (const flag of own.flatMap(({ flags }) => flags)) {
      spectra.set(
        flag,
        (spectra.get(flag) ?? new Set()).add(conditionText(kind, fits[place]?.condition ?? Number.NaN)),
      );
    }
  });
  if (spectra.size === 0) return "";
  const lines = [...spectra].map(([flag, labels]): [string, string] => [
    "doubtful",
    `${[...labels].join(", ")}: ${flag}`,
  ]);
  return `\n${labelledLines(lines)}\n`;
}
