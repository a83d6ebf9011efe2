import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fit, parseCircuit } from "../../src/index.ts";
import { simulated } from "../fit/support.ts";
import { runCommand } from "./runner.ts";

const circuit = "R0-p(R1,CPE1)";
const truth = "R0{20}-p(R1{100},CPE1{Q = 10u, n = 0.85})";
const replicates = [1, 2, 3, 4].map((seed) => simulated(truth, { noise: 0.01, seed }));
const [spectrum] = replicates;
let folder = "";
const files: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eisfit-objectives-"));
  replicates.forEach(({ frequencyHz, re, im }, number) => {
    const rows = Array.from(frequencyHz, (f, k) => `${String(f)},${String(re[k])},${String(im[k])}`);
    const path = join(folder, `cell${String(number)}.csv`);
    writeFileSync(path, ["frequency_hz,z_re_ohm,z_im_ohm", ...rows, ""].join("\n"));
    files.push(path);
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Document {
  readonly files: readonly {
    readonly file: string;
    readonly objective: number;
    readonly objectiveForm: string;
    readonly weight: string;
    readonly loss: string;
    readonly aicc: number;
    readonly circuit: string;
    readonly robust?: { readonly scale: number; readonly outliers: readonly unknown[] };
    readonly errorStructure?: { readonly terms: readonly string[]; readonly coefficients: readonly number[] };
    readonly parameters: readonly { readonly name: string; readonly value: number; readonly lower: number }[];
    readonly verification?: { readonly agrees: boolean };
  }[];
}

async function fitted(...options: string[]): Promise<Document["files"][number]> {
  const [path = ""] = files;
  const { status, out } = await runCommand("fit", path, "-c", circuit, "--json", ...options);
  expect(status).toBe(0);
  const [entry] = (JSON.parse(out) as Document).files;
  if (entry === undefined) throw new Error("no file");
  return entry;
}

describe("eisfit fit", () => {
  it("takes --objective, --loss and --weight, and tells them", async () => {
    const robust = await fitted("--objective", "log-modulus", "--loss", "huber", "--verify");
    if (spectrum === undefined) throw new Error("no spectrum");
    const expected = fit(spectrum, parseCircuit(circuit), { objective: "log-modulus", loss: "huber" });
    expect([robust.objectiveForm, robust.loss, robust.weight]).toEqual(["log-modulus", "huber", "modulus"]);
    expect(robust.objective).toBe(expected.objective);
    expect(robust.robust?.scale).toBe(expected.robust?.scale);
    expect(robust.aicc).toBe(expected.aicc);
    expect(robust.verification?.agrees).toBe(true);

    const structured = await fitted("--weight", "structure", "--error-terms", "modulus", "--verify");
    expect(structured.errorStructure?.terms).toEqual(["modulus"]);
    expect(structured.errorStructure?.coefficients[0]).toBeCloseTo(0.01, 2);
    expect(structured.verification?.agrees).toBe(true);
    expect((await fitted()).robust).toBeUndefined();
  });

  it("ties parameters and limits all of a kind, those of one winning", async () => {
    const entry = await fitted("--tie", "R1=5*R0", "--bound", "CPE1.n=0.7..0.9", "--bound", "CPE.n=0.5..1");
    const find = (name: string) => entry.parameters.find((one) => one.name === name);
    expect(find("R1")?.value).toBeCloseTo(5 * (find("R0")?.value ?? 0), 10);
    expect(find("CPE1.n")?.lower).toBe(0.7);
    expect(entry.circuit).toContain("R1{R = 5*R0}");
  });

  it("moves a start that other options put outside the limits", async () => {
    const [path = ""] = files;
    const { status, notes } = await runCommand(
      "fit",
      path,
      "-c",
      circuit,
      "--json",
      "--set",
      "R0=1",
      "--bound",
      "R0=10..50",
    );
    expect(status).toBe(0);
    expect(notes).toContain("R0 starts at 10 ohm: the 1 ohm given lies outside its limits, between 10 and 50 ohm.");
  });

  it("fits the mean of replicates", async () => {
    const words = ["fit", ...files, "-c", circuit, "--average", "--weight", "sigma", "--error-terms", "modulus"];
    const { status, out } = await runCommand(...words, "--json");
    expect(status).toBe(0);
    const document = JSON.parse(out) as Document;
    expect(document.files.map(({ file }) => file)).toEqual([files.join(" + ")]);
    const r1 = document.files[0]?.parameters.find(({ name }) => name === "R1")?.value ?? 0;
    // 1 % noise, four times 43 points: R1 is known to some 0.15 %.
    expect(Math.abs(r1 - 100)).toBeLessThan(0.6);
    const table = await runCommand(...words);
    expect(table.out).toContain("weight sigma");
  });

  it("shows scale, outliers and structure to people", async () => {
    const [path = ""] = files;
    const robust = await runCommand("fit", path, "-c", circuit, "--loss", "cauchy", "--objective", "admittance");
    expect(robust.out).toMatch(/\(weight modulus, objective admittance, loss cauchy\)/);
    expect(robust.out).toMatch(/noise +\S+ in weighted residuals by their median; 0 outliers/);
    const structured = await runCommand("fit", path, "-c", circuit, "--weight", "structure");
    expect(structured.out).toMatch(/noise +sigma = \S+ .*ohm \+ \S+ .*\|Z\|/);
  });

  it.each([
    [["--objective", "phase"], "--objective"],
    [["--loss", "tukey"], "--loss"],
    [["--error-terms", "phase", "--weight", "structure"], 'There is no error term "phase"'],
    [["--tie", "R1=2*R7"], "no element `R7`"],
    [["--bound", "W=1..2"], "no element `W`"],
  ])("calls %j wrong usage", async (options, message) => {
    const [path = ""] = files;
    const { status, notes } = await runCommand("fit", path, "-c", circuit, ...options);
    expect(status).toBe(2);
    expect(notes).toContain(message);
  });
});
