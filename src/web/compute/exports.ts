import { answers, checkSpectrum, compareCircuits, drt, identifiability, parseCircuit, version } from "../../index.ts";
import {
  arrheniusCsv,
  arrheniusSvg,
  bodeSvg,
  checkDocument,
  checkSvg,
  correlationSvg,
  drawCircuit,
  drtCsv,
  drtSvg,
  exportFormats,
  fitCsv,
  fitDocument,
  htmlReport,
  jsonText,
  nyquistSvg,
  parametersCsv,
  plottedFit,
  plottedProfiles,
  plottedSeries,
  plotWidths,
  profilesSvg,
  residualsSvg,
  seriesBodeSvg,
  seriesCsv,
  seriesDocument,
  seriesNyquistSvg,
  seriesParametersSvg,
  seriesText,
  spectrumCsv,
  toCircuitikz,
  valuedByFit,
} from "../../report/index.ts";
import type { Tell } from "./answering.ts";
import { chosenIntervals, fitted, sampleOf, type Fitted } from "./fits.ts";
import type { ExportedFile, ExportKind, Requests } from "./requests.ts";
import { seriesReport } from "./series.ts";
import { maskOf, sha256Of } from "./spectra.ts";

type Ask = Requests["export"]["ask"];

/** A drawing of a circuit is measured in CSS pixels. */
const PIXELS_PER_MM = 96 / 25.4;

/** How each kind of file is written of a fit. */
const writers: Readonly<Record<ExportKind, (fit: Fitted, ask: Ask, tell: Tell) => string>> = {
  "nyquist.svg": ({ result }, { sweep, pictures }) => nyquistSvg(plottedFit(result, sweep.name), pictures),
  "bode.svg": ({ result }, { sweep, pictures }) => bodeSvg(plottedFit(result, sweep.name), pictures),
  "residuals.svg": ({ result }, { sweep, pictures }) =>
    residualsSvg({ ...result.residuals, title: sweep.name }, pictures),
  "check.svg": ({ spectrum }, { sweep, excluded, pictures }) =>
    checkSvg(checkSpectrum(spectrum, maskOf(excluded)), sweep.name, pictures),
  "drt.svg": ({ spectrum }, { sweep, excluded, pictures }) =>
    drtSvg(drt(spectrum, maskOf(excluded)), sweep.name, pictures),
  "correlation.svg": ({ result }, { sweep, pictures }) => correlationSvg(result, sweep.name, pictures),
  "profiles.svg": ({ result }, { sweep, pictures }) => profilesSvg(plottedProfiles(result), sweep.name, pictures),
  "circuit.svg": ({ circuit, result }, { pictures: { theme = "light", size = "double" } }) =>
    drawCircuit(circuit, { values: result.parameters, theme, width: plotWidths[size] * PIXELS_PER_MM }),
  "circuit.tex": ({ circuit }) => toCircuitikz(circuit),
  "spectrum.csv": ({ spectrum }) => spectrumCsv(spectrum),
  "fit.csv": ({ spectrum, result }) => fitCsv(spectrum, result),
  "parameters.csv": ({ result }, { sample }) => {
    const options = sampleOf(sample);
    return parametersCsv(result, options === undefined ? undefined : answers(result, options));
  },
  "drt.csv": ({ spectrum }, { excluded }) => drtCsv(drt(spectrum, maskOf(excluded))),
  "fit.json": ({ result }, { sweep, sample, intervals: method }, tell) => {
    const options = sampleOf(sample);
    return jsonText(
      fitDocument(version, [
        {
          file: sweep.name,
          sha256: sweep.sha256,
          result,
          intervals: chosenIntervals(result, method, tell).intervals,
          identifiability: identifiability(result),
          ...(options === undefined ? {} : { extra: { answers: answers(result, options) } }),
        },
      ]),
    );
  },
  "check.json": ({ spectrum }, { sweep, excluded }) => {
    const check = checkSpectrum(spectrum, maskOf(excluded));
    const frequencyHz = check.linearKK?.frequencyHz ?? spectrum.frequencyHz;
    return jsonText(checkDocument(version, [{ file: sweep.name, sha256: sweep.sha256, frequencyHz, check }]));
  },
  "parameters.md": written("markdown"),
  "parameters.tex": written("latex"),
  "formula.tex": written("formula-values"),
  "impedance.py": written("numpy"),
  "subcircuit.cir": written("spice"),
  "fitted.circuit": written("circuit"),
  "report.html": (
    { spectrum, circuit, result },
    { sweep, excluded, sample: texts, compared, options, intervals: method },
    tell,
  ) => {
    const sample = sampleOf(texts);
    const { weight = "modulus", objective = "impedance", loss = "squares" } = options;
    const circuits = [circuit, ...compared.map((text) => parseCircuit(text))];
    const how = { weight, objective, loss, ...maskOf(excluded) };
    return htmlReport({
      result,
      file: sweep.name,
      sha256: sweep.sha256,
      intervals: chosenIntervals(result, method, tell).intervals,
      identifiability: identifiability(result),
      check: checkSpectrum(spectrum, maskOf(excluded)),
      drt: drt(spectrum, maskOf(excluded)),
      ...(circuits.length < 2 ? {} : { comparison: compareCircuits(spectrum, circuits, how) }),
      ...(sample === undefined ? {} : { sample, answers: answers(result, sample) }),
    });
  },
};

