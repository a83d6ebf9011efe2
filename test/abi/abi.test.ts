import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as program from "../../assembly/program.ts";
import { elementRecords, fit, makeSpectrum, parseCircuit, type FitResult } from "../../src/index.ts";

const root = join(import.meta.dirname, "../..");
const host = join(root, "docs/abi/host.mjs");
const page = readFileSync(join(root, "docs/abi.md"), "utf8");

/** What the page says of names: each beside its number in a table. */
const documented = new Map(
  [...page.matchAll(/\| (-?\d+) \| `([A-Z]+_[A-Z_\d]+)`/g)].map(([, value, name]) => [name, Number(value)]),
);
/** Of program.ts, what a host of engine.wasm needs. */
const GROUPS =
  /^(?:OPCODE|INSTRUCTION|LUMP|ADJOINT|EXPRESSION|WEIGHT|OBJECTIVE|LOSS|BUFFER|VARIABLE|OUTCOME|REPORT)_(?!ANSWER|NUMBERS)|^PARAMETER_(?:SCALED|FIXED|VARIABLE|EXPRESSION|DERIVED)$/;

describe("docs/abi.md", () => {
  it("names every constant with its number, and none that is not there", () => {
    const constants = Object.entries(program).filter(([name]) => GROUPS.test(name));
    expect(constants.length).toBeGreaterThan(120);
    expect(Object.fromEntries([...documented].sort())).toEqual(Object.fromEntries(constants.sort()));
    expect(page).toContain(`here \`${String(program.PROGRAM_FORMAT)}\``);
    expect(page).toContain(`${String(program.REPORT_NUMBERS)} f64`);
    expect(program.PARAMETER_WORDS).toBe(16);
    expect(program.SLOT_SCRATCH + program.KERNEL_SCRATCH_COLUMNS).toBe(2 ** 20 + 4);
  });

  it("has the parameters of every element with their units", () => {
    for (const { opcode, symbol, parameters } of elementRecords) {
      const list = parameters.map(({ name, ohm, second }) => `${name} (${String(ohm)}, ${String(second)})`).join("; ");
      expect(page).toMatch(new RegExp(`^\\| ${String(opcode)} \\| \`OPCODE_\\w+\` \\| \`${symbol}\` \\| `, "m"));
      expect(page).toContain(`| \`${symbol}\` | ${list} |`);
    }
  });

  it("names every export of engine.wasm, which imports nothing", async () => {
    const module = await WebAssembly.compile(readFileSync(join(root, "build/engine.wasm")));
    expect(WebAssembly.Module.imports(module)).toEqual([]);
    const section = page.slice(page.indexOf("## Exports"), page.indexOf("## Buffers"));
    const named = [...section.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual(
      WebAssembly.Module.exports(module)
        .map(({ name }) => name)
        .sort(),
    );
  });
});

describe("a host that knows nothing but this page", () => {
  interface HostResult {
    readonly outcome: number;
    readonly objective: number;
    readonly degreesOfFreedom: number;
    readonly values: number[];
    readonly stderr: number[];
    readonly low: number[];
    readonly high: number[];
    readonly correlation: number[];
    readonly fitRe: number[];
    readonly fitIm: number[];
  }

  const source = readFileSync(host, "utf8");
  let there: HostResult;
  let here: FitResult;

  beforeAll(() => {
    there = JSON.parse(execFileSync(process.execPath, [host], { encoding: "utf8" })) as HostResult;
    const numbersOf = (name: string): number[] =>
      (new RegExp(`const ${name} = \\[([^\\]]*)\\]`).exec(source)?.[1] ?? "")
        .split(",")
        .filter((text) => text.trim() !== "")
        .map(Number);
    const spectrum = makeSpectrum({ frequencyHz: numbersOf("frequency"), re: numbersOf("re"), im: numbersOf("im") });
    here = fit(spectrum, parseCircuit("R0-(R1|CPE1)"));
  });

  it("imports nothing but the reading of files", () => {
    expect([...source.matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1])).toEqual(["node:fs"]);
    expect(source).not.toMatch(/import\(|require\(/);
  });

  it("gets the numbers of fit, bit by bit", () => {
    expect(there.outcome).toBe(program.OUTCOME_CONVERGED);
    expect(there.objective).toBe(here.objective);
    expect(there.degreesOfFreedom).toBe(here.degreesOfFreedom);
    expect(there.values).toEqual(here.parameters.map(({ value }) => value));
    expect(there.stderr).toEqual(here.parameters.map(({ stderr }) => stderr));
    expect(there.low.map((low, k) => [low, there.high[k]])).toEqual(here.parameters.map(({ interval }) => interval));
    expect(there.correlation).toEqual(here.correlation.flat());
    expect(there.fitRe).toEqual([...here.residuals.fitRe]);
    expect(there.fitIm).toEqual([...here.residuals.fitIm]);
  });
});
