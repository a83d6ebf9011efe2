import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileFormats, readSpectra, version } from "../../src/index.ts";
import { simulatedPoints } from "../io/simulated.ts";
import { ismFile, mprFile } from "../io/writeBinary.ts";
import { inFolder, runCommand } from "./runner.ts";

const points = simulatedPoints(9);
const second = simulatedPoints(9, 2);

interface Document {
  readonly eisfit: string;
  readonly files: readonly {
    readonly file: string;
    readonly format?: string;
    readonly sweeps?: readonly {
      readonly sweep?: number;
      readonly frequencyHz?: readonly number[];
      readonly re?: readonly number[];
      readonly im?: readonly number[];
      readonly points?: number;
      readonly metadata: Readonly<Record<string, string | number>>;
    }[];
    readonly notes?: readonly string[];
    readonly warnings?: readonly string[];
    readonly error?: { readonly name: string; readonly message: string };
  }[];
}

function inCell<T>(use: (files: { one: string; two: string; bad: string; folder: string }) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const files = { one: join(folder, "one.ism"), two: join(folder, "two.mpr"), bad: join(folder, "bad.txt"), folder };
    writeFileSync(files.one, ismFile(points));
    writeFileSync(files.two, mprFile([points, second], { timeRows: 2 }));
    writeFileSync(files.bad, "sweep,frequency_hz,z_re_ohm,z_im_ohm\n1,2,x,-1\n");
    return use(files);
  });
}

