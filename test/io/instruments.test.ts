import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentOfBytes } from "../../src/io/content.ts";
import type { Sweep } from "../../src/io/format.ts";
import { fileFormats } from "../../src/io/formats.ts";
import { parseSpectra } from "../../src/io/read.ts";
import { bytesOf, instrumentTexts } from "../fixtures/io/instrumentTexts.ts";
import { simulatedPoints } from "../fixtures/io/simulated.ts";

const fixtures = join(import.meta.dirname, "../fixtures/io");
const samples = join(import.meta.dirname, "../../../shared/data/instrument");
const present = existsSync(samples);
if (!present) console.log("not run: files of instruments in ../shared/data (the folder is absent)");

interface Read {
  readonly format: string | undefined;
  readonly sweeps: Sweep[];
}

/** As `readSpectra`, in the order of the file. */
function read(bytes: Uint8Array, name: string): Read {
  const file = contentOfBytes(bytes, name);
  const format = fileFormats.find(({ sniff }) => sniff(file));
  return { format: format?.name, sweeps: [...(format?.sweeps(file) ?? [])] };
}

describe("one simulated spectrum in every format of text", () => {
  it.each(instrumentTexts)("$path reads back to the last digit", (text) => {
    const { path, format, printed, sweeps } = text;
    const bytes = readFileSync(join(fixtures, path));
    expect(bytes.equals(bytesOf(text)), "run npx tsx test/fixtures/io/makeInstruments.ts").toBe(true);
    // The content decides, whatever the name.
    const result = read(bytes, "renamed.xyz");
    expect(result.format).toBe(format);
    expect(result.sweeps).toHaveLength(sweeps);
    for (const sweep of result.sweeps) {
      expect(sweep.warnings).toEqual([]);
      expect(sweep.frequencyHz).toHaveLength(simulatedPoints.length);
      simulatedPoints.forEach((point, index) => {
        if (printed === undefined) {
          // A reflection of 16 digits gives Z with an error of some ulp of |Z| + R.
          expect(Math.abs((sweep.frequencyHz[index] ?? 0) / point.frequency - 1)).toBeLessThan(1e-15);
          expect(Math.abs((sweep.re[index] ?? 0) - point.re)).toBeLessThan(1e-12);
          expect(Math.abs((sweep.im[index] ?? 0) - point.im)).toBeLessThan(1e-12);
        } else {
          expect(sweep.re[index]).toBe(Number(printed(point.re)));
          expect(sweep.im[index]).toBe(Number(printed(point.im)));
          expect(Math.abs((sweep.frequencyHz[index] ?? 0) / point.frequency - 1)).toBeLessThan(5e-4);
        }
      });
    }
  });

  it("the spectra are those of the files, by falling frequency", () => {
    const [, second] = parseSpectra(readFileSync(join(fixtures, "ivium/simulated.idf")), "cell.idf");
    expect(second?.name).toBe("cell.idf #2");
    expect(second?.frequencyHz[0]).toBe(1e5);
    expect(second?.metadata["title"]).toBe("The same again");
  });
});

describe("what the files tell besides the points", () => {
  const metadata = (path: string) => read(readFileSync(join(fixtures, path)), path).sweeps[0]?.metadata;

  it("Gamry", () => {
    const common = {
      technique: "EISPOT",
      title: "Simulated cell",
      date: "3/14/2026",
      time: "15:09:26",
      instrument: "REF1000-00000",
      dc_V: 0.1,
      dc_reference: "open circuit",
      amplitude_rms_V: 0.01,
      area_cm2: 0.785,
      open_circuit_V: 0.1762396,
    };
    expect(metadata("gamry/simulated.DTA")).toEqual(common);
    expect(metadata("gamry/driftCorrected.DTA")).toEqual({ ...common, drift_correction: "corrected" });
  });

  it("EC-Lab and BT-Lab", () => {
    const common = {
      technique: "Potentio Electrochemical Impedance Spectroscopy",
      instrument: "SP-000 (SN 0000)",
      comment: "simulated",
      area_cm2: 0.785,
      dc_set_V: 0.1,
      dc_reference: "Eoc",
      amplitude_V: 0.01,
      cycle: 1,
    };
    expect(metadata("eclab/simulated.mpt")).toEqual({ ...common, date: "03/14/2026 15:09:26.535", dc_V: 0.25 });
    expect(metadata("eclab/btLab.mpt")).toEqual({ ...common, date: "03/14/2026 15:09:26,535" });
  });

  it("ZPlot, old and new", () => {
    const common = { date: "3-14-2026", time: "15:09:26", open_circuit_V: 0.1762, amplitude_V: 0.01, dc_V: 0.1 };
    expect(metadata("zplot/old.z")).toEqual({
      ...common,
      technique: "Sweep Frequency: Control Voltage",
      comment: "simulated",
    });
    expect(metadata("zplot/simulated.z")).toEqual({
      ...common,
      technique: "Sweep Frequency, Control Voltage",
      comment: "simulated; Freq is in Hz",
      area_cm2: 0.785,
    });
  });

  it("the others", () => {
    expect(metadata("chi/simulated.txt")).toEqual({
      date: "March 14, 2026 15:09:26",
      technique: "A.C. Impedance",
      instrument: "CHI000",
      title: "Simulated cell",
      dc_V: 0.1,
      amplitude_V: 0.01,
    });
    expect(metadata("ivium/simulated.idf")).toEqual({
      title: "Simulated cell",
      technique: "Constant E",
      dc_V: 0.1,
      amplitude_V: 0.01,
      instrument: "X00000",
      date: "14.03.2026 15:09:26",
    });
    // The first action measures the open circuit only.
    expect(metadata("versastudio/simulated.par")).toEqual({
      open_circuit_V: 0.1762,
      area_cm2: 0.785,
      instrument: "VersaSTAT0",
      time: "3:09:26 PM",
      date: "Saturday, March 14, 2026",
      technique: "Potentiostatic EIS",
      dc_V: 0.1,
      dc_reference: "OC",
      amplitude_rms_V: 0.01,
    });
    expect(metadata("i2b/simulated.i2b")).toEqual({
      title: "Simulated cell",
      header_2: "no instrument",
      header_3: "third line",
    });
    expect(metadata("touchstone/simulated.s1p")).toEqual({ comment: "simulated cell" });
  });
});

