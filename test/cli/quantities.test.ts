import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/index.ts";
import { spectrumCsv } from "../../src/report/index.ts";
import { simulated as simulatedSpectrum } from "../analysis/series/simulatedSeries.ts";
import { inFolder, runCommand } from "./runner.ts";

const example = (name: string): string => join(import.meta.dirname, "../../docs/example", name);
const circuit =
  "R_b{role bulk}-(R_gb{role grain-boundary}|CPE_gb)-(R_het{role hetero-interface}|CPE_het)-(R_Li{role interface}|CPE_Li); order tau(R_gb,CPE_gb) < tau(R_het,CPE_het) < tau(R_Li,CPE_Li); cell symmetric";

interface TransferenceDocument {
  readonly transferenceNumber: number;
  readonly stderr: number | null;
  readonly cancellation: boolean;
  readonly resistanceCorrelation: number | null;
  readonly inputs: readonly {
    readonly value: number;
    readonly stderr: number | null;
    readonly logDerivative: number;
  }[];
  readonly ohmicCheck: {
    readonly resistance: number;
    readonly electrolyteResistance: number | null;
    readonly agrees: boolean | null;
  };
  readonly warnings: readonly string[];
}

describe("eisfit transference", () => {
  it("gives Table S1 from numbers, resistances perhaps without a unit", async () => {
    const { status, out, notes } = await runCommand(
      ...[
        "transference",
        "--i0",
        "11.40uA",
        "--iss",
        "8.54uA",
        "--r0",
        "691",
        "--rss",
        "883",
        "--dv",
        "10mV",
        "--json",
      ],
    );
    expect(status).toBe(0);
    expect(notes).toContain("note: --r0 691 was read in ohm");
    const found = JSON.parse(out) as TransferenceDocument;
    expect(found.transferenceNumber).toBeCloseTo(0.6466, 4);
    expect(found.stderr).toBeNull();
    expect(found.cancellation).toBe(true);
    expect(found.ohmicCheck.resistance).toBeCloseTo(186.2, 1);
    expect(found.warnings).toHaveLength(2);
  });

  it("gives it from a polarisation and two spectra, with the ohmic check", async () => {
    const { status, out, notes } = await runCommand(
      ...["transference", "--current-file", example("polarisation.csv"), "--before", example("before.csv")],
      ...["--after", example("after.csv"), "-c", circuit, "--dv", "10 mV", "--json"],
    );
    expect(status).toBe(0);
    expect(notes).toContain("I_0 extrapolated to the step");
    const found = JSON.parse(out) as TransferenceDocument;
    expect(Math.abs(found.transferenceNumber - 0.6466)).toBeLessThan(3 * (found.stderr ?? 0));
    expect(found.ohmicCheck.agrees).toBe(true);
    expect(found.ohmicCheck.electrolyteResistance).toBeCloseTo(186, -1);
  });

  it("counts the covariance of both resistances by a joint fit of the spectra with what does not change", async () => {
    const words = [
      ...["transference", "--current-file", example("polarisation.csv"), "--before", example("before.csv")],
      ...["--after", example("after.csv"), "-c", circuit, "--dv", "10 mV"],
    ];
    const share = ["--share", "R_b", "--share", "R_gb", "--share", "CPE_gb.n"];
    const [alone, together] = [
      JSON.parse((await runCommand(...words, "--json")).out) as TransferenceDocument,
      JSON.parse((await runCommand(...words, ...share, "--json")).out) as TransferenceDocument,
    ];
    expect(alone.resistanceCorrelation).toBe(0);
    // One electrolyte for both: what its share of the spectrum lacks, both interfaces have.
    expect(together.resistanceCorrelation).toBeGreaterThan(0.05);
    expect(together.resistanceCorrelation).toBeLessThan(1);
    expect(together.stderr).toBeLessThan(alone.stderr ?? 0);
    expect(Math.abs(together.transferenceNumber - 0.6466)).toBeLessThan(3 * (together.stderr ?? 0));
    // To first order, from the table of inputs and the correlation that is told.
    const [i0 = 0, iss = 0, r0 = 0, rss = 0, dv = 0] = together.inputs.map(
      ({ value, stderr, logDerivative }) => ((stderr ?? 0) / value) * logDerivative,
    );
    const square =
      i0 ** 2 + iss ** 2 + r0 ** 2 + rss ** 2 + dv ** 2 + 2 * (together.resistanceCorrelation ?? 0) * r0 * rss;
    expect((together.stderr ?? 0) / together.transferenceNumber).toBeCloseTo(Math.sqrt(square), 8);
    expect((await runCommand(...words, ...share)).out).toMatch(/^correlation +0\.\d\d of the errors of R_0 and R_ss/m);
    const twice = await runCommand(...words, ...share, "--correlation", "0.5");
    expect([twice.status, twice.notes.includes("would count them twice")]).toEqual([2, true]);
    const without = await runCommand(
      "transference",
      "--i0",
      "1 uA",
      "--iss",
      "1 uA",
      "--r0",
      "1",
      "--rss",
      "1",
      "--dv",
      "1 mV",
      ...share,
    );
    expect([without.status, without.notes.includes("--share goes with fits")]).toEqual([2, true]);
  });

  it("tells fits whose arcs may change places among its warnings", async () => {
    const { out } = await runCommand(
      ...["transference", "--i0", "11.4 uA", "--iss", "8.54 uA", "--before", example("before.csv"), "--after"],
      ...[example("after.csv"), "-c", circuit.replace(/; order[^;]*/, ""), "--dv", "10 mV", "--json"],
    );
    expect((JSON.parse(out) as TransferenceDocument).warnings.join()).toContain("may change places");
  });

  it.each([
    [["--dv", "10 mV"], "Give --i0, or --current-file."],
    [["--dv", "10 mV", "--i0", "1 uA", "--iss", "1 uA"], "Give --r0, or --before and --after."],
    [["--dv", "10 mV", "--i0", "1 uA", "--iss", "1 uA", "--before", "a.csv"], "need --before, --after and --circuit"],
    [["--dv", "10", "--i0", "1 uA", "--iss", "1 uA", "--r0", "1", "--rss", "1"], "the voltage dV has no unit"],
    [["--dv", "10 mV", "--correlation", "2"], "Give a number from -1 to 1."],
    [
      [
        "--dv",
        "10 mV",
        "--i0",
        "1 uA",
        "--iss",
        "1 uA",
        "--before",
        example("before.csv"),
        "--after",
        example("after.csv"),
        "-c",
        circuit,
        "--role",
        "R_x",
      ],
      "no resistance of the name R_x, nor any with that role; it has R_b (bulk), R_gb (grain-boundary)",
    ],
  ])("refuses %j", async (words, message) => {
    const { status, notes } = await runCommand("transference", ...words);
    expect(status).toBe(2);
    expect(notes).toContain(message);
  });
});

