import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mlName, plainName, preparedName, publicName } from "../../bench/engines.ts";
import { OPERATIONS_PER_EVALUATION } from "../../bench/efficiency.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

function runBench(...options: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ["--import", "tsx", "bench/run.ts", ...options], { cwd: root, encoding: "utf8" });
}

describe("npm run bench", () => {
  it("prints one JSON document of rows, and nothing else, to stdout", () => {
    const { status, stdout, stderr } = runBench("--json", "--quick", "--problems", "3", "--passes", "1");
    expect(status, stderr).toBe(0);
    const rows: unknown = JSON.parse(stdout);
    expect(rows).toEqual(
      expect.arrayContaining(
        [preparedName, publicName, plainName, mlName].map((engine) => ({
          workload: "blocking cell",
          engine,
          microsecondsPerFit: expect.any(Number) as number,
          objective: expect.any(Number) as number,
          iterations: expect.any(Number) as number,
        })),
      ),
    );
    expect(stderr).toContain("3 problems");
  });

  it("refuses options that are no numbers", () => {
    const { status, stderr } = runBench("--problems", "many");
    expect(status).not.toBe(0);
    expect(stderr).toContain("--problems needs a whole number above 0");
  });

  it("counts operations of an evaluation by its parts", () => {
    // 55 products of columns with 122 rows at two operations, and 189 operations at each of 61 frequencies.
    expect(OPERATIONS_PER_EVALUATION).toBe(55 * 122 * 2 + 189 * 61);
  });
});
