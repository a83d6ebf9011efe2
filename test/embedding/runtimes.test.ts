/** The packed library and its command line in runtimes other than Node, beside what Node makes of them. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it as testOfVitest } from "vitest";
import * as library from "../../src/index.ts";
import { describeDifference } from "../determinism/compare.ts";
import { absenceOf, findRuntime, runtimes } from "../determinism/runtimes.ts";
import { nodeProgram } from "./app.ts";
import { makeProject, type Project } from "./project.ts";
import { fitSpectra } from "./workload.ts";

const SPECTRA = 50;
const IN_POOL = 3;
/** A thread that waits for what never comes would keep the test waiting too. */
const TIME_LIMIT_MS = 100_000;

const execute = promisify(execFile);
const found = runtimes.map((runtime) => ({ ...runtime, binary: findRuntime(runtime) }));
for (const runtime of found) {
  if (runtime.binary === undefined) console.log(`not run: the package in ${absenceOf(runtime)}`);
}

let project: Project;
let all: string;
let few: string;

beforeAll(() => {
  project = makeProject(IN_POOL);
  project.write("program.mjs", nodeProgram(SPECTRA, "module"));
  project.write("program.cjs", nodeProgram(SPECTRA, "commonjs"));
  all = fitSpectra(library, SPECTRA);
  few = JSON.stringify((JSON.parse(all) as unknown[]).slice(0, IN_POOL));
});

afterAll(() => {
  project.remove();
});

async function run(binary: string, words: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  // SIGTERM would be answered in good order, which a program that hangs cannot.
  const limits = { maxBuffer: 1 << 26, timeout: TIME_LIMIT_MS, killSignal: "SIGKILL" } as const;
  return await execute(binary, words, { cwd: project.folder, ...limits });
}

function same(expected: string, engine: string, text: string): void {
  expect(describeDifference({ engine: "this process", text: expected }, { engine, text })).toBeUndefined();
}

describe.each(found)("the packed library in $name", ({ name, binary = "", words }) => {
  const it = testOfVitest.skipIf(binary === "");

  it.each([
    ["import", "program.mjs", []],
    // Deno looks for files beside a module that is required, for which it asks; imports it just follows.
    ["require", "program.cjs", name === "Deno" ? ["--allow-read"] : []],
  ])("gives the bits of Node for 50 spectra and in a pool, by %s", async (_how, program, rights) => {
    const { stdout } = await run(binary, [...words, ...rights, program]);
    const { here, pool } = JSON.parse(stdout) as { here: string; pool: string };
    same(all, name, here);
    same(few, `the pool of ${name}`, pool);
  });

  const main = "node_modules/eisfit/dist/src/cli/main.js";
  const measured = ["25C", "-10C", "-20C"].map((label) => `node_modules/eisfit/docs/example/llzo_${label}.csv`);
  const circuit = ["-c", "(R1|CPE1)-CPE2"];

  it.each([
    ["fit", ["fit", ...measured.slice(0, 1), ...circuit, "--json"]],
    ["check", ["check", ...measured.slice(0, 1)]],
  ])("prints what Node prints: eisfit %s", async (_command, command) => {
    const rights = name === "Deno" ? ["--allow-all"] : [];
    const [here, there] = await Promise.all([
      run(process.execPath, [main, ...command]),
      run(binary, [...words, ...rights, main, ...command]),
    ]);
    expect(there.stdout).toBe(here.stdout);
    expect(there.stderr).toBe(here.stderr);
    expect(here.stdout).not.toBe("");
  });

  it("writes what Node writes: eisfit batch in threads", async () => {
    const rights = name === "Deno" ? ["--allow-all"] : [];
    const batch = (output: string): string[] => [
      main,
      "batch",
      ...measured,
      ...circuit,
      "-o",
      output,
      "--workers",
      "2",
    ];
    await run(process.execPath, batch(`node-${name}.ndjson`));
    await run(binary, [...words, ...rights, ...batch(`${name}.ndjson`)]);
    const text = readFileSync(project.path(`${name}.ndjson`), "utf8");
    expect(text).toBe(readFileSync(project.path(`node-${name}.ndjson`), "utf8"));
    expect(text.trim().split("\n")).toHaveLength(measured.length);
  });
});
