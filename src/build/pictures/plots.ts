import {
  arrheniusOfSeries,
  fit,
  fitSeries,
  gitt,
  parseCircuit,
  readRecording,
  seriesQuantities,
  type Spectrum,
} from "../../index.ts";
import {
  arrheniusSvg,
  bodeSvg,
  correlationSvg,
  gittSvg,
  nyquistSvg,
  plottedFit,
  plottedProfiles,
  plottedSeries,
  profilesSvg,
  residualsSvg,
  seriesBodeSvg,
  seriesNyquistSvg,
  seriesParametersSvg,
} from "../../report/index.ts";
import { titrationFile } from "../example/titration.ts";
import { spectrumOf } from "./spectra.ts";

const CELL = "L_w{1.2u}-R_b{20}-(R_gb{100}|CPE_gb{Q = 1u, n = 0.9})-(R_ct{60}|CPE_ct{Q = 200u, n = 0.85})";
const SINGLE = { size: "single" } as const;
const DARK = { size: "single", theme: "dark" } as const;

/** Two arcs of a pellet between electrodes that block. */
const PELLET = "R_b{12}-(R_gb{55}|CPE_gb{Q = 80n, n = 0.9})-(R_el{90}|CPE_el{Q = 6u, n = 0.9})-CPE_bl{Q = 600u, n = 0.9}";

/** A long tail beside small arcs. */
function insetPicture(): [string, string] {
  const spectrum = spectrumOf(PELLET, { highest: 1e6, decades: 7, perDecade: 8, noise: 0.004 });
  const result = fit(spectrum, parseCircuit(PELLET), { search: false });
  return ["plot-nyquist-inset.svg", nyquistSvg(plottedFit(result, "Blocking electrodes, simulated"))];
}

/** One fit in all its plots. */
function fitPictures(): [string, string][] {
  const spectrum = spectrumOf(CELL, { highest: 1e7, decades: 8, perDecade: 8, noise: 0.006 });
  const result = fit(spectrum, parseCircuit(CELL), { search: false, maximumHz: 2e6 });
  const plotted = plottedFit(result, "Two arcs, simulated with 0.6 % of noise");
  return [
    ["plot-nyquist.svg", nyquistSvg(plotted)],
    insetPicture(),
    ["plot-nyquist-single-dark.svg", nyquistSvg(plotted, DARK)],
    ["plot-bode.svg", bodeSvg(plotted, SINGLE)],
    ["plot-residuals.svg", residualsSvg({ ...result.residuals, title: plotted.title }, SINGLE)],
    ["plot-profiles.svg", profilesSvg(plottedProfiles(result), plotted.title)],
    ["plot-correlation.svg", correlationSvg(result, plotted.title, SINGLE)],
  ];
}

/** With the resistances of bulk and grain boundaries in ohm. */
function pellet(bulk: number, boundary: number): string {
  const [first, second] = [String(bulk), String(boundary)];
  return `(R_b{${first}}|CPE_b{Q = 40p, n = 1 fixed})-(R_gb{${second}}|CPE_gb{Q = 8n, n = 0.9})-CPE_el{Q = 2u, n = 0.9}`;
}

/** ohm at 25 C, and eV. */
const BULK = { resistance: 4000, energy: 0.32 };
const BOUNDARY = { resistance: 9000, energy: 0.44 };
const BOLTZMANN = 8.617333e-5;
const ROOM = 298.15;

function resistanceAt({ resistance, energy }: typeof BULK, celsius: number): number {
  const kelvin = celsius + 273.15;
  return Number((((resistance * kelvin) / ROOM) * Math.exp((energy / BOLTZMANN) * (1 / kelvin - 1 / ROOM))).toPrecision(6));
}

/** A pellet between blocking electrodes over temperature. */
function temperaturePictures(): [string, string][] {
  const circuit = parseCircuit(pellet(BULK.resistance, BOUNDARY.resistance));
  const series = fitSeries(
    [-30, -10, 10, 30, 50, 70].map((celsius, k) => ({
      condition: celsius,
      label: `${String(celsius)} C`,
      spectrum: pelletAt(celsius, k + 1),
    })),
    circuit,
    { kind: "temperature" },
  );
  const results = series.fits.map(({ result }) => result);
  const sample = { thickness: "1.00(1) mm", diameter: "10.0(1) mm" };
  const { quantities } = seriesQuantities({ circuit, results }, sample);
  const arrhenius = arrheniusOfSeries(series.fits, quantities, { at: ["25 C"] });
  const title = "Pellet between blocking electrodes, simulated";
  const plotted = plottedSeries(series, title);
  return [
    ["plot-series-nyquist.svg", seriesNyquistSvg(plotted)],
    ["plot-series-bode.svg", seriesBodeSvg(plotted, SINGLE)],
    ["plot-arrhenius.svg", arrheniusSvg(arrhenius.results, title, SINGLE)],
  ];
}

function pelletAt(celsius: number, seed: number): Spectrum {
  const circuit = pellet(resistanceAt(BULK, celsius), resistanceAt(BOUNDARY, celsius));
  return spectrumOf(circuit, { highest: 1e7, decades: 5, perDecade: 7, noise: 0.004, seed });
}

/** A cell over its state of charge. */
function chargePictures(): [string, string][] {
  const cell = (transfer: number): string =>
    `R0{12}-(R1{18}|CPE1{Q = 30u, n = 0.85})-(R2{${String(transfer)}}|CPE2{Q = 4m, n = 0.9})`;
  const series = fitSeries(
    Array.from({ length: 11 }, (_, k) => ({
      condition: 10 * k,
      label: `${String(10 * k)} %`,
      spectrum: spectrumOf(cell(25 + 2.4 * (k - 5) ** 2), { seed: k + 1, decades: 6, perDecade: 5, highest: 1e5 }),
    })),
    parseCircuit(cell(30)),
    { kind: "soc", search: false },
  );
  const title = "Cell over its state of charge, simulated";
  const plotted = plottedSeries(series, title);
  return [
    ["plot-series-soc.svg", seriesNyquistSvg(plotted, SINGLE)],
    ["plot-series-parameters.svg", seriesParametersSvg(series, title)],
  ];
}

async function titrationPicture(): Promise<[string, string]> {
  const recording = await readRecording(new TextEncoder().encode(titrationFile(1)), "gitt.csv");
  const result = gitt(recording, {
    molarVolume: "20.4 cm3/mol",
    mass: "4.80(5) mg",
    molarMass: "97.87 g/mol",
    area: "1.00(1) cm2",
  });
  return ["plot-gitt.svg", gittSvg(result, "Film of one diffusion coefficient, simulated", SINGLE)];
}

/** Pictures of docs/plots.md by file name. */
export async function plotPictures(): Promise<[string, string][]> {
  return [...fitPictures(), ...temperaturePictures(), ...chargePictures(), await titrationPicture()];
}
