import { describe, expect, it } from "vitest";
import { arrhenius, checkSpectrum, drt, fitSeries, parseCircuit, profile, simulate } from "../../src/index.ts";
import {
  arrheniusSvg,
  bodeSvg,
  checkSvg,
  correlationSvg,
  drtSvg,
  nyquistSvg,
  profilesSvg,
  residualsSvg,
  seriesBodeSvg,
  seriesNyquistSvg,
  seriesParametersSvg,
  type PlotOptions,
} from "../../src/report/index.ts";
import { simulated, sweep, valuesOf } from "../fit/support.ts";
import { dataSet, dataSetNames } from "./dataSets.ts";
import { coveredMarks, textFaults } from "./textBoxes.ts";

const LOOKS: readonly PlotOptions[] = [
  { size: "single" },
  { size: "double", theme: "dark" },
  { size: "double", theme: "auto", heading: false },
];

type Draw = (options: PlotOptions) => string;

/** What must hold for every plot in every look; then the snapshot of one of them, which anybody can open, unless others show the same. */
async function check(name: string, draw: Draw, kept: PlotOptions | null = { size: "single" }): Promise<void> {
  for (const options of LOOKS) {
    const svg = draw(options);
    expect(svg, name).not.toMatch(/NaN|Infinity|undefined/);
    expect(textFaults(svg), `${name}, ${JSON.stringify(options)}`).toEqual([]);
    expect(coveredMarks(svg), `${name}, ${JSON.stringify(options)}`).toEqual([]);
    // People who cannot see it are told what it is.
    expect(svg, name).toMatch(/^<svg [^>]*role="img"[^>]*>\n<title>[^<]+<\/title>/);
    // A minus sign, never a hyphen, before a digit of a number that people read.
    expect(svg, name).not.toMatch(/>-\d/);
  }
  if (kept !== null) await expect(draw(kept)).toMatchFileSnapshot(`snapshots/${name}.svg`);
}

const SINGLE: PlotOptions = { size: "single" };
const DARK: PlotOptions = { size: "double", theme: "dark" };
const BODE_KEPT = [
  "two-arcs",
  "one-a-decade",
  "500-points",
  "milliohm",
  "gigaohm",
  "inductive-loop",
  "masked",
  "constant",
];
const RESIDUALS_KEPT = ["two-arcs", "one-a-decade", "constant", "huge-noise"];

describe.each(dataSetNames)("plots of %s", (name) => {
  it("Nyquist", async () => {
    const { plotted } = dataSet(name);
    await check(`nyquist-${name}`, (options) => nyquistSvg(plotted, options));
  });
  it("Bode", async () => {
    const { plotted } = dataSet(name);
    await check(`bode-${name}`, (options) => bodeSvg(plotted, options), BODE_KEPT.includes(name) ? SINGLE : null);
  });
  it("residuals", async () => {
    const { plotted, result } = dataSet(name);
    await check(
      `residuals-${name}`,
      (options) => residualsSvg({ ...result.residuals, title: plotted.title }, options),
      RESIDUALS_KEPT.includes(name) ? SINGLE : null,
    );
  });
});

describe.each(["two-arcs", "undetermined", "six-arcs", "constant"])("parameters of %s", (name) => {
  it("profiles", async () => {
    const { result, plotted } = dataSet(name);
    const units = new Map(result.parameters.map((one) => [one.name, one.unit]));
    const profiles = profile(result).map((one) => ({ profile: one, unit: units.get(one.name) ?? "-" }));
    await check(`profiles-${name}`, (options) => profilesSvg(profiles, plotted.title, options));
  });
  it("correlation", async () => {
    const { result, plotted } = dataSet(name);
    await check(`correlation-${name}`, (options) => correlationSvg(result, plotted.title, options));
  });
});

describe.each(["two-arcs", "one-a-decade", "milliohm", "huge-noise"])("spectrum %s", (name) => {
  it("Kramers-Kronig residuals", async () => {
    const found = checkSpectrum(dataSet(name).spectrum);
    await check(`check-${name}`, (options) => checkSvg(found, `${name}.csv`, options));
  });
  it("distribution of relaxation times", async () => {
    const found = drt(dataSet(name).spectrum);
    await check(`drt-${name}`, (options) => drtSvg(found, `${name}.csv`, options));
  });
});

