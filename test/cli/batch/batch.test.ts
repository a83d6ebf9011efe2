import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fit, makeSpectrum, parseCircuit } from "../../../src/index.ts";
import { inFolder, runCommand } from "../runner.ts";
import { CIRCUIT, csvOf, lineOf, linesOf, recordsOf, runWithInput, spectrumOf } from "./support.ts";

const COMMAND = ["batch", "-c", CIRCUIT];

describe("eisfit batch on standard input", () => {
  it("gives the same bytes whatever the number of threads, the size of jobs and the pieces of the input", async () => {
    const input = linesOf(60);
    const first = await runWithInput(input, [...COMMAND, "--workers", "1"]);
    expect(first.status).toBe(0);
    expect(recordsOf(first.out).map(({ input: place }) => place)).toEqual(Array.from({ length: 60 }, (_, k) => k + 1));
    for (const [workers, chunk, piece] of [
      ["2", "1", 1 << 20],
      ["3", "7", 100],
    ] as const) {
      const { out } = await runWithInput(input, [...COMMAND, "--workers", workers, "--chunk", chunk], piece);
      expect(out).toBe(first.out);
    }
    expect(first.notes).toMatch(/^60 spectra: 60 fitted; /);
  });

  it("gives what fit gives, bit by bit", async () => {
    const { out } = await runWithInput(linesOf(3), [...COMMAND, "--workers", "1"]);
    for (const [k, record] of recordsOf(out).entries()) {
      const { frequencyHz, re, im } = spectrumOf(k);
      const result = fit(makeSpectrum({ frequencyHz, re, im }), parseCircuit(CIRCUIT), { weight: "modulus" });
      expect(record).toMatchObject({
        source: `stdin:${String(k + 1)}`,
        status: "converged",
        objective: result.objective,
        chi2Reduced: result.chi2Reduced,
        points: 12,
        extra: { id: `cell ${String(k)}` },
      });
      expect(record.parameters).toEqual(
        result.parameters.map(({ name, value, stderr, unit, status }) => ({ name, value, stderr, unit, status })),
      );
    }
  });

  it("makes one record of a line that is wrong, says why, and goes on", async () => {
    const wrong = [
      ["{ no json", /^stdin:2: found "\{ no json", expected one JSON object a line/],
      ["[1, 2]", /^stdin:5: .*expected one JSON object a line/],
      ['{"re":[1],"im":[-1]}', /^stdin:8: found the fields re, im, expected an array frequencyHz or frequency/],
      ['{"f":[1,2],"re":[1,null],"im":[-1,-1],"id":7}', /found null, expected a number at re\[1\]/],
      ['{"f":[1,2],"re":[1],"im":[-1,-1]}', /usable data\. frequencyHz has 2 values but re has 1/],
      ['{"f":[1,0],"re":[1,1],"im":[-1,-1]}', /must be above 0 Hz/],
      ['{"f":[1],"re":[1],"im":[-1],"thickness":3,"area":"1 cm2"}', /thickness .*has no unit/],
      ['{"f":[1],"re":[1],"im":[-1],"circuit":"R0-(R1"}', /\S/],
      ['{"f":[1],"re":[1],"im":[-1],"exclude":"x"}', /exclude: Give indices/],
    ] as const;
    const input = wrong.map(([line]) => `${lineOf(0)}${line}\n`).join("\n");
    const { status, out } = await runWithInput(input, [...COMMAND, "--workers", "1"]);
    expect(status).toBe(1);
    expect((await runWithInput(input, [...COMMAND, "--tolerant"])).status).toBe(0);
    const records = recordsOf(out);
    // Blank lines stand between the pairs: they count, and are nothing else.
    expect(records.map(({ input: place, status: kind }) => [place, kind])).toEqual(
      wrong.flatMap((_, k) => [
        [3 * k + 1, "converged"],
        [3 * k + 2, "failed"],
      ]),
    );
    for (const [k, [, message]] of wrong.entries()) expect(records[2 * k + 1]?.error?.message).toMatch(message);
    expect(records[7]?.extra).toEqual({ id: 7 });
  });

  it("takes circuit, label, mask and sample of each spectrum from its fields", async () => {
    const input =
      lineOf(0, { label: "first", circuit: "R0-p(R1,CPE1)", fmax: 5e4, exclude: [3] }) +
      lineOf(1, { thickness_cm: 0.1, area: "0.5 cm2", temperature_C: 25, circuit: "ceramic-blocking" }) +
      lineOf(2, { exclude_signs: "Z''>0", note: { free: ["text"] } });
    const { out } = await runWithInput(input, [...COMMAND, "--workers", "1"]);
    const [first, second, third] = recordsOf(out);
    expect(first).toMatchObject({ label: "first", circuit: "R0-(R1|CPE1)", extra: { id: "cell 0" } });
    expect(first?.points).toBe(10);
    expect(second?.answers?.map(({ name }) => name)).toContain("bulk conductivity");
    expect(third).toMatchObject({ circuit: "R0-(R1|C1)", extra: { id: "cell 2", note: { free: ["text"] } } });
  });

  it("passes on what fit would take: weight, bounds, derived values, local fits", async () => {
    const options = ["--weight", "unit", "--derive", "R0 + R1", "--bound", "R1=1..90", "--no-search", "--times"];
    const { out } = await runWithInput(linesOf(1), [...COMMAND, ...options, "--set", "R0=20 ohm", "--set", "C1=1u"]);
    const [record] = recordsOf(out);
    expect(record).toMatchObject({ weight: "unit", status: "at-bound" });
    expect(record?.parameters?.find(({ name }) => name === "R1")).toMatchObject({
      value: 90,
      status: "at-bound",
      stderr: null,
    });
    expect(record?.derived?.[0]?.name).toBe("R0 + R1");
    expect(record?.milliseconds).toBeGreaterThan(0);
  });
});