describe("eisfit convert", () => {
  it("prints one sweep as the project's CSV, with what the file tells as comments", () =>
    inCell(async ({ one, folder }) => {
      const { status, out, notes } = await runCommand("convert", one);
      expect(status).toBe(0);
      const lines = out.split("\n");
      expect(lines[0]).toBe(`# Converted by eisfit ${version} from ${one}: Zahner Thales (.ism)`);
      expect(out).toContain("# temperature_C: 25.5\n");
      expect(lines).toContain("frequency_hz,z_re_ohm,z_im_ohm");
      expect(notes).toContain(`${one}: read as Zahner Thales (.ism) (zahner-ism)\n`);
      const copy = join(folder, "copy.csv");
      writeFileSync(copy, out);
      const [before] = await readSpectra(one);
      const [after] = await readSpectra(copy);
      expect(after?.frequencyHz).toEqual(before?.frequencyHz);
      expect(after?.re).toEqual(before?.re);
      expect(after?.im).toEqual(before?.im);
    }));

  it("prints several sweeps with a column that is read back as sweeps, and one of them by its number", () =>
    inCell(async ({ two, folder }) => {
      const { status, out, notes } = await runCommand("convert", two);
      expect(status).toBe(0);
      expect(out).toContain("\nsweep,frequency_hz,z_re_ohm,z_im_ohm\n1,100000,");
      expect(notes).toContain("warning: left out 2 row(s)");
      const copy = join(folder, "copy.csv");
      writeFileSync(copy, out);
      const before = await readSpectra(two);
      const after = await readSpectra(copy);
      expect(after.map(({ re, im }) => [re, im])).toEqual(before.map(({ re, im }) => [re, im]));
      expect(after[1]?.metadata).toEqual({ sweep: 2 });
      const chosen = await runCommand("convert", two, "--sweep", "2");
      expect(chosen.out).toContain("\nfrequency_hz,z_re_ohm,z_im_ohm\n100000,");
      expect(chosen.out).toContain("# sweep: 2\n");
      const none = await runCommand("convert", two, "--sweep", "3");
      expect(none.status).toBe(1);
      expect(none.notes).toContain(`error: ${two}: found 2 sweeps, expected sweep 3\n`);
    }));

  it("prints one JSON document that is read back with its metadata and notes", () =>
    inCell(async ({ one, two, bad, folder }) => {
      const { status, out } = await runCommand("convert", one, bad, two, "--json");
      expect(status).toBe(1);
      const document = JSON.parse(out) as Document;
      expect(Object.keys(document)).toEqual(["eisfit", "files"]);
      expect(document.eisfit).toBe(version);
      expect(document.files.map(({ file, format }) => [file, format])).toEqual([
        [one, "zahner-ism"],
        [bad, undefined],
        [two, "biologic-mpr"],
      ]);
      expect(document.files[1]?.error?.message).toBe(`${bad}:2: found "x", expected a finite number in column 3`);
      expect(document.files[2]?.sweeps?.map(({ sweep, metadata }) => [sweep, metadata["cycle"]])).toEqual([
        [1, 1],
        [2, 2],
      ]);
      expect(document.files[2]?.warnings).toEqual(["left out 2 row(s) whose frequency is not above 0 Hz"]);
      expect(document.files[2]?.notes?.join()).toContain("which the phase confirms");
      const copy = join(folder, "copy.json");
      writeFileSync(copy, (await runCommand("convert", two, "--json")).out);
      const before = await readSpectra(two);
      const after = await readSpectra(copy);
      expect(after.map(({ re, im, metadata }) => [re, im, metadata])).toEqual(
        before.map(({ re, im, metadata }) => [re, im, metadata]),
      );
      expect(after[0]?.notes).toEqual(before[0]?.notes);
    }));

  it("lists sweeps with points, frequencies and what the file tells", () =>
    inCell(async ({ one, two }) => {
      const { status, out } = await runCommand("convert", one, two, "--list");
      expect(status).toBe(0);
      expect(out).toMatch(/^ +2 +9 +100000 +200 {2}technique: PEIS, .*cycle: 2/m);
      expect(out).toContain("\n1 sweep\n");
      expect(out).toContain("\n2 sweeps\n");
      const document = JSON.parse((await runCommand("convert", two, "--list", "--json")).out) as Document;
      expect(document.files[0]?.sweeps?.[1]).toMatchObject({ sweep: 2, points: 9, minimumHz: 200, maximumHz: 100000 });
      expect(document.files[0]?.sweeps?.[1]?.re).toBeUndefined();
    }));

  it("lists ten thousand sweeps while it reads them", () =>
    inFolder(async (folder) => {
      const path = join(folder, "many.csv");
      const rows = Array.from({ length: 10_000 }, (_, sweep) => `${sweep + 1},10,1,-1\n${sweep + 1},1,2,-1\n`);
      writeFileSync(path, `sweep,frequency_hz,z_re_ohm,z_im_ohm\n${rows.join("")}`);
      const { status, out } = await runCommand("convert", path, "--list");
      expect(status).toBe(0);
      expect(out.split("\n").filter((line) => /^ *\d+ +2 +10 +1$/.test(line))).toHaveLength(10_000);
      expect(out).toContain("\n10000 sweeps\n");
      expect((await runCommand("convert", path)).out.match(/^\d/gm)).toHaveLength(20_000);
    }));

  it("writes a file or files in a folder, whole or not at all", () =>
    inCell(async ({ one, two, bad, folder }) => {
      const target = join(folder, "new", "copy.csv");
      expect(await runCommand("convert", one, "-o", target)).toMatchObject({ status: 0, out: "" });
      expect(readFileSync(target, "utf8")).toContain("frequency_hz,z_re_ohm,z_im_ohm\n");
      const again = await runCommand("convert", one, "-o", target);
      expect(again.status).toBe(2);
      expect(again.notes).toContain("--force replaces files");
      expect((await runCommand("convert", one, "-o", target, "--force")).status).toBe(0);
      const all = join(folder, "all");
      const some = await runCommand("convert", one, two, bad, "-o", all, "--json");
      expect(some.status).toBe(1);
      expect(readdirSync(all).sort()).toEqual(["one.json", "two.json"]);
      const document = JSON.parse(readFileSync(join(all, "two.json"), "utf8")) as Document;
      expect(document.files[0]?.sweeps).toHaveLength(2);
      const late = join(folder, "late.csv");
      writeFileSync(late, "sweep,frequency_hz,z_re_ohm,z_im_ohm\n1,10,1,-1\n2,10,1,-1\n3,10,x,-1\n");
      expect((await runCommand("convert", late, "-o", join(folder, "late-copy.csv"))).status).toBe(1);
      expect(existsSync(join(folder, "late-copy.csv"))).toBe(false);
      expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
      mkdirSync(join(folder, "there"));
      expect((await runCommand("convert", two, "-o", join(folder, "there"))).status).toBe(0);
      expect(readdirSync(join(folder, "there"))).toEqual(["two.csv"]);
    }));

  it("lists the formats", async () => {
    const { status, out } = await runCommand("convert", "--formats");
    expect(status).toBe(0);
    for (const { name, title } of fileFormats) {
      expect(out).toContain(name);
      expect(out).toContain(title);
    }
    const { formats } = JSON.parse((await runCommand("convert", "--formats", "--json")).out) as {
      formats: { name: string }[];
    };
    expect(formats.map(({ name }) => name)).toEqual(fileFormats.map(({ name }) => name));
  });

  const wrong: [string[], RegExp][] = [
    [["convert"], /Name at least one file/],
    [["convert", "a.csv", "b.csv"], /Several files as CSV need a folder/],
    [["convert", "a.csv", "--list", "-o", "b"], /--list prints to the terminal/],
    [["convert", "a.csv", "--list", "--sweep", "2"], /--list shows all sweeps/],
    [["convert", "a.csv", "--sweep", "0"], /Give the number of a sweep, counted from 1, or all/],
    [["convert", "a/x.csv", "b/x.csv", "-o", "c"], /would both be written to x\.csv/],
  ];
  it.each(wrong)("wrong usage: %j", async (words, message) => {
    const { status, out, notes } = await runCommand(...words);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(notes).toMatch(message);
  });

  it("a file that is not there", async () => {
    const { status, out, notes } = await runCommand("convert", "none.csv");
    expect([status, out]).toEqual([1, ""]);
    expect(notes).toBe("error: none.csv: expected a file; there is none of this name\n");
  });
});