describe("eisfit gitt", () => {
  const sample = ["--length", "10 um"];

  it("gives D of each pulse, and files", async () => {
    await inFolder(async (folder) => {
      const { status, out } = await runCommand("gitt", example("gitt.csv"), ...sample, "-o", folder);
      expect(status).toBe(0);
      expect(out.match(/^ +\d+ .* 250 s .*e-10 .*$/gm)).toHaveLength(14);
      const lines = readFileSync(join(folder, "gitt.gitt.csv"), "utf8").trim().split("\n");
      expect(lines).toHaveLength(15);
      const at = lines[0]?.split(",").indexOf("D_cm2_per_s") ?? -1;
      // 2e-10 was put in; the curve of the potential bends a little.
      for (const line of lines.slice(1)) expect(Number(line.split(",")[at]) / 2e-10).toBeCloseTo(1, 1);
      const svg = readFileSync(join(folder, "gitt.gitt.svg"), "utf8");
      expect(svg).toContain("Diffusion coefficients, gitt.csv");
      expect(svg).not.toMatch(/NaN|Infinity/);
      expect((await runCommand("gitt", example("gitt.csv"), ...sample, "-o", folder)).status).toBe(2);
    });
  });

  it("goes on after a file that fails", async () => {
    const { status, out, notes } = await runCommand("gitt", "absent.csv", example("gitt.csv"), ...sample, "--json");
    expect(status).toBe(1);
    expect(notes).toContain("absent.csv");
    const { files } = JSON.parse(out) as { files: { error?: object; pulses?: object[] }[] };
    expect(files.map(({ error, pulses }) => [error !== undefined, pulses?.length])).toEqual([
      [true, undefined],
      [false, 14],
    ]);
  });

  it("asks for what it needs", async () => {
    const { status, notes } = await runCommand("gitt", example("gitt.csv"), "--mass", "4 mg");
    expect(status).toBe(2);
    expect(notes).toContain("The molar volume, molar mass, area of the host are missing");
  });
});

