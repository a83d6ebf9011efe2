import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spectrumCsv } from "../../src/report/index.ts";
import { spectraPresent } from "../spectra/referenceFits.ts";
import { activated, ceramicAt, simulated, TWO_ARCS } from "../analysis/series/simulatedSeries.ts";
import { inFolder, runCommand } from "./runner.ts";
import { linesOfText } from "../report/textBoxes.ts";

const CIRCUIT = "p(R1,CPE1)-p(R2,CPE2)-CPE3";
const GEOMETRY = ["--thickness", "0.100(2) cm", "--area", "0.785cm2"];
const TEMPERATURES = [-10, 10, 25, 40, 60];

interface Document {
  readonly over: string;
  readonly unit: string;
  readonly fits: readonly {
    readonly condition: number;
    readonly file: string;
    readonly start: string;
    readonly parameters: readonly { readonly name: string; readonly value: number; readonly stderr: number }[];
    readonly answers?: { readonly answers: readonly { readonly name: string }[] };
  }[];
  readonly failed: readonly { readonly file: string }[];
  readonly arrhenius:
    | readonly {
        readonly name: string;
        readonly ordinate: string;
        readonly activationEnergy: { readonly value: number; readonly stderr: number };
        readonly values: readonly { readonly value: number; readonly stderr: number; readonly extrapolated: boolean }[];
        readonly standardErrors: { readonly used: string };
      }[]
    | null;
}

/** Files of a ceramic at five temperatures, as `cell_T-10C.csv`. */
function writeSeries(folder: string, name = (celsius: number): string => `cell_T${String(celsius)}C.csv`): string[] {
  return TEMPERATURES.map((celsius) => {
    const path = join(folder, name(celsius));
    writeFileSync(path, spectrumCsv(simulated(TWO_ARCS, ceramicAt(celsius), 0.3, celsius + 20, "simulated")));
    return path;
  });
}

