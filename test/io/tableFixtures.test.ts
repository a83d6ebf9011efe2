import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentOfBytes } from "../../src/io/content.ts";
import { fileFormats } from "../../src/io/formats.ts";
import { parseSpectra } from "../../src/io/read.ts";
import { simulatedPoints } from "../fixtures/io/simulated.ts";
import { bytesOf, tableTexts } from "../fixtures/io/tableTexts.ts";

const fixtures = join(import.meta.dirname, "../fixtures/io");

describe("one simulated spectrum in every table that a program exports", () => {
  it.each(tableTexts)("$path reads back to the last digit", (table) => {
    const { path, format, printed, holds, sweeps, metadata } = table;
    const bytes = readFileSync(join(fixtures, path));
    expect(bytes.equals(bytesOf(table)), "run npx tsx test/fixtures/io/makeTables.ts").toBe(true);
    const file = contentOfBytes(bytes, "renamed.xyz");
    expect(fileFormats.find(({ sniff }) => sniff(file))?.name).toBe(format);
    const spectra = parseSpectra(bytes, "renamed.xyz");
    expect(spectra).toHaveLength(sweeps);
    expect(spectra[0]?.metadata).toMatchObject(metadata);
    for (const { frequencyHz, re, im } of spectra) {
      expect(frequencyHz).toHaveLength(simulatedPoints.length);
      simulatedPoints.forEach((point, index) => {
        expect(frequencyHz[index]).toBe(Number(Number(printed(point.frequency).replace(",", ".")).toString()));
        if (holds === "parts") {
          expect(re[index]).toBe(Number(printed(point.re).replace(",", ".")));
          expect(im[index]).toBe(Number(printed(point.im).replace(",", ".")));
        } else {
          // 16 digits of |Z| and phase, or of Cp and D, give each part with an error of some ulp of |Z|.
          const modulus = Math.hypot(point.re, point.im);
          expect(Math.abs((re[index] ?? 0) - point.re)).toBeLessThan(1e-15 * modulus);
          expect(Math.abs((im[index] ?? 0) - point.im)).toBeLessThan(1e-15 * modulus);
        }
      });
    }
  });

  it("temperatures are sweeps of their own", () => {
    const spectra = parseSpectra(readFileSync(join(fixtures, "novocontrol/temperatures.txt")), "t.txt");
    expect(spectra.map(({ metadata }) => metadata["temperature_C"])).toEqual([25, 40]);
    expect(spectra[1]?.notes).toContain("a new sweep: the frequency starts anew at line 29");
  });

  it("-Z'' under the name Z'' is found by the phase", () => {
    const [first, second] = parseSpectra(readFileSync(join(fixtures, "pstrace/channels.csv")), "c.csv");
    expect(first?.warnings).toEqual([]);
    expect(first?.notes.join("\n")).toContain(
      "the sign of Z'' agrees with the phase in column \"neg. Phase / \u00b0\"",
    );
    expect(second?.notes).toContain("the sign of Z'' is that of the phase");
    expect(second?.warnings).toEqual([
      'column "Z\'\' / Ohm" contradicts the phase in column "neg. Phase / \u00b0", one of the two has the wrong sign: the phase was believed',
    ]);
    expect(second?.im).toEqual(first?.im);
  });

  it("rows at 0 Hz and overloads are named", () => {
    const warnings = (path: string) => parseSpectra(readFileSync(join(fixtures, path)), "c.csv")[0]?.warnings;
    expect(warnings("powersuite/parstat.txt")).toEqual([
      "left out 2 row(s) whose frequency is not above 0 Hz (line 2, 3)",
    ]);
    expect(warnings("keysight/cpD.csv")).toEqual([
      "left out 1 row(s) with the number 9.9E37 that stands for an overload (line 31)",
    ]);
  });
});