describe("eisfit electronic and diffusion", () => {
  it("give values with errors", async () => {
    const cell = ["--voltage", "0.5V", "--thickness", "1.00(2) mm", "--area", "0.785cm2", "--json"];
    const { status, out } = await runCommand("electronic", "--current-file", example("electronic.csv"), ...cell);
    expect(status).toBe(0);
    const { value, stderr } = JSON.parse(out) as { value: number; stderr: number };
    expect(Math.abs(value - (8e-9 * 0.1) / (0.785 * 0.5))).toBeLessThan(2 * stderr);
    expect((await runCommand("electronic", ...cell)).notes).toContain("Give --current or --current-file.");
  });

  it("refuse D of a tail that is not at 45 degrees, with a status of 1", async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "tail.csv");
      const made = await runCommand(
        ...["simulate", "-c", "R0{20}-(R1{100}|C1{10u})-CPE1{Q = 30m, n = 0.62}", "--from", "1e5", "--to", "1e-3"],
        ...["--per-decade", "8", "--noise", "0.3%"],
      );
      writeFileSync(file, made.out);
      const cell = ["--area", "1cm2", "--concentration", "0.02 mol/cm3", "--temperature", "25C"];
      const { status, out } = await runCommand("diffusion", file, "-c", "R0-(R1|C1)-W1", ...cell);
      expect(status).toBe(1);
      expect(out).toMatch(/refused +diffusion coefficient: the tail has the exponent 0\.6\d+/);
      expect((await runCommand("diffusion", "--tau", "400 s", "--length", "2 um")).out).toContain("D = l^2/tau");
    });
  });
});

