import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, runCommand } from "./runner.ts";

const CIRCUIT = "R0-p(R1,C1)";

interface Document {
  readonly eisfit: string;
  readonly files: readonly {
    readonly file: string;
    readonly spectrum: {
      readonly points: number;
      readonly fmin: number;
      readonly fmax: number;
      readonly sha256: string;
    };
    readonly circuit: string;
    readonly objective: number;
    readonly parameters: readonly { readonly name: string; readonly value: number; readonly status: string }[];
    readonly termination: { readonly outcome: string };
    readonly warnings: readonly string[];
    readonly verification?: { readonly agrees: boolean };
    readonly error?: { readonly name: string; readonly message: string };
  }[];
}

/** What a document says of intervals and identifiability. */
interface IntervalDocument {
  readonly files: readonly {
    readonly parameters: readonly {
      readonly name: string;
      readonly value: number;
      readonly interval: readonly [number, number | "Infinity"];
      readonly intervalMethod: string;
    }[];
    readonly intervals: { readonly method: string; readonly level: number };
    readonly identifiability: { readonly determined: boolean; readonly verdict: string };
  }[];
}

/** A folder with the spectrum of 20 ohm, 100 ohm and 1 uF under a name. */
function withCell<T>(use: (path: string, folder: string) => Promise<T>, noise = "0.1%"): Promise<T> {
  return inFolder(async (folder) => {
    const grid = ["--from", "1e5", "--to", "10", "--per-decade", "8"];
    const { out } = await runCommand("simulate", "-c", "R0{20}-p(R1{100},C1{1u})", ...grid, "--noise", noise);
    const path = join(folder, "cell.csv");
    writeFileSync(path, out);
    return use(path, folder);
  });
}

function valuesOf(text: string): Record<string, number> {
  const document = JSON.parse(text) as Document;
  return Object.fromEntries((document.files[0]?.parameters ?? []).map(({ name, value }) => [name, value]));
}

