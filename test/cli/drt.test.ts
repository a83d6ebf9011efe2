import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCircuit } from "../../src/index.ts";
import { inFolder, runCommand } from "./runner.ts";

const file = join(import.meta.dirname, "../../circuits/li-llzo-li.simulated.csv");

interface Document {
  readonly eisfit: string;
  readonly files: readonly {
    readonly file: string;
    readonly error?: { readonly name: string; readonly message: string };
    readonly lambda: number;
    readonly lambdaChoice: string;
    readonly peaks: readonly { readonly tau: number; readonly resistance: number }[];
    readonly tau: readonly number[];
    readonly gamma: readonly number[];
    readonly circuit: string;
    readonly secondOpinion: { readonly agrees: boolean; readonly arcs: readonly object[] };
  }[];
}

describe("eisfit drt", () => {
  it("prints peaks beside the arcs of the second method, and a verdict", async () => {
    const { status, out } = await runCommand("drt", file);
    expect(status).toBe(0);
    expect(out).toMatch(/63 points, 7 MHz \.\. 124\.5 mHz/);
    expect(out).toMatch(/^ +1 +4\d\d\.\d* ns .* ohm +0\.\d\d +0\.\d\d +\d+(\.\d+)? ns .* 0\.\d\d$/m);
    expect(out).toMatch(/^series resistance +\d+(\.\d+)? ohm +\(/m);
    expect(out).toMatch(/^lambda +\S+, by modified cross-validation$/m);
    expect(out).toContain("both methods find the same processes");
  });

  it("prints a circuit that fit takes, and nothing else", async () => {
    const { status, out, notes } = await runCommand("drt", file, "--to-circuit");
    expect(status).toBe(0);
    expect(out.trim().split("\n").length).toBe(1);
    expect(notes).toContain("comment");
    parseCircuit(out.trim());
    const fitted = await runCommand("fit", file, "-c", out.trim(), "--no-search", "--json");
    expect(fitted.status).toBe(0);
  });

  it("gives one JSON document, byte for byte the same", async () => {
    const words = ["drt", file, "absent.csv", "--lambda", "gcv", "--time-constants", "80", "--json"];
    const first = await runCommand(...words);
    expect(first.status).toBe(1);
    expect(first.notes).toContain("absent.csv");
    expect((await runCommand(...words)).out).toBe(first.out);
    const { files } = JSON.parse(first.out) as Document;
    const [inverted, failed] = files;
    expect(failed?.error?.message).toContain("absent.csv");
    expect(inverted).toMatchObject({ file, lambdaChoice: "gcv", secondOpinion: { agrees: true } });
    expect(inverted?.peaks.length).toBe(2);
    expect(inverted?.tau.length).toBe(80);
    expect(inverted?.gamma.every((value) => value >= 0)).toBe(true);
  });

  it("writes JSON, CSV and plot, and refuses to replace them", async () => {
    await inFolder(async (folder) => {
      const { status, notes } = await runCommand("drt", file, "-o", folder, "--basis", "piecewise-linear");
      expect(status).toBe(0);
      expect(notes).toContain("written:");
      const read = (name: string): string => readFileSync(join(folder, `li-llzo-li.simulated.${name}`), "utf8");
      const lines = read("drt.csv").trim().split("\n");
      expect(lines[0]).toBe("tau_s,gamma_ohm,lower_ohm,upper_ohm");
      expect(lines.length).toBe(161);
      for (const line of lines.slice(1)) {
        const [tau = Number.NaN, gamma = Number.NaN, lower = Number.NaN, upper = Number.NaN] = line
          .split(",")
          .map(Number);
        expect(tau > 0 && lower <= gamma && gamma <= upper).toBe(true);
      }
      expect((JSON.parse(read("drt.json")) as Document).files.length).toBe(1);
      expect(read("drt.svg")).toMatch(/^<svg [^>]*>\n<title>Distribution of relaxation times, li-llzo-li/);
      expect(read("drt.svg")).not.toContain("NaN");
      expect((await runCommand("drt", file, "-o", folder)).status).toBe(2);
      expect((await runCommand("drt", file, "-o", folder, "--force")).status).toBe(0);
    });
  });

  it("writes nothing for a file that fails", async () => {
    await inFolder(async (folder) => {
      const short = join(folder, "short.csv");
      writeFileSync(short, "frequency_hz,z_re_ohm,z_im_ohm\n10,1,-1\n1,2,-1\n");
      const { status, notes, out } = await runCommand("drt", short, "-o", folder);
      expect([status, out]).toEqual([1, ""]);
      expect(notes).toContain("at least 5 different frequencies");
      expect(existsSync(join(folder, "short.drt.csv"))).toBe(false);
    });
  });

  it.each([
    [["--lambda", "best"], "Give a number above 0, gcv, mgcv or l-curve."],
    [["--basis", "spline"], "gaussian, piecewise-linear"],
    [["--time-constants", "3"], "timeConstants"],
    [["--json", "--csv"], "each take the whole of stdout"],
    [["--weight", "sigma", "--level", "2"], "level"],
  ])("%j is wrong usage", async (words, message) => {
    const { status, notes } = await runCommand("drt", file, ...words);
    expect(status).toBe(2);
    expect(notes).toContain(message);
  });
});