describe("--sweep of fit and compare", () => {
  const circuit = "R0-p(R1,C1)-p(R2,C2)";

  interface Fits {
    readonly files: readonly {
      readonly file: string;
      readonly parameters?: readonly { readonly name: string; readonly value: number }[];
      readonly error?: { readonly message: string };
    }[];
  }

  it("says what to type for a file with several sweeps", () =>
    inCell(async ({ two }) => {
      const { status, notes } = await runCommand("fit", two, "-c", circuit);
      expect(status).toBe(1);
      expect(notes).toContain(
        `error: ${two}: found 2 sweeps, expected --sweep N for one of them (1 to 2) or --sweep all; eisfit convert FILE --list shows them\n`,
      );
      expect((await runCommand("compare", two, "-c", "R0", "-c", "C0")).notes).toContain("--sweep N for one of them");
    }));

  it("fits one or each as an entry of its own", () =>
    inCell(async ({ one, two, folder }) => {
      const all = JSON.parse(
        (await runCommand("fit", two, one, "-c", circuit, "--sweep", "all", "--json")).out,
      ) as Fits;
      expect(all.files.map(({ file }) => file)).toEqual([`${two} #1`, `${two} #2`, one]);
      const resistance = all.files.map(
        ({ parameters = [] }) => parameters.find(({ name }) => name === "R0")?.value ?? 0,
      );
      // float32 data of a spectrum without noise.
      expect(resistance[0]).toBeCloseTo(12, 3);
      expect(resistance[1]).toBeCloseTo(24, 3);
      const other = await runCommand("fit", two, "-c", circuit, "--sweep", "2", "-o", join(folder, "out"));
      expect(other.status).toBe(0);
      expect(other.out).toContain(`${two} #2: 9 points`);
      expect(readdirSync(join(folder, "out"))).toContain("two.2.result.json");
      const again = await runCommand("fit", two, "-c", circuit, "--sweep", "all", "-o", join(folder, "out"));
      expect([again.status, again.out]).toEqual([2, ""]);
      expect(again.notes).toContain("two.2.result.json");
    }));

  it("averages the sweeps of a file as replicates", () =>
    inCell(async ({ two }) => {
      const { out } = await runCommand("fit", two, "-c", circuit, "--sweep", "all", "--average", "--json");
      const { files } = JSON.parse(out) as Fits;
      expect(files).toHaveLength(1);
      expect(files[0]?.parameters?.find(({ name }) => name === "R0")?.value).toBeCloseTo(18, 3);
    }));

  it("compares circuits on one or each", () =>
    inCell(async ({ two }) => {
      const words = ["compare", two, "-c", "R0-p(R1,C1)", "-c", circuit, "--json"];
      const one = JSON.parse((await runCommand(...words, "--sweep", "1")).out) as { file: string };
      expect(one.file).toBe(`${two} #1`);
      const all = JSON.parse((await runCommand(...words, "--sweep", "all")).out) as { sweeps: { file: string }[] };
      expect(all.sweeps.map(({ file }) => file)).toEqual([`${two} #1`, `${two} #2`]);
    }));
});