describe("eisfit fit", () => {
  it("finds the values that a spectrum without noise was made from, with no initial values", () =>
    withCell(async (path) => {
      const { status, out } = await runCommand("fit", path, "-c", CIRCUIT, "--json");
      expect(status).toBe(0);
      const values = valuesOf(out);
      // Noise-free float64 data: only rounding, amplified by a condition number of a few, keeps the values apart.
      expect(values["R0"]).toBeCloseTo(20, 10);
      expect(values["R1"]).toBeCloseTo(100, 10);
      expect((values["C1"] ?? 0) / 1e-6).toBeCloseTo(1, 10);
    }, "0"));

  it("keeps an order of arcs from the option", () =>
    inFolder(async (folder) => {
      const cell = "R0{20}-p(R1{100},C1{10u})-p(R2{50},C2{2m})";
      const grid = ["--from", "1e5", "--to", "0.1", "--per-decade", "7"];
      const { out: csv } = await runCommand("simulate", "-c", cell, ...grid, "--noise", "0.1%");
      const path = join(folder, "cell.csv");
      writeFileSync(path, csv);
      const bare = "R0-p(R1,C1)-p(R2,C2)";
      const { status, out } = await runCommand("fit", path, "-c", bare, "--order", "tau(R2,C2) < tau(R1,C1)", "--json");
      expect(status).toBe(0);
      const values = valuesOf(out);
      expect(values["R2"]).toBeCloseTo(100, 0);
      expect(values["R1"]).toBeCloseTo(50, 0);
      // Limits that forbid the exchange, and a Nyquist curve of the fit that is not the free one's.
      const limits = ["--bound", "R1=90..110", "--bound", "R2=45..55", "--verify", "-o", join(folder, "out")];
      const kept = await runCommand("fit", path, "-c", bare, "--order", "tau(R2,C2) < tau(R1,C1)", ...limits, "--json");
      const { C1 = NaN, C2 = NaN, R1 = NaN, R2 = NaN } = valuesOf(kept.out);
      expect(R2 * C2).toBeLessThanOrEqual(R1 * C1 * (1 + 1e-11));
      expect((JSON.parse(kept.out) as Document).files[0]?.verification?.agrees).toBe(true);
      const impossible = await runCommand("fit", path, "-c", bare, "--order", "tau(R1,C1) < tau(R3,C2)");
      expect(impossible.status).toBe(2);
    }));

  it("derives values, from the option and from the circuit", () =>
    withCell(async (path) => {
      const derive = ["--derive", 'sigma = 0.1/R_t "S/cm"', "--derive", "tau(R1,C1)"];
      const circuit = `${CIRCUIT}; derive R_t = R0 + R1`;
      const { status, out } = await runCommand("fit", path, "-c", circuit, ...derive, "--json");
      expect(status).toBe(0);
      const { derived } = (JSON.parse(out) as { files: [{ derived: Record<string, unknown>[] }] }).files[0];
      expect(derived.map(({ name, expression, unit }) => [name, expression, unit])).toEqual([
        ["R_t", "R0 + R1", "ohm"],
        ["sigma", "0.1/R_t", "S/cm"],
        ["tau(R1, C1)", "tau(R1, C1)", "s"],
      ]);
      const table = await runCommand("fit", path, "-c", circuit, ...derive);
      expect(table.out).toMatch(/^sigma +833\.\d+ +0\.\d+ +µS\/cm .* 0\.1\/R_t$/m);
      const wrong = await runCommand("fit", path, "-c", CIRCUIT, "--derive", "R0 + R2");
      expect(wrong.status).toBe(2);
      expect(wrong.notes).toContain("The circuit has no element `R2`");
    }));

  it("prints table, statistics and residuals, and notes to stderr", () =>
    withCell(async (path) => {
      const { status, out, notes } = await runCommand("fit", path, "-c", CIRCUIT);
      expect(status).toBe(0);
      expect(out).toContain(`${path}: 33 points, 100 kHz .. 10 Hz\n\nparameter`);
      for (const word of [
        "R0 ",
        "R1 ",
        "C1 ",
        "objective S",
        "chi2 reduced",
        "condition",
        "outcome",
        "residual, rms",
      ]) {
        expect(out).toContain(`\n${word}`);
      }
      expect(notes).toContain(`${path}: comment: Simulated by eisfit`);
    }));

  it("prints one JSON document, the same bytes each time, and nothing else on stdout", () =>
    withCell(async (path) => {
      const first = await runCommand("fit", path, "-c", CIRCUIT, "--json");
      const second = await runCommand("fit", path, "-c", CIRCUIT, "--json");
      expect(second.out).toBe(first.out);
      const document = JSON.parse(first.out) as Document;
      expect(Object.keys(document)).toEqual(["eisfit", "files"]);
      expect(document.files[0]?.file).toBe(path);
      expect(document.files[0]?.spectrum).toEqual({
        points: 33,
        fmin: 10,
        fmax: 1e5,
        sha256: createHash("sha256").update(readFileSync(path)).digest("hex"),
      });
      expect(document.files[0]?.termination.outcome).toBe("converged");
    }));

  it("obeys --set, --fix, --bound, --fmin, --fmax, --weight and --no-search", () =>
    withCell(async (path) => {
      const options = [
        "--set",
        "C1 = 2 uF",
        "--fix",
        "R0=21 ohm",
        "--bound",
        "R1=50..99",
        "--fmin",
        "20",
        "--fmax",
        "5e4",
      ];
      const { status, out } = await runCommand(
        "fit",
        path,
        "-c",
        CIRCUIT,
        ...options,
        "--weight",
        "unit",
        "--no-search",
        "--json",
      );
      expect(status).toBe(0);
      const [file] = (JSON.parse(out) as Document).files;
      expect(file?.spectrum.fmin).toBeGreaterThanOrEqual(20);
      expect(file?.spectrum.fmax).toBeLessThanOrEqual(5e4);
      expect(file?.parameters.map(({ name, status: kind }) => [name, kind])).toEqual([
        ["R0", "fixed"],
        ["R1", "at-bound"],
        ["C1", "free"],
      ]);
      const values = valuesOf(out);
      expect(values["R0"]).toBe(21);
      // The limit is kept as a logarithm while fitting, which costs a unit in the last place.
      expect(values["R1"]).toBeCloseTo(99, 12);
      expect(file?.circuit).toContain("R0{21 fixed}");
    }));

  it("asks for a second opinion", () =>
    withCell(async (path) => {
      const { status, out } = await runCommand("fit", path, "-c", CIRCUIT, "--verify", "--json");
      expect(status).toBe(0);
      expect((JSON.parse(out) as Document).files[0]?.verification?.agrees).toBe(true);
      expect((await runCommand("fit", path, "-c", CIRCUIT, "--verify")).out).toContain("second opinion  ");
    }));

  it("prints the intervals asked for, with their method", () =>
    withCell(async (path) => {
      for (const method of ["wald", "profile", "bootstrap"]) {
        const words = ["fit", path, "-c", CIRCUIT, "--intervals", method];
        const { out } = await runCommand(...words, "--json");
        const [file] = (JSON.parse(out) as IntervalDocument).files;
        expect(file?.intervals).toEqual({ method, level: 0.95 });
        for (const { value, interval, intervalMethod } of file?.parameters ?? []) {
          expect(intervalMethod).toBe(method);
          expect(interval[0]).toBeLessThan(value);
          expect(interval[1]).toBeGreaterThan(value);
        }
        const text = (await runCommand(...words)).out;
        expect(text).toContain("95 % interval");
        if (method !== "wald") expect(text).toMatch(new RegExp(`^R1 .* ${method} +free$`, "m"));
      }
      const wrong = await runCommand("fit", path, "-c", CIRCUIT, "--intervals", "walt");
      expect(wrong.status).toBe(2);
      expect(wrong.notes).toContain("Allowed choices are auto, wald, profile, bootstrap.");
    }));

  it("says in words what the data do not determine, and opens its interval", () =>
    inFolder(async (folder) => {
      const grid = ["--from", "1e5", "--to", "1", "--per-decade", "10", "--noise", "0.5%"];
      const { out: csv } = await runCommand("simulate", "-c", "R0{20}-Wo1{R = 1k, tau = 10k}", ...grid);
      const path = join(folder, "early.csv");
      writeFileSync(path, csv);
      const { status, out } = await runCommand("fit", path, "-c", "R0-Wo1", "--json");
      expect(status).toBe(0);
      const [file] = (JSON.parse(out) as IntervalDocument).files;
      const tau = file?.parameters.find(({ name }) => name === "Wo1.tau");
      expect(tau).toMatchObject({ intervalMethod: "profile" });
      expect(tau?.interval[1]).toBe("Infinity");
      expect(file?.identifiability.determined).toBe(false);
      const text = (await runCommand("fit", path, "-c", "R0-Wo1")).out;
      expect(text).toContain(`\nidentifiability  ${file?.identifiability.verdict ?? ""}\n`);
      expect(text).toMatch(/^Wo1\.tau .* infinity +profile, open +(?:free|unidentified)$/m);
      // Said once: not again as a warning.
      expect(text.match(/Wo1\.tau is not determined by these data/g)).toHaveLength(1);
    }));

  it("goes on after a file that cannot be read", () =>
    withCell(async (path, folder) => {
      const missing = join(folder, "missing.csv");
      const empty = join(folder, "empty.csv");
      writeFileSync(empty, "");
      const { status, out, notes } = await runCommand("fit", missing, empty, folder, path, "-c", CIRCUIT, "--json");
      expect(status).toBe(1);
      const { files } = JSON.parse(out) as Document;
      expect(files.map(({ error }) => error?.message)).toEqual([
        `${missing}: expected a file; there is none of this name`,
        `${empty}: expected data; the file is empty`,
        `${folder}: expected a file; this is a folder`,
        undefined,
      ]);
      expect(notes).toContain(
        `error: ${missing}: expected a file; there is none of this name. ${folder} holds cell.csv, empty.csv.\n`,
      );
      expect(notes).not.toMatch(/\n\s+at /);
    }));

  it("fails with a message where the data do not suffice", () =>
    withCell(async (path) => {
      const { status, out, notes } = await runCommand("fit", path, "-c", CIRCUIT, "--fmin", "1e6");
      expect(status).toBe(1);
      expect(out).toBe("");
      expect(notes).toContain("No point is left of the 33 from 10 to 100000 Hz: 33 below 1000000 Hz.");
    }));

  it("leaves points out by index and by sign, and says which", () =>
    withCell(async (path) => {
      const masked = ["--exclude", "0,2-3", "--exclude-signs", "Z\"<0,Z'<0", "--json"];
      const { status, notes } = await runCommand("fit", path, "-c", CIRCUIT, ...masked);
      expect(status).toBe(1);
      expect(notes).toContain("No point is left of the 33 from 10 to 100000 Hz: 3 as asked, 30 with Z'' < 0.");
      const { out } = await runCommand("fit", path, "-c", CIRCUIT, "--exclude", "0,2-3", "--fmin", "20", "--json");
      const [file] = (JSON.parse(out) as { files: { excluded: object[]; warnings: string[] }[] }).files;
      expect(file?.excluded.slice(0, 2)).toEqual([
        { index: 0, reason: "as asked", frequencyHz: 100000 },
        { index: 2, reason: "as asked", frequencyHz: expect.closeTo(56234.13, 1) as number },
      ]);
      expect(file?.warnings[0]).toBe("6 of 33 points were left out: 3 as asked, 3 below 20 Hz.");
      for (const wrong of [
        ["--exclude", "3-1"],
        ["--exclude", "x"],
        ["--exclude-signs", "Z>0"],
      ]) {
        expect((await runCommand("fit", path, "-c", CIRCUIT, ...wrong)).status).toBe(2);
      }
    }));

  it("calls options that contradict each other wrong usage", () =>
    withCell(async (path) => {
      const { status, out, notes } = await runCommand("fit", path, "-c", CIRCUIT, "--fmin", "1e3", "--fmax", "10");
      expect(status).toBe(2);
      expect(out).toBe("");
      expect(notes).toContain("The frequency window 1000 .. 10 Hz is empty");
    }));
});

