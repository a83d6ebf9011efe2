import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spectrumCsv } from "../../src/report/index.ts";
import { activated, ceramicAt, simulated, TWO_ARCS } from "../analysis/series/simulatedSeries.ts";
import { spectraAbsent, spectraPresent } from "../spectra/referenceFits.ts";
import { inFolder, runCommand } from "./runner.ts";

if (!spectraPresent) console.log(spectraAbsent);

const CIRCUIT = "p(R1,CPE1)-p(R2,CPE2)-CPE3";
const TEMPERATURES = [-10, 10, 25, 40, 60];
const GEOMETRY = ["--thickness", "0.1cm", "--area", "0.785cm2"];

interface Parameter {
  readonly name: string;
  readonly value: number;
  readonly stderr: number | null;
}

interface Document {
  readonly fits: readonly { readonly parameters: readonly Parameter[] }[];
  readonly arrhenius: readonly { readonly name: string; readonly activationEnergy: Parameter }[];
  readonly joint: {
    readonly objective: number;
    readonly separateObjective: number;
    readonly parameterCount: number;
    readonly shared: readonly (Parameter & {
      readonly parameter: string;
      readonly law: string;
      readonly activationEnergy: Parameter | null;
    })[];
    readonly spectra: readonly { readonly parameters: readonly Parameter[] }[];
    readonly warnings: readonly string[];
  } | null;
}

function writeSeries(folder: string, name = (celsius: number): string => `cell_T${String(celsius)}C.csv`): string[] {
  return TEMPERATURES.map((celsius) => {
    const path = join(folder, name(celsius));
    writeFileSync(path, spectrumCsv(simulated(TWO_ARCS, ceramicAt(celsius), 0.3, celsius + 20, "simulated")));
    return path;
  });
}

function valueOf(parameters: readonly Parameter[] | undefined, name: string): number {
  return parameters?.find((each) => each.name === name)?.value ?? Number.NaN;
}

function errorOf(parameters: readonly Parameter[] | undefined, name: string): number {
  return parameters?.find((each) => each.name === name)?.stderr ?? Number.NaN;
}

/** Within three standard errors. */
function expectNear({ value, stderr }: Pick<Parameter, "value" | "stderr">, truth: number): void {
  expect(stderr).toBeGreaterThan(0);
  expect(Math.abs(value - truth)).toBeLessThan(3 * (stderr ?? 0));
}

