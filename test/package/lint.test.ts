import { join } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const linter = new ESLint({ cwd: root });

/** Messages of the import rules for a file that is there, with one more line at its top. */
async function importFaults(file: string, line: string): Promise<string[]> {
  const results = await linter.lintText(`${line}\n`, { filePath: join(root, file) });
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ ruleId }) => ruleId === "@typescript-eslint/no-restricted-imports" || ruleId === "no-restricted-syntax")
    .map(({ message }) => message);
}

describe("lint forbids", () => {
  const forbidden: [string, string][] = [
    ["src/io/csv.ts", 'import { parseCircuit } from "../circuit/index.ts";'],
    ["src/io/table/units.ts", 'import { fit } from "../../fit/fit.ts";'],
    ["src/io/csv.ts", 'import { readFileSync } from "node:fs";'],
    ["src/io/csv.ts", 'export const fs = import("node:fs");'],
    ["src/circuit/parse.ts", 'import type { FitResult } from "../fit/result.ts";'],
    ["src/compile/compile.ts", 'import { theKernel } from "../kernel/load.ts";'],
    ["src/fit/fit.ts", 'import { resultTable } from "../report/index.ts";'],
    ["src/fit/fit.ts", 'import { Command } from "commander";'],
    ["src/report/statistics.ts", 'import { run } from "../cli/program.ts";'],
    ["src/report/svg/axes.ts", 'import { evaluate } from "../../reference/evaluate.ts";'],
    ["src/elements/resistor.ts", 'import { Complex } from "complex.js";'],
    ["src/elements/resistor.ts", 'import { parseCircuit } from "../circuit/index.ts";'],
    ["src/spectrum.ts", 'import { fit } from "./fit/fit.ts";'],
    ["src/index.ts", 'export { run } from "./cli/program.ts";'],
    ["src/index.ts", 'export { createPool } from "./pool/index.ts";'],
    ["src/pool/thread.ts", 'import { Worker } from "node:worker_threads";'],
    ["src/pool/pool.ts", 'import { run } from "../cli/program.ts";'],
    ["src/reference/evaluate.ts", 'import { theKernel } from "../kernel/load.ts";'],
    ["src/cli/program.ts", 'import { fit } from "../fit/fit.ts";'],
    ["src/cli/commands/fit.ts", 'import { makeSpectrum } from "../../spectrum.ts";'],
    ["src/web/state.ts", 'import { fit } from "../fit/fit.ts";'],
    ["src/web/panels/Svg.tsx", 'import { makeSpectrum } from "../../spectrum.ts";'],
  ];
  it.each(forbidden)("%s: %s", async (file, line) => {
    expect(await importFaults(file, line)).toHaveLength(1);
  });

  const allowed: [string, string][] = [
    ["src/elements/resistor.ts", 'import type { Complex } from "complex.js";'],
    ["src/fit/fit.ts", 'import { parseCircuit } from "../circuit/index.ts";'],
    ["src/report/statistics.ts", 'import type { FitResult } from "../fit/result.ts";'],
    ["src/reference/evaluate.ts", 'import { Complex } from "complex.js";'],
    ["src/cli/commands/fit.ts", 'import { fit } from "../../index.ts";'],
    ["src/cli/commands/fit.ts", 'import { UsageError } from "../usageError.ts";'],
  ];
  it.each(allowed)("but not %s: %s", async (file, line) => {
    expect(await importFaults(file, line)).toEqual([]);
  });
});
