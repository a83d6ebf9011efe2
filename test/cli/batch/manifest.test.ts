import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, runCommand, type Outcome } from "../runner.ts";
import { csvOf, recordsOf } from "./support.ts";

/** Runs a batch of a manifest, with the files a.csv and data/b.csv beside it. */
function withManifest<T>(
  rows: readonly string[],
  use: (outcome: Outcome, folder: string) => T,
  ...words: string[]
): Promise<T> {
  return inFolder(async (folder) => {
    mkdirSync(join(folder, "data"));
    writeFileSync(join(folder, "a.csv"), csvOf(0));
    writeFileSync(join(folder, "data/b.csv"), csvOf(1));
    writeFileSync(join(folder, "cell.circuit"), "circuit cell\n  model R0 - (R1 | C1)\n");
    const manifest = join(folder, "manifest.csv");
    writeFileSync(manifest, rows.map((row) => `${row}\r\n`).join(""));
    return use(await runCommand("batch", "--manifest", manifest, "--workers", "1", ...words), folder);
  });
}

describe("a manifest", () => {
  it("says how each file is fitted, and hands on the columns it does not know", () =>
    withManifest(
      [
        "\uFEFF# cells of May",
        "File,circuit,label,temperature_C,thickness (cm),area / cm2,fmax,exclude,operator",
        'a.csv,"R0-p(R1,C1)","cell 1, left",25,0.1,0.5,5e4,"1,2",Ann',
        "",
        "data/b.csv,,,,,,,,",
      ],
      ({ status, out, notes }, folder) => {
        const [first, second] = recordsOf(out);
        expect(notes).toMatch(/^2 spectra: 2 fitted; /);
        expect(status).toBe(0);
        expect(first).toMatchObject({
          input: 3,
          source: join(folder, "a.csv"),
          label: "cell 1, left",
          circuit: "R0-(R1|C1)",
          // 5e4 leaves one of 12 out, the indices two more.
          points: 9,
          extra: { operator: "Ann" },
        });
        expect(first?.answers?.some(({ name }) => name.includes("conductivity"))).toBe(true);
        expect(second).toMatchObject({ input: 5, label: null, circuit: "R0-(R1|CPE1)", points: 12 });
        expect(second?.answers).toBeUndefined();
      },
      "-c",
      "R0-p(R1,CPE1)",
    ));

  it("makes one record of a row that is wrong, with its line", () =>
    withManifest(
      [
        "file;circuit;fmin;thickness;area;cell",
        "a.csv;R0-(R1;;;;",
        "a.csv;R0;low;;;",
        "a.csv;R0;;3;1 cm2;",
        "a.csv;R0;;1 mm;1 cm2;round",
        ";R0;;;;",
        "a.csv;R0",
        "a.csv;;;;;",
        "a.csv;none.circuit;;;;",
        "c.csv;R0;;;;",
        "a.csv;R0-p(R1,C1);;;;",
      ],
      ({ status, out }, folder) => {
        expect(status).toBe(1);
        const records = recordsOf(out);
        expect(records.map(({ input }) => input)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        const at = (line: number): string => `${join(folder, "manifest.csv")}:${String(line)}: `;
        const messages = records.map(({ error }) => error?.message ?? "");
        const expected = [
          [at(2), ""],
          [at(3), 'fmin is "low"; give a number of Hz above 0'],
          [at(4), "has no unit"],
          [at(5), 'cell is "round"; give symmetric, blocking, half, full'],
          [at(6), "the name of the file is missing"],
          [at(7), "the row has 2 fields, the titles are 6"],
          [at(8), "This spectrum has no circuit"],
          [at(9), "There is no circuit file none.circuit"],
          ["", "c.csv: expected a file; there is none of this name"],
        ];
        for (const [k, [where = "", what = ""]] of expected.entries()) {
          expect(messages[k]?.startsWith(where)).toBe(true);
          expect(messages[k]).toContain(what);
        }
        expect(records.at(-1)?.status).toBe("converged");
      },
    ));

  const wrong: [string[], RegExp][] = [
    [[], /manifest\.csv is empty; give a row of titles/],
    [["name,circuit", "a.csv,R0"], /manifest\.csv:1: there is no column "file" among name, circuit/],
    [["file,temperature_C,temperature_K,circuit", "a.csv,1,2,R0"], /the column "temperature" stands there twice/],
    [["file,label", "a.csv,x"], /Give a circuit by -c, or for each spectrum in a column circuit/],
  ];
  it.each(wrong)("is refused: %j", (rows, message) =>
    withManifest(rows, ({ status, out, notes }) => {
      expect(status).toBe(2);
      expect(out).toBe("");
      expect(notes).toMatch(message);
    }),
  );

  it("ends with a record where a quotation mark is not closed", () =>
    withManifest(["file,circuit", 'a.csv,"R0-p(R1,C1)"', 'a.csv,"R0-p(R1,C1)', "a.csv,R0"], ({ status, out }) => {
      const records = recordsOf(out);
      expect(status).toBe(1);
      expect(records.map(({ status: kind }) => kind)).toEqual(["converged", "failed"]);
      expect(records[1]?.error?.message).toMatch(/[Qq]uote/);
    }));
});