/** One of the forms of `eisfit export`. */
function written(name: string): (fit: Fitted, ask: Ask, tell: Tell) => string {
  return ({ result }, { sweep, intervals: method }, tell) => {
    const format = exportFormats.find((each) => each.name === name);
    if (format === undefined) throw new Error(`There is no form ${name} to write a fit in.`);
    return format.write(valuedByFit(result, sweep.name, chosenIntervals(result, method, tell).intervals)).text;
  };
}

/** One file of a fit. */
export async function exportFile(ask: Ask, tell: Tell): Promise<ExportedFile> {
  const { sweep, kind } = ask;
  const fit = fitted(ask);
  const sha256 = sweep.sha256 === "" ? await hashOfPoints(fit) : sweep.sha256;
  return fileOf(`${stemOf(sweep.name)}-${kind}`, writers[kind](fit, { ...ask, sweep: { ...sweep, sha256 } }, tell));
}

/** What came from no file, as an example, is known by the CSV of its points. */
async function hashOfPoints({ spectrum }: Fitted): Promise<string> {
  const hash = await sha256Of(new TextEncoder().encode(spectrumCsv(spectrum)));
  return hash === "" ? "not known" : hash;
}

export function exportSeriesFile(
  { file, pictures, ...job }: Requests["exportSeries"]["ask"],
  tell: Tell,
): ExportedFile {
  const { report, ids } = seriesReport(job, tell);
  const activated = report.arrhenius?.results ?? [];
  switch (file) {
    case "series-nyquist.svg":
      return fileOf(file, seriesNyquistSvg(plottedSeries(report.series, "Series"), pictures));
    case "series-bode.svg":
      return fileOf(file, seriesBodeSvg(plottedSeries(report.series, "Series"), pictures));
    case "series-parameters.svg":
      return fileOf(file, seriesParametersSvg(report.series, "Parameters", pictures));
    case "series.csv":
      return fileOf(file, seriesCsv(report));
    case "series.txt":
      return fileOf(file, seriesText(report));
    case "arrhenius.csv":
      return fileOf(file, arrheniusCsv(activated));
    case "arrhenius.svg":
      return fileOf(file, arrheniusSvg(activated, "Arrhenius plot", pictures));
    case "series.json": {
      const hashes = new Map(job.members.map(({ sweep }) => [sweep.id, sweep.sha256]));
      const failed = report.series.failures.map(({ label, message }) => ({
        file: label,
        error: { name: "FitError", message },
      }));
      const sha256 = ids.map((id) => hashes.get(id) ?? "");
      return fileOf(file, jsonText(seriesDocument(version, report, { sha256, failed, answers: [] })));
    }
  }
}

const TYPES: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  csv: "text/csv",
  json: "application/json",
  tex: "application/x-tex",
  txt: "text/plain",
  md: "text/markdown",
  py: "text/x-python",
  html: "text/html",
};

function fileOf(name: string, text: string): ExportedFile {
  return { name, type: TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain", text };
}

/** A name without its extension that every system takes. */
export function stemOf(name: string): string {
  const stem = name.replace(/\.[A-Za-z0-9]{1,6}(?= #\d+$|$)/, "");
  return stem.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-+|-+$/g, "") || "spectrum";
}