describe("eisfit series", () => {
  it("prints parameters over temperature, conductivities, and activation energies with their form", async () => {
    await inFolder(async (folder) => {
      const files = writeSeries(folder);
      const { status, out } = await runCommand("series", ...files.reverse(), "-c", CIRCUIT, ...GEOMETRY);
      expect(status).toBe(0);
      expect(out).toContain("5 spectra over temperature, -10 C .. 60 C");
      expect(out).toMatch(/^ +-10 C {2}\S+ \u00B1 \S+ kohm/m);
      expect(out).toContain("sigma T = A exp(-Ea/(kB T)), Ea = -kB d ln(sigma T)/d(1/T)");
      expect(out).toMatch(/^bulk conductivity +0\.3[45]\d* +0\.00\d+ /m);
      expect(out).toMatch(/^apparent grain-boundary conductivity +0\.5[45]\d* +0\.00\d+ /m);
      expect(out).toMatch(/^total conductivity at 25 C .*S\/cm/m);
      expect(out).toContain("own search");
    });
  });

  it("gives one JSON document, byte for byte the same, with the energies that were simulated", async () => {
    await inFolder(async (folder) => {
      const words = [
        "series",
        ...writeSeries(folder),
        "-c",
        CIRCUIT,
        ...GEOMETRY,
        "--json",
        "--at",
        "25C",
        "--at",
        "80C",
      ];
      const first = await runCommand(...words);
      expect((await runCommand(...words)).out).toBe(first.out);
      const document = JSON.parse(first.out) as Document;
      expect([document.over, document.unit]).toEqual(["temperature", "C"]);
      expect(document.fits.map(({ condition }) => condition)).toEqual(TEMPERATURES);
      const names = document.arrhenius?.map(({ name }) => name) ?? [];
      expect(names).toEqual(["total conductivity", "bulk conductivity", "apparent grain-boundary conductivity"]);
      const [total, bulk, boundary] = document.arrhenius ?? [];
      expect(bulk?.ordinate).toBe("ln(sigma T)");
      // Three standard errors.
      expect(Math.abs((bulk?.activationEnergy.value ?? NaN) - 0.35)).toBeLessThan(
        3 * (bulk?.activationEnergy.stderr ?? 0),
      );
      expect(Math.abs((boundary?.activationEnergy.value ?? NaN) - 0.55)).toBeLessThan(
        3 * (boundary?.activationEnergy.stderr ?? 0),
      );
      const sigma = 0.1 / 0.785 / activated(2e4, 0.35, 25);
      const [room, hot] = bulk?.values ?? [];
      expect(Math.abs((room?.value ?? NaN) / sigma - 1)).toBeLessThan((3 * (room?.stderr ?? 0)) / sigma);
      // The thickness is known to 2 %, and so is no conductivity better.
      expect((room?.stderr ?? 0) / (room?.value ?? NaN)).toBeGreaterThan(0.02);
      expect([room?.extrapolated, hot?.extrapolated]).toEqual([false, true]);
      // A sum of two processes is no line; its bend is told.
      expect(total?.standardErrors.used).toBe("given, scaled by the scatter");
      expect(document.fits[0]?.answers?.answers.map(({ name }) => name)).toContain("bulk permittivity");
    });
  });

  it("takes conditions from a table, and the form that is asked for, of resistances without geometry", async () => {
    await inFolder(async (folder) => {
      const files = writeSeries(folder, (celsius) => `cell${String(TEMPERATURES.indexOf(celsius))}.csv`);
      const table = join(folder, "conditions.csv");
      writeFileSync(
        table,
        `file,temperature_K\n${TEMPERATURES.map((t, k) => `cell${String(k)},${String(t + 273.15)}`).join("\n")}\n`,
      );
      const words = ["series", ...files, "-c", CIRCUIT, "--conditions", table, "--form", "sigma", "--json"];
      const { status, out } = await runCommand(...words);
      expect(status).toBe(0);
      const { arrhenius } = JSON.parse(out) as Document;
      const bulk = arrhenius?.find(({ name }) => name === "bulk resistance");
      expect(bulk?.ordinate).toBe("ln R");
      // ln sigma gives kB T less: 0.026 eV at 300 K.
      expect(Math.abs((bulk?.activationEnergy.value ?? NaN) - 0.324)).toBeLessThan(0.006);
      expect((await runCommand("series", ...files, "-c", CIRCUIT)).status).toBe(2);
      expect((await runCommand("series", ...files, "-c", CIRCUIT)).notes).toContain("No condition is known");
    });
  });

  it("over something else than temperature there are no activation energies", async () => {
    await inFolder(async (folder) => {
      const files = writeSeries(folder, (celsius) => `cell_soc${String(celsius + 20)}.csv`);
      const { status, out } = await runCommand("series", ...files, "-c", CIRCUIT);
      expect(status).toBe(0);
      expect(out).toContain("over state of charge, 10 % .. 80 %");
      expect(out).not.toContain("Activation");
    });
  });

  it("writes tables, JSON and the plot whole, and refuses to replace them", async () => {
    await inFolder(async (folder) => {
      const files = writeSeries(folder);
      const output = join(folder, "out");
      const words = ["series", ...files, "-c", CIRCUIT, ...GEOMETRY, "-o", output];
      const { status, notes } = await runCommand(...words);
      expect(status).toBe(0);
      expect(notes).toContain("written:");
      const read = (name: string): string => readFileSync(join(output, name), "utf8");
      const rows = read("series.csv").trimEnd().split("\n");
      expect(rows).toHaveLength(1 + TEMPERATURES.length);
      expect(rows[0]).toMatch(/^temperature \/ C,spectrum,R1 \/ ohm,R1 stderr,CPE1\.Q \/ F s\^\(n-1\)/);
      expect(rows[0]).toContain("bulk conductivity / S/cm,bulk conductivity stderr");
      expect(rows[1]).toMatch(/^-10,/);
      expect(read("arrhenius.csv").split("\n")[2]).toMatch(/^bulk conductivity,ln\(sigma T\),0\.3[45]/);
      expect((JSON.parse(read("series.json")) as Document).fits).toHaveLength(5);
      const svg = read("arrhenius.svg");
      expect(svg).toMatch(/^<svg [^>]*>\n<title>Arrhenius plot/);
      const texts = linesOfText(svg).map(({ text }) => text);
      expect(texts).toContain("1000 K / T");
      expect(texts).toContain("T / \u00B0C");
      for (const [name, title] of [
        ["nyquist", "Nyquist plots of a series"],
        ["bode", "Bode plots of a series"],
        ["parameters", "Parameters of a series"],
      ] as const) {
        const plot = read(`${name}.svg`);
        expect(plot).toContain(`<title>${title}`);
        expect(plot).not.toContain("NaN");
      }
      expect(svg).not.toContain("NaN");
      expect((await runCommand(...words)).status).toBe(2);
      expect((await runCommand(...words, "--force")).status).toBe(0);
    });
  });

  it("goes on without a file that cannot be read, and says so", async () => {
    await inFolder(async (folder) => {
      const files = writeSeries(folder);
      const broken = join(folder, "cell_T90C.csv");
      writeFileSync(broken, "nothing\n");
      const { status, out, notes } = await runCommand("series", ...files, broken, "-c", CIRCUIT, "--json");
      expect(status).toBe(1);
      expect(notes).toContain("cell_T90C.csv");
      const { fits, failed } = JSON.parse(out) as Document;
      expect(fits).toHaveLength(5);
      expect(failed.map(({ file }) => file)).toEqual([broken]);
      expect(existsSync(join(folder, "series.json"))).toBe(false);
    });
  });

  it.each([
    [["--json", "--csv"], "each take the whole of stdout"],
    [["--share", "R1:cubic"], "same, linear or arrhenius"],
    [["--over", "weather"], "temperature, soc, time"],
    [["--form", "x"], "sigma-T, sigma"],
    [["--thickness", "1 V"], "thickness"],
    [["--conditions", "absent.csv"], "absent.csv"],
    [["--at", "25 V"], "temperature"],
  ])("%j is wrong usage", async (words, message) => {
    await inFolder(async (folder) => {
      const { status, notes } = await runCommand("series", ...writeSeries(folder), "-c", CIRCUIT, ...words);
      expect(notes).toContain(message);
      expect(status).toBe(message === "absent.csv" ? 1 : 2);
    });
  });

  it.runIf(spectraPresent)("the published ceramic series, as far as its spectra are there", async () => {
    const files = [140, 160, 180, 200].map((t) =>
      join(import.meta.dirname, `../../../shared/data/spectra/se-s04147-${String(t)}c.csv`),
    );
    const words = ["series", ...files, "-c", CIRCUIT, "--thickness", "0.21cm", "--diameter", "0.8cm", "--json"];
    const { arrhenius, fits } = JSON.parse((await runCommand(...words)).out) as Document;
    const energies = Object.fromEntries(
      (arrhenius ?? []).map(({ name, activationEnergy }) => [name, activationEnergy]),
    );
    // Published over all seven temperatures: 0.5869 +- 0.0163, 0.8919 +- 0.0025, 0.8555 +- 0.0006 eV; four of them must
    // agree within their own errors, which are larger.
    const published = {
      "bulk conductivity": 0.5869,
      "apparent grain-boundary conductivity": 0.8919,
      "total conductivity": 0.8555,
    };
    for (const [name, energy] of Object.entries(published)) {
      expect(Math.abs((energies[name]?.value ?? NaN) - energy)).toBeLessThan(energies[name]?.stderr ?? 0);
    }
    // By numpy from resistances that scipy fitted: test/fixtures/arrhenius/values.json. The fits agree to some 1e-9.
    expect(energies["bulk conductivity"]?.value).toBeCloseTo(0.5744857886, 8);
    expect(energies["bulk conductivity"]?.stderr).toBeCloseTo(0.0313876889, 8);
    expect(energies["apparent grain-boundary conductivity"]?.value).toBeCloseTo(0.8913729165, 8);
    expect(fits.map(({ condition }) => condition)).toEqual([140, 160, 180, 200]);
  });
});
