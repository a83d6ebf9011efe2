import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatOf, readSpectra } from "../../src/io/read.ts";
import { ReadError } from "../../src/io/readError.ts";
import type { Spectrum } from "../../src/spectrum.ts";
import { simulatedPoints } from "../fixtures/io/simulated.ts";
import { simulatedWorkbook } from "../fixtures/io/simulatedWorkbook.ts";
import { distance } from "./distance.ts";
import { odsFiles, writeZip, xlsxFiles } from "./writeSpreadsheets.ts";

const parts = simulatedPoints.map(({ frequency, re, im }) => [frequency, re, im]);
const fixture = (path: string): Uint8Array => readFileSync(join(import.meta.dirname, "../fixtures/io", path));

async function messageOf(bytes: Uint8Array, name: string): Promise<string> {
  try {
    await readSpectra(bytes, name);
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("workbooks", () => {
  const kinds: [string, Uint8Array][] = [
    ["xlsx", fixture("xlsx/simulated.xlsx")],
    ["ods", fixture("ods/simulated.ods")],
    ["xlsx", writeZip(xlsxFiles(simulatedWorkbook))],
    ["xlsx", writeZip(xlsxFiles(simulatedWorkbook, "x:"), { deflate: false })],
    ["ods", writeZip(odsFiles(simulatedWorkbook))],
  ];
  it.each(kinds)("%s: every sheet with a spectrum is a sweep", async (kind, bytes) => {
    expect((await formatOf(bytes, "renamed.txt")).name).toBe(kind);
    const spectra = await readSpectra(bytes, "cells");
    expect(spectra.map(({ name }) => name)).toEqual(["cells #1", "cells #2"]);
    const [first, second] = spectra as [Spectrum, Spectrum];
    expect(distance(first)).toBe(0);
    expect(distance(second)).toBeLessThan(2e-15);
    expect(first.metadata).toEqual({ title: "cell A & B" });
    expect(second.metadata).toEqual({ title: "polar", date: "2026-03-14" });
    expect(first.notes).toEqual(['sheet "notes" was not read: it holds no table of numbers']);
    expect(second.notes).toContain("Z' and Z'' were computed: Z = |Z| exp(j phase)");
  });

  it("texts that look like numbers, with decimal commas, are read as such", async () => {
    const texts = parts.map((row) => row.map((x) => String(x).replace(".", ",")));
    const bytes = writeZip(xlsxFiles({ a: [["f/Hz", "Z'/ohm", "-Z''/ohm"], ...texts] }));
    const [spectrum] = (await readSpectra(bytes, "a.xlsx")) as [Spectrum];
    expect(spectrum.notes[0]).toBe("the decimal sign was taken to be a comma");
    expect(spectrum.re[0]).toBe(simulatedPoints[0]?.re);
  });

  it("a cell whose beginning is damaged is refused, and does not take the value of the one before it", async () => {
    const rows = { a: [["f/Hz", "Z'/ohm", "Z''/ohm"], ...parts] };
    const third = parts[2]?.[2] ?? NaN;
    const damage = (files: Record<string, string>, path: string, cell: RegExp): Uint8Array => {
      const text = files[path] ?? "";
      const damaged = text.replace(cell, "<tabl$1");
      expect(damaged).not.toBe(text);
      return writeZip({ ...files, [path]: damaged });
    };
    const ods = damage(odsFiles(rows), "content.xml", new RegExp(`<table:table-cell [^>]*value="(${third})">`));
    expect(await messageOf(ods, "a.ods")).toBe(
      "a.ods [a]:4: found a cell that ends without having begun, expected well-formed XML",
    );
    const xlsx = damage(xlsxFiles(rows), "xl/worksheets/sheet1.xml", /<c r="C4">(<f>)/);
    expect(await messageOf(xlsx, "a.xlsx")).toBe(
      "a.xlsx [a]:4: found a cell that ends without having begun, expected well-formed XML",
    );
  });

  it("name sheet and row of what is wrong", async () => {
    const damaged = {
      a: [
        ["f/Hz", "Z'/ohm", "Z''/ohm"],
        [1, 2, -3],
        [2, "over", -3],
        [3, 2, -3],
      ],
    };
    expect(await messageOf(writeZip(xlsxFiles(damaged)), "a.xlsx")).toBe(
      'a.xlsx [a]:3: found "over", expected a finite number in column 2',
    );
    expect(await messageOf(writeZip(odsFiles(damaged)), "a.ods")).toContain("a.ods [a]:3: found");
    expect(
      await messageOf(
        writeZip(
          xlsxFiles({
            a: [
              ["x", "y"],
              [1, 2],
            ],
          }),
        ),
        "a.xlsx",
      ),
    ).toBe(
      "a.xlsx: found 1 sheet(s) without three numbers in a row, expected a sheet with columns of frequency, Z' and Z''",
    );
    expect(
      await messageOf(
        writeZip(
          xlsxFiles({
            a: [
              ["x", "y", "z"],
              [1, 2, 3],
            ],
          }),
        ),
        "a.xlsx",
      ),
    ).toContain('a.xlsx [a]:1: found "x, y, z", expected columns of frequency');
  });
});

describe("archives that are refused", () => {
  const whole = writeZip(xlsxFiles(simulatedWorkbook));

  it("cut off anywhere", async () => {
    for (let length = 4; length < whole.length; length += 7) {
      expect(await messageOf(whole.subarray(0, length), "a.xlsx")).toBe(
        "a.xlsx: found an archive without its directory, expected a whole file; this one is cut off or damaged",
      );
    }
  });

  it("or still read right, with any byte changed", async () => {
    for (let at = 4; at < whole.length; at += 5) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      try {
        const spectra = await readSpectra(bytes, "a.xlsx");
        for (const spectrum of spectra) expect(distance(spectrum)).toBeLessThan(2e-15);
      } catch (error) {
        if (!(error instanceof ReadError)) throw error;
        expect(error.message).toMatch(/^a\.xlsx/);
      }
    }
  });

  it("encrypted, old, or of another kind", async () => {
    expect(await messageOf(writeZip(xlsxFiles(simulatedWorkbook), { flags: 1 }), "a.xlsx")).toContain(
      'a.xlsx: found "xl/worksheets/sheet1.xml" encrypted, expected an archive without a password',
    );
    const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(512)]);
    expect(await messageOf(compound, "old.xls")).toBe(
      "old.xls: found an encrypted workbook or one of Excel 97, expected a workbook saved as .xlsx without a password",
    );
    const encrypted = { ...odsFiles(simulatedWorkbook), "META-INF/manifest.xml": "<manifest:encryption-data/>" };
    expect(await messageOf(writeZip(encrypted), "a.ods")).toContain("found an encrypted document");
    expect(await messageOf(writeZip({ "word/document.xml": "<w/>" }), "a.docx")).toContain("a.docx: found binary data");
  });

  it("that would fill the memory", async () => {
    const bomb = writeZip({ "xl/worksheets/sheet1.xml": " ".repeat(2e6) });
    const view = new DataView(bomb.buffer);
    // The directory lies about the size: smaller than what comes out, or larger than allowed.
    const central = bomb.length - 22 - 46 - 24;
    view.setUint32(central + 24, 1000, true);
    expect(await messageOf(bomb, "bomb.xlsx")).toBe(
      'bomb.xlsx: found more than 1000 unpacked bytes in "xl/worksheets/sheet1.xml", expected a sound zip archive',
    );
    view.setUint32(central + 24, 4e9, true);
    expect(await messageOf(bomb, "bomb.xlsx")).toContain("with 4000000000 unpacked bytes");
    const rows = odsFiles({
      a: [
        ["f", "Z'", "Z''"],
        [1, 2, 3],
      ],
    });
    const many = (rows["content.xml"] ?? "").replace(
      /<table:table-row>(?=<table:table-cell office:value-type="float")/,
      '<table:table-row table:number-rows-repeated="1000000">',
    );
    expect(await messageOf(writeZip({ ...rows, "content.xml": many }), "a.ods")).toContain(
      "found a row repeated 1000000 times",
    );
  });
});
