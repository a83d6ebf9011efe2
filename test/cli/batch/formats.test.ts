import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import initParquet, { readParquet } from "parquet-wasm/esm";
import { describe, expect, it } from "vitest";
import type { BatchRecord } from "../../../src/cli/batch/record.ts";
import { version } from "../../../src/index.ts";
import { inFolder } from "../runner.ts";
import { CIRCUIT, lineOf, recordsOf, runWithInput } from "./support.ts";

/** Records of two circuits, a bad line, answers, derived values, and fields of all kinds that are handed on. */
const INPUT = [
  lineOf(0, { label: 'a, "b"', number: 1.5, mixed: 1 }),
  "no spectrum\n",
  lineOf(1, { circuit: "R0-p(R1,CPE1)", label: "two\nlines", mixed: "x", list: [1, 2] }),
  lineOf(2, { source: "mine", number: -3, thickness_cm: 0.1, area_cm2: 0.5, circuit: "R_b-p(R_gb,CPE_gb)" }),
].join("");
const OPTIONS = ["batch", "-c", CIRCUIT, "--workers", "1"];

type Row = Readonly<Record<string, string>>;

async function results(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const { status, notes } = await runWithInput(INPUT, [...OPTIONS, "-o", path]);
  expect(status).toBe(1);
  expect(notes).toMatch(`written: ${path}\n`);
  return path;
}

function rowsOf(csv: string): Row[] {
  return parse(csv, { columns: true });
}

describe("results", () => {
  it("as CSV have a column for each number, in all rows the same", () =>
    inFolder(async (folder) => {
      const csv = readFileSync(await results(folder, "r.csv"), "utf8");
      const rows = rowsOf(csv);
      const records = recordsOf((await runWithInput(INPUT, OPTIONS)).out);
      expect(rows).toHaveLength(4);
      const titles = Object.keys(rows[0] ?? {});
      expect(titles.slice(0, 7)).toEqual(["input", "source", "sweep", "label", "status", "error", "circuit"]);
      expect(titles).toEqual(
        expect.arrayContaining(["R0 / ohm", "R0 stderr", "CPE1.n", "CPE1.n stderr", "R_gb / ohm", "warnings"]),
      );
      expect(titles.slice(-6)).toEqual(["warnings", "id", "number", "mixed", "list", "source (given)"]);
      expect(rows[0]).toMatchObject({ label: 'a, "b"', number: "1.5", mixed: "1", "CPE1.n": "", status: "converged" });
      expect(rows[1]).toMatchObject({ status: "failed", "R0 / ohm": "", error: records[1]?.error?.message });
      expect(rows[2]).toMatchObject({ label: "two\nlines", mixed: "x", list: "[1,2]", "C1 / F": "" });
      expect(rows[3]).toMatchObject({ source: "stdin:4", "source (given)": "mine", id: "cell 2" });
      for (const [k, record] of records.entries()) {
        for (const { name, unit, value, stderr } of [...(record.parameters ?? []), ...(record.answers ?? [])]) {
          const title = unit === "-" ? name : `${name} / ${unit}`;
          expect(Number(rows[k]?.[title])).toBe(Number(value));
          expect(rows[k]?.[`${name} stderr`]).toBe(stderr === null ? "" : String(stderr));
        }
      }
      const toStdout = await runWithInput(INPUT, [...OPTIONS, "--format", "csv"]);
      expect(toStdout.out).toBe(csv);
    }));

  it("as JSON are one document of the same records", () =>
    inFolder(async (folder) => {
      const text = readFileSync(await results(folder, "r.json"), "utf8");
      const { eisfit, results: found } = JSON.parse(text) as { eisfit: string; results: BatchRecord[] };
      expect(eisfit).toBe(version);
      expect(found).toEqual(recordsOf(readFileSync(await results(folder, "r.ndjson"), "utf8")));
      const none = await runWithInput("\n", [...OPTIONS, "--format", "json"]);
      expect(JSON.parse(none.out)).toEqual({ eisfit: version, results: [] });
    }));

  it("as Parquet are read by another library, cell by cell as in the CSV", () =>
    inFolder(async (folder) => {
      const bytes = readFileSync(await results(folder, "r.parquet"));
      const rows = rowsOf(readFileSync(await results(folder, "r.csv"), "utf8"));
      await initParquet({
        module_or_path: readFileSync(new URL(import.meta.resolve("parquet-wasm/esm/parquet_wasm_bg.wasm"))),
      });
      const table = tableFromIPC(readParquet(bytes).intoIPCStream());
      expect(table.schema.fields.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
      expect(table.numRows).toBe(rows.length);
      for (const [k, row] of rows.entries()) {
        for (const [title, text] of Object.entries(row)) {
          const cell = table.getChild(title)?.get(k) as string | number | bigint | null;
          expect(cell === null ? "" : String(cell)).toBe(text);
        }
      }
      const types = Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]));
      expect(types).toMatchObject({
        input: "Int64",
        "R0 / ohm": "Float64",
        source: "Utf8",
        number: "Float64",
        mixed: "Utf8",
      });
    }));

  it("have the format that --format tells, whatever the name", () =>
    inFolder(async (folder) => {
      const path = join(folder, "results.txt");
      await runWithInput(INPUT, [...OPTIONS, "-o", path, "--format", "csv"]);
      expect(readFileSync(path, "utf8")).toMatch(/^input,source,sweep/);
    }));
});
