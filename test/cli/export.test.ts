import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dialects } from "../../src/circuit/dialects/index.ts";
import { drawCircuit, exportFormats, latexFormula, valuedByText } from "../../src/report/index.ts";
import { parseCircuit } from "../../src/index.ts";
import { inFolder, runCommand } from "./runner.ts";

const CELL = "R0{20}-(R1{100}|CPE1{Q = 1u, n = 0.9})";

/** A spectrum and the JSON of its fit. */
async function fitted(folder: string): Promise<{ data: string; result: string }> {
  const data = join(folder, "cell.csv");
  const { out } = await runCommand(
    ...["simulate", "-c", CELL, "--from", "1e5", "--to", "1", "--per-decade", "8", "--noise", "0.3%"],
  );
  writeFileSync(data, out);
  const result = join(folder, "cell.result.json");
  writeFileSync(result, (await runCommand("fit", data, "-c", "R0-(R1|CPE1)", "--derive", "R0 + R1", "--json")).out);
  return { data, result };
}

describe("eisfit export", () => {
  it("lists the formats, those of all dialects among them", async () => {
    const { status, out } = await runCommand("export", "--list");
    expect(status).toBe(0);
    for (const { name } of [...exportFormats, ...dialects]) expect(out).toContain(`\n${name} `);
    expect(new Set(exportFormats.map(({ name }) => name)).size).toBe(exportFormats.length);
    expect(new Set(exportFormats.map(({ file }) => file)).size).toBe(exportFormats.length);
  });

  it("writes every format of a saved fit, and the same where the fit is made on the spot", async () => {
    await inFolder(async (folder) => {
      const { data, result } = await fitted(folder);
      for (const { name } of exportFormats) {
        const saved = await runCommand("export", result, "--as", name);
        expect(saved.status, name).toBe(0);
        expect(saved.out.length, name).toBeGreaterThan(20);
        expect(saved.out, name).not.toMatch(/NaN|undefined|\[object/);
        if (name === "csv" || name === "numpy") {
          const fresh = await runCommand("export", data, "-c", `${"R0-(R1|CPE1)"}; derive R0 + R1`, "--as", name);
          expect(fresh.out, name).toBe(saved.out);
        }
      }
    });
  });

  it("writes parameters with full digits, and with those that their errors leave", async () => {
    await inFolder(async (folder) => {
      const { result } = await fitted(folder);
      const fit = (JSON.parse(readFileSync(result, "utf8")) as { files: { parameters: { value: number }[] }[] })
        .files[0];
      const csv = (await runCommand("export", result, "--as", "csv")).out.split("\n");
      expect(csv[0]).toBe("name,value,stderr,low,high,unit,status,formula");
      expect(csv[1]?.split(",")[1]).toBe(String(fit?.parameters[0]?.value));
      expect(csv[5]).toMatch(/^R0 \+ R1,.*,ohm,derived,R0 \+ R1$/);
      const { out } = await runCommand("export", result, "--as", "siunitx");
      expect(out).toMatch(/^ {2}\$Q_\{1\}\$ & \\num\{[\d.]+\(\d+\)e-6\} & \\unit\{F\.s\^\{n-1\}\} & /m);
    });
  });

  it("reads again what it wrote as JSON", async () => {
    await inFolder(async (folder) => {
      const { result } = await fitted(folder);
      const own = join(folder, "own.json");
      expect((await runCommand("export", result, "-o", own)).notes).toBe(`written: ${own}\n`);
      for (const name of ["csv", "curve", "spice", "circuit"]) {
        const first = await runCommand("export", result, "--as", name);
        expect((await runCommand("export", own, "--as", name)).out, name).toBe(first.out);
      }
    });
  });

  it("writes curves over the band of the data, or another one, whose arcs add up", async () => {
    await inFolder(async (folder) => {
      const { result } = await fitted(folder);
      const curve = (await runCommand("export", result, "--as", "curve", "--per-decade", "10")).out.trim().split("\n");
      expect(curve).toHaveLength(52);
      expect(curve[1]).toMatch(/^100000,/);
      expect(curve.at(-1)).toMatch(/^1,/);
      const { out } = await runCommand(
        ...["export", result, "--as", "arcs", "--from", "1e6", "--to", "1e-3", "--per-decade", "2"],
      );
      const [header, ...rows] = out
        .trim()
        .split("\n")
        .map((line) => line.split(","));
      expect(header?.slice(3)).toEqual([
        "z_re_ohm [R0]",
        "z_im_ohm [R0]",
        "z_re_ohm [(R1|CPE1)]",
        "z_im_ohm [(R1|CPE1)]",
      ]);
      expect(rows).toHaveLength(19);
      for (const row of rows) {
        const [, re = NaN, im = NaN, re1 = NaN, im1 = NaN, re2 = NaN, im2 = NaN] = row.map(Number);
        // The sums of the kernel and those here may round differently.
        expect(Math.hypot(re1 + re2 - re, im1 + im2 - im) / Math.hypot(re, im)).toBeLessThan(1e-14);
      }
      const document = JSON.parse((await runCommand("export", result, "--as", "elements-json")).out) as {
        parts: { circuit: string; re: number[] }[];
        frequencyHz: number[];
      };
      expect(document.parts.map(({ circuit }) => circuit)).toEqual(["R0", "R1", "CPE1"]);
      expect(document.parts[2]?.re).toHaveLength(document.frequencyHz.length);
    });
  });

  it("takes a circuit by itself, with defaults that it tells, and the band of one that comes with eisfit", async () => {
    const valued = valuedByText(parseCircuit(CELL));
    const formula = await runCommand("export", "-c", CELL, "--as", "formula-values");
    expect(formula).toEqual({ status: 0, out: latexFormula(valued, { values: true }), notes: "" });
    const bare = await runCommand("export", "-c", "R0-C1{2u}", "--as", "csv", "--set", "C1=3u");
    expect(bare.notes).toBe("note: R0 has no value; the element's default is used\n");
    expect(bare.out).toContain("C1,0.000003,,,,F,given,\n");
    const shipped = await runCommand("export", "-c", "li-llzo-li", "--as", "spice", "--name", "pellet");
    expect(shipped.out).toMatch(/^\* Holds from 0\.1 Hz to 7e6 Hz: \|Z\| is off by no more than 0\.0\d+ %$/m);
    expect(shipped.out).toContain("\n.subckt pellet a b\n");
  });

  it("draws in the style and theme asked for", async () => {
    const circuit = parseCircuit(CELL);
    const { parameters } = valuedByText(circuit);
    const drawn = await runCommand("export", "-c", CELL, "--as", "svg", "--style", "ansi", "--theme", "dark");
    expect(drawn.out).toBe(drawCircuit(circuit, { values: parameters, style: "ansi", theme: "dark" }));
  });

  it("states the errors of a subcircuit in its document", async () => {
    const { out } = await runCommand("export", "-c", CELL, "--as", "spice", "--json", "--tolerance", "1%");
    const [entry] = (
      JSON.parse(out) as {
        exports: { format: string; text: string; details: { error: number; approximated: { name: string }[] } }[];
      }
    ).exports;
    expect(entry?.format).toBe("spice");
    expect(entry?.details.approximated.map(({ name }) => name)).toEqual(["CPE1"]);
    expect(entry?.details.error).toBeGreaterThan(1e-4);
    expect(entry?.details.error).toBeLessThan(1e-2);
    expect(entry?.text).toContain(".ends cell");
  });

  it("writes the notation of other programs, and names what they lack", async () => {
    const text = "R0{20}-(R1{100}|CPE_x{Q = 1u, n = 0.9 fixed})";
    const python = await runCommand("export", "-c", text, "--as", "impedancepy");
    expect(python.out).toContain(
      'CustomCircuit(\n    "R0-p(R1,CPE1)",\n    initial_guess=[20, 100, 0.000001],\n    constants={"CPE1_1": 0.9},\n)',
    );
    expect(python.out).toContain("# CPE_x is CPE1: CPE1_0 = 0.000001, CPE1_1 = 0.9 fixed\n");
    const boukamp = await runCommand("export", "-c", text, "--as", "boukamp");
    expect(boukamp.out).toBe(
      "R(RQ)\n# R0 is R: R = 20\n# R1 is R: R = 100\n# CPE_x is Q: Y0 = 0.000001, n = 0.9 fixed\n",
    );
    const lacking = await runCommand("export", "-c", "R1-HN_x", "--as", "boukamp");
    expect(lacking.status).toBe(1);
    expect(lacking.notes).toMatch(/^error: .* has no element like HN_x/m);
  });

  it("writes a file for each fit of several, and none half or over another", async () => {
    await inFolder(async (folder) => {
      const { data } = await fitted(folder);
      const other = join(folder, "other.csv");
      writeFileSync(other, readFileSync(data));
      const both = join(folder, "both.json");
      writeFileSync(both, (await runCommand("fit", data, other, "-c", "R0-(R1|CPE1)", "--json")).out);
      const several = await runCommand("export", both, "--as", "csv");
      expect(several.status).toBe(2);
      expect(several.notes).toBe(
        "error: There are 2 fits: give -o FOLDER for a file each, or --json for one document.\n",
      );
      const out = join(folder, "out");
      expect((await runCommand("export", both, "--as", "csv", "-o", out)).status).toBe(0);
      expect(readdirSync(out)).toEqual(["cell.parameters.csv", "other.parameters.csv"]);
      const again = await runCommand("export", both, "--as", "csv", "-o", out);
      expect(again.status).toBe(2);
      const twice = join(folder, "twice.json");
      writeFileSync(twice, (await runCommand("fit", data, data, "-c", "R0-(R1|CPE1)", "--json")).out);
      expect((await runCommand("export", twice, "--as", "csv", "-o", join(folder, "numbered"))).status).toBe(0);
      expect(readdirSync(join(folder, "numbered"))).toEqual(["twice.1.parameters.csv", "twice.2.parameters.csv"]);
      expect(again.notes).toContain("exist already; --force replaces files.");
      expect((await runCommand("export", data, other, "-c", "R0-(R1|CPE1)", "--as", "json", "-o", out)).status).toBe(0);
      expect(readdirSync(out)).toContain("other.parameters.json");
    });
  });

  it("says what is wrong", async () => {
    await inFolder(async (folder) => {
      const { data, result } = await fitted(folder);
      const notesOf = async (...words: string[]): Promise<string> => {
        const { status, out, notes } = await runCommand("export", ...words);
        expect(status).toBeGreaterThan(0);
        expect(out).toBe("");
        return notes;
      };
      expect(await notesOf(result)).toMatch(/^error: Say what to write: --as with csv, json, /);
      expect(await notesOf(result, "--as", "xml")).toMatch(/^error: There is no format "xml"\. There are csv, /);
      expect(await notesOf("--as", "csv")).toBe("error: Name a file, or give a circuit with -c.\n");
      expect(await notesOf(data, "--as", "csv")).toBe(
        `error: ${data} holds no fit; give the circuit to fit to it with -c.\n`,
      );
      expect(await notesOf(result, "-c", "R0", "--as", "csv")).toContain(
        "holds a fit; -c, --set, --fix, --bound and --tie",
      );
      expect(await notesOf(result, "--as", "curve", "--from", "1")).toContain(
        "Give both ends of the band, --from and --to.",
      );
      expect(await notesOf(result, "--as", "curve", "--per-decade", "1e9")).toContain("1000000 are the most");
      expect(await notesOf(result, "--as", "spice", "--name", "my cell")).toContain('cannot be called "my cell"');
      expect(await notesOf(result, "--as", "spice", "--tolerance", "0")).toContain(
        "Give a share of |Z| such as 0.1% or 0.001.",
      );
      const stray = join(folder, "stray.json");
      writeFileSync(stray, '{"a": 1}');
      expect(await notesOf(stray, "--as", "csv")).toContain(
        "JSON of eisfit fit or series, or a spectrum with -c CIRCUIT",
      );
      const damaged = join(folder, "damaged.json");
      writeFileSync(
        damaged,
        '{"files": [{"file": "x", "circuit": "R0-C1", "parameters": [{"name": "R0", "value": 1}]}]}',
      );
      expect(await notesOf(damaged, "--as", "csv")).toContain("holds no value of C1, a parameter of R0-C1");
      writeFileSync(damaged, '{"files": [{"file": "x", "circuit": "R0-(", "parameters": []}]}');
      expect(await notesOf(damaged, "--as", "csv")).toContain("x: its circuit cannot be read.");
      expect(existsSync(join(folder, "out"))).toBe(false);
    });
  });
});
