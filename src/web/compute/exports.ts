import {
  answers,
  checkSpectrum,
  compareCircuits,
  drt,
  identifiability,
  intervals,
  parseCircuit,
  version,
} from "../../index.ts";
import {
  arrheniusCsv,
  arrheniusSvg,
  bodeSvg,
  checkDocument,
  checkSvg,
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
  residualsSvg,
  seriesCsv,
  seriesDocument,
  seriesText,
  spectrumCsv,
  toCircuitikz,
  valuedByFit,
} from "../../report/index.ts";
import { curveOf, smoothFrequencies, valuesOf } from "./curve.ts";
import { fitted, sampleOf, type Fitted } from "./fits.ts";
import type { ExportedFile, ExportKind, Requests } from "./requests.ts";
import { seriesReport } from "./series.ts";
import { maskOf, sha256Of } from "./spectra.ts";

type Ask = Requests["export"]["ask"];

/** How each kind of file is written of a fit. */
const writers: Readonly<Record<ExportKind, (fit: Fitted, ask: Ask) => string>> = {
  "nyquist.svg": (fit, { sweep }) => nyquistSvg(plotted(fit, sweep.name)),
  "bode.svg": (fit, { sweep }) => bodeSvg(plotted(fit, sweep.name)),
  "residuals.svg": ({ result }, { sweep }) => residualsSvg({ ...result.residuals, title: sweep.name }),
  "check.svg": ({ spectrum }, { sweep, excluded }) => checkSvg(checkSpectrum(spectrum, maskOf(excluded)), sweep.name),
  "drt.svg": ({ spectrum }, { sweep, excluded }) => drtSvg(drt(spectrum, maskOf(excluded)), sweep.name),
  "circuit.svg": ({ circuit, result }) => drawCircuit(circuit, { values: result.parameters }),
  "circuit.tex": ({ circuit }) => toCircuitikz(circuit),
  "spectrum.csv": ({ spectrum }) => spectrumCsv(spectrum),
  "fit.csv": ({ spectrum, result }) => fitCsv(spectrum, result),
  "parameters.csv": ({ result }, { sample }) => {
    const options = sampleOf(sample);
    return parametersCsv(result, options === undefined ? undefined : answers(result, options));
  },
  "drt.csv": ({ spectrum }, { excluded }) => drtCsv(drt(spectrum, maskOf(excluded))),
  "fit.json": ({ result }, { sweep, sample }) => {
    const options = sampleOf(sample);
    return jsonText(
      fitDocument(version, [
        {
          file: sweep.name,
          sha256: sweep.sha256,
          result,
          intervals: intervals(result),
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
  "report.html": ({ spectrum, circuit, result }, { sweep, excluded, sample: texts, compared, options }) => {
    const sample = sampleOf(texts);
    const { weight = "modulus", objective = "impedance", loss = "squares" } = options;
    const circuits = [circuit, ...compared.map((text) => parseCircuit(text))];
    const how = { weight, objective, loss, ...maskOf(excluded) };
    return htmlReport({
      result,
      file: sweep.name,
      sha256: sweep.sha256,
      intervals: intervals(result),
      identifiability: identifiability(result),
      check: checkSpectrum(spectrum, maskOf(excluded)),
      drt: drt(spectrum, maskOf(excluded)),
      ...(circuits.length < 2 ? {} : { comparison: compareCircuits(spectrum, circuits, how) }),
      ...(sample === undefined ? {} : { sample, answers: answers(result, sample) }),
    });
  },
};

/** One of the forms of `eisfit export`. */
function written(name: string): (fit: Fitted, ask: Ask) => string {
  return ({ result }, { sweep }) => {
    const format = exportFormats.find((each) => each.name === name);
    if (format === undefined) throw new Error(`There is no form ${name} to write a fit in.`);
    return format.write(valuedByFit(result, sweep.name, intervals(result))).text;
  };
}

function plotted({ spectrum, circuit, result }: Fitted, title: string) {
  const { frequencyHz } = result.residuals;
  const grid = smoothFrequencies(frequencyHz[0] ?? 1, frequencyHz.at(-1) ?? 1);
  return { measured: spectrum, fit: curveOf(circuit, valuesOf(circuit, result.parameters), grid), title };
}

/** One file of a fit. */
export async function exportFile(ask: Ask): Promise<ExportedFile> {
  const { sweep, kind } = ask;
  const fit = fitted(ask);
  const sha256 = sweep.sha256 === "" ? await hashOfPoints(fit) : sweep.sha256;
  return fileOf(`${stemOf(sweep.name)}-${kind}`, writers[kind](fit, { ...ask, sweep: { ...sweep, sha256 } }));
}

/** What came from no file, as an example, is known by the CSV of its points. */
async function hashOfPoints({ spectrum }: Fitted): Promise<string> {
  const hash = await sha256Of(new TextEncoder().encode(spectrumCsv(spectrum)));
  return hash === "" ? "not known" : hash;
}

export function exportSeriesFile({ file, ...job }: Requests["exportSeries"]["ask"]): ExportedFile {
  const { report, ids } = seriesReport(job);
  switch (file) {
    case "series.csv":
      return fileOf(file, seriesCsv(report));
    case "series.txt":
      return fileOf(file, seriesText(report));
    case "arrhenius.csv":
      return fileOf(file, arrheniusCsv(report.arrhenius?.results ?? []));
    case "arrhenius.svg":
      return fileOf(file, arrheniusSvg(report.arrhenius?.results ?? [], "Arrhenius plot"));
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
