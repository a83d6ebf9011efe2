import { cpSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Random } from "../../../bench/random.ts";
import { inFolder } from "../runner.ts";
import { CIRCUIT, ended, linesOf, lineOf, recordsOf, runWithInput, startProgram } from "./support.ts";

const SPECTRA = 150;
const OPTIONS = ["batch", "-c", CIRCUIT, "--workers", "2", "--chunk", "4"];

/** Waits until a file has so many bytes, or its process has ended. */
async function grown(path: string, bytes: number, hasEnded: () => boolean): Promise<void> {
  while (!hasEnded() && (!existsSync(path) || statSync(path).size < bytes)) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Starts a run and sends it a signal when its records have so many bytes; how it ended. */
async function killedRun(
  folder: string,
  input: string,
  words: readonly string[],
  bytes: number,
  signal: NodeJS.Signals,
) {
  const child = startProgram([...OPTIONS, ...words], folder);
  let hasEnded = false;
  const end = ended(child).finally(() => (hasEnded = true));
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
  const output = words[words.indexOf("-o") + 1] ?? "";
  await grown(`${join(folder, output)}.partial/records.ndjson`, bytes, () => hasEnded);
  child.kill(signal);
  return end;
}

describe("--resume", () => {
  it("goes on after a kill at any moment, with nothing lost or doubled", () =>
    inFolder(async (folder) => {
      const input = linesOf(SPECTRA);
      const whole = join(folder, "whole.ndjson");
      await runWithInput(input, [...OPTIONS, "-o", whole]);
      const expected = readFileSync(whole, "utf8");
      const random = new Random(6);
      // Killed three times in a row, each time further on, the first time perhaps before anything is written.
      let bytes = 0;
      for (let kill = 0; kill < 3; kill++) {
        bytes += Math.floor(random.uniform(0, expected.length / 4));
        const { signal } = await killedRun(folder, input, ["-o", "killed.ndjson", "--resume"], bytes, "SIGKILL");
        expect(signal).toBe("SIGKILL");
        expect(existsSync(join(folder, "killed.ndjson"))).toBe(false);
      }
      const output = join(folder, "killed.ndjson");
      const { status, notes } = await runWithInput(input, [...OPTIONS, "-o", output, "--resume"]);
      expect(status).toBe(0);
      expect(notes).toMatch(/results are there already; going on behind them/);
      expect(readFileSync(output, "utf8")).toBe(expected);
      expect(existsSync(`${output}.partial`)).toBe(false);
      const again = await runWithInput(input, [...OPTIONS, "-o", output, "--resume"]);
      expect(again).toMatchObject({ status: 0, notes: `${output} is whole already; nothing was left to do.\n` });
    }));

  it("ends gently at Ctrl-C, says how to go on, and goes on", () =>
    inFolder(async (folder) => {
      const input = linesOf(SPECTRA);
      const { status, notes } = await killedRun(folder, input, ["-o", "r.csv"], 20_000, "SIGINT");
      expect(status).toBe(130);
      expect(notes).toMatch(/Stopped; what was done is kept in r\.csv\.partial\. The same command with --resume/);
      const kept = readFileSync(join(folder, "r.csv.partial/records.ndjson"), "utf8");
      // What was under way has been written whole, in order.
      const records = recordsOf(kept);
      expect(records.map(({ input: place }) => place)).toEqual(records.map((_, k) => k + 1));
      expect(records.length).toBeLessThan(SPECTRA);
      const [resumed, whole] = [join(folder, "r.csv"), join(folder, "whole.csv")];
      const refused = await runWithInput(input, [...OPTIONS, "-o", resumed]);
      expect(refused.notes).toMatch(/holds an interrupted run; --resume goes on with it, --force begins anew/);
      expect((await runWithInput(input, [...OPTIONS, "-o", resumed, "--resume"])).status).toBe(0);
      await runWithInput(input, [...OPTIONS, "-o", whole]);
      expect(readFileSync(resumed, "utf8")).toBe(readFileSync(whole, "utf8"));
    }));

  it("drops what is torn, wherever it is torn, also within a file of several sweeps", () =>
    inFolder(async (folder) => {
      const sweeps = [1, 2, 3, 4].map((k) => JSON.parse(lineOf(k)) as object);
      const files = ["a.json", "b.json", "none.json"].map((name) => join(folder, name));
      for (const file of files.slice(0, 2)) writeFileSync(file, JSON.stringify({ sweeps }));
      const words = [...OPTIONS, ...files];
      const whole = join(folder, "whole.ndjson");
      await runWithInput("", [...words, "-o", whole]);
      const expected = readFileSync(whole);
      // The folder of a run of which nothing is written.
      const first = join(folder, "first.ndjson");
      await killedRun(folder, "", [...files, "-o", "first.ndjson"], 1, "SIGKILL");
      const lineEnds = [...expected.keys()].filter((place) => expected[place] === 10);
      const random = new Random(7);
      const cuts = [0, ...lineEnds.slice(0, 3), lineEnds[3]! + 1, lineEnds[4]! + 1, expected.length - 1];
      cuts.push(...Array.from({ length: 4 }, () => Math.floor(random.uniform(0, expected.length))));
      for (const [k, cut] of cuts.entries()) {
        const output = join(folder, `cut${String(k)}.ndjson`);
        cpSync(`${first}.partial`, `${output}.partial`, { recursive: true });
        writeFileSync(`${output}.partial/records.ndjson`, expected);
        truncateSync(`${output}.partial/records.ndjson`, cut);
        expect((await runWithInput("", [...words, "-o", output, "--resume"])).status).toBe(1);
        expect(readFileSync(output, "utf8")).toBe(expected.toString("utf8"));
      }
    }));

  it("refuses other inputs and other settings", () =>
    inFolder(async (folder) => {
      const input = linesOf(SPECTRA);
      const output = join(folder, "r.ndjson");
      await killedRun(folder, input, ["-o", "r.ndjson"], 10_000, "SIGKILL");
      const resume = (text: string, ...more: string[]) =>
        runWithInput(text, [...OPTIONS, ...more, "-o", output, "--resume"]);
      expect(await resume(input, "--weight", "unit")).toMatchObject({
        status: 2,
        notes: expect.stringMatching(/weight was "modulus" and is "unit" now/) as string,
      });
      expect(await resume(`\n${input}`)).toMatchObject({
        status: 2,
        notes: expect.stringMatching(/it has results of stdin:1 \(1\) where there is stdin:2 \(2\)/) as string,
      });
      expect((await resume(linesOf(2))).notes).toMatch(/where there is none any more/);
      expect((await resume(input)).status).toBe(0);
    }));
});
