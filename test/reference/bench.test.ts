import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { mlName, plainName, preparedName, publicName } from "../../bench/engines.ts";
import { operationsOf } from "../../bench/efficiency.ts";

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

  it("counts operations by what was worked at", () => {
    // 189 operations at each point evaluated; 55 products of columns with two rows a point at two operations.
    const ended = { objective: 1, evaluations: 1, pointsEvaluated: 100, pointsLinearised: 10 };
    expect(operationsOf(ended)).toBe(100 * 189 + 10 * 55 * 2 * 2);
  });
});