describe("the output folder", () => {
  it("receives result, curve and plots, whole and never over existing files unless forced", () =>
    withCell(async (path, folder) => {
      const output = join(folder, "out");
      const words = ["fit", path, "-c", CIRCUIT, "-o", output];
      expect((await runCommand(...words)).status).toBe(0);
      const names = [
        "cell.bode.svg",
        "cell.fit.csv",
        "cell.nyquist.svg",
        "cell.parameters.csv",
        "cell.residuals.svg",
        "cell.result.json",
      ];
      expect(readdirSync(output).sort()).toEqual(names);
      const json = readFileSync(join(output, "cell.result.json"), "utf8");
      expect(json).toBe((await runCommand("fit", path, "-c", CIRCUIT, "--json")).out);
      expect(readFileSync(join(output, "cell.nyquist.svg"), "utf8")).toMatch(/^<svg [^]*<\/svg>\n$/);

      writeFileSync(join(output, "cell.fit.csv"), "mine");
      const again = await runCommand(...words);
      expect(again.status).toBe(2);
      expect(again.notes).toContain("already; --force replaces files.");
      expect(readFileSync(join(output, "cell.fit.csv"), "utf8")).toBe("mine");

      expect((await runCommand(...words, "--force")).status).toBe(0);
      expect(readFileSync(join(output, "cell.fit.csv"), "utf8")).toContain("frequency_hz");
      expect(readdirSync(output).sort()).toEqual(names);
    }));

  it("is refused before any work if it is a file or two inputs share a name", () =>
    withCell(async (path, folder) => {
      const asFile = await runCommand("fit", path, "-c", CIRCUIT, "-o", path);
      expect(asFile).toMatchObject({ status: 2, notes: `error: ${path} is not a folder.\n` });
      mkdirSync(join(folder, "b"));
      writeFileSync(join(folder, "b", "cell.txt"), readFileSync(path));
      const twice = await runCommand(
        "fit",
        path,
        join(folder, "b", "cell.txt"),
        "-c",
        CIRCUIT,
        "-o",
        join(folder, "o"),
      );
      expect(twice.status).toBe(2);
      expect(twice.notes).toContain("Two input files would both be written to cell.result.json");
      expect(existsSync(join(folder, "o"))).toBe(false);
    }));
});