describe("eisfit series --share", () => {
  it("fits all spectra at once with values in common and laws in temperature", async () => {
    await inFolder(async (folder) => {
      const files = writeSeries(folder);
      const share = ["--share", "CPE1.n", "--share", "CPE3.n:linear", "--share", "R1:arrhenius"];
      const words = ["series", ...files, "-c", CIRCUIT, ...GEOMETRY, ...share];
      const { status, out } = await runCommand(...words, "--json");
      expect(status).toBe(0);
      const { joint, arrhenius } = JSON.parse(out) as Document;
      // Of 5 times 8, the one n counts once, n of the electrode and R1 as two each.
      expect(joint?.parameterCount).toBe(5 * 8 - 4 - 3 - 3);
      const [n1, n3, r1] = joint?.shared ?? [];
      if (n1 === undefined || n3 === undefined || r1 === undefined) throw new Error("three parameters are shared");
      expect([n1, n3, r1].map(({ parameter, law }) => [parameter, law])).toEqual([
        ["CPE1.n", "same"],
        ["CPE3.n", "linear"],
        ["R1", "arrhenius"],
      ]);
      expectNear(n1, 0.98);
      if (r1.activationEnergy === null) throw new Error("a law of Arrhenius has an energy");
      expectNear(r1.activationEnergy, 0.35);
      for (const [place, celsius] of TEMPERATURES.entries()) {
        const own = joint?.spectra[place]?.parameters;
        expect(valueOf(own, "CPE1.n")).toBe(n1.value);
        expectNear({ value: valueOf(own, "R1"), stderr: errorOf(own, "R1") }, activated(2e4, 0.35, celsius));
        expectNear({ value: valueOf(own, "CPE3.n"), stderr: errorOf(own, "CPE3.n") }, 0.8);
      }
      // What was simulated is what is shared: S rises by chance only.
      expect(joint?.objective).toBeGreaterThan(joint?.separateObjective ?? Infinity);
      expect((joint?.objective ?? 0) / (joint?.separateObjective ?? 1)).toBeLessThan(1.05);
      expect(joint?.warnings.filter((text) => text.includes("the data speak against it"))).toEqual([]);
      // The line through numbers of one law is that law, and no chance is left in it.
      const bulk = arrhenius.find(({ name }) => name === "bulk conductivity");
      expect(bulk?.activationEnergy.value).toBeCloseTo(r1.activationEnergy.value, 8);
      const text = (await runCommand(...words)).out;
      expect(text).toContain("Joint fit of 5 spectra with 30 parameters");
      expect(text).toMatch(/^R1 +arrhenius +\S+ \u00B1 \S+ kohm +0\.3[45]\d* \u00B1 0\.00\d+ /m);
    });
  });

  it("puts the numbers of the joint fit into the table and the CSV", async () => {
    await inFolder(async (folder) => {
      const output = join(folder, "out");
      const words = ["series", ...writeSeries(folder), "-c", CIRCUIT, ...GEOMETRY, "--share", "CPE1.n", "-o", output];
      expect((await runCommand(...words)).status).toBe(0);
      const document = JSON.parse(readFileSync(join(output, "series.json"), "utf8")) as Document;
      const shared = document.joint?.shared[0]?.value ?? Number.NaN;
      const csv = readFileSync(join(output, "series.csv"), "utf8").trimEnd().split("\n");
      const column = csv[0]?.split(",").indexOf("CPE1.n") ?? -1;
      expect(csv.slice(1).map((row) => Number(row.split(",")[column]))).toEqual(TEMPERATURES.map(() => shared));
      const table = await runCommand(
        ...["table", `LLZO=${join(output, "series.json")}`, "--each", "--format", "csv"],
        ...["--columns", "T,CPE1.n,R1,sigma_b"],
      );
      const rows = table.out.trimEnd().split("\n").slice(1);
      expect(rows).toHaveLength(5);
      for (const [place, row] of rows.entries()) {
        const [celsius, , n, , r1, , sigma] = row.split(",").map(Number);
        const own = document.joint?.spectra[place]?.parameters;
        expect([celsius, n, r1]).toEqual([TEMPERATURES[place], shared, valueOf(own, "R1")]);
        expect((sigma ?? 0) * valueOf(own, "R1")).toBeCloseTo(0.1 / 0.785, 12);
      }
    });
  });

  it("refuses what cannot be shared, with what is wrong", async () => {
    await inFolder(async (folder) => {
      const files = writeSeries(folder);
      for (const [words, message] of [
        [["--share", "R9"], "R9"],
        [["--share", "R1:cubic"], "same, linear or arrhenius"],
        [["--share", "R1:same:more"], "give a parameter, or one with a law"],
        [["--share", "R1", "--loss", "huber"], "weighs no outliers down"],
        [["--share", "R1", "--exclude-violations"], "leaves the same points out of all spectra"],
        [["--share", "R1", "--fix", "R1=100"], "R1"],
      ] as const) {
        const { status, notes, out } = await runCommand("series", ...files, "-c", CIRCUIT, ...words);
        expect([status, out]).toEqual([2, ""]);
        expect(notes).toContain(message);
      }
      const charged = writeSeries(folder, (celsius) => `cell_soc${String(celsius + 20)}.csv`);
      const { status, notes } = await runCommand("series", ...charged, "-c", CIRCUIT, "--share", "R1:arrhenius");
      expect(status).toBe(2);
      expect(notes).toContain("this series is over soc");
      const same = await runCommand("series", ...charged, "-c", CIRCUIT, "--share", "CPE1.n", "--json");
      expect(same.status).toBe(0);
      expect((JSON.parse(same.out) as Document).joint?.parameterCount).toBe(36);
    });
  });

  it.runIf(spectraPresent)("behaves on measured spectra as the published joint fit did", async () => {
    // EISFitpython, Example 3: Q1 and n1 in common over seven temperatures, 44 parameters, S = 2.332765e-2, 0.5694, 0.8907 and
    // 0.8566 eV (../shared/field.md, section 3). Four of the seven are there.
    const files = [140, 160, 180, 200].map((celsius) =>
      join(import.meta.dirname, `../../../shared/data/spectra/se-s04147-${String(celsius)}c.csv`),
    );
    const sample = ["--thickness", "0.21cm", "--diameter", "0.8cm"];
    const share = ["--share", "CPE1.Q", "--share", "CPE1.n"];
    const { status, out } = await runCommand("series", ...files, "-c", CIRCUIT, ...sample, ...share, "--json");
    expect(status).toBe(0);
    const { joint, fits, arrhenius } = JSON.parse(out) as Document;
    expect(joint?.parameterCount).toBe(4 * 8 - 3 - 3);
    // Independent fit by scipy: test/analysis/joint/scipy.test.ts holds all of its numbers.
    expect(joint?.objective.toExponential(4)).toBe("1.4600e-2");
    for (const end of [0, 3]) {
      const [alone, together] = [fits[end]?.parameters, joint?.spectra[end]?.parameters];
      expect(errorOf(together, "R1") / valueOf(together, "R1")).toBeLessThan(
        errorOf(alone, "R1") / valueOf(alone, "R1"),
      );
    }
    const published = {
      "bulk conductivity": 0.5694,
      "apparent grain-boundary conductivity": 0.8907,
      "total conductivity": 0.8566,
    };
    for (const [name, energy] of Object.entries(published)) {
      const found = arrhenius.find((each) => each.name === name)?.activationEnergy;
      expect(Math.abs((found?.value ?? NaN) - energy)).toBeLessThan(2 * (found?.stderr ?? 0));
    }
    expect(joint?.warnings.join("\n")).toContain("the data speak against it");
  });
});
