import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, runCommand } from "./runner.ts";

const file = join(import.meta.dirname, "../../circuits/li-llzo-li.simulated.csv");

interface Document {
  readonly eisfit: string;
  readonly files: readonly {
    readonly file: string;
    readonly error?: { readonly message: string };
    readonly noisePercent: number;
    readonly verdict: string;
    readonly violations: readonly {
      readonly index: number;
      readonly frequencyHz: number;
      readonly residualPercent: number;
    }[];
    readonly linearKK: { readonly terms: number; readonly variant: string; readonly fitRe: readonly number[] };
    readonly zhit: { readonly residualPercent: readonly number[] };
    readonly drift: { readonly deviationPercent: number };
    readonly spectrum: { readonly points: number };
  }[];
}

describe("eisfit check", () => {
  it("prints figures and a verdict", async () => {
    const { status, out } = await runCommand("check", file);
    expect(status).toBe(0);
    expect(out).toMatch(/63 points, 7 MHz \.\. 124\.5 mHz/);
    expect(out).toMatch(/^noise +0\.3\d? % of \|Z\| in either part$/m);
    expect(out).toMatch(/^linear test +complex, (impedance|admittance): \d+ terms \(by gcv\) with C and L/m);
    expect(out).toMatch(/^Z-HIT +\|Z\| [+-]/m);
    expect(out).toMatch(/^The spectrum obeys the Kramers-Kronig relations within a noise of 0\.3/m);
    for (const line of out.split("\n").slice(1)) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("writes the numbers and a picture, and replaces none without --force", () =>
    inFolder(async (folder) => {
      const output = join(folder, "results");
      const { status, notes } = await runCommand("check", file, "-o", output);
      expect(status).toBe(0);
      const prefix = join(output, "li-llzo-li.simulated.");
      expect(notes).toContain(`written: ${prefix}check.json, ${prefix}check.svg\n`);
      const { files } = JSON.parse(readFileSync(`${prefix}check.json`, "utf8")) as Document;
      expect(files[0]?.spectrum.points).toBe(63);
      expect(readFileSync(`${prefix}check.svg`, "utf8").match(/<circle/g)?.length).toBe(63 + 1);
      expect((await runCommand("check", file, "-o", output)).status).not.toBe(0);
      expect((await runCommand("check", file, "-o", output, "--force")).status).toBe(0);
    }));

  it("gives one JSON document, byte for byte the same, with the files that failed", async () => {
    const words = ["check", file, "nowhere.csv", "--json"];
    const first = await runCommand(...words);
    expect(first.status).toBe(1);
    expect(first.notes).toContain("nowhere.csv");
    expect((await runCommand(...words)).out).toBe(first.out);
    const { eisfit, files } = JSON.parse(first.out) as Document;
    expect(eisfit).toMatch(/^\d/);
    expect(files[0]).toMatchObject({ file, violations: [], spectrum: { points: 63 } });
    expect(files[0]?.noisePercent).toBeCloseTo(0.3, 1);
    expect(files[0]?.linearKK.fitRe).toHaveLength(63);
    expect(files[0]?.zhit.residualPercent).toHaveLength(63);
    expect(files[1]?.error?.message).toContain("nowhere.csv");
  });

  it("names a bad point in a table", async () => {
    await inFolder(async (folder) => {
      const rows = Array.from({ length: 40 }, (_, k) => {
        const frequency = 10 ** (5 - k / 8);
        const x = 2 * Math.PI * frequency * 1e-3;
        const scale = k === 20 ? 1.1 : 1;
        // Digits that end are noise enough.
        return [frequency, scale * (10 + 100 / (1 + x * x)), (scale * -100 * x) / (1 + x * x)].map((value) =>
          value.toPrecision(5),
        );
      });
      const path = join(folder, "bad.csv");
      writeFileSync(path, ["frequency_hz,z_re_ohm,z_im_ohm", ...rows.map((row) => row.join(","))].join("\n"));
      const { out } = await runCommand("check", path);
      expect(out).toMatch(/^violating point/m);
      expect(out).toMatch(/^ +20 +316\.23 +\+/m);
      const fitted = await runCommand("fit", path, "-c", "R0-(R1|C1)", "--exclude-violations", "--json");
      const { files } = JSON.parse(fitted.out) as { files: { excluded: { index: number; reason: string }[] }[] };
      expect(files[0]?.excluded).toMatchObject([{ index: 20 }]);
      expect(files[0]?.excluded[0]?.reason).toContain("Kramers-Kronig residual of");
      expect((await runCommand("check", path, "--exclude", "20")).out).toContain("39 points");
    });
  });

  it("takes the variants", async () => {
    const words = [
      "--variant",
      "real",
      "--domain",
      "impedance",
      "--terms",
      "mu=0.7",
      "--extension",
      "3",
      "--no-capacitance",
    ];
    const shape = ["--smoothing", "local", "--window", "hann", "--centre", "100", "--decades", "2", "--fmin", "1"];
    const { status, out } = await runCommand("check", file, ...words, ...shape, "--measurement-model");
    expect(status).toBe(0);
    expect(out).toMatch(/^linear test +real, impedance: \d+ terms \(by mu.*\) with L,/m);
    expect(out.replace(/\s+/g, " ")).toContain("extended 3 times");
    expect(out).toMatch(/^measurement model +\d+ Voigt element/m);
  });

  it.each([
    [["--terms", "many"], "whole number"],
    [["--terms", "0"], "whole number from 1 to 100"],
    [["--terms", "mu=7"], "threshold of mu"],
    [["--variant", "half"], "real"],
    [["--fmin", "2", "--fmax", "1"], "window"],
  ] as const)("refuses %j", async (words, message) => {
    const { status, out, notes } = await runCommand("check", file, ...words);
    expect(status).toBe(2);
    expect(notes).toContain(message);
    expect(out).toBe("");
  });
});