describe.runIf(present)("files of instruments give their expected columns, exactly as printed", () => {
  const table: [path: string, format: string, points: readonly number[], warning?: RegExp][] = [
    ["gamry/exampleDataGamry.DTA", "gamry", [72]],
    ["gamry/exampleDataGamryABORT.DTA", "gamry", [72], /aborted \(line 172\)/],
    ["gamry/data.dta", "gamry", [29]],
    ["gamry/drift-corrected-data.dta", "gamry", [55, 55]],
    ["gamry/EISGALV_EISTest3.DTA", "gamry", [71]],
    ["gamry/20240401_B_GM0016_HL03_E01_EIS.DTA", "gamry", [61]],
    ["biologic/exampleDataBioLogic.mpt", "eclab", [43], /ends at 0.01689554 Hz, the settings .* say 0.01 Hz/],
    ["biologic/peis.mpt", "eclab", [32]],
    ["biologic/peis.issue_225.with_ece.mpt", "eclab", [32]],
    ["biologic/case-multiple-spectra.mpt", "eclab", [29, 29, 29]],
    ["biologic/PEIS_LPSCl_IonBlocking_-25C.txt", "eclab", [79]],
    ["zplot/exampleDataZPlot.z", "zplot", [21], /announces 56 points, 21 were found/],
    ["zplot/exampleDataZPlot_noComments.z", "zplot", [31], /announces 79 points, 31 were found/],
    ["zplot/Circuit1_EIS_1.z", "zplot", [48]],
    ["zplot/exampleDataAutolab.txt", "zplot", [41]],
    ["chinstruments/exampleDataCHInstruments.txt", "chi", [73]],
    ["ecochemie/data.dfr", "dfr", [29]],
    ["ivium/data.idf", "ivium", [29]],
    ["parstat/exampleDataVersaStudio.par", "versastudio", [61]],
  ];

  it.each(table)("%s", (path, format, points, warning) => {
    const result = read(readFileSync(join(samples, path)), path);
    expect(result.format).toBe(format);
    expect(result.sweeps.map(({ frequencyHz }) => frequencyHz.length)).toEqual(points);
    const expected = readFileSync(join(samples, `${path}.expected.csv`), "utf8")
      .trim()
      .split("\n")
      .slice(1);
    const rows = result.sweeps.flatMap(({ frequencyHz, re, im }, sweep) =>
      frequencyHz.map((frequency, index) => [sweep, frequency, re[index], im[index]]),
    );
    expect(rows).toEqual(expected.map((row) => row.split(",").map(Number)));
    const warnings = (result.sweeps[0]?.warnings ?? []).join("; ");
    if (warning === undefined) expect(warnings).toBe("");
    else expect(warnings).toMatch(warning);
  });

  it("biologic/exampleDataBioLogic_MissingFreq.mpt is refused", () => {
    const path = "biologic/exampleDataBioLogic_MissingFreq.mpt";
    expect(() => read(readFileSync(join(samples, path)), "missing.mpt")).toThrow(
      /^missing\.mpt:61: found "Re\(Z\)\/Ohm, -Im\(Z\)\/Ohm, .*", expected freq\/Hz among the column names$/,
    );
  });
});