describe("eisfit batch on files", () => {
  it("fits each sweep, and a bad file is one record", () =>
    inFolder(async (folder) => {
      const path = (name: string): string => join(folder, name);
      writeFileSync(path("a.csv"), csvOf(0));
      writeFileSync(path("bad.csv"), "frequency_hz,z_re_ohm,z_im_ohm\n1,x,2\n");
      const sweeps = [1, 2, 3].map((k) => JSON.parse(lineOf(k)) as object);
      writeFileSync(path("several.json"), JSON.stringify({ sweeps }));
      const names = ["a.csv", "bad.csv", "none.csv", "several.json", "a.csv"].map(path);
      const { status, out } = await runCommand(...COMMAND, ...names, "--workers", "2");
      expect(status).toBe(1);
      const records = recordsOf(out);
      expect(records.map(({ input, sweep, status: kind }) => [input, sweep, kind])).toEqual([
        [1, 1, "converged"],
        [2, null, "failed"],
        [3, null, "failed"],
        [4, 1, "converged"],
        [4, 2, "converged"],
        [4, 3, "converged"],
      ]);
      expect(records[1]?.error?.message).toMatch(/bad\.csv:2: found "x"/);
      expect(records[2]?.error?.message).toMatch(/none\.csv: expected a file; there is none of this name/);
      const one = recordsOf((await runCommand(...COMMAND, path("several.json"), "--sweep", "2")).out);
      expect(one).toHaveLength(1);
      expect(one[0]?.parameters).toEqual(records[4]?.parameters);
    }));

  it("finds files by patterns, in the order of their names and numbers", () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, "deep/er"), { recursive: true });
      for (const name of ["cell10.csv", "cell2.csv", "deep/cell1.csv", "deep/er/cell0.csv", "note.txt"]) {
        writeFileSync(join(folder, name), csvOf(0));
      }
      const sources = async (...words: string[]): Promise<string[]> =>
        recordsOf((await runCommand(...COMMAND, "--workers", "1", ...words)).out).map(({ source }) =>
          source.slice(folder.length + 1),
        );
      expect(await sources(`${folder}/*.csv`)).toEqual(["cell2.csv", "cell10.csv"]);
      expect(await sources(`${folder}/deep/**/*.csv`, `${folder}/deep/cell{1,2}.csv`)).toEqual([
        "deep/cell1.csv",
        "deep/er/cell0.csv",
      ]);
      const none = await runCommand(...COMMAND, `${folder}/*.mpr`);
      expect(none).toMatchObject({ status: 2, out: "" });
      expect(none.notes).toMatch(/No file matches/);
      expect((await runCommand(...COMMAND, folder)).notes).toMatch(/is a folder; name its files by a pattern/);
    }));

  it("tells all that fit tells with --full", () =>
    inFolder(async (folder) => {
      const path = join(folder, "a.csv");
      writeFileSync(path, csvOf(0));
      const [record] = recordsOf((await runCommand(...COMMAND, path, "--full")).out);
      const { files } = JSON.parse((await runCommand("fit", "-c", CIRCUIT, path, "--json")).out) as { files: object[] };
      expect(record).toMatchObject({ input: 1, source: path, sweep: 1, status: "converged", ...files[0] });
    }));
});

describe("wrong usage of eisfit batch", () => {
  const cases: [string[], RegExp][] = [
    [["batch", "a.csv"], /Give the circuit of these files by -c/],
    [["batch", "-c", "R0-(", "a.csv"], /\^/],
    [["batch", "-c", "R0", "--fix", "R7", "a.csv"], /R7/],
    [["batch", "-c", "R0", "--thickness", "3", "a.csv"], /has no unit/],
    [["batch", "-c", "R0", "--workers", "0", "a.csv"], /from 1 to 4096/],
    [["batch", "-c", "R0", "--resume", "a.csv"], /--resume needs -o FILE/],
    [["batch", "-c", "R0", "--resume", "--force", "-o", "r.csv", "a.csv"], /give one of them/],
    [["batch", "-c", "R0", "--format", "parquet", "a.csv"], /give -o FILE\.parquet/],
    [["batch", "-c", "R0", "--full", "-o", "r.csv", "a.csv"], /do not fit into a table/],
    [["batch", "-c", "R0", "--manifest", "none.csv"], /There is no manifest none\.csv/],
    [["batch", "-c", "R0", "--manifest", "m.csv", "a.csv"], /not both/],
  ];
  it.each(cases)("%j", async (words, message) => {
    const { status, out, notes } = await runCommand(...words);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(notes).toMatch(message);
  });

  it("does not replace results unless told to", () =>
    inFolder(async (folder) => {
      expect((await runWithInput(linesOf(1), [...COMMAND, "-o", folder, "--format", "csv"])).notes).toMatch(
        /is a folder/,
      );
      const output = join(folder, "results.ndjson");
      writeFileSync(output, "mine\n");
      const refused = await runWithInput(linesOf(1), [...COMMAND, "-o", output]);
      expect(refused.status).toBe(2);
      expect(refused.notes).toMatch(/exists already; --force replaces it/);
      expect(readFileSync(output, "utf8")).toBe("mine\n");
      expect((await runWithInput(linesOf(1), [...COMMAND, "-o", output, "--force"])).status).toBe(0);
      expect(recordsOf(readFileSync(output, "utf8"))).toHaveLength(1);
    }));
});