describe("series", () => {
  const circuit = parseCircuit("R0{20}-(R1{100}|CPE1{Q=10n,n=0.9})-(R2{60}|CPE2{Q=20u,n=0.85})");
  const frequencyHz = sweep(1e6, 0.1, 29);
  const series = {
    // Thousandfold resistances; rounded, so that every host has the same.
    temperature: [-40, -20, 0, 20, 40, 60, 80].map((celsius, k) => ({
      condition: celsius,
      values: [
        [20_000, 4_500, 1_200, 370, 130, 55, 26][k] ?? 1,
        [6_000, 2_100, 800, 350, 170, 90, 50][k] ?? 1,
      ] as const,
    })),
    soc: Array.from({ length: 11 }, (_, k) => ({
      condition: 10 * k,
      values: [100 + 3 * k, 60 + 4 * (k - 5) ** 2] as const,
    })),
    time: Array.from({ length: 14 }, (_, k) => ({
      condition: 60 * 3 ** k,
      values: [100 + 4 * k, 60 + k] as const,
    })),
    voltage: [{ condition: 3.7, values: [100, 60] as const }],
  };
  describe.each(Object.keys(series) as (keyof typeof series)[])("over %s", (kind) => {
    const found = fitSeries(
      series[kind].map(({ condition, values: [first, second] }, k) => ({
        condition,
        label: String(condition),
        spectrum: simulated(`R0{20}-(R1{${first}}|CPE1{Q=10n,n=0.9})-(R2{${second}}|CPE2{Q=20u,n=0.85})`, {
          frequencyHz,
          seed: k + 1,
        }),
      })),
      circuit,
      { kind, search: false },
    );
    const curve = sweep(1e6, 0.1, 80);
    const members = found.fits.map(({ condition, spectrum, result }) => ({
      condition,
      measured: spectrum,
      fit: { frequencyHz: curve, ...simulate(circuit, curve, valuesOf(result)) },
    }));
    const plotted = { kind, members, title: `series over ${kind}` };
    it("Nyquist", async () => {
      await check(`series-nyquist-${kind}`, (options) => seriesNyquistSvg(plotted, options), DARK);
    });
    it("Bode", async () => {
      await check(
        `series-bode-${kind}`,
        (options) => seriesBodeSvg(plotted, options),
        kind === "temperature" ? SINGLE : null,
      );
    });
    it("parameters", async () => {
      await check(`series-parameters-${kind}`, (options) => seriesParametersSvg(found, plotted.title, options));
    });
  });
});

describe("Arrhenius", () => {
  /** ln(sigma T) of a law, rounded, with 2 % each. */
  const line = (name: string, temperatures: number[], values: number[], at: string[]) =>
    arrhenius(
      temperatures.map((celsius, k) => ({
        temperature: `${String(celsius)} C`,
        value: { value: values[k] ?? 1, stderr: 0.02 * (values[k] ?? 1), unit: "S/cm" },
      })),
      { name, at },
    );
  const bulk = line(
    "bulk conductivity",
    [-20, -5, 10, 25, 40, 55, 70],
    [4.6e-7, 1.31e-6, 3.2e-6, 7.4e-6, 1.55e-5, 3e-5, 5.5e-5],
    ["25 C", "90 C"],
  );
  const wide = line(
    "conductivity of the grain boundaries of the annealed pellet",
    [-100, -60, 0, 50, 100, 200, 400, 600],
    [2e-16, 9e-13, 2.1e-9, 1.7e-7, 4e-6, 3e-4, 3.1e-2, 0.36],
    ["25 C"],
  );
  it.each([
    ["usual", [bulk]],
    ["wide", [wide]],
    ["two-lines", [bulk, wide]],
    ["none", []],
  ] as const)("%s", async (name, results) => {
    await check(`arrhenius-${name}`, (options) => arrheniusSvg(results, "pellet 3 <annealed>", options));
  });
});

describe("dark and over two columns", () => {
  it("Nyquist with points left out and an inductive lead", async () => {
    await check("nyquist-masked-dark", (options) => nyquistSvg(dataSet("masked").plotted, options), DARK);
    await check("nyquist-milliohm-dark", (options) => nyquistSvg(dataSet("milliohm").plotted, options), DARK);
  });
  it("a theme that follows the reader's system", async () => {
    const options = { theme: "auto", size: "double" } as const;
    await check("bode-masked-auto", (own) => bodeSvg(dataSet("masked").plotted, own), options);
  });
});