describe("eisfit table", () => {
  it("makes one row of the results of one sample", async () => {
    await inFolder(async (folder) => {
      const t = join(folder, "t.json");
      const numbers = ["--i0", "11.40(11) uA", "--iss", "8.54(9) uA", "--r0", "691(7) ohm", "--rss", "883(9) ohm"];
      writeFileSync(t, (await runCommand("transference", ...numbers, "--dv", "10 mV", "--json")).out);
      const symmetric = "R_b{role bulk}-(R_int{role interface}|CPE_int)-CPE_el; cell symmetric";
      await runCommand("fit", example("cathode-framework.csv"), "-c", symmetric, "--area", "0.785cm2", "-o", folder);
      const result = join(folder, "cathode-framework.result.json");
      expect(existsSync(result)).toBe(true);
      const { status, out } = await runCommand(
        "table",
        `A=${t}`,
        `A=${result}`,
        `B=${t}`,
        "--columns",
        "sample,ASR,t+",
      );
      expect(status).toBe(0);
      expect(out.split("\n").slice(2, 4)).toEqual([
        "| A | 54.04(7) | 0.65(5)<sup>a,b</sup> |",
        "| B | – | 0.65(5)<sup>a,b</sup> |",
      ]);
      expect((await runCommand("table", t)).out).toContain("| sample | t₊ |");
      const unknown = await runCommand("table", t, "--columns", "sample,x");
      expect([unknown.status, unknown.notes]).toEqual([2, 'error: No row has "x"; there are sample, t+.\n']);
      const other = join(folder, "other.json");
      writeFileSync(other, "{}");
      expect((await runCommand("table", other)).notes).toContain(
        "other.json: found another document, expected JSON of eisfit fit",
      );
      writeFileSync(other, "x");
      expect((await runCommand("table", other)).notes).toContain("found no JSON");
    });
  });

  it("has D of a titration: its mean, or each pulse over the potential", async () => {
    await inFolder(async (folder) => {
      const titration = await runCommand("gitt", example("gitt.csv"), "--length", "10(0) um", "-o", folder);
      expect(titration.status).toBe(0);
      const file = join(folder, "gitt.gitt.json");
      const mean = await runCommand("table", `NCM=${file}`);
      expect(mean.status).toBe(0);
      const [header, , row] = mean.out.split("\n");
      expect(header).toBe("| sample | D / 10\u207B\u00B9\u2070 cm\u00B2 s\u207B\u00B9 |");
      expect(row).toMatch(/^\| NCM \| [12]\.\d\d\(\d+\)<sup>a<\/sup> \|$/);
      expect(mean.out).toMatch(
        /geometric mean of 14 pulses from 3\.656 \.\. 3\.742 V, in brackets the standard deviation/,
      );
      const each = await runCommand(
        ...["table", `NCM=${file}`, "--each", "--columns", "pulse,E,dE_s in mV,D", "--format", "csv"],
      );
      const { files } = JSON.parse(readFileSync(file, "utf8")) as {
        files: { pulses: { voltage: number; diffusionCoefficient: { value: number } }[] }[];
      };
      const rows = each.out.trimEnd().split("\n").slice(1);
      expect(rows).toHaveLength(14);
      for (const [place, text] of rows.entries()) {
        const pulse = files[0]?.pulses[place];
        const [number, volts, , , , d] = text.split(",").map(Number);
        expect([number, volts, d]).toEqual([place + 1, pulse?.voltage, pulse?.diffusionCoefficient.value]);
      }
    });
  });

  it("has a row for each spectrum of a series over anything else than temperature, by its condition", async () => {
    await inFolder(async (folder) => {
      const files = [20, 50, 80].map((soc) => {
        const path = join(folder, `cell_soc${String(soc)}.csv`);
        const truth = { R1: 100 + soc, "CPE1.Q": 1e-6, "CPE1.n": 0.9, R0: 10 };
        const circuit = parseCircuit("R0{role bulk}-(R1{role interface}|CPE1)");
        writeFileSync(path, spectrumCsv(simulatedSpectrum(circuit, truth, 0.1, soc, "simulated")));
        return path;
      });
      const output = join(folder, "out");
      const circuit = "R0{role bulk}-(R1{role interface}|CPE1); cell symmetric";
      const made = await runCommand("series", ...files, "-c", circuit, "--area", "1cm2", "-o", output);
      expect(made.status).toBe(0);
      const document = join(output, "series.json");
      const { out } = await runCommand("table", `cell=${document}`, "--columns", "sample,SOC,R_int,ASR");
      const [header, , ...rows] = out.trimEnd().split("\n");
      expect(header).toBe("| sample | SOC / % | R<sub>int</sub> / \u03A9 | ASR / \u03A9 cm\u00B2 |");
      expect(rows).toHaveLength(3);
      for (const [place, soc] of [20, 50, 80].entries()) {
        const [, sample, condition, ohm, asr] = (rows[place] ?? "").split("|").map((field) => field.trim());
        expect([sample, condition]).toEqual(["cell", String(soc)]);
        expect(Number.parseFloat(ohm ?? "")).toBeCloseTo(100 + soc, -1);
        expect(Number.parseFloat(asr ?? "") * 2).toBeCloseTo(Number.parseFloat(ohm ?? ""), 0);
      }
      const latex = await runCommand("table", `cell=${document}`, "--columns", "SOC,R_int", "--format", "latex");
      // A bare percent sign would make a comment of the rest of the line.
      expect(latex.out).toContain("$\\mathrm{SOC}$ / $\\%$");
      const siunitx = await runCommand("table", `cell=${document}`, "--columns", "SOC,R_int", "--format", "siunitx");
      expect(siunitx.out).toContain("\\unit{\\percent}");
    });
  });
});
